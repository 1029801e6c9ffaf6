"""What has been kept for long and is to be looked at again, never erased unasked (PRACTICE D9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from storage.records import Agreement, Care, Meeting, PersonalFact, Record, Standing
from storage.store import Book

YEAR = timedelta(days=365)
FACTS, NOTES, AGREEMENTS = YEAR, 2 * YEAR, YEAR
"""Personal facts and notes from their day on, agreements from the day they ended."""


def of_age(counterpart: str, care: Care, book: Book) -> Iterator[tuple[date, Record]]:
    """What is kept of *counterpart*, each with the day on which it is to be looked at again.

    What somebody chose to keep comes up again a year after that.
    """
    for own, record in _ages(counterpart, book):
        kept = care.reviewed_on
        yield (kept + YEAR if kept is not None and own <= kept else own), record


def due(counterpart: str, care: Care, book: Book, today: date) -> list[Record]:
    """What is to be looked at by *today*."""
    return [record for day, record in of_age(counterpart, care, book) if day <= today]


def _ages(counterpart: str, book: Book) -> Iterator[tuple[date, Record]]:
    days = {}
    for met in book.find(Meeting, "counterpart", counterpart):
        days[met.id] = met.on
        if met.words:
            yield met.on + NOTES, met
    for fact in book.find(PersonalFact, "counterpart", counterpart):
        heard = fact.heard_on or days.get(fact.meeting)
        if heard is not None:
            yield heard + FACTS, fact
    for one in book.find(Agreement, "counterpart", counterpart):
        ended = one.until or (one.made_on if one.standing is Standing.ENDED else None)
        if ended is not None:
            yield ended + AGREEMENTS, one
