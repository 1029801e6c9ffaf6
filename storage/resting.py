"""How a record comes to rest: under whose keys, with what we do not know; and how keys die."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from storage.blobs import Blobs
from storage.erasing import blobs, erased, rewritten
from storage.generations import Generations
from storage.journal import JournalStorage
from storage.memory import MemoryStore
from storage.owners import owners
from storage.packing import Row
from storage.records import Change, Draft, Entry, Record
from storage.ring import Ring
from storage.rows import Document
from storage.settling import settle
from storage.store import Unwritable
from storage.strange import brought, carried, held_within, strange
from storage.taken import Taken
from storage.written import to_rest


class _Dying(NamedTuple):
    """What is to be destroyed once the batch of that number is on disk."""

    batch: int
    keys: list[Taken]
    files: list[str]
    for_good: bool


class Resting:
    """Turns records into rows; what was erased is destroyed once that it was is on disk."""

    def __init__(
        self,
        storage: JournalStorage,
        memory: MemoryStore,
        ring: Ring,
        files: Blobs,
        generations: Generations,
    ) -> None:
        self._storage = storage
        self._memory = memory
        self._ring = ring
        self._files = files
        self._generations = generations
        self._strange = strange(ring.held.fields)
        self._beside: dict[tuple[str, str], list[Document]] = {}
        self._dying: deque[_Dying] = deque()

    def row(self, record: Record, rank: int, *, known: bool) -> Row:
        """What rests of *record*; where it is *known* here, with all that an older version held."""
        table, text = type(record).__name__, to_rest(record)
        if self._strange and known:
            with suppress(KeyError):
                (before,) = self._storage.texts(table, (rank,))
                text = carried(before, text, table, self._strange)
        elif self._beside and (held := self._beside.get((table, record.id))):
            text = brought(text, table, held, self._strange)
        return Row(table, rank, text, self._ring.name_for(owners(record)))

    def retire(self, changes: Iterable[Change]) -> list[Taken]:
        """The keys that *changes* ask to be dropped; they serve no more.

        Call it before the changes are made, and have written what `without` says.
        """
        self._beside = self._held_within(changes) if self._strange else {}
        whose = erased(changes)
        return self._renewed(sorted(whose)) if whose else []

    def _held_within(self, changes: Iterable[Change]) -> dict[tuple[str, str], list[Document]]:
        """What drafts and entries that change hold of records: these may be about to come back."""
        found: dict[tuple[str, str], list[Document]] = {}
        for one in (change.before for change in changes):
            if isinstance(one, (Draft, Entry)):
                texts = self._storage.texts(type(one).__name__, (self._memory.rank(one),))
                for held in held_within(texts[0], self._strange):
                    found.setdefault((held["is"], held["id"]), []).append(held)
        return found

    def stale(self, most: int) -> list[Taken]:
        """As `retire`, of *most* owners whose keys are from before the master key was changed."""
        return self._renewed([one.owner for one in self._ring.stale(most)])

    def _renewed(self, whose: list[str]) -> list[Taken]:
        return [one for owner in whose for one in self._ring.renew(owner)]

    def without(self, dying: list[Taken], rows: Iterable[Row] = ()) -> list[Row]:
        """*rows*, that those keys are gone, and what is left of their owners under fresh ones.

        Call it once the changes are made that *rows* tell.
        """
        left = rewritten(self._memory, {one.owner for one in dying})
        return [
            *(one.gone() for one in dying),
            *rows,
            *(self.row(one, self._memory.rank(one), known=True) for one in left),
        ]

    def restore(self, dying: list[Taken]) -> None:
        """Nothing came of it: the keys serve on."""
        for one in dying:
            self._ring.restore(one.number)

    def written(
        self, batch: int, dying: list[Taken], changes: Sequence[Change], *, for_good: bool = True
    ) -> None:
        """The batch of that number tells it; `drop` follows once that is on disk."""
        self._dying.append(_Dying(batch, dying, blobs(changes), for_good))

    def lost(self, durable: int) -> None:
        """All batches after *durable* were lost."""
        while self._dying and self._dying[-1].batch > durable:
            self._dying.pop()

    @property
    def destroying(self) -> bool:
        """Whether anything that was erased is yet to be destroyed."""
        return bool(self._dying)

    def drop(self, durable: int) -> None:
        """Destroy the keys and files of what was erased up to *durable*; raises `Unwritable`."""
        while self._dying and self._dying[0].batch <= durable:
            dying = self._dying[0]
            self._ring.drop([one.key for one in dying.keys], for_good=dying.for_good)
            for name in dying.files:
                with suppress(KeyError, OSError):
                    self._files.erase(name)
            with suppress(OSError):
                self._generations.forget_unkeyed()
            self._dying.popleft()
        if not self._ring.settled:
            # Under the lock, so that no key is taken for a leftover while somebody takes it.
            with self._storage.locks.lock, suppress(Unwritable):
                settle(self._ring)
        if self._ring.low:
            # Where the disk refuses, whoever needs a key is told so.
            with suppress(Unwritable):
                self._ring.refill()
