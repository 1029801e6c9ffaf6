"""What was fixed to happen next."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import dates
from handlers.reading.layout import Clause, Layout
from handlers.reading.note import Agreed, Promised, Span, Step, Sure, When
from handlers.reading.page import Stretch
from storage.records import Side

_BARE = 3


def next_step(layout: Layout, agreed: list[Agreed], promised: list[Promised]) -> Step | None:
    """The step named as next; else our dated promise, theirs, or the first day of a term."""
    today = layout.setting.now.date()
    explicit = _explicit(layout)
    if explicit and explicit.when:
        return explicit
    for side in (Side.US, Side.THEM):
        dated = [
            p for p in promised if p.by is side and p.due and p.due.day >= today and not p.recurring
        ]
        if dated:
            return _step(dated[0].text, dated[0].due, dated[0].span)
    if explicit:
        return explicit
    for term in agreed:
        named = [w for w in layout.dates if _inside(w, term)]
        if named and named[0].day > today and not named[0].until and not _ends(layout, named[0]):
            return _step(term.text, named[0], term.span)
    return None


def _inside(when: When, term: Agreed) -> bool:
    return bool(when.span and term.span and term.span.start <= when.span.start < term.span.end)


def _ends(layout: Layout, when: When) -> bool:
    """Whether the day is the end of a term rather than when something happens."""
    at = layout.page.tokens_of(when.span) if when.span else Stretch(0, 0)
    return layout.has(Stretch(at.first - 3, at.last), "until_firm")


def _explicit(layout: Layout) -> Step | None:
    """The first clause that speaks of a next time and names its day; else the first of them."""
    found = [
        _told(layout, clause) for clause in layout.telling("next", "reschedule", "intro_ahead")
    ]
    return next((s for s in found if s.when), found[0] if found else None)


def _told(layout: Layout, clause: Clause) -> Step:
    moved = layout.first(clause.at, "reschedule")
    part = Stretch(moved.first, clause.at.last) if moved else clause.at
    ahead = _ahead(layout, part)
    after = layout.clauses[clause.index + 1 : clause.index + 2]
    if not ahead and after and after[0].sentence == clause.sentence:
        bare = len(clause.at) <= _BARE or len(after[0].at) <= _BARE
        wider = Stretch(part.first, after[0].at.last)
        if bare and _ahead(layout, wider):
            part, ahead = wider, _ahead(layout, wider)
    chosen = ahead[-1 if moved else 0] if ahead else None
    when = replace(chosen, day=dates.start(chosen), until=None) if chosen else None
    return Step(layout.said(part), when, layout.span(part), Sure.LIKELY)


def _ahead(layout: Layout, part: Stretch) -> list[When]:
    today = layout.setting.now.date()
    return [w for w in layout.dates_in(part) if dates.deadline(w) >= today]


def _step(text: str, when: When | None, span: Span | None) -> Step:
    return Step(text, when, span, Sure.LIKELY)
