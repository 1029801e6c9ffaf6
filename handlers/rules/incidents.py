"""Which acts against us a member sees, and which of them words or a counterpart stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers.reading.page import fold
from storage.records import Incident
from storage.store import Book

LATELY = timedelta(days=180)
"""For so long an act is worth a line beside whoever it bears the name of."""


def incidents(member: str, book: Book) -> list[Incident]:
    """Those the member told, and all that they see besides, the latest first, each once."""
    every = (*book.find(Incident, "member", member), *book.all(Incident))
    found = {one.id: one for one in every}
    return sorted(found.values(), key=lambda one: (one.on, one.id), reverse=True)


def lately(found: Iterable[Incident], today: date) -> list[Incident]:
    """Those of the last half year."""
    return [one for one in found if today - one.on <= LATELY]


def bearing(name: str, found: Iterable[Incident], *units: str) -> list[Incident]:
    """Those that bear that name, have it among their words, or are of one of *units*, by id."""
    wanted = fold(name).strip()
    return [
        one
        for one in found
        if one.unit in units or (wanted and wanted in fold(f"{one.by} {one.text}"))
    ]
