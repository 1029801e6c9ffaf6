"""What waits in memory to be written: the rows of many changes, which become one frame together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storage.packing import Row

MOST = (1 << 20) - 1
"""Rows that one frame can hold."""

MANY = 1 << 16
"""Waiting rows beyond which it is time to write them."""

_Rows = dict[tuple[str, int], Row]
"""Of each document by its table and number, the last version."""


class Waiting:
    """Two batches of rows: the one that gathers, and the one that is on its way to disk.

    Batches are numbered; one that was lost keeps its number for ever. Callers hold the store's
    lock.
    """

    __slots__ = ("_leaving", "_lost", "batch", "durable", "gathering", "seen")

    def __init__(self) -> None:
        self.gathering: _Rows = {}
        """What has come since the last batch left."""
        self._leaving: _Rows = {}
        self._lost: list[range] = []
        self.batch = 1
        """The number of the batch that gathers."""
        self.durable = 0
        """The number of the last batch known to be on disk."""
        self.seen: set[tuple[str, int]] | None = None
        """Where somebody looks on: every document that waited since, by its table and number."""

    def look_on(self) -> set[tuple[str, int]]:
        """Note from now on whatever waits; ends with setting `seen` to ``None``."""
        self.seen = {*self._leaving, *self.gathering}
        return self.seen

    def __len__(self) -> int:
        return len(self.gathering) + len(self._leaving)

    def take(self, rows: Sequence[Row]) -> None:
        """Add *rows* to what gathers; raises ``ValueError`` where one frame could not hold it."""
        gathering = self.gathering
        if len(gathering) + len(rows) > MOST:
            raise ValueError("more changes at once than one frame can hold")
        for row in rows:
            gathering[row[0], row[1]] = row
        if self.seen is not None:
            self.seen.update(row[:2] for row in rows)

    def row(self, table: str, number: int) -> Row | None:
        """The version of a document that is not on disk yet, or ``None``."""
        name = table, number
        return self.gathering.get(name) or self._leaving.get(name)

    def __iter__(self) -> Iterator[Row]:
        """Every row in the order they came; of two versions the later one comes later."""
        yield from self._leaving.values()
        yield from self.gathering.values()

    def leave(self) -> tuple[int, list[Row]]:
        """Send off what has gathered: the number of the batch and its rows."""
        self._leaving, self.gathering = self.gathering, {}
        self.batch += 1
        return self.batch - 1, list(self._leaving.values())

    def arrived(self, batch: int) -> None:
        """What left under that number is on disk."""
        self._leaving = {}
        self.durable = batch

    def lose(self) -> list[Row]:
        """Forget all that waits; the answer is what that was, the last first."""
        lost = [*self][::-1]
        self._leaving, self.gathering = {}, {}
        self.batch += 1
        last = self._lost.pop() if self._lost else range(0)
        if last.stop > self.durable:
            # Nothing came to disk since the last loss: it is one with this.
            self._lost.append(range(last.start, self.batch))
        else:
            self._lost += [last, range(self.durable + 1, self.batch)]
        return lost

    def is_lost(self, batch: int) -> bool:
        """Whether the batch of that number was lost."""
        return bool(self._lost) and any(batch in lost for lost in self._lost)
