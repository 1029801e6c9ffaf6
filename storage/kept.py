"""Where a shelf finds its records by their rank: held as they are, or fetched when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from storage.records import Record

Fetch = Callable[[type[Record], Sequence[int]], tuple[list[Any], int]]
"""From a kind and ranks to the records, in that order, and what they weigh together."""


class Kept(Protocol):
    """The records of one kind by rank."""

    def one(self, rank: int) -> Any:
        """The record of that rank, which is there."""
        ...

    def many(self, ranks: Sequence[int]) -> list[Any]:
        """The records of those ranks, in that order."""
        ...

    def put(self, rank: int, record: Record) -> None:
        """Hold *record* at *rank*, instead of what was there."""
        ...

    def drop(self, rank: int) -> None:
        """Let go of what is at *rank*."""
        ...


class Held:
    """Every record, in memory."""

    def __init__(self) -> None:
        self._records: dict[int, Any] = {}
        self.one = self._records.__getitem__
        self.put = self._records.__setitem__
        self.drop = self._records.__delitem__

    def many(self, ranks: Sequence[int]) -> list[Any]:
        """The records of those ranks, in that order."""
        return list(map(self._records.__getitem__, ranks))


class Pool:
    """How much all kinds together may keep in memory of what can be fetched again.

    What a kind keeps has two halves: what is used moves to the young one. When the young ones
    are full, all old ones are let go and the young grow old.
    """

    def __init__(self, fetch: Fetch, most: int) -> None:
        self.fetch = fetch
        self._most = most // 2
        self._weight = 0
        self._kinds: list[Pooled] = []

    def kept(self, kind: type[Record]) -> Kept:
        """The records of one kind."""
        self._kinds.append(Pooled(kind, self))
        return self._kinds[-1]

    def grow(self, weight: int) -> None:
        """Note that so much more is held among the young."""
        self._weight += weight
        if self._weight > self._most:
            self._weight = 0
            for kind in self._kinds:
                kind.age()


_USUAL = 500
"""What a record weighs whose text is not at hand: about as many bytes."""


class Pooled:
    """The records of one kind, as far as the pool holds them; the others are fetched."""

    __slots__ = ("_changes", "_kind", "_old", "_pool", "_young")

    def __init__(self, kind: type[Record], pool: Pool) -> None:
        self._kind = kind
        self._pool = pool
        self._changes = 0
        self._young: dict[int, Any] = {}
        self._old: dict[int, Any] = {}

    def one(self, rank: int) -> Any:
        """The record of that rank, which is there."""
        found = self._young.get(rank)
        return found if found is not None else self.many((rank,))[0]

    def many(self, ranks: Sequence[int]) -> list[Any]:
        """The records of those ranks, in that order."""
        found = list(map(self._young.get, ranks))
        if all(found):
            return found
        if self._old.keys().isdisjoint(ranks):
            if not any(found):
                return self._fetched(ranks)
        else:
            pairs = zip(found, ranks, strict=True)
            found = [one or self._aside(rank) for one, rank in pairs]
        missing = [rank for one, rank in zip(found, ranks, strict=True) if one is None]
        rest = iter(self._fetched(missing) if missing else ())
        return [one or next(rest) for one in found]

    def _fetched(self, ranks: Sequence[int]) -> list[Any]:
        changes = self._changes
        fetched, weight = self._pool.fetch(self._kind, ranks)
        if self._changes == changes:
            # Else another thread has taken back what the disk refused, and this may be of it.
            self._young.update(zip(ranks, fetched, strict=True))
            self._pool.grow(weight)
        return fetched

    def _aside(self, rank: int) -> Any:
        record = self._old.pop(rank, None)
        if record is not None:
            self._take(rank, record, _USUAL)
        return record

    def _take(self, rank: int, record: Any, weight: int) -> None:
        self._young[rank] = record
        self._pool.grow(weight)

    def put(self, rank: int, record: Record) -> None:
        """Hold *record* at *rank*, instead of what was there."""
        self._changes += 1
        if self._old:
            self._old.pop(rank, None)
        self._young[rank] = record
        self._pool.grow(_USUAL)

    def drop(self, rank: int) -> None:
        """Let go of what is at *rank*."""
        self._changes += 1
        self._young.pop(rank, None)
        self._old.pop(rank, None)

    def age(self) -> None:
        """Let go of the old half; the young one takes its place."""
        self._old, self._young = self._young, {}
