"""Headers of acceptance, whose terms stand after a colon, a dash or in a list."""

from __future__ import annotations

from handlers.reading.content import items, says_only_how
from handlers.reading.layout import Clause, Layout
from handlers.reading.page import Stretch

_BUSY = ("agree", "refuse", "demand", "will", "must", "promised", "hedge", "offer", "to_come")
_WEAK = (*_BUSY, "tense", "rumour", "query", "next", "wish")
_OPENS = frozenset((":", "-", "→", "=", ">"))
_WITH = {("with",), ("w",), ("w/",), ("avec",), ("con",), ("com",), ("مع",)}
_NUMBERED = 2


def bare(layout: Layout, clause: Clause) -> bool:
    """Whether *clause* says that something was accepted, how and by whom, but not what."""
    return says_only_how(layout, clause.at, wide=True) and not layout.dates_in(clause.at)


def headed(layout: Layout, clause: Clause, cue: Stretch) -> list[list[Clause]]:
    """The terms that *clause* is the header of, each as its clauses; nothing where it is none."""
    if not bare(layout, clause):
        return []
    rest = [c for c in layout.of_sentence(clause.sentence) if c.index > clause.index]
    while rest and rest[0].lead not in _OPENS and says_only_how(layout, rest[0].at, wide=True):
        rest = rest[1:]
    if not rest:
        return [[item] for item in items(layout, clause)]
    if rest[0].lead not in _OPENS or says_only_how(layout, rest[0].at, wide=True):
        return []
    return _parts(layout, clause, rest)


def _parts(layout: Layout, clause: Clause, rest: list[Clause]) -> list[list[Clause]]:
    """The clauses of the terms: apart where each has its own day or they were counted."""
    kept: list[Clause] = []
    for one in rest:
        if kept and layout.has(one.at, *_BUSY):
            break
        kept.append(one)
    counted = any(
        word in layout.named("header") and word in layout.named("counts")
        for word in layout.page.typed[clause.at.first : clause.at.last]
    )
    days = all(layout.dates_in(c.at) or layout.has(c.at, "weekday_each") for c in kept)
    held = any(layout.has(c.at, "until_firm", "valid", "condition") for c in kept)
    if len(kept) >= _NUMBERED and (counted or (days and not held)):
        return [[one] for one in kept]
    return [kept]


def only_with(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether a bare header says but with whom: "agreed with Col Yusuf"."""
    rest = Stretch(clause.at.last, layout.sentences[clause.sentence].last)
    if not bare(layout, clause) or not says_only_how(layout, rest, wide=True):
        return False
    return layout.page.words[cue.last : cue.last + 1] in _WITH


def leans_back(layout: Layout, clause: Clause) -> Clause | None:
    """The clause before a bare "agreed", where that one names the terms."""
    rest = Stretch(clause.at.last, layout.sentences[clause.sentence].last)
    if clause.index == 0 or not says_only_how(layout, rest, wide=True):
        return None
    before = layout.clauses[clause.index - 1]
    if clause.sentence - before.sentence > 1 or layout.has(before.at, *_WEAK):
        return None
    if not layout.has(before.at, "matter") and not layout.dates_in(before.at):
        return None
    return None if layout.has(before.at, "met") and not layout.has(before.at, "matter") else before
