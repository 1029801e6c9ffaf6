"""How often a relation wants a word, and when cheerful ones are out of place."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handlers.rules.meetings import last_contact_with
from handlers.rules.repairing import held_until
from handlers.rules.threats import threat_word
from storage.records import (
    Aspect,
    Care,
    Counterpart,
    Event,
    LifeEvent,
    Stance,
    Tier,
    TrustEvent,
)
from storage.store import Book

INTERVALS = {Tier.CLOSE: (14, 28), Tier.STEADY: (30, 60), Tier.SLOW: (90, 120)}
"""Days from one contact to the next: the ideal, and the most there should be."""

SPACING = timedelta(days=5)
"""Between two nudges about one counterpart, unless a promise is due."""

ANNOYED, SPACING_ANNOYED = timedelta(days=30), timedelta(days=10)
"""For so long after a tense meeting we keep such a distance (PRACTICE row 21)."""

MOURNING = timedelta(days=40)
_SPREAD = 5
"""A fifth of the interval to either side keeps people added together from falling due together."""


def care_of(counterpart: str, book: Book) -> Care:
    """How *counterpart* is looked after; the usual way where nothing was said."""
    kept = book.get(Care, counterpart)
    if kept is None:
        kept = next(iter(book.find(Care, "counterpart", counterpart)), None)
    return kept or Care(counterpart, counterpart, _usual(counterpart, book))


def _usual(counterpart: str, book: Book) -> Tier:
    """Whoever was found to have little influence is kept slowly, and kept (PRACTICE row 39)."""
    told = [
        one
        for one in book.find(Stance, "counterpart", counterpart)
        if one.aspect is Aspect.INFLUENCE
    ]
    last = max(told, key=lambda one: one.on, default=None)
    return Tier.SLOW if last is not None and last.value == "low" else Tier.STEADY


def interval(care: Care) -> tuple[int, int]:
    """The ideal and the longest number of days between contacts."""
    ideal, maximum = INTERVALS[care.tier]
    ideal = care.ideal or ideal
    return ideal, max(care.maximum or maximum, ideal)


def shifted(key: str, ideal: int) -> int:
    """*ideal*, moved by up to a fifth, always by as much for the same *key*."""
    width = ideal // _SPREAD
    return ideal - width + zlib.crc32(key.encode()) % (2 * width + 1)


def next_word(counterpart: str, day: date, book: Book) -> date:
    """About when a word is due again after a contact on *day*."""
    ideal, _ = interval(care_of(counterpart, book))
    return day + timedelta(days=shifted(counterpart, ideal))


def last_contact(one: Counterpart, book: Book) -> date | None:
    """The day of the latest contact on record, whoever had it."""
    met = last_contact_with(one.id, book)
    return None if met is None else met.on


def beginning(one: Counterpart, book: Book, zone: str) -> date | None:
    """The day from which quiet is counted: the last contact, else since we know them."""
    return since(one, last_contact(one, book), zone)


def since(one: Counterpart, met: date | None, zone: str) -> date | None:
    """As `beginning`, where the day of the last contact is known; ``None`` for no contact."""
    if met is not None or one.added_at is None:
        return met or one.known_since
    return one.added_at.astimezone(ZoneInfo(zone)).date()


def spacing(one: str, book: Book, today: date) -> timedelta:
    """The distance between two nudges about this counterpart: wider while they are annoyed."""
    return SPACING_ANNOYED if any(_tense(one, book, today)) else SPACING


def annoyed_on(one: str, book: Book, today: date) -> TrustEvent | None:
    """The latest meeting at which they were annoyed, where it was lately (PRACTICE row 21).

    A threat is none: what it asks of us is another thing (row 54).
    """
    tense = (event for event in _tense(one, book, today) if not threat_word(event.text))
    return max(tense, key=lambda event: event.on, default=None)


def _tense(one: str, book: Book, today: date) -> Iterable[TrustEvent]:
    return (
        event
        for event in book.find(TrustEvent, "counterpart", one)
        if event.kind == "tension" and timedelta(0) <= today - event.on <= ANNOYED
    )


def silent_until(one: str, care: Care, book: Book, today: date) -> date | None:
    """The last day on which nothing cheerful is said about this counterpart, where there is one."""
    days = [*_mourning(one, book)]
    held = held_until(book.find(TrustEvent, "counterpart", one))
    if held is not None:
        days.append(held)
    if care.silent_until is not None:
        days.append(care.silent_until)
    return max((day for day in days if day >= today), default=None)


def mourns_until(one: str, book: Book, today: date) -> date | None:
    """The last day of mourning in the house of this counterpart, where there is mourning."""
    return max((day for day in _mourning(one, book) if day >= today), default=None)


def _mourning(one: str, book: Book) -> Iterable[date]:
    for event in book.find(LifeEvent, "counterpart", one):
        if event.event is Event.DEATH:
            yield event.on + MOURNING
