"""Our cards are taken out of the chats of whoever locked them or closed their access."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.chat import Address, Card, Reply
from handlers.nudging.closing import Planned
from storage.records import Change, Delivery, Identity, Latch, Member, Passage, removed
from storage.store import Book

MOST = 100
"""Cards that are taken away at once, the latest; older ones scroll out of sight."""
BLANK = "·"
"""What stands where a card cannot be taken away."""


def wiped(book: Book, changes: Sequence[Change]) -> Planned:
    """What is to leave, and what is not to come any more, because of *changes*."""
    replies: list[Reply] = []
    made: list[Change] = []
    for member in dict.fromkeys(_shut(changes)):
        replies += _pages(member, book)
        for delivery in cards_of(member, book)[:MOST]:
            if delivery.state is Passage.OWED:
                made.append(removed(delivery))
            elif delivery.sent_id:
                made.append(Change(delivery, replace(delivery, sent_id="")))
                replies.append(away(delivery))
    return Planned(tuple(replies), tuple(made))


def _shut(changes: Sequence[Change]) -> Iterator[str]:
    """The ids of the members whose chats are to be emptied."""
    for change in changes:
        match change.before, change.after:
            case Member(active=True), Member(active=False, closed_at=at) if at is not None:
                yield change.subject.id
            case before, Latch(locked_at=at) if at is not None:
                if not isinstance(before, Latch) or before.locked_at is None:
                    yield change.subject.id


def _pages(member: str, book: Book) -> Iterator[Reply]:
    """Their own page, emptied where a platform has one."""
    for one in book.find(Identity, "member", member):
        if one.place:
            there = Address(one.id.partition(":")[0], one.place)
            yield Reply(there, Card(BLANK), page=True)


def cards_of(member: str, book: Book) -> list[Delivery]:
    """What was shown or is owed in all of their places, the latest first."""
    places = {
        f"{one.id.partition(':')[0]}:{one.place}" for one in book.find(Identity, "member", member)
    }
    every = [one for place in sorted(places) for one in book.find(Delivery, "place", place)]
    return sorted(every, key=lambda one: one.number, reverse=True)


def away(delivery: Delivery) -> Reply:
    """The reply that takes that card away."""
    there = Address(delivery.platform, delivery.place)
    return Reply(there, Card(BLANK), replaces=delivery.sent_id, gone=True)
