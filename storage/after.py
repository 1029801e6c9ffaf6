"""A book as it will be once changes are made that are not yet applied."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import count
from typing import Any

from storage.indexes import DUES, INDEXES, ORDERS, asked
from storage.records import Change, Record
from storage.sought import ALL, MOST, Hit, Terms, Within
from storage.store import Book, R

_NUMBERS = count(1)
"""Tell what came before what."""


class After:
    """`Book` with *changes* made on top of another; both are left as they are."""

    def __init__(self, book: Book, changes: Sequence[Change] = ()) -> None:
        self._book = book
        self._fresh: dict[type[Record], _Fresh] = {}
        self._gone: dict[type[Record], set[str]] = {}
        self._stamps: dict[type[Record], int] = {}
        self.made: list[Change] = []
        """Every change made through `make`, in order."""
        for change in changes:
            self._put(change)

    def make(self, change: Change) -> None:
        """Make one more change, and remember it in `made`."""
        self._put(change)
        self.made.append(change)

    def _put(self, change: Change) -> None:
        kind, id = type(change.subject), change.subject.id
        if kind not in self._fresh:
            self._fresh[kind], self._gone[kind] = _Fresh(kind), set()
        fresh, gone = self._fresh[kind], self._gone[kind]
        self._stamps[kind] = next(_NUMBERS)
        if change.after is not None:
            fresh.put(change.after)
            gone.discard(id)
        else:
            fresh.remove(id)
            gone.add(id)

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        fresh = self._fresh.get(kind)
        if fresh is not None and id in fresh.records:
            found: R = fresh.records[id]
            return found
        return None if id in self._gone.get(kind, ()) else self._book.get(kind, id)

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """What the book finds and what the changes add to it; fresh ones last within the order."""
        found, fresh = self._book.find(kind, index, value), self._fresh.get(kind)
        return found if fresh is None else self._merged(kind, found, fresh.find(index, value))

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, each made when it is asked for."""
        found, fresh = self._book.newest(kind, index, value), self._fresh.get(kind)
        if fresh is None:
            return found
        gone, order = self._gone[kind], ORDERS[kind]
        left = (one for one in found if one.id not in fresh.records and one.id not in gone)
        added = sorted(fresh.find(index, value), key=order.key, reverse=order.reverse)
        return merge(left, added, key=order.key, reverse=order.reverse)

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """The records of *kind* that wait for a moment up to *until*, the first *limit* of them."""
        fresh = self._fresh.get(kind)
        if fresh is None:
            return self._book.due(kind, until, limit)
        # No more than what has changed or gone can be missing from the first ones below.
        most = None if limit is None else limit + len(fresh.records) + len(self._gone[kind])
        due_of = DUES[kind]
        waiting = [one for one in fresh.records.values() if _is_due(due_of(one), until)]
        merged = self._merged(kind, self._book.due(kind, until, most), waiting)
        return sorted(merged, key=lambda one: (due_of(one), one.id))[:limit]

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*."""
        found, fresh = self._book.all(kind), self._fresh.get(kind)
        return found if fresh is None else self._merged(kind, found, fresh.records.values())

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return len(self.all(kind))

    def names(self) -> Sequence[tuple[str, str]]:
        """The names of the book below: what is only drawn up is not looked up by name."""
        return self._book.names()

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """Another value after every change of a record of *kinds*, and of this book alone."""
        below = self._book.stamp(*kinds)
        own = tuple(map(self._stamps.get, kinds))
        return below if not any(own) else (below, own)

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """What the book below finds in words, likewise."""
        return self._book.ranked(terms, within, most)

    def _merged(self, kind: type[R], found: list[R], added: Iterable[R]) -> list[R]:
        """*found* with what changed in its own place, then what has come to fit."""
        changed, gone = self._fresh[kind].records, self._gone[kind]
        fresh = {one.id: one for one in added}
        kept: list[R] = []
        for one in found:
            if one.id in fresh:
                kept.append(fresh.pop(one.id))
            elif one.id not in changed and one.id not in gone:
                kept.append(one)
        merged = [*kept, *fresh.values()]
        order = ORDERS.get(kind)
        return sorted(merged, key=order.key, reverse=order.reverse) if order else merged


def _is_due(at: datetime | None, until: datetime) -> bool:
    return at is not None and at <= until


class _Fresh:
    """The records of one kind that changes leave; an index is made when it is first asked."""

    __slots__ = ("_came", "_indexes", "_kind", "records")

    def __init__(self, kind: type[Record]) -> None:
        self._kind = kind
        self._came: dict[str, int] = {}
        self._indexes: dict[str, dict[str, set[str]]] = {}
        self.records: dict[str, Any] = {}
        """By id, in the order in which they came."""

    def put(self, record: Record) -> None:
        """Add *record*, or let it take the place of the one with its id."""
        id = record.id
        if id in self.records:
            self._unfile(id)
        else:
            self._came[id] = next(_NUMBERS)
        self.records[id] = record
        for index, held in self._indexes.items():
            self._file(id, index, held)

    def remove(self, id: str) -> None:
        """Take out the record of that id, where there is one."""
        if id in self.records:
            self._unfile(id)
            del self.records[id], self._came[id]

    def find(self, index: str, value: str) -> list[Any]:
        """The records under *value*, in the order they came; raises ``KeyError``."""
        held = self._indexes.get(index)
        if held is None:
            held = self._indexes[index] = {}
            for id in self.records:
                self._file(id, index, held)
        found = held.get(asked(index, value), ())
        return [self.records[id] for id in sorted(found, key=self._came.__getitem__)]

    def _file(self, id: str, index: str, held: dict[str, set[str]]) -> None:
        for value in filter(None, INDEXES[self._kind][index](self.records[id])):
            held.setdefault(value, set()).add(id)

    def _unfile(self, id: str) -> None:
        for index, held in self._indexes.items():
            for value in filter(None, INDEXES[self._kind][index](self.records[id])):
                held[value].discard(id)
