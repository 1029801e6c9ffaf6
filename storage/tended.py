"""What is done to a store now and then: looked at, tidied, backed up, put under other keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from storage import chain
from storage.backup import Snapshot
from storage.blobs import Blobs
from storage.codec import Unreadable
from storage.compaction import is_due, is_loose
from storage.contents import Contents
from storage.frommemory import FromMemory
from storage.generations import Generations
from storage.journal import JournalStorage
from storage.memory import MemoryStore
from storage.opening import Schema
from storage.resting import Resting
from storage.ring import Ring
from storage.sealing import Key
from storage.settling import settled
from storage.standing import Standing
from storage.store import Unwritable
from storage.survey import Survey
from storage.sweeping import Look, still, unclaimed
from storage.trouble import Trouble, reason
from storage.wipeable import Overtaken

_SHARE = 32
"""A start after a kill reads that part of the journal one by one, at most, or very little."""


class Tended(FromMemory):
    """The half of the store on disk that nobody waits for."""

    blobs: Blobs
    _standing: Standing
    _schema: Schema

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

    @property
    def wants_standing(self) -> bool:
        """Whether a start after a kill would have much to read that `stand` spares it."""
        if not self._much_since or self._resting.destroying:
            return False
        # While keys are renewed bit by bit, they would be wiped at once.
        return not self._ring.stale(1)

    @property
    def spared(self) -> int:
        """So many rows a start need never read one by one, where `stand` is called in time."""
        return max(self._schema.worth, self._storage.rows.written // _SHARE)

    @property
    def _much_since(self) -> bool:
        return self._storage.rows.written - self._standing.covered >= self.spared

    def stand(self, pause: Callable[[], None] = lambda: None) -> None:
        """Leave the indexes on disk, where reading all that came since again would take long.

        Takes a while and may run in any thread while the store is used; *pause* is called after
        every little, so that others get their turn.
        """
        if self._much_since:
            resting, storage = self._resting, self._storage
            survey = Survey(storage, self._memory, self._ring, lambda: resting.destroying)
            # Where they cannot be written, the next start takes as long as if there were none.
            with suppress(OSError, Unwritable, Trouble, Unreadable, Overtaken):
                self._standing.write(survey, pause)

    @property
    def key(self) -> str:
        """The id of the master key that all rests under, in hexadecimal."""
        return self._generations.key

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
            # What came meanwhile too, so that memory tells no more than is on disk.
            self.flush()
            return self._generations.snapshot(self._storage.rows.log, chain.end(self._memory))

    def told_by(self, backup: Path) -> Contents | None:
        """What a *backup* says of itself; ``None`` where it is under another key than the store.

        Raises `Trouble` where it is none, or damaged.
        """
        return self._generations.told_by(backup)

    @property
    def forgotten(self) -> frozenset[str]:
        """Ids of all the keys that were ever dropped for good."""
        return frozenset(self._ring.held.forgotten)
