"""A new generation of the journal that holds the living documents only, swapped in when whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from storage.frames import HEAD_SIZE
from storage.journal import JournalStorage
from storage.log import Log
from storage.rows import Rows, pack_row, unpack_row

Turn = Callable[[str, bytes], bytes]
"""From (table, JSON as it rests) to the JSON the new generation holds."""

_BATCH = 64
"""Rows in one frame of the new generation: reading one document back opens its frame."""

_FEW = 1000
"""Dead rows that are never worth the work."""


def is_due(rows: Rows) -> bool:
    """Whether more than half of the journal is what no longer is."""
    return rows.written - rows.living > max(_FEW, rows.living)


class Compaction:
    """One generation in the making.

    `copy` may take its time in any thread while the store goes on; `finish` then takes over
    what came in meanwhile and is short.
    """

    def __init__(self, storage: JournalStorage, new: Rows, turn: Turn) -> None:
        self._storage = storage
        self._old = storage.rows
        self._new = new
        self._turn = turn
        self._copied = HEAD_SIZE

    def copy(self) -> None:
        """Copy what is there now, bring it to disk and read it back."""
        with self._storage.locks.lock:
            end = self._old.log.end
        self._take(end)
        self._new.log.flush()
        self._verify(HEAD_SIZE)

    def finish(self, name: Callable[[Log], None]) -> None:
        """Copy the rest, give the new generation its *name* and go on with it.

        Call under both locks with everything flushed.
        """
        start = self._new.log.end
        self._take(self._old.log.end)
        self._new.log.flush()
        self._verify(start)
        name(self._new.log)
        self._storage.adopt(self._new)
        self._old.log.let_go()

    def _take(self, end: int) -> None:
        batch: list[tuple[str, int, bytes | None]] = []
        for row in self._living(end):
            batch.append(row)
            if len(batch) == _BATCH:
                self._write(batch)
                batch = []
        if batch:
            self._write(batch)
        self._copied = end

    def _living(self, end: int) -> Iterator[tuple[str, int, bytes | None]]:
        for frame in self._old.log.frames(self._copied, end):
            for location, plain in self._old.plain(frame):
                table, row, text = unpack_row(plain)
                present = self._old.places.get(table, {}).get(row)
                if text is not None and present == location:
                    yield table, row, self._turn(table, text)
                elif present is None and row in self._new.places.get(table, {}):
                    # It was copied while it still lived.
                    yield table, row, None

    def _write(self, batch: list[tuple[str, int, bytes | None]]) -> None:
        locations = self._new.append([pack_row(*row) for row in batch])
        for (table, row, text), location in zip(batch, locations, strict=True):
            self._new.place(table, row, None if text is None else location)

    def _verify(self, start: int) -> None:
        for frame in self._new.log.frames(start):
            for _ in self._new.plain(frame):
                pass
