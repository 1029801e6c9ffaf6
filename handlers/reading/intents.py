"""What the person wants done with the message."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.note import Intent
from handlers.reading.page import Stretch

_OPENING = 4
_BRIEF = 14
_ASKS = frozenset(("?", "؟"))


def intent(layout: Layout) -> Intent:
    """The intent, by how the message opens and what it holds."""
    if not layout.page.tokens:
        return Intent.RECORD
    start = Stretch(0, _OPENING)
    length = len(layout.page.tokens)
    if layout.has(start, "erase") and length <= _BRIEF * 2 and not _told(layout):
        return Intent.ERASE
    if _asks(layout, start):
        return Intent.QUERY
    if layout.has(start, "reminder"):
        return Intent.REMINDER
    if layout.has(Stretch(0, _OPENING), "correction_firm") and length <= _BRIEF * 2:
        return Intent.CORRECTION
    if (
        layout.has(None, "context")
        and layout.has(None, "rumour", "context")
        and not layout.has(None, "met")
    ):
        return Intent.CONTEXT
    if layout.has(None, "handover") and (
        layout.has(None, "leaving") or layout.has(Stretch(0, _OPENING * 2), "handover")
    ):
        return Intent.HANDOVER
    if layout.has(None, "reschedule") and length <= _BRIEF * 2 and not _told(layout):
        return Intent.RESCHEDULE
    return Intent.RECORD


def _told(layout: Layout) -> bool:
    cues = [a for a in layout.all("agree")]
    return bool(cues) or layout.has(None, "refuse", "promised", "demand")


def _asks(layout: Layout, start: Stretch) -> bool:
    """A question, or an order to show: at the start, with little else told."""
    last = layout.page.tokens[-1].word
    first = layout.first(start, "query")
    opens = first is not None and first.first <= 1
    if opens and (last in _ASKS or len(layout.sentences) == 1):
        return True
    question = any(
        layout.page.words[s.last : s.last + 1] and layout.page.words[s.last] in _ASKS
        for s in layout.sentences
    )
    if (
        question
        and last in _ASKS
        and layout.has(layout.sentences[-1], "query")
        and not _told_before(layout)
    ):
        return True
    return (
        layout.has(None, "reminder", "query_soft")
        and layout.first(None, "query") is not None
        and not layout.has(None, "met_done")
        and len(layout.page.tokens) <= _BRIEF * 3
        and any(
            q.first - r.last <= 2 and q.first >= r.first
            for r in layout.all("reminder")
            for q in layout.all("query")
        )
    )


def _told_before(layout: Layout) -> bool:
    return len(layout.sentences) > 1 and layout.has(
        layout.sentences[0], "met", "agree", "refuse", "says", "demand"
    )
