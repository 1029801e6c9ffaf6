"""What an erasure takes along beyond what the person who asked for it can see.

Handlers see one member's book; what colleagues have drafted or could undo, and what was said and
not dealt with, is found here, in the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.forgetting.whole import memories, whole
from storage.owners import touched
from storage.records import (
    Change,
    Counterpart,
    Delivery,
    Dialogue,
    Draft,
    Erasure,
    Incident,
    LevelPlan,
    Passage,
    Received,
    Record,
    Waiting,
)
from storage.store import Book


def reached(book: Book, changes: Sequence[Change]) -> tuple[Change, ...]:
    """*changes* and, where they erase something, all that must go with it."""
    asked = [change.after for change in changes if isinstance(change.after, Erasure)]
    if not asked:
        return tuple(changes)
    made: dict[tuple[type[Record], str], Change] = {}
    for change in (*_all(book, asked), *changes):
        made[type(change.subject), change.subject.id] = change
    for change in list(memories(book, list(made.values()))):
        made.setdefault((type(change.subject), change.subject.id), change)
    # Whoever is touched and stays moves under a fresh key, so that no older copy tells.
    gone = {id for one in asked for id in one.gone}
    stay = touched(made.values()) - gone
    last = asked[-1]
    before = made[Erasure, last.id]
    kept = {id for id in (*last.renewed, *stay) if _rests(book, id)}
    made[Erasure, last.id] = replace(
        before, after=replace(last, renewed=tuple(sorted(kept - gone)))
    )
    return tuple(made.values())


def _rests(book: Book, id: str) -> bool:
    """Whether something is kept under a key of that name, which can be renewed."""
    return any(book.get(kind, id) is not None for kind in (Counterpart, LevelPlan, Incident))


def _all(book: Book, asked: list[Erasure]) -> Iterator[Change]:
    for id in dict.fromkeys(id for one in asked for id in one.gone):
        if book.get(Counterpart, id) is None:
            continue
        found = whole(book, id)
        yield from found.changes
        yield from found.named
        yield from _said(book, found.ids)


def _said(book: Book, ids: tuple[str, ...]) -> Iterator[Change]:
    """What was said and not dealt with: it may tell of them, and nobody waits for it any more."""
    for received in book.find(Received, "state", Waiting.ASIDE):
        yield Change(received, replace(received, body=""))
    for passage in (Passage.FAILED, Passage.UNREACHABLE):
        for delivery in book.find(Delivery, "state", passage):
            if delivery.body:
                yield Change(delivery, replace(delivery, body=""))
    drafts = {one.id for id in ids for one in book.find(Draft, "whose", id)}
    for dialogue in book.all(Dialogue):
        if any(id in dialogue.about for id in (*ids, *drafts)):
            yield Change(dialogue, None)
