"""Records held in memory with their indexes: a store for tests, the working set of the real one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from storage.indexes import DUES, INDEXES, ORDERS, Due, asked, written_names
from storage.records import KINDS, Change, Counterpart, Record
from storage.store import Conflict, R


class Shelf:
    """All records of one kind: by id, by rank (the order they were added in) and by index."""

    __slots__ = (
        *("_buckets", "_due_of", "_indexes", "_order", "_ranks", "_waiting"),
        *("next_rank", "records"),
    )

    def __init__(self, kind: type[Record]) -> None:
        self.records: dict[str, Any] = {}
        self.next_rank = 1
        self._ranks: dict[str, int] = {}
        self._indexes = list(INDEXES[kind].items())
        self._order = ORDERS.get(kind)
        self._due_of = DUES.get(kind)
        self._waiting: list[tuple[datetime, str]] = []
        self._buckets: dict[str, dict[str, dict[str, None]]] = {name: {} for name in INDEXES[kind]}

    def rank(self, id: str) -> int:
        """Where the record stands among those of its kind; raises ``KeyError``."""
        return self._ranks[id]

    def put(self, record: Record, rank: int | None = None) -> None:
        """Add *record*, or let it take the place of the one with its id."""
        id = record.id
        before = self.records.get(id)
        self.records[id] = record
        if self._due_of is not None:
            self._wait(before, record, self._due_of)
        if before is None:
            self._ranks[id] = self.next_rank if rank is None else rank
            self.next_rank = max(self.next_rank, self._ranks[id] + 1)
        for name, values_of in self._indexes:
            values = values_of(record)
            if before is not None:
                old = values_of(before)
                if old == values:
                    continue
                self._drop(name, old, id)
            buckets = self._buckets[name]
            for value in values:
                if value:
                    buckets.setdefault(value, {})[id] = None

    def remove(self, id: str) -> None:
        """Take the record away from here and from every index."""
        record = self.records.pop(id)
        del self._ranks[id]
        if self._due_of is not None:
            self._wait(record, None, self._due_of)
        for name, values_of in self._indexes:
            self._drop(name, values_of(record), id)

    def _wait(self, before: Record | None, after: Record | None, due_of: Due) -> None:
        """Keep the waiting in order of their moments as *before* becomes *after*."""
        old = None if before is None else due_of(before)
        new = None if after is None else due_of(after)
        if old == new:
            return
        if before is not None and old is not None:
            del self._waiting[bisect_left(self._waiting, (old, before.id))]
        if after is not None and new is not None:
            insort(self._waiting, (new, after.id))

    def due(self, until: datetime) -> list[Any]:
        """The records that wait for a moment up to *until*; raises ``KeyError`` where none can."""
        if self._due_of is None:
            raise KeyError("due")
        end = bisect_right(self._waiting, (until, "\U0010ffff"))
        return [self.records[id] for _, id in self._waiting[:end]]

    def _drop(self, name: str, values: Sequence[str], id: str) -> None:
        buckets = self._buckets[name]
        for value in values:
            bucket = buckets.get(value)
            if bucket is not None:
                bucket.pop(id, None)
                if not bucket:
                    del buckets[value]

    def find(self, index: str, value: str) -> list[Any]:
        """The records of that bucket, in order; raises ``KeyError`` for an unknown index."""
        return self._sorted(list(self._buckets[index].get(asked(index, value), ())))

    def all(self) -> list[Any]:
        """Every record, in order."""
        return self._sorted(list(self.records))

    def _sorted(self, ids: list[str]) -> list[Any]:
        ids.sort(key=self._ranks.__getitem__)
        found = [self.records[id] for id in ids]
        if self._order is not None:
            found.sort(key=self._order)
        return found


class MemoryStore:
    """The `Store` port in memory; a change costs what it touches, whatever the store holds."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._shelves = {kind: Shelf(kind) for kind in KINDS.values()}
        self._names: dict[str, tuple[tuple[str, str], ...]] = {}
        self._all_names: tuple[tuple[str, str], ...] | None = None
        for record in records:
            self.put(record)

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        record: R | None = self._shelves[kind].records.get(id)
        return record

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """Every record of *kind* found under *value*, in the order ``storage/indexes.py`` tells."""
        return self._shelves[kind].find(index, value)

    def due(self, kind: type[R], until: datetime) -> list[R]:
        """Every record of *kind* that waits for a moment up to *until*, the earliest first."""
        return self._shelves[kind].due(until)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*, in its order."""
        return self._shelves[kind].all()

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return len(self._shelves[kind].records)

    def names(self) -> Sequence[tuple[str, str]]:
        """Every (name as written, counterpart id); the same object until one of them changes."""
        if self._all_names is None:
            self._all_names = tuple(chain.from_iterable(self._names.values()))
        return self._all_names

    def apply(self, changes: Sequence[Change]) -> int:
        """Make every change or none; raises `Conflict` where one no longer fits.

        The answer is the ticket for `flush`.
        """
        self.check(changes)
        for change in changes:
            self.make(change)
        return 0

    def flush(self, ticket: int | None = None) -> None:
        """Nothing rests on disk here, so there is nothing to wait for."""

    def check(self, changes: Sequence[Change]) -> None:
        """Raise `Conflict` where a change does not fit what is here; change nothing."""
        after: dict[tuple[type[Record], str], Record | None] = {}
        for change in changes:
            subject = change.subject
            key = (type(subject), subject.id)
            present = after[key] if key in after else self._shelves[key[0]].records.get(key[1])
            if present is not change.before and present != change.before:
                raise Conflict(f"a {key[0].__name__} has changed since")
            after[key] = change.after

    def make(self, change: Change) -> None:
        """Make one change that is known to fit."""
        if change.after is not None:
            self.put(change.after)
        elif change.before is not None:
            self.remove(change.before)

    def put(self, record: Record, rank: int | None = None) -> None:
        """Hold *record*; a new one stands at *rank* among its kind, or last."""
        self._shelves[type(record)].put(record, rank)
        if isinstance(record, Counterpart):
            names = tuple((name, record.id) for name in written_names(record))
            if self._names.get(record.id) != names:
                self._names[record.id] = names
                self._all_names = None

    def remove(self, record: Record) -> None:
        """Let go of *record*."""
        self._shelves[type(record)].remove(record.id)
        if isinstance(record, Counterpart):
            del self._names[record.id]
            self._all_names = None

    def rank(self, record: Record) -> int:
        """Where *record* stands among its kind; for a new one, where it would stand."""
        shelf = self._shelves[type(record)]
        return shelf.rank(record.id) if record.id in shelf.records else shelf.next_rank
