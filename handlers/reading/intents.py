"""What the person wants done with the message."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.note import Intent
from handlers.reading.page import Stretch

_OPENING = 4
_BRIEF = 14
_NEAR = 3
_START = Stretch(0, _OPENING)
_ASKS = frozenset(("?", "؟"))
_OPENERS = frozenset(
    (
        *("who", "whom", "what", "which", "when", "where", "why", "how"),
        *("qui", "que", "qu'", "quoi", "quel", "quelle", "quels", "quelles", "quand", "où"),
        *("comment", "combien", "pourquoi", "quién", "quiénes", "qué", "cuál", "cuáles"),
        *("cuándo", "cuánto", "cuántos", "cómo", "dónde", "من", "ما", "ماذا", "متى", "كيف"),
        *("لماذا", "هل", "أين", "كم"),
    )
)
"""What a question opens with; with its mark at the end it is one, whatever it speaks of."""


def intent(layout: Layout) -> Intent:
    """The intent, by how the message opens and what it holds."""
    if not layout.page.tokens:
        return Intent.RECORD
    return next((wanted for wanted, holds in _TESTS if holds(layout)), Intent.RECORD)


def _erases(layout: Layout) -> bool:
    return layout.has(_START, "erase") and _short(layout) and not _told(layout)


def _reminds(layout: Layout) -> bool:
    return layout.has(_START, "reminder")


def _corrects(layout: Layout) -> bool:
    return layout.has(_START, "correction_firm") and _short(layout)


def _informs(layout: Layout) -> bool:
    return layout.has(None, "context") and not layout.has(None, "met")


def _hands_over(layout: Layout) -> bool:
    opening = Stretch(0, _OPENING * 2)
    return layout.has(None, "handover") and (
        layout.has(None, "leaving") or layout.has(opening, "handover")
    )


def _moves(layout: Layout) -> bool:
    moved = layout.has(None, "reschedule") and bool(layout.dates)
    return moved and _short(layout) and not _told(layout)


def _short(layout: Layout) -> bool:
    return len(layout.page.tokens) <= _BRIEF * 2


def _told(layout: Layout) -> bool:
    return layout.has(None, "agree", "refuse", "promised", "demand")


def _asks(layout: Layout) -> bool:
    """A question, or an order to show: at the start, with little else told."""
    last = layout.page.tokens[-1].word in _ASKS
    first = layout.first(_START, "query")
    if first is not None and first.first <= 1 and (last or len(layout.sentences) == 1):
        return True
    if not layout.sentences:
        return False
    opened = next((word for word in layout.page.typed if word[0].isalpha()), "")
    if last and opened in _OPENERS and len(layout.sentences) == 1:
        return True
    if last and layout.has(layout.sentences[-1], "query") and not _told_before(layout):
        return True
    return len(layout.page.tokens) <= _BRIEF * 3 and _reminded_of(layout)


def _reminded_of(layout: Layout) -> bool:
    """Whether it asks to be reminded of something told: "rappelle-moi où on en est"."""
    return any(
        layout.has(Stretch(at.first, at.last + _NEAR), "query") for at in layout.all("reminder")
    )


def _told_before(layout: Layout) -> bool:
    return len(layout.sentences) > 1 and layout.has(
        layout.sentences[0], "met", "agree", "refuse", "says", "demand"
    )


_TESTS = (
    (Intent.ERASE, _erases),
    (Intent.QUERY, _asks),
    (Intent.REMINDER, _reminds),
    (Intent.CORRECTION, _corrects),
    (Intent.CONTEXT, _informs),
    (Intent.HANDOVER, _hands_over),
    (Intent.RESCHEDULE, _moves),
)
