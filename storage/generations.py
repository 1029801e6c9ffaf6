"""The journal's generations: how the next one is made, named, and the oldest let go."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from storage.compaction import Compaction, Turn
from storage.files import Files
from storage.folder import generations, journal_path
from storage.frames import Head
from storage.journal import JournalStorage
from storage.log import Log
from storage.marker import write_marker
from storage.migrate import path, upgraded
from storage.opening import Opened, Schema
from storage.rows import Rows, dump
from storage.sealing import Sealer
from storage.store import Unwritable
from storage.trouble import reason


class Generations:
    """Makes new generations in one data folder."""

    def __init__(self, folder: Path, opened: Opened, files: Files, schema: Schema) -> None:
        self.steps = path(opened.rows.log.head.schema, schema.version, schema.steps)
        """What brings the present generation's records to our schema."""
        self._folder = folder
        self._marker = opened.marker
        self._files = files
        self._version = schema.version
        self._sealer = Sealer(opened.key.derive("journal"))

    def next(self, storage: JournalStorage, flush: Callable[[], None]) -> None:
        """Let *storage* go on with a new generation; raises `Unwritable` where none can be made."""
        number = storage.rows.log.head.generation + 1
        final = journal_path(self._folder, number)
        part = final.with_name(f"{final.name}.part")
        try:
            new = Log.create(part, Head(self._version, number, os.urandom(16)), self._files)
            try:
                self._swap(storage, flush, new, final)
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
        self, storage: JournalStorage, flush: Callable[[], None], new: Log, final: Path
    ) -> None:
        compaction = Compaction(storage, Rows(new, self._sealer), self._turn())
        compaction.copy()
        with storage.locks.flushing, storage.locks.lock:
            flush()
            compaction.finish(lambda log: log.rename(final))
        self.steps = []

    def _turn(self) -> Turn:
        steps = self.steps
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
