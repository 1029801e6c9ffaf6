"""Which lines of a mandate hold, and which of them some terms touch (PRACTICE rows 64, 81)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from storage.records import Bound, Boundary
from storage.store import Book

GUARDED = (Bound.RED, Bound.ASK, Bound.BOTTOM)
"""What terms may touch so that somebody should be asked."""


def in_force(book: Book, today: date) -> list[Boundary]:
    """Every line that holds today, the earliest first."""
    every = (one for one in book.all(Boundary) if one.gone_at is None)
    held = (one for one in every if one.until is None or one.until >= today)
    return sorted(held, key=lambda one: (one.set_at, one.id))


def holding(book: Book, member: str, counterpart: str, today: date) -> Iterator[Boundary]:
    """Those that bind *member* with that counterpart; with nobody in particular where empty."""
    for one in in_force(book, today):
        theirs = one.member in ("", member)
        if theirs and (not one.counterpart or one.counterpart == counterpart):
            yield one
