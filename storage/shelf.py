"""The records of one kind in memory: where each stands, and what finds it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from storage.days import Days
from storage.indexes import DAYS, DUES, INDEXES, ORDERS, Due, asked
from storage.kept import Held, Kept
from storage.postings import (
    Ranks,
    file_under,
    flat_by_and_by,
    in_order,
    ranks_in,
    unflat,
    with_any,
    without_any,
    without_rank,
)
from storage.records import Record
from storage.stood import STEP, Awaited, Filed, Part, Ranked


class Shelf:
    """All records of one kind: by id, by rank (the order they were added in) and by index."""

    __slots__ = (
        *("_buckets", "_days", "_due_of", "_in_order", "_indexes", "_kept", "_kind", "_order"),
        *("_ranks", "_waiting", "next_rank"),
    )

    def __init__(self, kind: type[Record], kept: Kept | None = None) -> None:
        self.next_rank = 1
        self._kind = kind
        self._days: Days | None = None
        self._kept = kept or Held()
        self._in_order = False
        self._ranks: dict[str, int] = {}
        self._indexes = list(INDEXES[kind].items())
        self._order = ORDERS.get(kind)
        self._due_of = DUES.get(kind)
        self._waiting: list[tuple[datetime, str, int]] = []
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

    def change(self, before: Any, after: Record, rank: int | None = None) -> int:
        """Add *after*, or let it take the place of *before*, which is what is here now.

        The answer is where it stands.
        """
        if before is None:
            rank = self.next_rank if rank is None else rank
            self._ranks[after.id] = rank
            if rank >= self.next_rank:
                self.next_rank = rank + 1
        else:
            rank = self._ranks[after.id]
        self._kept.put(rank, after)
        self.index(before, after, rank)
        return rank

    def load(self, record: Record, rank: int) -> None:
        """Add a new record that is fetched when it is asked for; `settle` afterwards.

        Ranks come in any order here, so they are put in order once and not one by one, but where
        most of them stand already.
        """
        self._ranks[record.id] = rank
        if rank >= self.next_rank:
            self.next_rank = rank + 1
        if self._in_order:
            self.index(None, record, rank)
            return
        if self._due_of is not None and (due := self._due_of(record)) is not None:
            self._waiting.append((due, record.id, rank))
        for name, values_of in self._indexes:
            buckets = self._buckets[name]
            for value in values_of(record):
                if value:
                    buckets[value] = with_any(buckets.get(value), rank)

    def unload(self, record: Record) -> None:
        """Take out what was added by `load`, before `settle`."""
        rank = self._ranks.pop(record.id)
        if self._in_order:
            self.index(record, None, rank)
            return
        if self._due_of is not None and (due := self._due_of(record)) is not None:
            self._waiting.remove((due, record.id, rank))
        for name, values_of in self._indexes:
            for value in values_of(record):
                if value:
                    self._keep(name, value, without_any(self._buckets[name][value], rank))

    def settle(self) -> None:
        """Bring into order what `load` has added."""
        if self._in_order:
            return
        self._waiting.sort()
        for buckets in self._buckets.values():
            for value, held in buckets.items():
                buckets[value] = in_order(held)

    def parts(self, kind: str) -> Iterator[Part]:
        """All there is to know of the records but themselves, a little at each step.

        What changes between two steps may be told as it was or as it is; all else is told.
        """
        ids = list(self._ranks)
        for start in range(0, len(ids), STEP):
            some = [id for id in ids[start : start + STEP] if id in self._ranks]
            ranks = array("q", map(self._ranks.__getitem__, some))
            yield Ranked(kind, self.next_rank, some, ranks.tobytes())
        waiting = list(self._waiting)
        for start in range(0, len(waiting), STEP):
            yield Awaited(kind, waiting[start : start + STEP])
        for index, buckets in self._buckets.items():
            for told in flat_by_and_by(buckets):
                yield Filed(kind, index, *told)

    def stand(self, part: Part) -> None:
        """Hold what one of the `parts` told; from then on all is kept in order."""
        self._in_order = True
        if isinstance(part, Ranked):
            self._ranks.update(zip(part.ids, array("q", part.ranks), strict=True))
            self.next_rank = max(self.next_rank, part.next_rank)
        elif isinstance(part, Awaited):
            self._waiting += part.waiting
        elif isinstance(part, Filed):
            self._buckets[part.index].update(unflat(part.values, part.counts, part.ranks))

    def _keep(self, name: str, value: str, left: Ranks | None) -> None:
        if left is None:
            del self._buckets[name][value]
        else:
            self._buckets[name][value] = left

    def index(self, before: Any, after: Record | None, rank: int) -> None:
        """Let every index find *after* at *rank* where it found *before*."""
        if self._due_of is not None:
            self._wait(before, after, rank, self._due_of)
        if self._days is not None and after is not None:
            self._days.put(rank, *INDEXES[self._kind][DAYS[self._kind]](after))
        for name, values_of in self._indexes:
            buckets = self._buckets[name]
            values = () if after is None else values_of(after)
            if before is not None:
                old = values_of(before)
                if old == values:
                    continue
                self._drop(name, old, rank)
            file_under(buckets, values, rank)

    def _drop(self, name: str, values: Sequence[str], rank: int) -> None:
        for value in values:
            held = self._buckets[name].get(value)
            if held is not None:
                self._keep(name, value, without_rank(held, rank))

    def remove(self, record: Record) -> int:
        """Take the record, as it is here now, away and out of every index; where it stood."""
        rank = self._ranks.pop(record.id)
        self._kept.drop(rank)
        self.index(record, None, rank)
        return rank

    def _wait(self, before: Record | None, after: Record | None, rank: int, due_of: Due) -> None:
        """Keep the waiting in order of their moments as *before* becomes *after*."""
        old = None if before is None else due_of(before)
        new = None if after is None else due_of(after)
        if old == new:
            return
        if before is not None and old is not None:
            del self._waiting[bisect_left(self._waiting, (old, before.id))]
        if after is not None and new is not None:
            insort(self._waiting, (new, after.id, rank))

    def waiting(self, until: datetime, limit: int | None = None) -> list[int]:
        """Where the records stand that wait for a moment up to *until*, the earliest first.

        Of those the first *limit*, where one is given. Raises ``KeyError`` where none can.
        """
        if self._due_of is None:
            raise KeyError("due")
        end = bisect_right(self._waiting, (until, "\U0010ffff"))
        end = end if limit is None else min(end, limit)
        return [rank for _, _, rank in self._waiting[:end]]

    def due(self, until: datetime, limit: int | None = None) -> list[Any]:
        """The records that wait for a moment up to *until*; raises ``KeyError`` where none can."""
        return self._kept.many(self.waiting(until, limit))

    def ids(self) -> list[str]:
        """The id of every record."""
        return list(self._ranks)

    def ranks(self, index: str, value: str) -> list[int]:
        """Where the records of that bucket stand; none where there is no such index."""
        return list(ranks_in(self._buckets.get(index, {}).get(value)))

    def find(self, index: str, value: str) -> list[Any]:
        """The records of that bucket, in order; raises ``KeyError`` for an unknown index."""
        return self._sorted(ranks_in(self._buckets[index].get(asked(index, value))))

    def newest(self, index: str, value: str) -> Iterator[Any]:
        """As `find`, one after another, each made when it is asked for; raises ``KeyError``."""
        day, held = DAYS[self._kind], self._buckets[index].get(asked(index, value))
        if self._days is None:
            self._days = Days(self._buckets[day], self.next_rank)
        return self._days.newest(ranks_in(held), self._sorted)

    def all(self) -> list[Any]:
        """Every record, in order."""
        return self._sorted(sorted(self._ranks.values()))

    def _sorted(self, ranks: Sequence[int]) -> list[Any]:
        found = self._kept.many(ranks)
        if self._order is not None:
            found.sort(key=self._order.key, reverse=self._order.reverse)
        return found
