"""The journal's generations: how the next one is made, named, and the oldest let go."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.backup import Snapshot
from storage.compaction import Compaction, Together, Turn
from storage.contents import Contents
from storage.files import Files
from storage.folder import generations, journal_path
from storage.frames import HEAD_SIZE, Head, read_head
from storage.journal import JournalStorage
from storage.log import Log
from storage.marker import marker_for, read_marker, write_marker
from storage.migrate import KEYED, upgraded
from storage.opening import Opened, Schema
from storage.owners import owners
from storage.packing import Row
from storage.records import KINDS
from storage.ringfile import ring_path
from storage.rows import Rows, dump
from storage.sealing import Key
from storage.store import Unwritable
from storage.taken import Taken
from storage.trouble import reason
from storage.written import loaded, terse


class Generations:
    """Makes new generations in one data folder."""

    def __init__(self, folder: Path, opened: Opened, files: Files, schema: Schema) -> None:
        self._fetching = opened.fetching
        self._folder = folder
        self._master = opened.key
        self._marker = opened.marker
        self._files = files
        self._version = schema.version
        self._ring = opened.ring
        self._unused: list[Taken] = []

    def next(
        self,
        storage: JournalStorage,
        flush: Callable[[], None],
        together: Together,
        pause: Callable[[], None],
    ) -> None:
        """Let *storage* go on with a new generation; raises `Unwritable` where none can be made."""
        before, number = storage.rows.log.head.id, storage.rows.log.head.generation + 1
        final = journal_path(self._folder, number)
        part = final.with_name(f"{final.name}.part")
        try:
            id = os.urandom(16)
            self._ring.begin(id)
            new = Log.create(part, Head(self._version, number, id), self._files)
            try:
                rows = Rows(new, self._ring.journal(id))
                compaction = Compaction(storage, rows, self._turn(), pause)
                compaction.copy(together)
                self._swap(compaction, storage, flush, final)
            finally:
                if storage.rows.log is not new:
                    new.let_go()
            self._settle(number, (id, before))
        except OSError as error:
            raise Unwritable(f"the journal cannot be tidied: {reason(error)}") from None
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _swap(
        self,
        compaction: Compaction,
        storage: JournalStorage,
        flush: Callable[[], None],
        final: Path,
    ) -> None:
        def last() -> list[Row]:
            # Keys of what waits in memory are needed too, though nothing on disk is under them.
            return self._last(compaction.names | {row.key for row in storage.waiting})

        with storage.locks.flushing:
            flush()
            compaction.finish(lambda log: log.rename(final), last, self._adopted)

    def _adopted(self) -> None:
        """The new generation is what the store reads and writes."""
        self._fetching.steps = []
        # The journal says so now; whether the keys can be destroyed at once is another matter.
        self._ring.news.clear()
        for one in self._unused:
            self._ring.release(one.number)

    def _settle(self, number: int, journals: tuple[bytes, bytes]) -> None:
        """The new generation has its name: what leads to older ones than the last goes."""
        self._marker = self._marker.at(number)
        write_marker(self._folder, self._marker, self._files)
        self._forget_before(number - 1)
        self._ring.keep_journals(journals)
        self._ring.drop([one.key for one in self._unused], for_good=False)

    def _last(self, names: set[str]) -> list[Row]:
        """Whose keys were given out while copying, and those that nobody needs any more."""
        news = [one.row() for one in self._ring.news]
        self._unused = self._ring.unused(names)
        for one in self._unused:
            self._ring.renew(one.owner)
        return [*news, *(one.gone() for one in self._unused)]

    def _turn(self) -> Turn:
        """A row of the present generation as our schema has it, under the keys of its owners."""
        steps, fetching = self._fetching.steps, self._fetching

        def turned(row: Row) -> Row:
            kind = KINDS.get(row.table)
            if kind is None or row.text is None:
                return row
            if not steps:
                return row._replace(text=terse(kind, row.text))
            record = fetching.record(kind, row.text, row.number)
            text = dump(upgraded(row.table, loaded(row.text, kind), steps))
            return row._replace(text=terse(kind, text), key=self._ring.name_for(owners(record)))

        return turned

    @property
    def key(self) -> str:
        """The id of the master key that all rests under, in hexadecimal."""
        return self._marker.key

    def rotate(self, key: Key, beside: dict[str, Any]) -> None:
        """Let the store rest under another master key; call under both locks.

        First the ring is whole under both keys, then the marker says which counts: killed at any
        moment, one of the two opens everything. Raises `Unwritable`.
        """
        marker = marker_for(key, beside).at(self._marker.generation)
        before = self._ring.path
        back = self._ring.move(ring_path(self._folder, marker.key), key)
        try:
            write_marker(self._folder, marker, self._files)
        except OSError as error:
            if read_marker(self._folder) != marker:
                back()
                raise Unwritable(f"the key cannot be changed: {reason(error)}") from None
        self._marker, self._master = marker, key
        with suppress(OSError):
            self._files.wipe(before)

    def snapshot(self, log: Log, audit: str) -> Snapshot:
        """All a backup needs; call under both locks, with everything flushed."""
        return Snapshot(
            folder=self._folder,
            journal=log.path.open("rb"),
            end=log.end,
            head=log.head,
            marker=self._marker,
            held=self._ring.held,
            used=self._ring.used,
            master=self._master,
            audit=audit,
        )

    def told_by(self, backup: Path) -> Contents | None:
        """What a *backup* says of itself; ``None`` under another key than now, or `Trouble`."""
        with Archive(backup) as made:
            if made.contents.key != self._marker.key:
                return None
            made.admit(self._master)
            return made.contents

    def forget_unkeyed(self) -> None:
        """Delete what older programs left in which everybody's words rest under one key."""
        for older in generations(self._folder):
            path = journal_path(self._folder, older)
            if read_head(path.read_bytes()[:HEAD_SIZE]).schema < KEYED:
                self._files.wipe(path)

    def _forget_before(self, number: int) -> None:
        for older in generations(self._folder):
            if older < number:
                gone = journal_path(self._folder, older)
                self._files.remove(gone)
                for torn in self._folder.glob(f"{gone.name}.torn"):
                    self._files.remove(torn)
