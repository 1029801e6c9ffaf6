"""What joins one counterpart to others: ties, introductions, one office over another, meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from handlers.rules.meetings import contacts_with
from handlers.rules.network.structure import held, holders, people_at
from storage.records import Bond, Counterpart, Office, Position, Tie
from storage.store import Book
from storage.values import dataclass


class Why(StrEnum):
    """What a link rests on, from what binds people most to what binds them least."""

    KIN = "kin"
    INTRODUCED = "introduced"
    TRUST = "trust"
    FRIEND = "friend"
    REPORTS = "reports"
    UNIT = "unit"
    SCHOOL = "school"
    HOME = "home"
    WORK = "work"
    KNOWS = "knows"
    PLACE = "place"
    """They hold roles at the same organisation."""
    MET = "met"
    """They were at one meeting with us."""
    RIVAL = "rival"
    KEPT_FROM = "kept_from"


CLOSED = frozenset((Why.RIVAL, Why.KEPT_FROM))
"""What is known of two people, and no way from one to the other."""

STRENGTH = {why: number for number, why in enumerate(Why)}
"""The lower, the more a link binds."""


@dataclass(frozen=True, slots=True)
class Link:
    """From *first* to *other*: read "*first* is the uncle of *other*", "*first* answers to …"."""

    first: str
    other: str
    why: Why
    words: str = ""

    def end(self, one: str) -> str:
        """Who is at the end that *one* is not at."""
        return self.other if one == self.first else self.first

    @property
    def open(self) -> bool:
        """Whether a word can travel along it."""
        return self.why not in CLOSED


def links_of(one: str, book: Book, today: date) -> tuple[Link, ...]:
    """Everything that joins *one* to others whom the book shows, what binds most first.

    The same link is found from either of its ends.
    """
    return _sorted((*_told(one, book, today), *_followed(one, book, today)), book)


def told_links(one: str, book: Book, today: date) -> tuple[Link, ...]:
    """The same without what only follows from shared organisations and meetings."""
    return _sorted(_told(one, book, today), book)


def _sorted(links: Iterable[Link], book: Book) -> tuple[Link, ...]:
    found: dict[Link, None] = {}
    for link in links:
        first, other = living(link.first, book), living(link.other, book)
        if first is not None and other is not None and first.id != other.id:
            found.setdefault(Link(first.id, other.id, link.why, link.words))
    return tuple(sorted(found, key=lambda link: (STRENGTH[link.why], link.first, link.other)))


def alive(id: str, book: Book) -> Counterpart | None:
    """The counterpart of that id, or the one it was found to be the same as."""
    one = book.get(Counterpart, id)
    if one is not None and one.merged_into:
        one = book.get(Counterpart, one.merged_into)
    return None if one is None or one.merged_into else one


def living(id: str, book: Book) -> Counterpart | None:
    """The same, where they have not died."""
    one = alive(id, book)
    return None if one is None or one.died_on else one


def _told(one: str, book: Book, today: date) -> Iterator[Link]:
    for tie in book.find(Tie, "counterpart", one):
        yield Link(tie.counterpart, tie.other, _WHYS[tie.bond], tie.words)
    yield from _introductions(one, book)
    yield from _offices(one, book, today)


def _followed(one: str, book: Book, today: date) -> Iterator[Link]:
    yield from _places(one, book, today)
    for met in contacts_with(one, book):
        for other in (met.counterpart, *met.others):
            if other != one:
                yield _between(one, other, Why.MET)


_WHYS = {bond: Why(bond.value) for bond in Bond}


def _introductions(one: str, book: Book) -> Iterator[Link]:
    """The first brought us to the other."""
    person = book.get(Counterpart, one)
    if person is not None and person.introduced_by:
        yield Link(person.introduced_by, one, Why.INTRODUCED)
    for other in book.find(Counterpart, "introduced_by", one):
        yield Link(one, other.id, Why.INTRODUCED)


def _offices(one: str, book: Book, today: date) -> Iterator[Link]:
    """Whoever holds an office answers to whoever holds the one above it."""
    for office in _held_offices(one, book, today):
        for boss in people_at(office.answers_to, book, today):
            yield Link(one, boss, Why.REPORTS)
        for below in book.find(Office, "answers_to", office.id):
            for holder in holders(below, book, today):
                yield Link(holder.counterpart, one, Why.REPORTS)


def _held_offices(one: str, book: Book, today: date) -> Iterator[Office]:
    for position in book.find(Position, "counterpart", one):
        if held(position, today):
            for office in book.find(Office, "name", position.title):
                if office.organisation == position.organisation:
                    yield office


def _places(one: str, book: Book, today: date) -> Iterator[Link]:
    for position in book.find(Position, "counterpart", one):
        if position.organisation and held(position, today):
            for other in book.find(Position, "organisation", position.organisation):
                if other.counterpart != one and held(other, today):
                    yield _between(one, other.counterpart, Why.PLACE)


def _between(one: str, other: str, why: Why) -> Link:
    """A link that reads the same from either end."""
    return Link(min(one, other), max(one, other), why)
