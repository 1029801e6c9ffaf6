"""What was agreed: terms that were accepted, and nothing softer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading.content import content, items
from handlers.reading.ends import end
from handlers.reading.formed import by_form
from handlers.reading.headers import bare, headed, leans_back, only_with
from handlers.reading.howgiven import only_how, tells_how, with_forms
from handlers.reading.layout import Clause, Layout
from handlers.reading.note import Sure
from handlers.reading.page import Stretch
from handlers.reading.soft import doubtful, soft
from handlers.reading.terms import Accepted, built

_BUSY = (
    "refuse",
    "demand",
    "will",
    "must",
    "promised",
    "hedge",
    "offer",
    "met",
    "tense",
    "warm",
    "to_come",
    "ill",
    "death",
    "next",
)
_SOFTER = ("offer", "demand_us", "demand", "refuse", "condition", "must", "promised", "wish")
_BRIEF = 4
_PAIR = 2


def agreements(layout: Layout, made: date) -> list[Accepted]:
    """Every accepted term in the message, in order; *made* is the day they were made."""
    found: list[Accepted] = []
    taken: set[int] = set()
    for clause in layout.telling("agree"):
        if clause.index in taken or not _accepts(layout, clause):
            continue
        if under := _under(layout, clause, made, taken):
            found += under
            taken |= {clause.index, *(index for one in under for index in one.clauses)}
            continue
        listed = [] if content(layout, clause, _cue(layout, clause)) else items(layout, clause)
        for item in listed:
            found.append(Accepted(built(layout, item, item.at, made), frozenset((item.index,))))
            taken.add(item.index)
        one = _agreed(layout, clause, made)
        if one and not taken & one.clauses:
            found.append(one)
            taken |= one.clauses
    how = {at for at, one in enumerate(layout.sentences if found else ()) if only_how(layout, one)}
    told = {c.index for c in layout.clauses if c.sentence in how}
    found += [one for one in by_form(layout, taken | told, made) if not taken & one.clauses]
    found.sort(key=lambda a: min(a.clauses))
    return _with_note_range(layout, with_forms(layout, found))


def _under(layout: Layout, clause: Clause, made: date, taken: set[int]) -> list[Accepted]:
    """The terms that stand under a header, or before a bare "agreed"."""
    cue = _cue(layout, clause)
    made_of = headed(layout, clause, cue)
    if not made_of and bare(layout, clause):
        before = leans_back(layout, clause)
        made_of = [[before]] if before and before.index not in taken else []
    found = []
    for part in made_of:
        at = Stretch(part[0].at.first, part[-1].at.last)
        used = frozenset((clause.index, *(one.index for one in part)))
        agreed = built(layout, clause if part[0].sentence == clause.sentence else part[0], at, made)
        found.append(Accepted(agreed, used))
    return found


def _accepts(layout: Layout, clause: Clause) -> bool:
    cue = layout.first(clause.at, "agree")
    if cue is None or layout.negated(cue, clause.at):
        return False
    no = (_hollow, _supposed, _taken_back, _asked)
    if any(holds(layout, clause) for holds in no) or _small_talk(layout, clause, cue):
        return False
    if _softened(layout, clause, cue) or _repeated(layout, clause, cue):
        return False
    if soft(layout, clause, cue) or tells_how(layout, clause):
        return False
    if headed(layout, clause, cue) or (bare(layout, clause) and leans_back(layout, clause)):
        return True
    if only_with(layout, clause, cue):
        return False
    return bool(content(layout, clause, cue)) or any(True for _ in items(layout, clause))


def _softened(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether words before *cue*, or in it, make it an offer, a wish, a promise or a no."""
    before = Stretch(clause.at.first, cue.first)
    if layout.has(clause.at, "hedge", "undone") or layout.has(before, *_SOFTER):
        return True
    if layout.has(cue, "refuse") or _contradicted(layout, clause, cue):
        return True
    return layout.has(before, "will") and not layout.has(cue, "grants")


def _contradicted(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether a "بس" and a refusal follow at once: "المدير موافق بس الوزير رافض"."""
    no = layout.first(Stretch(cue.last, clause.at.last), "refuse")
    return no is not None and "بس" in layout.page.words[cue.last : no.first]


def _repeated(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether the clause only says again, or how, what its sentence has said."""
    earlier = [c for c in layout.of_sentence(clause.sentence) if c.index < clause.index]
    if layout.has(cue, "written") and any(layout.has(c.at, "agree") for c in earlier):
        return True
    here = layout.sentences[clause.sentence]
    return clause.lead == "(" and bool(earlier) and layout.has(here, "agree")


def _cue(layout: Layout, clause: Clause) -> Stretch:
    return layout.first(clause.at, "agree") or clause.at


def _supposed(layout: Layout, clause: Clause) -> bool:
    """Whether the clause only supposes: "if he accepts", our own proposal, a rumour."""
    opening = layout.page.typed[clause.at.first : clause.at.first + 2]
    if any(word in layout.named("ifs") for word in opening):
        return True
    if layout.has(layout.sentences[clause.sentence], "rumour"):
        return True
    before = layout.clauses[clause.index - 1] if clause.index else None
    return (
        clause.lead == ":"
        and before is not None
        and layout.has(before.at, "offer", "demand_us", "demand")
    )


def _small_talk(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether an "ok" only says how something is: "road ok", "tout est ok chez lui"."""
    words = layout.page.words
    if words[cue.last - 1] not in {"ok", "okay"} or len(cue) > _PAIR:
        return False
    after = words[cue.last : cue.last + 1] if cue.last < clause.at.last else ()
    if after and after[0] in layout.named("ok_to"):
        return False
    state = clause.at.first < cue.last - 1 and words[cue.last - 2] in layout.named("be")
    return state or (not after and len(clause.at) <= _BRIEF)


def _taken_back(layout: Layout, clause: Clause) -> bool:
    after = layout.clauses[clause.index + 1] if clause.index + 1 < len(layout.clauses) else None
    return (
        after is not None
        and after.sentence == clause.sentence
        and after.lead in layout.named("breaks")
        and layout.has(after.at, "refuse", "said_no", "breach")
    )


def _hollow(layout: Layout, clause: Clause) -> bool:
    here = layout.sentences[clause.sentence]
    after = (
        layout.sentences[clause.sentence + 1]
        if clause.sentence + 1 < len(layout.sentences)
        else here
    )
    return layout.has(Stretch(here.first, after.last), "agree_hollow")


def _asked(layout: Layout, clause: Clause) -> bool:
    last = layout.sentences[clause.sentence].last
    return layout.page.words[last : last + 1] in {("?",), ("؟",)}


def _agreed(layout: Layout, clause: Clause, made: date) -> Accepted | None:
    cue = layout.first(clause.at, "agree")
    terms = content(layout, clause, cue) if cue else None
    if terms is None:
        return None
    used = {c.index for c in layout.clauses if c.at.first < terms.last and terms.first < c.at.last}
    used.add(clause.index)
    last = terms.last
    for after in layout.of_sentence(clause.sentence):
        if after.at.first >= last and after.index == max(used) + 1 and _more(layout, after):
            last = after.at.last
            used.add(after.index)
    terms = Stretch(terms.first, last)
    agreed = built(layout, clause, terms, made)
    if doubtful(layout, clause):
        agreed = replace(agreed, sure=Sure.GUESS)
    return Accepted(agreed, frozenset(used))


def _more(layout: Layout, clause: Clause) -> bool:
    """Whether a clause only says until when, on what terms or within what the one before holds."""
    if layout.has(Stretch(clause.at.first, clause.at.first + 2), "runs"):
        return True
    if layout.subject(clause) or layout.has(clause.at, "agree", "oral", *_BUSY):
        return False
    if _limits(layout, clause):
        return True
    if layout.has(
        Stretch(clause.at.first, clause.at.first + 2), "until_firm", "valid", "after", "condition"
    ):
        return True
    return bool(layout.dates_in(clause.at)) and len(clause.at) <= _BRIEF * 2


def _limits(layout: Layout, clause: Clause) -> bool:
    """Whether a clause sets a limit to the terms before: "no inspection of medical boxes"."""
    opening = Stretch(clause.at.first, clause.at.first + 2)
    return (
        layout.has(opening, "limit")
        and len(clause.at) >= _PAIR
        and not layout.has(clause.at, "no_such", "no_ask", "rumour", "query")
    )


def _with_note_range(layout: Layout, found: list[Accepted]) -> list[Accepted]:
    """Where no agreement names an end and the note has one range, that range is the end."""
    ranges = [w for w in layout.dates if w.until and w.sure is Sure.CERTAIN]
    if len(ranges) != 1 or any(a.agreed.until for a in found):
        return found
    return [replace(a, agreed=replace(a.agreed, until=end(ranges[0]))) for a in found]
