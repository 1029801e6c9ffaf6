"""Which values to confirm with the person, what matters most first."""

from __future__ import annotations

from datetime import datetime

from handlers.reading.layout import Layout
from handlers.reading.note import Note, Sure, When


def asks(note: Note, layout: Layout) -> tuple[str, ...]:
    """Paths of values proposed but not sure: ends of terms, dues, days, how they spoke."""
    found: list[str] = []
    for at, term in enumerate(note.agreements):
        if term.until and _unsure(term.until):
            found.append(f"agreements[{at}].valid_until")
        if (
            term.form
            and note.channel is None
            and not layout.has(None, "oral", "written", "by_message")
        ):
            found.append(f"agreements[{at}].form")
    for at, promise in enumerate(note.promises):
        if promise.due is None or _unsure(promise.due) or promise.recurring:
            found.append(f"commitments[{at}].due")
    if (
        note.next_step
        and note.next_step.when
        and (_unsure(note.next_step.when) or _far(note.next_step.when, note, layout))
    ):
        found.append("next_step.date")
    if note.channel is None and note.on is not None:
        found.append("channel")
    if (
        note.level
        and note.level.sure is not Sure.CERTAIN
        and note.channel
        and note.channel.value == "via_intermediary"
    ):
        found.append("level")
    return tuple(found)


def _unsure(when: When) -> bool:
    return bool(when.give_or_take or when.other) or when.sure is not Sure.CERTAIN


def _far(when: When, note: Note, layout: Layout) -> bool:
    now: datetime = layout.setting.now
    return note.next_step is not None and "?" in note.next_step.text and when.day >= now.date()
