"""Who sees what passes between two of ours: offers, absences, a mandate, questions about it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.rules.roles import Action, leads, may, sees
from storage.records import (
    Boundary,
    Consultation,
    Counterpart,
    Incident,
    Member,
    Offer,
    Passing,
    Record,
    Role,
    StandIn,
)
from storage.store import Book


def seen(member: Member, book: Book, record: Record) -> bool:
    """Whether *member* sees *record*, one of the kinds in `SEEN`."""
    rule = SEEN.get(type(record))
    return rule is not None and rule(member, book, record)


def _offer(member: Member, book: Book, record: Record) -> bool:
    """Whoever offers, and the receiver as long as it is open or was taken."""
    if not isinstance(record, Offer):
        return False
    taken = record.passing not in (Passing.DECLINED, Passing.WITHDRAWN)
    return record.member == member.id or (record.to == member.id and taken)


def _stand_in(member: Member, book: Book, record: Record) -> bool:
    """Whoever is away, and whom they asked."""
    return isinstance(record, StandIn) and member.id in (record.member, record.to)


def _boundary(member: Member, book: Book, record: Record) -> bool:
    """The mandators', and theirs whose mandate it is or who lead the relation (PRACTICE D8)."""
    if not isinstance(record, Boundary):
        return False
    if member.role is Role.MANDATOR:
        return True
    if record.member:
        return record.member == member.id
    if record.counterpart:
        about = book.get(Counterpart, record.counterpart)
        return about is not None and leads(member, about)
    return may(member, Action.WRITE)


def _consultation(member: Member, book: Book, record: Record) -> bool:
    """Whoever asked, and those who answer."""
    if not isinstance(record, Consultation):
        return False
    return record.member == member.id or member.role is Role.MANDATOR


def _incident(member: Member, book: Book, record: Record) -> bool:
    """Whoever sees all whom it names; where it names nobody we know, whoever told it."""
    if not isinstance(record, Incident):
        return False
    ends = [id for id in (record.counterpart, record.other) if id]
    people = [one for id in ends if (one := book.get(Counterpart, id)) is not None]
    if not ends:
        return record.member == member.id
    return len(people) == len(ends) and all(sees(member, one) for one in people)


SEEN: dict[type[Record], Callable[[Member, Book, Record], bool]] = {
    Offer: _offer,
    StandIn: _stand_in,
    Boundary: _boundary,
    Consultation: _consultation,
    Incident: _incident,
}
"""What decides, kind by kind."""
