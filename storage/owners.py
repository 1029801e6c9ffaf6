"""Whose words a record carries: the keys it rests under are theirs, and die with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from storage.records import (
    Change,
    Counterpart,
    Delivery,
    Dialogue,
    Draft,
    Entry,
    Evidence,
    Incident,
    LevelPlan,
    Meeting,
    Received,
    Record,
    Reminder,
)

Owners = tuple[str, ...]
"""Ids in their order; none where a record carries nobody's words."""

TALK = "~"
"""Owns what is said and not yet dealt with: its key is renewed whenever anything is forgotten."""


def owners(record: Record) -> Owners:
    """Everybody whose words *record* carries; where one of them is forgotten, it cannot be read.

    A record that holds a person's words and is of no counterpart is its own owner, so that it
    can be erased alone.
    """
    found = _OWNERS.get(type(record), _of_a_counterpart)(record)
    return tuple(sorted(found)) if len(found) > 1 else found


def touched(changes: Iterable[Change]) -> set[str]:
    """Everybody whose words *changes* carry."""
    found: set[str] = set()
    for change in changes:
        for record in (change.before, change.after):
            if record is not None:
                found.update(owners(record))
    found.discard(TALK)
    return found


def _of_a_counterpart(record: Any) -> tuple[str, ...]:
    counterpart: str = getattr(record, "counterpart", "")
    other: str = getattr(record, "other", "")
    if other and other != counterpart:
        return (counterpart, other) if counterpart else (other,)
    return (counterpart,) if counterpart else ()


def _introduced(record: Any) -> tuple[str, ...]:
    # Who introduced them is written down by name.
    by = record.introduced_by
    return (record.id, by) if by and by != record.id else (record.id,)


def _met(record: Any) -> tuple[str, ...]:
    if not record.others:
        return (record.counterpart,) if record.counterpart else ()
    return tuple({record.counterpart, *record.others} - {""})


def _own(record: Any) -> tuple[str, ...]:
    return (record.counterpart or record.id,)


def _alone(record: Any) -> tuple[str, ...]:
    return (record.id,)


def _body(record: Any) -> tuple[str, ...]:
    return (TALK,) if record.body else ()


def _changed(record: Any) -> tuple[str, ...]:
    return tuple(touched(record.changes))


def _drafted(record: Any) -> tuple[str, ...]:
    return _changed(record) or (TALK,)


def _talk(record: Any) -> tuple[str, ...]:
    return (TALK,)


_OWNERS: dict[type[Record], Callable[[Any], Owners]] = {
    Counterpart: _introduced,
    Meeting: _met,
    Reminder: _own,
    Evidence: _own,
    LevelPlan: _alone,
    Incident: lambda record: _of_a_counterpart(record) or _alone(record),
    Received: _body,
    Delivery: _body,
    Dialogue: _talk,
    Draft: _drafted,
    Entry: _changed,
}
"""Kinds that do not simply belong to the counterpart they name."""
