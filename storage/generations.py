"""The journal's generations: how the next one is made, named, and the oldest let go."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from storage.compaction import Compaction, Together, Turn
from storage.files import Files
from storage.folder import generations, journal_path
from storage.frames import Head
from storage.journal import JournalStorage
from storage.log import Log
from storage.marker import write_marker
from storage.migrate import upgraded
from storage.opening import Opened, Schema
from storage.rows import Rows, dump
from storage.store import Unwritable
from storage.trouble import reason


class Generations:
    """Makes new generations in one data folder."""

    def __init__(self, folder: Path, opened: Opened, files: Files, schema: Schema) -> None:
        self._fetching = opened.fetching
        self._folder = folder
        self._marker = opened.marker
        self._files = files
        self._version = schema.version
        self._ring = opened.ring

    def next(
        self,
        storage: JournalStorage,
        flush: Callable[[], None],
        together: Together,
        pause: Callable[[], None],
    ) -> None:
        """Let *storage* go on with a new generation; raises `Unwritable` where none can be made."""
        number = storage.rows.log.head.generation + 1
        final = journal_path(self._folder, number)
        part = final.with_name(f"{final.name}.part")
        try:
            new = Log.create(part, Head(self._version, number, os.urandom(16)), self._files)
            try:
                compaction = Compaction(storage, Rows(new, self._ring), self._turn(), pause)
                compaction.copy(together)
                self._swap(compaction, storage, flush, final)
            finally:
                if storage.rows.log is not new:
                    new.let_go()
            self._marker = self._marker.at(number)
            write_marker(self._folder, self._marker, self._files)
            self._forget_before(number - 1)
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
        with storage.locks.flushing, storage.locks.lock:
            flush()
            compaction.finish(lambda log: log.rename(final))
            self._fetching.steps = []

    def _turn(self) -> Turn:
        steps = self._fetching.steps
        if not steps:
            return lambda table, text: text
        return lambda table, text: dump(upgraded(table, json.loads(text), steps))

    def _forget_before(self, number: int) -> None:
        for older in generations(self._folder):
            if older < number:
                gone = journal_path(self._folder, older)
                self._files.remove(gone)
                for torn in self._folder.glob(f"{gone.name}.torn"):
                    self._files.remove(torn)
