"""Takes down all that a start would read, a little at a time, while the store goes on.

Whatever changes or waits meanwhile is left out and told apart, by where it rests on disk in the
end: so what is taken down is what the journal tells up to one frame, and no more, though the
store never stood still for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from itertools import chain

from storage.journal import JournalStorage
from storage.log import Log
from storage.memory import MemoryStore
from storage.ring import Ring
from storage.ringfile import Held
from storage.rows import Rows
from storage.sealing import Sealer
from storage.stood import Part
from storage.taken import TABLE
from storage.values import dataclass
from storage.wipeable import Overtaken


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What was taken down, up to one frame that is on disk."""

    log: Log
    sealer: Sealer
    """What they are to be sealed under."""
    held: Held
    sequence: int
    end: int
    written: int
    loose: int
    apart: Mapping[str, Mapping[int, int]]
    """By table and number, where documents rest that the parts do not tell of."""
    parts: Iterator[Part]


class Survey:
    """One look through a store."""

    def __init__(
        self,
        storage: JournalStorage,
        memory: MemoryStore,
        ring: Ring,
        destroying: Callable[[], bool],
    ) -> None:
        self._storage = storage
        self._memory = memory
        self._ring = ring
        self._destroying = destroying

    def made(self, pause: Callable[[], None]) -> Surveyed:
        """Look through it, and *pause* after every little; raises `Overtaken`."""
        storage = self._storage
        with storage.locks.lock:
            self._go_on(rows := storage.rows)
            seen = storage.waiting.look_on()
        try:
            sealer = self._ring.for_indexes(rows.log.head.id)
            parts = list(self._taken_down(rows, pause))
            with storage.locks.flushing, storage.locks.lock:
                self._go_on(rows)
                apart, left = _without(rows, seen, parts)
                log, held = rows.log, self._ring.held
                told = (log.sequence, log.end, rows.written, rows.loose)
                return Surveyed(log, sealer, held, *told, apart, left)
        finally:
            with storage.locks.lock:
                storage.waiting.seen = None

    def _go_on(self, rows: Rows) -> None:
        if self._storage.rows is not rows or self._destroying():
            # Another journal by now, or somebody is about to be erased from this one.
            raise Overtaken

    def _taken_down(self, rows: Rows, pause: Callable[[], None]) -> Iterator[Part]:
        told = rows.places.get(TABLE, ())
        steps = chain(rows.parts(), self._ring.parts(told), self._memory.parts())
        while True:
            with self._storage.locks.lock:
                part = next(steps, None)
            if part is None:
                return
            yield part
            pause()


def _without(
    rows: Rows, seen: set[tuple[str, int]], parts: list[Part]
) -> tuple[dict[str, dict[int, int]], Iterator[Part]]:
    """Where rests what was *seen* to wait, and *parts* without it."""
    gone: dict[str, set[int]] = {}
    apart: dict[str, dict[int, int]] = {}
    for table, number in seen:
        gone.setdefault(table, set()).add(number)
        if location := rows.located(table, number):
            apart.setdefault(table, {})[number] = location
    return apart, _left(parts, gone)


def _left(parts: list[Part], gone: Mapping[str, Set[int]]) -> Iterator[Part]:
    """*parts* without what is *gone*, each let go of as soon as it was told."""
    parts.reverse()
    while parts:
        part = parts.pop()
        yield part.without(gone[part.table]) if part.table in gone else part
