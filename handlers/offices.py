"""Roles and the organisations they are held at, as they come into being and settle on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.desk import Desk
from storage.records import Change, Organisation, Position, added


def position(
    counterpart: str, title: str, place: str, desk: Desk, since: date | None = None
) -> tuple[Change, ...]:
    """What brings that role into being, and its organisation where nobody named it before.

    *counterpart* is the id of whoever holds it.
    """
    changes: list[Change] = []
    organisation_id = ""
    if place:
        known = named(place, desk)
        found = known or Organisation(desk.new_id(), place)
        organisation_id = found.id
        if known is None:
            changes.append(added(found))
    fresh = Position(desk.new_id(), counterpart, title, organisation_id, since)
    return (*changes, added(fresh))


def named(place: str, desk: Desk) -> Organisation | None:
    """The organisation of that name, where it is on record."""
    found = desk.book.find(Organisation, "name", place)
    return found[0] if found else None


def settled(changes: Sequence[Change], desk: Desk) -> tuple[Change, ...]:
    """*changes* without organisations that came on record meanwhile, or that nobody belongs to."""
    held = {change.after.organisation for change in changes if isinstance(change.after, Position)}
    known: dict[str, str] = {}
    for change in changes:
        fresh = change.after
        if change.before is None and isinstance(fresh, Organisation):
            there = named(fresh.name, desk)
            if there is not None or fresh.id not in held:
                known[fresh.id] = there.id if there else ""
    kept = (change for change in changes if change.subject.id not in known)
    return tuple(replace(change, after=_moved(change, known)) for change in kept)


def _moved(change: Change, known: dict[str, str]) -> Position | None:
    after = change.after
    if isinstance(after, Position) and after.organisation in known:
        return replace(after, organisation=known[after.organisation])
    return after  # type: ignore[return-value]  # Any other record goes on as it is.
