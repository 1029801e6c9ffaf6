"""Where people met: a checkpoint, an office, a town, as the words after "at" or "in" name it."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.naming import bare_name
from handlers.reading.note import Found, Span, Sure
from handlers.reading.ours import inside
from handlers.reading.page import Stretch

_LONGEST = 5
_SHORTEST = 2
_ELSEWHERE = frozenset(("a", "no", "na", "de", "from"))
"""What leads to other things as well; an "a" does to a place only where it was typed à."""
_FAR = 8
"""Words between meeting and the place."""


def place(layout: Layout, taken: list[Span]) -> Found[str] | None:
    """The place named where somebody was met, none where only other places are named."""
    leads = layout.named("in_place") - _ELSEWHERE
    for at, word in enumerate(layout.page.typed):
        if word not in leads or not _near_meeting(layout, at):
            continue
        found = _named_place(layout, at + 1)
        if found and not inside(layout, found, taken) and not _is_when(layout, found):
            words = layout.page.typed[found.first : found.last]
            plain = any(word in layout.named("places") for word in words)
            sure = Sure.CERTAIN if plain else Sure.LIKELY
            return Found(layout.said(found), layout.span(found), sure)
    return None


def _near_meeting(layout: Layout, at: int) -> bool:
    clause = layout.clause_of(at)
    if clause is None or layout.has(Stretch(clause.at.first, at), "will", "must", "next"):
        return False
    here = layout.sentences[clause.sentence]
    met = layout.first(Stretch(here.first, at), "met", "in_person")
    agreed = layout.first(Stretch(here.first, at), "agree", "demand", "refuse", "says")
    return met is not None and agreed is None and at - met.last <= _FAR + len(met)


def _named_place(layout: Layout, at: int) -> Stretch | None:
    """The words of the place: a kind of place with its name, or a capitalised name."""
    words, first = layout.page.typed, at
    small = layout.named("articles")
    while first < len(words) and words[first] in small:
        first += 1
    end, kind = first, False
    while end < min(len(words), first + _LONGEST) and words[end][0].isalpha():
        if words[end] in layout.named("places"):
            kind = True
        elif not _belongs(layout, first, end, kind=kind):
            break
        end += 1
    while end > first and words[end - 1] in layout.either("articles", "of"):
        end -= 1
    if kind and end > first:
        return Stretch(first, end)
    name = bare_name(layout, first)
    arabic = first < len(words) and words[first] >= "\u0600" and words[first].isalpha()
    if name is None and arabic and words[first] not in layout.named("stop"):
        name = Stretch(first, first + 1)
    return name if name and len(layout.said(name)) > _SHORTEST else None


def _belongs(layout: Layout, first: int, end: int, *, kind: bool) -> bool:
    """Whether the word at *end* goes on with a place's name: "el daein cp", "cp north"."""
    word = layout.page.typed[end]
    if word in layout.named("with") or word in layout.named("and"):
        return False
    if kind:
        before = layout.page.typed[end - 1]
        linked = {word, before} & layout.either("articles", "of")
        over = bool(linked) or layout.page.tokens[end].capital
        plain = word not in layout.named("stop") and end - first <= _SHORTEST
        return over or plain
    ahead = layout.page.typed[end : first + _LONGEST]
    near = next((i for i, w in enumerate(ahead) if not w[0].isalpha()), len(ahead))
    return any(w in layout.named("places") for w in ahead[:near]) and word not in _NO_NAMES


_NO_NAMES = frozenset(
    ("w", "w/", "with", "avec", "con", "مع", "he", "she", "il", "elle", "and", "to")
)


def _is_when(layout: Layout, part: Stretch) -> bool:
    """Whether the words are a day or an hour: "at the end of the month", "at 9"."""
    return bool(layout.dates_in(part))
