"""The words of the terms: after the word of agreement, around it, or in what follows it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions_of
from handlers.reading.naming import bare_name
from handlers.reading.page import Stretch
from handlers.reading.subjects import past_place

_HOW = ("agree", "oral", "written", "by_message", "met")
_WIDE = ("witness", "whatsapp", "phone", "says")
_MARKS = frozenset((")", "-", "*", "•", "·"))


def says_only_how(layout: Layout, part: Stretch, *, wide: bool = False) -> bool:
    """Whether *part* has no words but those of agreeing and of how it was given.

    With *wide* also "photo on the server", "three points", "final".
    """
    more = ("how", "header", "articles") if wide else ()
    small = layout.either("stop", "particles", *more)
    typed, solid = layout.page.typed, layout.page.solid
    left = {i for i in range(part.first, part.last) if solid[i] and typed[i] not in small}
    for meaning in (*_HOW, *_WIDE) if wide else _HOW:
        for at in layout.all(meaning, part) if left else ():
            left.difference_update(range(at.first, at.last))
    for at in mentions_of(layout) if left else ():
        left.difference_update(range(at.first, at.last))
    return not left


def items(layout: Layout, clause: Clause) -> Iterator[Clause]:
    """The items of a list that *clause* introduces: "permits 1) ambulances 2) medicines"."""
    last = layout.sentences[clause.sentence].last
    if any(layout.page.solid[clause.at.last : last]):
        return
    number = clause.sentence + 1
    while number < len(layout.sentences) and _is_item(layout, layout.sentences[number]):
        listed = layout.of_sentence(number)
        if not listed or layout.has(listed[0].at, "refuse", "hedge", "demand"):
            return
        yield listed[0]
        number += 1


def _is_item(layout: Layout, sentence: Stretch) -> bool:
    """Whether a list's mark stands just before *sentence*: "1)", a dash, a bullet."""
    at = sentence.first - 1
    return at > 0 and layout.page.words[at] in _MARKS and layout.page.words[at] != "."


def content(layout: Layout, clause: Clause, cue: Stretch) -> Stretch | None:
    """The words of the terms: after the cue, around it, or in the next clause."""
    after = layout.clauses[clause.index + 1] if clause.index + 1 < len(layout.clauses) else None
    if after and after.lead == ":" and after.sentence == clause.sentence:
        ends = any(at.last == clause.at.last for at in layout.all("agree", clause.at))
        if ends or says_only_how(layout, Stretch(cue.first, clause.at.last)):
            return after.at
    if bracketed := _past_bracket(layout, clause, cue):
        return bracketed
    rest = sum(layout.page.solid[cue.last : clause.at.last])
    lead = Stretch(_past_place(layout, _lead(layout, clause), cue), cue.first)
    before = sum(layout.page.solid[lead.first : lead.last])
    if rest:
        return Stretch(cue.first if before <= 1 else lead.first, clause.at.last)
    if before > 1 and not layout.has(lead, "met"):
        return Stretch(lead.first, clause.at.last)
    if (
        after
        and after.sentence == clause.sentence
        and after.lead in {":", "-", ","}
        and not layout.has(after.at, "oral", "refuse", "demand")
    ):
        return Stretch(cue.first, after.at.last)
    if layout.has(cue, "written") and before:
        return Stretch(lead.first, clause.at.last)
    return None


def _lead(layout: Layout, clause: Clause) -> int:
    """Where the clause begins once who said it is left out."""
    first = clause.at.first
    for one in mentions_of(layout):
        if one.first <= first < one.last <= clause.at.last:
            first = one.last
    says = layout.first(Stretch(first, clause.at.last), "says")
    if says and says.first - first <= 1:
        first = says.last
    return first


def _past_place(layout: Layout, first: int, cue: Stretch) -> int:
    """Past who it was and where, if that is all before *cue*: "Idris at the port agreed"."""
    words, at = layout.page.typed, first
    while at < cue.first and words[at] in layout.either("articles", "them"):
        at += 1
    name = bare_name(layout, at)
    at = name.last if name else at
    past = past_place(layout, at)
    # A small "a" or "ha" may stand before what was accepted.
    return past if past > at and cue.first - past in {0, 1} else first


def _past_bracket(layout: Layout, clause: Clause, cue: Stretch) -> Stretch | None:
    """The terms after a bracket that says how: "ok écrit (note de service) pour décharger"."""
    if not says_only_how(layout, Stretch(cue.first, clause.at.last)):
        return None
    inside, *follows = layout.clauses[clause.index + 1 : clause.index + 3] or (clause,)
    if inside.lead != "(" or not follows or follows[0].lead != ")":
        return None
    return Stretch(cue.first, follows[0].at.last)
