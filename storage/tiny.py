"""The store on disk: TinyDB over an encrypted journal, answered from memory.

How it is used::

    store = open_store(Path("data"), KeyFile(Path("config/key")))
    ticket = store.apply(changes)                    # at once, in memory and with the system
    await asyncio.to_thread(store.flush, ticket)     # on disk; many share one
    name = store.blobs.keep(data)                    # in a thread; also fetch and remove
    store.check()                                    # each tick: what is wrong, in words, or ""
    if store.wants_tidying:
        await asyncio.to_thread(store.tidy)
    store.close()
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from storage import folder as folders
from storage.blobs import Blobs
from storage.collecting import no_collecting
from storage.compaction import is_due
from storage.files import Files
from storage.frames import FORM
from storage.frommemory import FromMemory
from storage.generations import Generations
from storage.journal import JournalStorage
from storage.keys import KeySource
from storage.lock import Lock
from storage.opening import Opened, Schema, open_journal
from storage.records import Change
from storage.resting import Resting
from storage.sealing import Key
from storage.store import Unwritable
from storage.tables import JournalTable
from storage.taken import Taken
from storage.trouble import Trouble, reason

_SEQUENCES = 48
"""Bits of a ticket that tell the frame; those above count the losses before it."""

_MANY = 10_000
"""Records beyond which a full garbage collection would be felt."""


class JournalDB(TinyDB):
    """TinyDB with tables that journal only what changes."""

    table_class = JournalTable


class TinyStore(FromMemory):
    """The `Store` port on disk. Reads are from memory; `apply` appends, `flush` makes durable."""

    def __init__(
        self, folder: Path, opened: Opened, *, lock: Lock, files: Files, schema: Schema
    ) -> None:
        self.blobs = Blobs(folder / folders.BLOBS, files, opened.ring.held.old_blobs)
        self._ring = opened.ring
        self.findings = opened.findings
        """What the operator should hear about how the store was found; sentences."""
        self._lock = lock
        self._generations = Generations(folder, opened, files, schema)
        self._storage = JournalStorage(opened.rows, opened.ring)
        self._storage.lost = self._take_back
        self._db = JournalDB(storage=lambda: self._storage)
        super().__init__(opened.memory)
        opened.fetching.texts = self._storage.texts
        self._resting = Resting(
            self._storage, self._memory, self._ring, self.blobs, self._generations
        )
        self._pending: deque[tuple[int, list[tuple[Change, int]]]] = deque()
        self._losses = 0

    def apply(self, changes: Sequence[Change]) -> int:
        """Make every change or none, as one frame; the answer is the ticket for `flush`.

        Raises `Conflict` where a change no longer fits and `Unwritable` where the disk refuses.
        """
        self._storage.rows.log.revive()
        made: list[tuple[Change, int]] = []
        dying: list[Taken] = []
        with self._storage.locks.lock:
            self._memory.check(changes)
            try:
                with self._storage.together():
                    dying = self._resting.retire(changes)
                    for change in changes:
                        self._make(change, made)
                    self._resting.rewrite(dying)
            except BaseException:
                self._unmake(made)
                self._resting.restore(dying)
                raise
            sequence = self._storage.rows.log.sequence
            self._resting.written(sequence, dying, changes)
            self._pending.append((sequence, made))
            return self._losses << _SEQUENCES | sequence

    def _make(self, change: Change, made: list[tuple[Change, int]]) -> None:
        rank = self._memory.rank(change.subject)
        table = self._db.table(type(change.subject).__name__)
        assert isinstance(table, JournalTable)  # noqa: S101  # what JournalDB makes, for mypy
        if change.after is not None:
            row = self._resting.row(change.after, rank, known=change.before is not None)
            table.put(rank, row.text or b"", row.key)
        else:
            table.drop(rank)
        self._memory.make(change)
        made.append((change, rank))

    def _unmake(self, made: list[tuple[Change, int]]) -> None:
        for change, rank in reversed(made):
            self._memory.make(change.undone, rank)

    def flush(self, ticket: int | None = None) -> None:
        """Return once all that was applied before the call is on disk; from any thread.

        Raises `Unwritable` where it is not, or where what *ticket* stands for was taken back.
        """
        with self._storage.locks.flushing:
            if ticket is not None:
                losses, sequence = ticket >> _SEQUENCES, ticket & (1 << _SEQUENCES) - 1
                if losses != self._losses:
                    raise Unwritable("an earlier write failed, and took this change with it")
                if sequence <= self._storage.rows.log.flushed:
                    self._resting.drop(self._storage.rows.log.flushed)
                    return
            durable = self._storage.flush()
            with self._storage.locks.lock:
                while self._pending and self._pending[0][0] <= durable:
                    self._pending.popleft()
            self._resting.drop(durable)

    def _take_back(self, durable: int) -> None:
        self._losses += 1
        self._resting.lost(durable)
        while self._pending and self._pending[-1][0] > durable:
            self._unmake(self._pending.pop()[1])

    def check(self) -> str:
        """What is wrong with the store's file right now, in words; empty where all is well.

        A file that was deleted or replaced under us is found here; nothing is accepted then.
        """
        return self._storage.rows.log.check()

    @property
    def wants_tidying(self) -> bool:
        """Whether `tidy` is worth its while."""
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
            with self._storage.together():
                dying = self._resting.stale(most)
                self._resting.rewrite(dying)
            sequence = self._storage.rows.log.sequence
            self._resting.written(sequence, dying, (), for_good=False)
            return self._losses << _SEQUENCES | sequence

    def close(self) -> None:
        """Flush, close the journal and let the next process in; raises `Unwritable`."""
        try:
            self._db.close()
        finally:
            self._lock.release()


def open_store(
    folder: Path,
    source: KeySource,
    *,
    files: Files | None = None,
    schema: Schema | None = None,
) -> TinyStore:
    """The store in *folder*, opened with the key from *source*; begins one in an empty folder.

    *source* is a `KeyFile`, `KeyText` or `Passphrase` of ``storage/keys.py``. Raises `Trouble`
    with words for the operator, `Busy` (a `Trouble`) where another process holds the store.
    Close it when done.
    """
    files = files or Files()
    try:
        folders.prepare(folder)
        lock = Lock(folder / folders.LOCK, files)
        try:
            return _opened(folder, source, lock, files, schema or Schema())
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        raise _refused(folder, error) from None


def _opened(folder: Path, source: KeySource, lock: Lock, files: Files, schema: Schema) -> TinyStore:
    with no_collecting():
        opened = open_journal(folder, source, files, schema)
        try:
            store = TinyStore(folder, opened, lock=lock, files=files, schema=schema)
            head = opened.rows.log.head
            if (head.schema, head.form) < (schema.version, FORM) or store.wants_tidying:
                store.tidy()
        except BaseException:
            opened.rows.log.let_go()
            raise
    if opened.rows.living > _MANY:
        # Records hold no cycles: without this, each full collection would visit them all.
        gc.freeze()
    return store


def _refused(folder: Path, error: OSError) -> Trouble:
    return Trouble(f"{folder} cannot be used: {reason(error)}. Check the disk and its permissions.")
