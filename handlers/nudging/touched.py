"""Whom a change concerns, as far as what we say by ourselves hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from handlers.rules.recipients import SILENT
from handlers.rules.roles import Action, may
from storage.records import (
    Announced,
    Change,
    Consultation,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    Delivery,
    DirectMessage,
    Draft,
    Entry,
    Evidence,
    Handover,
    Identity,
    Meeting,
    Member,
    Observance,
    Offer,
    Presence,
    Received,
    Record,
    Reminder,
    Rhythm,
    Turn,
    Version,
)
from storage.store import Book

_IDLE: tuple[type[Record], ...] = (
    *(Draft, Entry, Evidence, Received, Delivery),
    *(Version, Turn),
    *(Correspondent, CounterpartInvitation, DirectMessage),
)
_SETTINGS = ("zone", "week", "active", "role")


def touched(changes: Iterable[Change], after: Book) -> tuple[list[str], list[str]]:
    """The ids of the members and of the counterparts whose plans hang on *changes*.

    *after* is the book with them made.
    """
    members: dict[str, None] = {}
    counterparts: dict[str, None] = {}
    for change in changes:
        for record in (change.before, change.after):
            if record is not None and not isinstance(record, _IDLE):
                counterparts |= dict.fromkeys(_counterparts(record, after))
        for member in _members(change):
            members[member] = None
            counterparts |= dict.fromkeys(led(member, after))
        members |= dict.fromkeys(_owners(change, after))
    return list(members), list(counterparts)


def shifted(changes: Sequence[Change]) -> frozenset[str]:
    """The ids of the members whose own clock or habits *changes* alter."""
    kinds = (Member, Rhythm)
    return frozenset(one.subject.id for one in changes if isinstance(one.subject, kinds))


def led(member: str, book: Book) -> Iterable[str]:
    """The ids of the counterparts a member leads or stands in for."""
    for index in ("owner", "deputy"):
        for one in book.find(Counterpart, index, member):
            yield one.id


def _counterparts(record: Record, book: Book) -> Iterable[str]:
    if isinstance(record, Counterpart):
        yield record.id
    elif isinstance(record, Announced):
        for one in book.find(Observance, "occasion", record.occasion):
            yield one.counterpart
    elif id := getattr(record, "counterpart", ""):
        yield id
    if isinstance(record, Meeting):
        yield from record.others


def _owners(change: Change, book: Book) -> Iterable[str]:
    """Members of whom only their own series are concerned."""
    for record in (change.before, change.after):
        if isinstance(record, (Reminder, Handover, Offer, Consultation)):
            yield record.member
        if isinstance(record, Offer):
            yield record.to
        if isinstance(record, Consultation):
            yield from (one.id for one in book.all(Member) if may(one, Action.DECIDE))


def _members(change: Change) -> Iterable[str]:
    """Members of whom everything is concerned: their hours changed, or whether they are there."""
    before, after = change.before, change.after
    match after or before:
        case Member() as one if _differs(before, after, _SETTINGS):
            yield one.id
        case Rhythm() as one:
            yield one.id
        case Identity() as one:
            yield one.member
        case Presence() as one if _appears(before, after):
            yield one.id


def _differs(before: Record | None, after: Record | None, names: tuple[str, ...]) -> bool:
    if before is None or after is None:
        return True
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _appears(before: Record | None, after: Record | None) -> bool:
    """Whether somebody who was silent or could not be written to is heard of, or the reverse."""
    if not isinstance(before, Presence) or not isinstance(after, Presence):
        return False
    return before.lost != after.lost or after.on - before.on > SILENT - timedelta(days=1)
