"""Which roads are closed on a day, and who can therefore not be visited (PRACTICE row 74)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.rules.network.structure import held
from storage.folding import fold
from storage.records import Closure, Counterpart, Meeting, Organisation, Position
from storage.store import Book

_MET_AT = 3
"""The latest meetings whose places are where somebody is met."""
_FAR = frozenset(("phone", "video", "message", "email", "letter"))


def closed(book: Book, today: date) -> list[Closure]:
    """The roads that are closed today, the longest closed first."""
    kept = (one for one in book.all(Closure) if _holds(one, today))
    return sorted(kept, key=lambda one: (one.since, fold(one.area), one.id))


def closed_to(area: str, book: Book, today: date) -> Closure | None:
    """The closure of the road to *area* that holds today, where there is one."""
    return next((one for one in book.find(Closure, "area", area) if _holds(one, today)), None)


def keeps_from(one: Counterpart, book: Book, today: date) -> Closure | None:
    """The closed road that keeps us from visiting *one*; ``None`` where none is known to."""
    roads = {fold(road.area): road for road in closed(book, today)}
    if not roads:
        return None
    return next((roads[place] for text in _where(one, book, today)
                 if (place := _named(fold(text), roads)) is not None), None)  # fmt: skip


def _holds(one: Closure, today: date) -> bool:
    return one.since <= today and (one.until is None or today < one.until)


def _named(text: str, roads: dict[str, Closure]) -> str | None:
    return next((place for place in roads if f" {place} " in f" {text} "), None)


def _where(one: Counterpart, book: Book, today: date) -> Iterator[str]:
    """Where they are, as far as the book tells: areas, their place of work, where we met."""
    yield from one.areas
    for position in book.find(Position, "counterpart", one.id):
        if held(position, today):
            yield position.title
            place = book.get(Organisation, position.organisation)
            yield from (place.name, *place.areas) if place else ()
    met = [m for m in book.find(Meeting, "counterpart", one.id) if m.channel not in _FAR]
    yield from (meeting.place for meeting in met[:_MET_AT] if meeting.place)
