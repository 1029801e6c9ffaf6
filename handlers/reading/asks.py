"""Which values to confirm with the person, what matters most first."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.layout import Layout
from handlers.reading.note import Note, Sure, When


def asks(note: Note, layout: Layout) -> tuple[str, ...]:
    """Paths of values proposed but not sure: ends of terms, dues, days, how they spoke."""
    found = [*_of_terms(note, layout), *_of_promises(note), *_of_step(note)]
    if note.channel is None and note.on is not None:
        found.append("channel")
    if note.level and note.channel and note.channel.value == "via_intermediary":
        found.append("level")
    return tuple(found)


def _of_terms(note: Note, layout: Layout) -> Iterator[str]:
    told = layout.has(None, "oral", "written", "by_message")
    for at, term in enumerate(note.agreements):
        if term.until and _unsure(term.until):
            yield f"agreements[{at}].valid_until"
        if term.form and note.channel is None and not told:
            yield f"agreements[{at}].form"


def _of_promises(note: Note) -> Iterator[str]:
    for at, promise in enumerate(note.promises):
        if promise.due is None or _unsure(promise.due) or promise.recurring:
            yield f"commitments[{at}].due"


def _of_step(note: Note) -> Iterator[str]:
    step = note.next_step
    if step and step.when and (_unsure(step.when) or "?" in step.text):
        yield "next_step.date"


def _unsure(when: When) -> bool:
    return bool(when.give_or_take or when.other) or when.sure is not Sure.CERTAIN
