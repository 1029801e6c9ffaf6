"""Offices and organisations: what is part of what, what answers to what, who holds which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from storage.folding import fold
from storage.records import Office, Organisation, Position
from storage.store import Book

Unit = Office | Organisation
"""What outlives the people in it."""


def held(position: Position, today: date) -> bool:
    """Whether somebody has that role today."""
    return position.until is None or position.until > today


def unit(id: str, book: Book) -> Unit | None:
    """The office or the organisation of that id."""
    if not id:
        return None
    return book.get(Office, id) or book.get(Organisation, id)


def holders(office: Office, book: Book, today: date | None = None) -> list[Position]:
    """Who holds *office* today, or who ever did where no day is given; the latest first."""
    names = {fold(name) for name in (office.name, *office.aliases)}
    found = {
        position.id: position
        for name in names
        for position in book.find(Position, "name", name)
        if position.organisation == office.organisation and (today is None or held(position, today))
    }
    return sorted(found.values(), key=lambda one: (one.since or date.min, one.id), reverse=True)


def people_at(id: str, book: Book, today: date) -> list[str]:
    """The ids of those who hold that office, or any role at that organisation, today."""
    match unit(id, book):
        case Office() as office:
            found = holders(office, book, today)
        case Organisation() as place:
            found = [p for p in book.find(Position, "organisation", place.id) if held(p, today)]
        case _:
            found = []
    return list(dict.fromkeys(position.counterpart for position in found))


def parent(one: Unit) -> str:
    """The id of what stands over *one*: whom it answers to, else what it is part of."""
    if one.answers_to:
        return one.answers_to
    return one.part_of if isinstance(one, Organisation) else one.organisation


def above(id: str, book: Book) -> list[Unit]:
    """What stands over it, the nearest first: an office, its ministry, and so on up."""
    found: dict[str, Unit] = {}
    one = unit(id, book)
    while one is not None and (over := unit(parent(one), book)) is not None:
        if over.id in found or over.id == id:
            break
        found[over.id] = over
        one = over
    return list(found.values())


def beside(id: str, book: Book) -> list[Unit]:
    """What stands under the same thing as it, or on the same level of one ministry."""
    one = unit(id, book)
    over = parent(one) if one is not None else ""
    return [other for other in below(over, book) if other.id != id] if over else []


def below(id: str, book: Book) -> list[Unit]:
    """What stands directly under that office or organisation."""
    found: dict[str, Unit] = {}
    for place in (
        *book.find(Organisation, "answers_to", id),
        *book.find(Organisation, "part_of", id),
    ):
        found[place.id] = place
    for office in (*book.find(Office, "answers_to", id), *book.find(Office, "organisation", id)):
        found[office.id] = office
    return [one for one in found.values() if parent(one) == id]


def within(id: str, book: Book) -> Iterator[Organisation]:
    """That organisation and every department in it, however deep."""
    waiting, done = [id], set()
    while waiting:
        place = book.get(Organisation, waiting.pop())
        if place is None or place.id in done:
            continue
        done.add(place.id)
        yield place
        waiting.extend(part.id for part in book.find(Organisation, "part_of", place.id))
