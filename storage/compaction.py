"""A new generation of the journal that holds the living documents only, swapped in when whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from storage.frames import HEAD_SIZE
from storage.journal import JournalStorage
from storage.log import Log
from storage.named import Forgotten
from storage.packing import Row
from storage.places import Places
from storage.rows import Rows

Turn = Callable[[Row], Row]
"""From a living row as it rests to what the new generation holds in its place."""

Together = Iterable[Sequence[tuple[str, int]]]
"""Documents by table and number, those together that are read together."""

_BATCH = 64
"""Rows in one frame of the new generation: reading one document back opens its frame."""

_FEW = 1000
"""Dead rows that are never worth the work."""

_MANY = 10_000
"""Rows that lie as they came, for which it is worth the work to put together what belongs so."""

_AT_ONCE = 1 << 20
"""Bytes brought to disk at once, so that nobody else waits long for the disk."""

_SHORT = 1 << 14
"""Bytes that are quickly taken over while everybody waits."""

_ROUNDS = 8
"""How often we go after what came in meanwhile, before the rest is taken with everybody waiting."""


def is_due(rows: Rows) -> bool:
    """Whether more than half of the journal is what no longer is."""
    return rows.written - rows.living > max(_FEW, rows.living)


def is_loose(rows: Rows) -> bool:
    """Whether a fifth of the journal came in since it was tidied, and lies as it came."""
    return rows.loose > max(_MANY, rows.written // 5)


class Compaction:
    """One generation in the making.

    `copy` may take its time in any thread while the store goes on, and calls *pause* after
    every little; `finish` then takes over what came in meanwhile and is short. Only what is on
    disk is copied, so that nothing is that was taken back.
    """

    def __init__(
        self, storage: JournalStorage, new: Rows, turn: Turn, pause: Callable[[], None]
    ) -> None:
        self._storage = storage
        self._old = storage.rows
        self._new = new
        self._turn = turn
        self._pause = pause
        self._copied = HEAD_SIZE
        self._flushed = HEAD_SIZE
        self.names: set[str] = set()
        """The names of the keys that what was copied rests under."""

    def copy(self, together: Together) -> None:
        """Copy what is there now, bring it to disk and read it back."""
        end = self._durable_end()
        for batch in _batches(chain(together, self._left())):
            some = self._rows(batch)
            self._write([row for place, row in some if place < end and row.text is not None])
            self._pause()
        self._copied, read_back = end, HEAD_SIZE
        for _ in range(_ROUNDS):
            self._take(self._durable_end(), self._pause)
            self._new.log.flush()
            read_back = self._verify(read_back, self._pause)
            if self._old.log.end - self._copied <= _SHORT:
                break

    def finish(
        self,
        name: Callable[[Log], None],
        last: Callable[[], list[Row]],
        adopted: Callable[[], None],
    ) -> None:
        """Copy the rest and the *last* rows, give the new generation its *name*, go on with it.

        Call while nobody else may flush. What is asked for and applied meanwhile is read from the
        generation before and waits for this one: the store's lock is held only for *last*, and
        for *adopted*, which is called once the new one has taken over.
        """
        start, lock = self._new.log.end, self._storage.locks.lock
        self._take(self._old.log.end, _without_pause)
        with lock:
            rows = last()
        self._write(rows)
        self._new.log.flush()
        self._verify(start, _without_pause)
        name(self._new.log)
        with lock:
            self._storage.adopt(self._new)
            adopted()
        self._old.log.let_go()

    def _durable_end(self) -> int:
        with self._storage.locks.lock:
            end = self._old.log.end
        self._storage.flush()
        return end

    def _left(self) -> Iterator[list[tuple[str, int]]]:
        """What was not copied yet, in the order of numbers."""
        for table, places in list(self._old.places.items()):
            done = self._new.places.get(table, Places())
            for numbers in places.beyond(done, _BATCH * _BATCH):
                yield [(table, number) for number in numbers]
                self._pause()

    def _rows(self, batch: list[tuple[str, int]]) -> Iterator[tuple[int, Row]]:
        tables: dict[str, list[int]] = {}
        for table, number in batch:
            if number not in self._new.places.get(table, ()):
                tables.setdefault(table, []).append(number)
        for table, numbers in tables.items():
            for location, row in self._old.rows(table, numbers):
                yield self._old.offset(location), row

    def _take(self, end: int, pause: Callable[[], None]) -> None:
        """Copy what was written up to *end* and still holds."""
        batch: dict[tuple[str, int], Row] = {}
        for frame in self._old.log.frames(self._copied, end):
            for location, row in self._old.opened(frame):
                name = row.table, row.number
                present = self._old.located(*name)
                if row.text is not None and present == location:
                    batch[name] = row
                elif present is None and (name in batch or self._new.located(*name) is not None):
                    # It was copied while it still lived.
                    batch[name] = row._replace(text=None)
            if len(batch) >= _BATCH:
                self._write_cut(list(batch.values()), pause)
                batch.clear()
        self._write(list(batch.values()))
        self._copied = end

    def _write_cut(self, rows: list[Row], pause: Callable[[], None]) -> None:
        """Write *rows* in frames of the usual size, however many came in at once."""
        for start in range(0, len(rows), _BATCH):
            self._write(rows[start : start + _BATCH])
            pause()

    def _write(self, rows: list[Row]) -> None:
        if not rows:
            return
        turned, locations = self._sealed([r if r.text is None else self._turn(r) for r in rows])
        self.names.update(row.key for row in turned)
        for row, location in zip(turned, locations, strict=True):
            self._new.place(row.table, row.number, None if row.text is None else location)
        if self._new.log.end - self._flushed > _AT_ONCE:
            self._new.log.flush()
            self._flushed = self._new.log.end

    def _sealed(self, rows: list[Row]) -> tuple[list[Row], list[int]]:
        """Those of *rows* whose keys still are, and where they rest now.

        A key that was destroyed since a row was read takes the row along: whatever is left of it
        comes later, under another.
        """
        while rows:
            try:
                return rows, self._new.append(rows)
            except Forgotten as gone:
                rows = [row for row in rows if row.key != str(gone)]
        return [], []

    def _verify(self, start: int, pause: Callable[[], None]) -> int:
        """Read back what was written from *start* on; where that ends."""
        end = self._new.log.end
        for frame in self._new.log.frames(start, end):
            for _ in self._new.opened(frame):
                pass
            pause()
        return end


def _without_pause() -> None:
    """Go on at once: everybody waits."""


def _batches(together: Together) -> Iterator[list[tuple[str, int]]]:
    """Frames' worth of what is read together; what is little shares a frame with its neighbours."""
    batch: list[tuple[str, int]] = []
    for group in together:
        if len(batch) + len(group) > _BATCH and batch:
            yield batch
            batch = []
        batch.extend(group)
        while len(batch) >= _BATCH:
            yield batch[:_BATCH]
            batch = batch[_BATCH:]
    if batch:
        yield batch
