"""Terms told only by their form: "travel permits 72h notice, oral", "letter from Gen. Wakil"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.reading.layout import Clause, Layout
from handlers.reading.page import Stretch
from handlers.reading.soft import soft
from handlers.reading.terms import Accepted, built

_FROM = frozenset(("from", "de", "du", "من"))
_OTHERWISE = (
    *("refuse", "hedge", "demand", "offer", "to_come", "will", "must", "met", "prefer"),
    *("greet", "rumour", "next", "tense", "agree_not", "promised", "query"),
)


def by_form(layout: Layout, taken: set[int], made: date) -> Iterator[Accepted]:
    """Terms in sentences that say nothing else but how they were given."""
    for clause in layout.telling("oral", "written"):
        cue = layout.first(clause.at, "oral", "written")
        if cue is None or clause.index in taken or layout.negated(cue, clause.at):
            continue
        before = layout.clauses[clause.index - 1] if clause.index else clause
        if before.sentence != clause.sentence:
            before = clause
        told = Stretch(before.at.first, clause.at.last)
        if layout.has(told, *_OTHERWISE) or before.index in taken or soft(layout, clause, cue):
            continue
        terms = _terms(layout, clause, cue, before)
        if terms:
            used = frozenset((clause.index, terms.index))
            yield Accepted(built(layout, clause, terms.at, made), used)


def _terms(layout: Layout, clause: Clause, cue: Stretch, before: Clause) -> Clause | None:
    """The clause before where this one is only a form; this one where it says from whom."""
    words = layout.page.words
    told = sum(layout.page.solid[clause.at.first : clause.at.last])
    if told - len(cue) <= 1:
        opens = before.index == layout.of_sentence(clause.sentence)[0].index
        if before.index == clause.index or not (opens or layout.dates_in(before.at)):
            return None
        return before
    after = words[cue.last : cue.last + 1]
    opens = cue.first == clause.at.first and bool(after) and after[0] in _FROM
    return clause if opens or words[cue.last - 1] == "from" else None
