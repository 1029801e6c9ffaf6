"""What is done to a store now and then: looked at, tidied, backed up, put under other keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from storage.backup import Snapshot
from storage.blobs import Blobs
from storage.compaction import is_due, is_loose
from storage.frommemory import FromMemory
from storage.generations import Generations
from storage.journal import JournalStorage
from storage.memory import MemoryStore
from storage.resting import Resting
from storage.ring import Ring
from storage.sealing import Key
from storage.settling import settled
from storage.store import Unwritable
from storage.sweeping import Look, still, unclaimed
from storage.trouble import reason


class Tended(FromMemory):
    """The half of the store on disk that nobody waits for."""

    blobs: Blobs

    def __init__(
        self,
        memory: MemoryStore,
        storage: JournalStorage,
        ring: Ring,
        generations: Generations,
        resting: Resting,
    ) -> None:
        super().__init__(memory)
        self._storage = storage
        self._ring = ring
        self._generations = generations
        self._resting = resting

    @abstractmethod
    def flush(self, ticket: int | None = None) -> None:
        """Return once all that was applied before the call is on disk."""

    def check(self) -> str:
        """What is wrong with the store's file right now, in words; empty where all is well.

        A file that was deleted or replaced under us is found here; nothing is accepted then.
        """
        if wrong := self._storage.rows.log.check():
            return wrong
        if self._ring.settled:
            # Nobody is kept waiting for a flush that is under way.
            return ""
        with self._storage.locks.flushing, self._storage.locks.lock:
            return settled(self._ring)

    @property
    def wants_tidying(self) -> bool:
        """Whether `tidy` is worth its while."""
        return self.overdue or is_loose(self._storage.rows)

    @property
    def overdue(self) -> bool:
        """Whether a start tidies before all else."""
        rows = self._storage.rows
        return is_due(rows) or rows.log.head.id.hex() in self._ring.held.stale

    def tidy(self, pause: Callable[[], None] = lambda: None) -> None:
        """Write a new generation of the journal without what is gone; one older one is kept.

        Takes a while and may run in any thread while the store is used; *pause* is called
        after every few rows, so that others get their turn. Where it fails, it raises
        `Unwritable` and the store goes on with the journal it has.
        """
        self._generations.next(self._storage, self.flush, self._memory.together(), pause)

    def rotate(self, key: Key, beside: dict[str, Any]) -> None:
        """Rest under another master key at once; raises `Unwritable`, and nothing is changed then.

        What rests already is sealed anew bit by bit, by `renew` and the next `tidy`.
        """
        with self._storage.locks.flushing, self._storage.locks.lock:
            self._generations.rotate(key, beside)

    def renew(self, most: int = 4) -> int | None:
        """Seal anew what rests of *most* owners under keys of before; the ticket for `flush`.

        ``None`` where nothing is left to be sealed anew.
        """
        with self._storage.locks.lock:
            if not self._ring.stale(1):
                return None
            dying = self._resting.stale(most)
            self._storage.take(self._resting.without(dying))
            batch = self._storage.waiting.batch
            self._resting.written(batch, dying, (), for_good=False)
            return batch

    def unclaimed(self, before: float, pause: Callable[[], None] = lambda: None) -> Look:
        """Files kept before that moment, in seconds since 1970, that no record refers to.

        Takes a while and may run in any thread while the store is used. Raises `Unwritable`.
        """
        try:
            names = self.blobs.kept_before(before)
        except OSError as error:
            raise Unwritable(f"the kept files cannot be listed: {reason(error)}") from None
        return unclaimed(self._storage, names, pause)

    def sweep(self, look: Look) -> int:
        """Erase what *look* found and nothing refers to now either; how many; in any thread.

        Raises `Unwritable`.
        """
        with self._storage.locks.flushing, self._storage.locks.lock:
            names = still(self._storage, look)
        for name in names:
            try:
                self.blobs.erase(name)
            except KeyError:
                continue
            except OSError as error:
                raise Unwritable(f"a kept file cannot be erased: {reason(error)}") from None
        return len(names)

    def snapshot(self) -> Snapshot:
        """The store as it is on disk now, for a backup that takes its time; raises `Unwritable`."""
        self.flush()
        with self._storage.locks.flushing, self._storage.locks.lock:
            return self._generations.snapshot(self._storage.rows.log)

    @property
    def forgotten(self) -> frozenset[str]:
        """Ids of all the keys that were ever dropped for good."""
        return frozenset(self._ring.held.forgotten)
