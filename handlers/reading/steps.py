"""What was fixed to happen next."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import dates
from handlers.reading.layout import Layout
from handlers.reading.note import Agreed, Promised, Span, Step, Sure, When
from storage.records import Side


def next_step(layout: Layout, agreed: list[Agreed], promised: list[Promised]) -> Step | None:
    """The step named as next; else our dated promise, theirs, or the first day of a term."""
    today = layout.setting.now.date()
    explicit = _explicit(layout)
    if explicit and explicit.when:
        return explicit
    for side in (Side.US, Side.THEM):
        dated = [p for p in promised if p.by is side and p.due and p.due.day >= today and not p.recurring]
        if dated:
            return _step(dated[0].text, dated[0].due, dated[0].span)
    if explicit:
        return explicit
    for term in agreed:
        inside = [w for w in layout.dates if w.span and term.span and term.span.start <= w.span.start < term.span.end]
        if inside and dates.start(inside[0]) >= today:
            return _step(term.text, replace(inside[0], day=dates.start(inside[0]), until=None), term.span)
    return None


def _explicit(layout: Layout) -> Step | None:
    today = layout.setting.now.date()
    found: list[Step] = []
    for clause in layout.clauses:
        if not layout.has(clause.at, "next"):
            continue
        ahead = [w for w in layout.dates_in(clause.at) if dates.deadline(w) >= today]
        when = replace(ahead[0], day=dates.start(ahead[0]), until=None) if ahead else None
        found.append(Step(layout.said(clause.at), when, layout.span(clause.at), Sure.LIKELY))
    return next((s for s in found if s.when), found[0] if found else None)


def _step(text: str, when: When | None, span: Span | None) -> Step:
    return Step(text, when, span, Sure.LIKELY)
