"""Records held in memory with their indexes: a store for tests, the working set of the real one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from storage.indexes import DUES, INDEXES, ORDERS, Due, asked, written_names
from storage.kept import Held, Kept, Pool
from storage.postings import Ranks, ranks_in, with_rank, without_rank
from storage.records import KINDS, Change, Counterpart, Record
from storage.store import Conflict, R


class Shelf:
    """All records of one kind: by id, by rank (the order they were added in) and by index."""

    __slots__ = (
        *("_buckets", "_due_of", "_indexes", "_kept", "_order", "_ranks", "_waiting"),
        "next_rank",
    )

    def __init__(self, kind: type[Record], kept: Kept | None = None) -> None:
        self.next_rank = 1
        self._kept = kept or Held()
        self._ranks: dict[str, int] = {}
        self._indexes = list(INDEXES[kind].items())
        self._order = ORDERS.get(kind)
        self._due_of = DUES.get(kind)
        self._waiting: list[tuple[datetime, str]] = []
        self._buckets: dict[str, dict[str, Ranks]] = {name: {} for name in INDEXES[kind]}

    def __contains__(self, id: str) -> bool:
        return id in self._ranks

    def __len__(self) -> int:
        return len(self._ranks)

    def get(self, id: str) -> Any:
        """The record of that id, or ``None``."""
        rank = self._ranks.get(id)
        return None if rank is None else self._kept.one(rank)

    def rank(self, id: str) -> int:
        """Where the record stands among those of its kind; for a new one, where it would stand."""
        return self._ranks.get(id, self.next_rank)

    def put(self, record: Record, rank: int | None = None) -> None:
        """Add *record*, or let it take the place of the one with its id."""
        self.change(self.get(record.id), record, rank)

    def change(self, before: Any, after: Record, rank: int | None = None) -> None:
        """Add *after*, or let it take the place of *before*, which is what is here now."""
        if before is None:
            rank = self.next_rank if rank is None else rank
            self._ranks[after.id] = rank
            self.next_rank = max(self.next_rank, rank + 1)
        else:
            rank = self._ranks[after.id]
        self._kept.put(rank, after)
        self.index(before, after, rank)

    def load(self, record: Record, rank: int) -> None:
        """Add a new record that is fetched when it is asked for."""
        self._ranks[record.id] = rank
        self.next_rank = max(self.next_rank, rank + 1)
        self.index(None, record, rank)

    def index(self, before: Any, after: Record | None, rank: int) -> None:
        """Let every index find *after* at *rank* where it found *before*."""
        if self._due_of is not None:
            self._wait(before, after, self._due_of)
        for name, values_of in self._indexes:
            buckets = self._buckets[name]
            values = () if after is None else values_of(after)
            if before is not None:
                old = values_of(before)
                if old == values:
                    continue
                _drop(buckets, old, rank)
            for value in values:
                if value:
                    buckets[value] = with_rank(buckets.get(value), rank)

    def remove(self, record: Record) -> None:
        """Take the record, as it is here now, away and out of every index."""
        rank = self._ranks.pop(record.id)
        self._kept.drop(rank)
        self.index(record, None, rank)

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
        return self._kept.many([self._ranks[id] for _, id in self._waiting[:end]])

    def ids(self) -> list[str]:
        """The id of every record."""
        return list(self._ranks)

    def ranks(self, index: str, value: str) -> list[int]:
        """Where the records of that bucket stand; none where there is no such index."""
        return list(ranks_in(self._buckets.get(index, {}).get(value)))

    def find(self, index: str, value: str) -> list[Any]:
        """The records of that bucket, in order; raises ``KeyError`` for an unknown index."""
        return self._sorted(ranks_in(self._buckets[index].get(asked(index, value))))

    def all(self) -> list[Any]:
        """Every record, in order."""
        return self._sorted(sorted(self._ranks.values()))

    def _sorted(self, ranks: Sequence[int]) -> list[Any]:
        found = self._kept.many(ranks)
        if self._order is not None:
            found.sort(key=self._order)
        return found


def _drop(buckets: dict[str, Ranks], values: Sequence[str], rank: int) -> None:
    for value in values:
        held = buckets.get(value)
        if held is not None:
            left = without_rank(held, rank)
            if left is None:
                del buckets[value]
            else:
                buckets[value] = left


class MemoryStore:
    """The `Store` port in memory; a change costs what it touches, whatever the store holds."""

    def __init__(self, records: Iterable[Record] = (), pool: Pool | None = None) -> None:
        self._shelves = {
            kind: Shelf(kind, None if pool is None else pool.kept(kind)) for kind in KINDS.values()
        }
        self._names: dict[str, tuple[tuple[str, str], ...]] = {}
        self._all_names: tuple[tuple[str, str], ...] | None = None
        for record in records:
            self.put(record)

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        record: R | None = self._shelves[kind].get(id)
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
        return len(self._shelves[kind])

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
            present = after[key] if key in after else self._shelves[key[0]].get(key[1])
            if present is not change.before and present != change.before:
                raise Conflict(f"a {key[0].__name__} has changed since")
            after[key] = change.after

    def make(self, change: Change, rank: int | None = None) -> None:
        """Make one change that is known to fit; a new record stands at *rank*, or last."""
        before, after = change.before, change.after
        if after is not None:
            self._shelves[type(after)].change(before, after, rank)
            self._name(after)
        elif before is not None:
            self._shelves[type(before)].remove(before)
            if isinstance(before, Counterpart):
                del self._names[before.id]
                self._all_names = None

    def put(self, record: Record) -> None:
        """Hold *record*, instead of the one with its id."""
        self._shelves[type(record)].put(record)
        self._name(record)

    def load(self, record: Record, rank: int) -> None:
        """Take note of *record*, which is new here and can be fetched."""
        self._shelves[type(record)].load(record, rank)
        self._name(record)

    def settle(self) -> None:
        """Bring the names into the order their counterparts were added in, after `load`."""
        shelf = self._shelves[Counterpart]
        self._names = dict(sorted(self._names.items(), key=lambda item: shelf.rank(item[0])))

    def together(self) -> Iterator[list[tuple[str, int]]]:
        """By kind and rank, what is found under each counterpart: read together, kept together."""
        people, filed = self._shelves[Counterpart], list(self._shelves.items())
        for id in people.ids():
            group = [(Counterpart.__name__, people.rank(id))]
            for kind, shelf in filed:
                group += [(kind.__name__, rank) for rank in shelf.ranks("counterpart", id)]
            yield group

    def _name(self, record: Record) -> None:
        if isinstance(record, Counterpart):
            names = tuple((name, record.id) for name in written_names(record))
            if self._names.get(record.id) != names:
                self._names[record.id] = names
                self._all_names = None

    def rank(self, record: Record) -> int:
        """Where *record* stands among its kind; for a new one, where it would stand."""
        return self._shelves[type(record)].rank(record.id)
