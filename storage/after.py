"""A book as it will be once changes are made that are not yet applied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from storage.indexes import DUES, INDEXES, ORDERS, asked
from storage.records import Change, Record
from storage.store import Book, R


class After:
    """`Book` with *changes* made on top of another; both are left as they are."""

    def __init__(self, book: Book, changes: Sequence[Change] = ()) -> None:
        self._book = book
        self._now: dict[type[Record], dict[str, Record | None]] = {}
        self.made: list[Change] = []
        """Every change made through `make`, in order."""
        for change in changes:
            self._put(change)

    def make(self, change: Change) -> None:
        """Make one more change, and remember it in `made`."""
        self._put(change)
        self.made.append(change)

    def _put(self, change: Change) -> None:
        subject = change.subject
        self._now.setdefault(type(subject), {})[subject.id] = change.after

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        fresh: dict[str, Any] = self._now.get(kind, {})
        return fresh[id] if id in fresh else self._book.get(kind, id)

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """What the book finds and what the changes add to it; fresh ones last within the order."""
        values_of, wanted = INDEXES[kind][index], asked(index, value)
        return self._merged(
            kind, self._book.find(kind, index, value), lambda one: wanted in values_of(one)
        )

    def due(self, kind: type[R], until: datetime) -> list[R]:
        """Every record of *kind* that waits for a moment up to *until*, the earliest first."""
        due_of = DUES[kind]

        def waits(one: Any) -> bool:
            at = due_of(one)
            return at is not None and at <= until

        found = self._merged(kind, self._book.due(kind, until), waits)
        return sorted(found, key=lambda one: (due_of(one), one.id))

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*."""
        return self._merged(kind, self._book.all(kind), lambda one: True)

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return len(self.all(kind))

    def names(self) -> Sequence[tuple[str, str]]:
        """The names of the book below: what is only drawn up is not looked up by name."""
        return self._book.names()

    def _merged(self, kind: type[R], found: list[R], fits: Any) -> list[R]:
        fresh: dict[str, Any] = self._now.get(kind, {})
        if not fresh:
            return found
        kept = [fresh.get(one.id, one) for one in found if one.id not in fresh or fresh[one.id]]
        kept = [one for one in kept if one.id not in fresh or fits(one)]
        there = {one.id for one in kept}
        kept += [one for id, one in fresh.items() if one and id not in there and fits(one)]
        order = ORDERS.get(kind)
        return sorted(kept, key=order) if order else kept
