"""All records of a kind, counterpart by counterpart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from storage.indexes import INDEXES
from storage.records import Counterpart
from storage.store import Book, R


def by_counterpart(book: Book, kind: type[R], many: int) -> Callable[[str], Sequence[R]]:
    """From the id of one of *many* counterparts to what *book* finds of them, the shorter way.

    Where there are fewer records than counterparts, all are looked at once.
    """
    if kind is Counterpart or book.count(kind) > many:
        return partial(book.find, kind, "counterpart")
    held: dict[str, list[R]] = {}
    for record in book.all(kind):
        for id in dict.fromkeys(INDEXES[kind]["counterpart"](record)):
            held.setdefault(id, []).append(record)
    return lambda id: held.get(id, ())
