"""What falls with an authority: the roles and offices in it, and whom of ours that touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers import who
from handlers.desk import Desk
from handlers.rules.agreeing import stands
from handlers.rules.network import alive, kind_of, within
from handlers.rules.open import latest_first
from storage.records import (
    Actor,
    Agreement,
    Change,
    Counterpart,
    Office,
    Organisation,
    Position,
)
from storage.values import dataclass

POWERS = (Actor.AUTHORITY, Actor.SECURITY)
"""The sorts of actor that fall with a regime."""
IN_TOUCH = timedelta(days=90)
"""Without a word for so long, somebody is no longer counted as in touch."""


@dataclass(frozen=True, slots=True)
class Fall:
    """What ends on a day, as far as one member may see it."""

    day: date
    places: tuple[Organisation, ...]
    positions: tuple[Position, ...]
    offices: tuple[Office, ...]
    people: tuple[Counterpart, ...]
    agreements: tuple[Agreement, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Roles are closed, offices and organisations marked; people and stories stay."""
        places = (one for one in self.places if one.gone_since is None)
        offices = (one for one in self.offices if one.gone_since is None)
        return (
            *(Change(one, replace(one, until=self.day)) for one in self.positions),
            *(Change(one, replace(one, gone_since=self.day)) for one in places),
            *(Change(one, replace(one, gone_since=self.day)) for one in offices),
        )


def fall_of(places: Iterable[Organisation], day: date, desk: Desk) -> Fall:
    """What ends where *places*, and all that is part of them, fall on *day*."""
    book = desk.book
    whole: dict[str, Organisation] = {}
    for place in places:
        whole |= {one.id: one for one in (place, *within(place.id, book))}
    positions = [
        position
        for id in whole
        for position in book.find(Position, "organisation", id)
        if who.is_held(position, desk) and (position.since is None or position.since <= day)
    ]
    offices = tuple(one for id in whole for one in book.find(Office, "organisation", id))
    ids = dict.fromkeys(position.counterpart for position in positions)
    people = tuple(one for id in ids if (one := alive(id, book)) is not None)
    made = latest_first(a for one in people for a in book.find(Agreement, "counterpart", one.id))
    agreed = tuple(a for a in made if stands(a, desk.today))
    return Fall(day, tuple(whole.values()), tuple(positions), offices, people, agreed)


def powers(desk: Desk) -> list[Organisation]:
    """The authorities in which somebody of theirs holds a role, those with most people first."""
    counts: dict[str, int] = {}
    for position in desk.book.all(Position):
        if position.organisation and who.is_held(position, desk):
            counts[position.organisation] = counts.get(position.organisation, 0) + 1
    ids = sorted(counts, key=lambda id: (-counts[id], id))
    places = (desk.book.get(Organisation, id) for id in ids)
    return [one for one in places if one is not None and kind_of(one) in POWERS]


def in_touch(fall: Fall, desk: Desk) -> Iterator[Counterpart]:
    """Those we spoke with lately, the latest first."""
    met = {one.id: who.last_contact(desk.book, one) for one in fall.people}
    near = [one for one in fall.people if (day := met[one.id]) and desk.today - day < IN_TOUCH]
    yield from sorted(near, key=lambda one: met[one.id] or date.min, reverse=True)
