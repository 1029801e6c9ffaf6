"""Where too much hangs on one contact or one door, and whom nobody speaks to (rows 20, 31, 42)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from handlers.rules.network.regard import latest
from handlers.rules.network.sorts import guessed
from handlers.rules.network.structure import held, within
from handlers.rules.rhythms import INTERVALS, last_contact
from storage.records import (
    Actor,
    Aspect,
    Counterpart,
    Organisation,
    Position,
    Tier,
)
from storage.store import Book
from storage.values import dataclass

SEVERAL = 3
"""From how many contacts on it matters that all of them are in one department (row 47)."""

EXPECTED = (Actor.AUTHORITY, Actor.SECURITY, Actor.ARMED_GROUP, Actor.COMMUNITY, Actor.RELIGIOUS)
"""The kinds of actor of whom a team that negotiates access should know somebody (row 20)."""


@dataclass(frozen=True, slots=True)
class Single:
    """An organisation that one contact only leads into."""

    organisation: Organisation
    contact: Counterpart


@dataclass(frozen=True, slots=True)
class OneDepartment:
    """An organisation in which all contacts are in one and the same department."""

    whole: Organisation
    department: Organisation
    contacts: int


def places_of(one: Counterpart, book: Book, today: date) -> list[str]:
    """The ids of the organisations somebody has a role at today."""
    roles = book.find(Position, "counterpart", one.id)
    return list(dict.fromkeys(p.organisation for p in roles if p.organisation and held(p, today)))


def single_contacts(people: Iterable[Counterpart], book: Book, today: date) -> list[Single]:
    """Organisations that only one of *people* leads into; a department counts for its whole."""
    there = _by_place(people, book, today)
    found = []
    for id, contacts in there.items():
        place = book.get(Organisation, id)
        whole = _whole(place, book) if place is not None else None
        if place is None or whole is None:
            continue
        inside = {one.id for part in within(whole.id, book) for one in there.get(part.id, ())}
        if len(inside) == 1:
            found.append(Single(place, contacts[0]))
    return found


def one_department(people: Iterable[Counterpart], book: Book, today: date) -> list[OneDepartment]:
    """Organisations with several departments on record whose contacts all sit in one of them."""
    there = _by_place(people, book, today)
    found = []
    for whole in _wholes(there, book):
        parts = [part for part in within(whole.id, book) if there.get(part.id)]
        inside = {one.id for part in parts for one in there[part.id]}
        if len(inside) >= SEVERAL and len(parts) == 1 and parts[0].id != whole.id:
            found.append(OneDepartment(whole, parts[0], len(inside)))
    return found


def kinds_without(people: Iterable[Counterpart], book: Book, today: date) -> list[Actor]:
    """The kinds of actor, of those a team should know, of whom *people* know nobody."""
    known = {
        kind_of(place)
        for one in people
        for id in places_of(one, book, today)
        if (place := book.get(Organisation, id)) is not None
    }
    return [kind for kind in EXPECTED if kind not in known]


def never_contacted(people: Iterable[Counterpart], book: Book) -> list[Counterpart]:
    """Those on record whom nobody has met or written to yet (row 31)."""
    return [one for one in people if last_contact(one, book) is None]


def warm_though_small(people: Iterable[Counterpart], book: Book, today: date) -> list[Counterpart]:
    """Those of little influence who were not forgotten (row 39): heard of within a slow rhythm."""
    found = []
    for one in people:
        weight = latest(one.id, Aspect.INFLUENCE, book)
        small = weight is not None and weight.value == "low"
        met = last_contact(one, book) if small else None
        if met is not None and today - met <= timedelta(days=INTERVALS[Tier.SLOW][1]):
            found.append(one)
    return found


def kind_of(place: Organisation) -> Actor | None:
    """What sort of actor it is: as somebody said, else by the words of its name."""
    return place.kind or guessed((place.name, *place.aliases))


def _by_place(
    people: Iterable[Counterpart], book: Book, today: date
) -> dict[str, list[Counterpart]]:
    there: dict[str, list[Counterpart]] = defaultdict(list)
    for one in people:
        for id in places_of(one, book, today):
            there[id].append(one)
    return dict(there)


def _whole(place: Organisation, book: Book) -> Organisation:
    """The organisation that *place* is in the end part of."""
    done = {place.id}
    while (over := book.get(Organisation, place.part_of)) is not None and over.id not in done:
        done.add(over.id)
        place = over
    return place


def _wholes(there: dict[str, list[Counterpart]], book: Book) -> Sequence[Organisation]:
    places = (book.get(Organisation, id) for id in there)
    found = {whole.id: whole for place in places if place for whole in (_whole(place, book),)}
    return list(found.values())
