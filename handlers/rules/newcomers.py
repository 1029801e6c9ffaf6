"""Who is new in office, and what helped those who held it before (PRACTICE row 77)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.rules.network import kind_of
from handlers.rules.network.structure import held
from storage.records import Actor, Counterpart, Organisation, PersonalFact, Position
from storage.store import Book

NEW, AFTER_A_FALL = timedelta(days=180), timedelta(days=365)
"""So long somebody is new in an office; and whoever came to power after one fell, so long."""
CHANGEOVER = timedelta(days=60)
"""Between the end of one who held an office and the beginning of the next, at most."""
_POWERS = frozenset((Actor.AUTHORITY, Actor.SECURITY, Actor.ARMED_GROUP))


def new_since(one: Counterpart, book: Book, today: date) -> date | None:
    """The day from which *one* holds an office they are still new in; ``None`` where they are not.

    Also whoever we came to know in an authority after another fell, if nothing says since when.
    """
    days = [day for held_now in _offices(one, book, today)
            if (day := _began(held_now, one, book, today)) is not None]  # fmt: skip
    return max(days, default=None)


def _began(office: Position, one: Counterpart, book: Book, today: date) -> date | None:
    if office.since is not None:
        new = timedelta(0) <= today - office.since <= NEW and _follows(office, book)
        return office.since if new else None
    place = book.get(Organisation, office.organisation)
    fell = _last_fall(book, today)
    if place is None or kind_of(place) not in _POWERS or fell is None or one.known_since is None:
        return None
    return one.known_since if one.known_since >= fell else None


def _follows(office: Position, book: Book) -> bool:
    """Whether it began when another role of theirs, or of somebody there, ended.

    A role that was merely put on record is nothing new.
    """
    since = office.since or date.min
    near = (
        *book.find(Position, "counterpart", office.counterpart),
        *book.find(Position, "organisation", office.organisation),
    )
    return any(one.until and abs(one.until - since) <= CHANGEOVER for one in near)


def _last_fall(book: Book, today: date) -> date | None:
    falls = (place.gone_since for place in book.all(Organisation) if place.gone_since)
    return max((day for day in falls if timedelta(0) <= today - day <= AFTER_A_FALL), default=None)


def helped_before(one: Counterpart, book: Book, today: date) -> list[tuple[str, Counterpart]]:
    """What is on record as help for those who held an office where *one* does, and for whom."""
    found: dict[str, tuple[str, Counterpart]] = {}
    for office in _offices(one, book, today):
        for before in book.find(Position, "organisation", office.organisation):
            if before.counterpart == one.id or held(before, today):
                continue
            person = book.get(Counterpart, before.counterpart)
            for fact in book.find(PersonalFact, "counterpart", before.counterpart):
                if person is not None and fact.kind == "help":
                    found[fact.id] = (fact.text, person)
    return list(found.values())


def _offices(one: Counterpart, book: Book, today: date) -> Iterator[Position]:
    for position in book.find(Position, "counterpart", one.id):
        if position.organisation and held(position, today):
            yield position
