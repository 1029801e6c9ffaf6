"""The store on disk: TinyDB over an encrypted journal, answered from memory.

How it is used::

    store = open_store(Path("data"), KeyFile(Path("config/key")))
    ticket = store.apply(changes)                    # at once, in memory only
    await asyncio.to_thread(store.flush, ticket)     # on disk; many share one frame
    name = store.blobs.keep(data)                    # in a thread; also fetch and remove
    store.check()                                    # each tick: what is wrong, in words, or ""
    if store.wants_tidying:
        await asyncio.to_thread(store.tidy)
    if store.wants_standing:
        await asyncio.to_thread(store.stand)
    store.close()
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tinydb import TinyDB

from storage import folder as folders
from storage.blobs import Blobs
from storage.collecting import no_collecting
from storage.files import Files
from storage.frames import BLOCKS
from storage.generations import Generations
from storage.journal import JournalStorage
from storage.keys import KeySource
from storage.lock import Lock
from storage.opening import Opened, Schema, open_journal
from storage.packing import Row
from storage.records import Change
from storage.resting import Resting
from storage.store import Unwritable
from storage.tables import JournalTable
from storage.taken import Taken
from storage.tended import Tended
from storage.trouble import Trouble, reason
from storage.waiting import MANY

_MANY = 10_000
"""Records beyond which a full garbage collection would be felt."""


class JournalDB(TinyDB):
    """TinyDB with tables that journal only what changes."""

    table_class = JournalTable


class TinyStore(Tended):
    """The `Store` port on disk. Reads are from memory; `apply` changes that, `flush` writes."""

    def __init__(
        self, folder: Path, opened: Opened, *, lock: Lock, files: Files, schema: Schema
    ) -> None:
        self.blobs = Blobs(folder / folders.BLOBS, files, opened.ring.held.old_blobs)
        self.findings = opened.findings
        """What the operator should hear about how the store was found; sentences."""
        self._lock, self._schema, self._standing = lock, schema, opened.standing
        generations = Generations(folder, opened, files, schema)
        storage = JournalStorage(opened.rows, opened.ring)
        storage.lost = self._take_back
        opened.fetching.source = storage
        resting = Resting(storage, opened.memory, opened.ring, self.blobs, generations)
        super().__init__(opened.memory, storage, opened.ring, generations, resting)
        self._db = JournalDB(storage=lambda: storage)
        self._pending: deque[tuple[int, list[tuple[Change, int]]]] = deque()

    def apply(self, changes: Sequence[Change]) -> int:
        """Make every change or none; what rests of them waits for `flush`, which gets the answer.

        Raises `Conflict` where a change no longer fits and `Unwritable` where the disk has refused
        and still does.
        """
        storage = self._storage
        storage.rows.log.revive()
        if len(storage.waiting.gathering) > MANY:
            self.flush()
        with storage.locks.lock:
            self._memory.check(changes)
            made: list[tuple[Change, int]] = []
            dying: list[Taken] = []
            try:
                dying = self._resting.retire(changes)
                rows = [self._make(change, made) for change in changes]
                storage.take(self._resting.without(dying, rows) if dying else rows)
            except BaseException:
                self._unmake(made)
                self._resting.restore(dying)
                raise
            batch = storage.waiting.batch
            if dying:
                self._resting.written(batch, dying, changes)
            self._pending.append((batch, made))
            return batch

    def _make(self, change: Change, made: list[tuple[Change, int]]) -> Row:
        """Make one change in memory; what is to be written of it."""
        rank = self._memory.make(change)
        made.append((change, rank))
        before, after = change.before, change.after
        if after is None:
            return Row(type(before).__name__, rank, None)
        return self._resting.row(after, rank, known=before is not None)

    def _unmake(self, made: list[tuple[Change, int]]) -> None:
        for change, rank in reversed(made):
            self._memory.make(change.undone, rank)

    def flush(self, ticket: int | None = None) -> None:
        """Return once all that was applied before the call is on disk; from any thread.

        Raises `Unwritable` where it is not, or where what *ticket* stands for was taken back.
        """
        storage = self._storage
        with storage.locks.flushing:
            if ticket is not None and storage.waiting.is_lost(ticket):
                raise Unwritable("an earlier write failed, and took this change with it")
            durable = storage.waiting.durable
            if ticket is None or ticket > durable:
                durable = storage.flush()
            pending = self._pending
            while pending and pending[0][0] <= durable:
                pending.popleft()
            self._resting.drop(durable)

    def _take_back(self) -> None:
        durable = self._storage.waiting.durable
        self._resting.lost(durable)
        while self._pending and self._pending[-1][0] > durable:
            self._unmake(self._pending.pop()[1])

    def close(self) -> None:
        """Flush, close the journal and let the next process in; raises `Unwritable`."""
        self._standing.interrupt()
        try:
            try:
                self.flush()
                self.stand()
            finally:
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
        folders.prepare(folder, files)
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
            if (head.schema, head.form) < (schema.version, BLOCKS):
                store.tidy()
            elif store.overdue:
                # A disk that is full must not keep us from starting: that can wait.
                with suppress(Unwritable):
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
