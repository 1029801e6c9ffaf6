"""Who could open the door to somebody we hardly know: those around them who are warm (row 51)."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.rules.meetings import counts
from handlers.rules.network import Link, latest, links_of, living, regard_of
from storage.records import Aspect, Counterpart, Meeting
from storage.store import Book

LATELY = timedelta(days=60)
"""Somebody we spoke with so lately may put in a word."""
_SHUT = frozenset(("reserved", "hostile"))


def warm(about: str, book: Book, today: date) -> list[tuple[Link, Counterpart]]:
    """Those joined to *about* whom we spoke with lately, with the link, who to ask first first.

    Nobody who was against us, and nobody in mourning or left in peace.
    """
    found: dict[str, tuple[Link, Counterpart]] = {}
    for link in links_of(about, book, today):
        one = living(link.end(about), book) if link.open else None
        if one is not None:
            found.setdefault(one.id, (link, one))
    known = [(regard_of(one, book, today), link, one) for link, one in found.values()]
    near = [
        (regard, link, one)
        for regard, link, one in known
        if regard.last and today - regard.last <= LATELY and not regard.hostile
        and not regard.silent
    ]  # fmt: skip
    return [(link, one) for _, link, one in sorted(near, key=lambda told: told[0].order)]


def is_cold(about: str, book: Book) -> bool:
    """Whether we never met *about*, or they were reserved or hostile when last somebody told."""
    told = latest(about, Aspect.ATTITUDE, book)
    return never_met(about, book) or (told is not None and told.value in _SHUT)


def never_met(about: str, book: Book) -> bool:
    """Whether nobody of ours has met or spoken to *about* yet."""
    return not any(counts(one) for one in book.find(Meeting, "counterpart", about))
