"""News of earlier promises in a note: which open one is meant, and how it stands now."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.reading.note import Note, Sure, Updated
from handlers.rules.likeness import share
from handlers.rules.promising import went
from storage.records import Change, Commitment, Status

LONGEST = 200
"""Signs of the words that are kept beside how it went."""
_ENOUGH = 0.4
"""The share of the shorter text's words that both must hold."""


def changes(note: Note, counterpart: str, desk: Desk) -> list[Change]:
    """A change for each piece of news that fits one open promise and no other."""
    if not note.updates:
        return []
    promises = desk.book.find(Commitment, "counterpart", counterpart)
    opened = [promise for promise in promises if promise.status is Status.OPEN]
    found: list[Change] = []
    for update in note.updates:
        promise = _meant(update, opened) if update.sure is not Sure.GUESS else None
        if promise is not None:
            opened.remove(promise)
            told = short(update.refers_to, LONGEST)
            found += went(promise, update.status, desk.today, desk.new_id(), told)
    return found


def _meant(update: Updated, opened: list[Commitment]) -> Commitment | None:
    ranked = sorted(opened, key=lambda promise: share(update.refers_to, promise.text))
    if not ranked or share(update.refers_to, ranked[-1].text) < _ENOUGH:
        return None
    if len(ranked) > 1 and share(update.refers_to, ranked[-2].text) >= _ENOUGH:
        return None
    return ranked[-1]
