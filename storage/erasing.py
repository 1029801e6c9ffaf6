"""Erasing for good: whose keys go, and what must first be written anew under fresh ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from storage.indexes import INDEXES
from storage.owners import TALK, owners
from storage.records import (
    KINDS,
    Change,
    Counterpart,
    Delivery,
    Dialogue,
    Draft,
    Entry,
    Erasure,
    Evidence,
    Incident,
    LevelPlan,
    Passage,
    Received,
    Record,
    Reminder,
    Waiting,
)
from storage.store import Book

_OWN = (Reminder, Evidence, LevelPlan, Incident)
"""Kinds of which a record may be its own owner."""


def erased(changes: Iterable[Change]) -> set[str]:
    """Everybody whose keys *changes* ask to be dropped; empty where nothing is erased.

    What is being said always goes along: it may carry their words, and nobody needs it twice.
    """
    found: set[str] = set()
    for change in changes:
        if isinstance(change.after, Erasure) and change.before is None:
            found.update(change.after.gone, change.after.renewed, (TALK,))
    return found


def resting(book: Book, owner: str) -> Iterator[Record]:
    """Every living record that rests under *owner*'s key, alone or together with others'."""
    if owner == TALK:
        yield from _said(book)
        return
    one = book.get(Counterpart, owner)
    if one is not None:
        yield one
    yield from book.find(Counterpart, "introduced_by", owner)
    for kind in KINDS.values():
        if "counterpart" in INDEXES[kind]:
            yield from book.find(kind, "counterpart", owner)
    for kind in (Draft, Entry):
        yield from book.find(kind, "whose", owner)
    for kind in _OWN:
        own = book.get(kind, owner)
        if own is not None:
            yield own


def _said(book: Book) -> Iterator[Record]:
    for waiting in (Waiting.NEW, Waiting.ASIDE):
        yield from book.find(Received, "state", waiting)
    for passage in Passage:
        if passage is not Passage.SENT:
            yield from book.find(Delivery, "state", passage)
    yield from book.all(Dialogue)
    yield from book.find(Draft, "whose", TALK)


def rewritten(book: Book, whose: Iterable[str]) -> list[Record]:
    """Every living record that must rest under fresh keys once those of *whose* are dropped."""
    found = {(type(one), one.id): one for owner in whose for one in resting(book, owner)}
    wanted = set(whose)
    return [one for one in found.values() if wanted & set(owners(one))]


def blobs(changes: Sequence[Change]) -> list[str]:
    """Files that nothing names any more once *changes* are made."""
    return [
        change.before.blob
        for change in changes
        if isinstance(change.before, Evidence) and change.after is None and change.before.blob
    ]
