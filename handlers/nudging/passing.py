"""What follows from the offer of a relation: it passes once accepted, access ends on its day.

Whoever accepts cannot see the counterpart yet, so that no handler of theirs could move it; like
all that hangs on a change, this is worked out beside it, from the whole book (PRACTICE D21).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from storage.records import Change, Counterpart, Handover, Offer, Passing, added
from storage.store import Book


def passed(book: Book, changes: Sequence[Change], now: datetime) -> tuple[Change, ...]:
    """What *changes*, already in *book*, mean for the relations that were offered."""
    made: dict[str, Change] = {}
    for change in changes:
        match change.before, change.after:
            case Offer(passing=Passing.OFFERED), Offer(passing=Passing.ACCEPTED) as offer:
                for one in _taken(offer, book, now):
                    made[f"{type(one.subject).__name__}:{one.subject.id}"] = one
            case Counterpart() as before, Counterpart() as after if before.owner != after.owner:
                for one in _void(after, book):
                    made[f"Offer:{one.subject.id}"] = one
    return tuple(made.values())


def _taken(offer: Offer, book: Book, now: datetime) -> Iterator[Change]:
    """The receiver leads; whoever gave it stays on as deputy until the day."""
    one = book.get(Counterpart, offer.counterpart)
    if one is None or one.owner != offer.member or one.merged_into:
        return
    others = tuple(id for id in one.deputies if id not in (offer.to, offer.member))
    stays = (offer.member,) if offer.on > now.date() else ()
    after = replace(one, owner=offer.to, deputies=(*others, *stays))
    yield Change(one, after)
    yield added(Handover(offer.id, one.id, offer.member, offer.to, now.date()))
    for other in book.find(Offer, "counterpart", one.id):
        if other.passing is Passing.OFFERED and other.id != offer.id:
            yield Change(other, replace(other, passing=Passing.WITHDRAWN, name="", brief=()))


def _void(one: Counterpart, book: Book) -> Iterator[Change]:
    """Offers of whoever no longer leads are off."""
    for offer in book.find(Offer, "counterpart", one.id):
        if offer.passing is Passing.OFFERED and offer.member != one.owner:
            yield Change(offer, replace(offer, passing=Passing.WITHDRAWN, name="", brief=()))


def ended(book: Book, counterpart: str, now: datetime) -> Iterator[Change]:
    """Whoever gave it sees it no more, once its day has come."""
    for offer in book.find(Offer, "counterpart", counterpart):
        if offer.passing is not Passing.ACCEPTED or offer.on > now.date():
            continue
        yield Change(offer, replace(offer, passing=Passing.DONE))
        one = book.get(Counterpart, counterpart)
        if one is not None and offer.member in one.deputies:
            others = tuple(id for id in one.deputies if id != offer.member)
            yield Change(one, replace(one, deputies=others))
