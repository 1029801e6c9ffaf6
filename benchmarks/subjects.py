"""Those that are measured: our store, and what else one could keep the same bytes in."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tinydb import TinyDB, where
from tinydb.storages import JSONStorage

from benchmarks.data import counterparts, meeting, meetings, nudges
from storage.files import Files
from storage.keys import KeyText
from storage.records import Meeting, Nudge, Record, added
from storage.tiny import TinyStore, open_store
from storage.written import reader, to_rest

KEY = KeyText("42" * 32)

_READ_MEETING, _READ_NUDGE = reader(Meeting), reader(Nudge)


class _Unsynced(Files):
    """Waits for no disk: what is only made ready to be measured comes there by and by."""

    def sync(self, fd: int) -> None:
        """Return at once."""


def fill(folder: Path, records: Iterable[Record], *, tidy: bool = False) -> None:
    """A store of ours with these records, each written by itself as they are in life."""
    store = open_store(folder, KEY, files=_Unsynced())
    for record in records:
        store.flush(store.apply([added(record)]))
    if tidy:
        store.tidy()
    store.close()


def filled(folder: Path, size: int, *, tidy: bool = False) -> Path:
    """A store of ours with *size* meetings and their counterparts; made once in a run."""
    path = folder / (f"ours-{size}-tidied" if tidy else f"ours-{size}")
    if not path.exists():
        fill(path, counterparts(size))
        fill(path, meetings(size), tidy=tidy)
    return path


def killed(folder: Path, size: int, *, tidy: bool = False) -> Path:
    """The same, as a kill leaves it when the service has written its indexes as long ago as can be.

    It writes them at a tick, once so much came in since as a start should not have to read.
    """
    path = folder / (f"killed-{size}-tidied" if tidy else f"killed-{size}")
    if not path.exists():
        records, whole = [*counterparts(size), *meetings(size)], path.with_name("killed-whole")
        store = open_store(whole, KEY, files=_Unsynced())
        last = len(records) - store.spared + 1
        for at, record in enumerate(records):
            if at == last and tidy:
                store.tidy()
            if at == last:
                store.stand()
            store.flush(store.apply([added(record)]))
        shutil.copytree(whole, path)
        store.close()
        shutil.rmtree(whole)
    return path


@contextmanager
def ours(folder: Path, files: Files | None = None) -> Iterator[TinyStore]:
    """That store, open."""
    store = open_store(folder, KEY, files=files)
    try:
        yield store
    finally:
        store.close()


class AppendFile:
    """A file appended to and brought to disk: the physical limit."""

    def __init__(self, path: Path) -> None:
        self._files = Files()
        self._fd = self._files.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, record: Record) -> None:
        """Hand the record to the system."""
        os.write(self._fd, to_rest(record))

    def sync(self) -> None:
        """Bring all to disk."""
        self._files.sync(self._fd)

    def insert(self, record: Record) -> None:
        """Keep one record durably."""
        self.write(record)
        self.sync()

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._fd)


class Sqlite:
    """SQLite as it is set up to lose nothing: write-ahead log, synchronous FULL; not sealed."""

    def __init__(self, path: Path, size: int = 0) -> None:
        begun = path.exists()
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS meeting"
            " (id TEXT PRIMARY KEY, counterpart TEXT, day TEXT, at TEXT, body BLOB)"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS of ON meeting (counterpart, day, at)")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS nudge (id TEXT PRIMARY KEY, due TEXT, body BLOB)"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS soon ON nudge (due)")
        if size and not begun:
            self._fill(size)

    def _fill(self, size: int) -> None:
        """Put *size* meetings and as many nudges in."""
        self.db.execute("BEGIN")
        for one in meetings(size):
            self.insert(one)
        for nudge in nudges(size):
            row = (nudge.id, nudge.due_at.isoformat(), to_rest(nudge))
            self.db.execute("INSERT INTO nudge VALUES (?, ?, ?)", row)
        self.db.execute("COMMIT")

    def index_words(self, size: int) -> None:
        """Build the full-text index."""
        self.db.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, body)")
        self.db.execute("BEGIN")
        for one in meetings(size):
            self.db.execute("INSERT INTO words VALUES (?, ?)", (one.id, one.words))
        self.db.execute("COMMIT")

    def insert(self, one: Meeting) -> None:
        """Keep one record durably, or within a transaction."""
        row = (one.id, one.counterpart, one.on.isoformat(), str(one.at), to_rest(one))
        self.db.execute("INSERT INTO meeting VALUES (?, ?, ?, ?, ?)", row)

    def history(self, who: str) -> list[Meeting]:
        """Every meeting with that counterpart, the newest first, as records."""
        found = self.db.execute(
            "SELECT body FROM meeting WHERE counterpart = ? ORDER BY day DESC, at DESC", (who,)
        )
        return [_READ_MEETING(body) for (body,) in found]

    def due(self, until: str) -> list[Nudge]:
        """Every nudge due up to then, as records."""
        found = self.db.execute("SELECT body FROM nudge WHERE due <= ? ORDER BY due", (until,))
        return [_READ_NUDGE(body) for (body,) in found]

    def search(self, query: str) -> list[str]:
        """Ids of what holds those words, the best first."""
        found = self.db.execute(
            "SELECT id FROM words WHERE words MATCH ? ORDER BY rank LIMIT 200", (query,)
        )
        return [id for (id,) in found]

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


class StockTinyDB:
    """TinyDB with its own storage, as it comes: the control that is known to be slow."""

    def __init__(self, path: Path, size: int) -> None:
        rows = {str(n + 1): json.loads(to_rest(one)) for n, one in enumerate(meetings(size))}
        path.write_text(json.dumps({"_default": rows}), "utf-8")
        self.db = TinyDB(path, storage=JSONStorage)

    def insert(self, record: Record) -> None:
        """Keep one record; its storage brings it to disk."""
        self.db.insert(json.loads(to_rest(record)))

    def history(self, who: str) -> int:
        """How many meetings there are with that counterpart."""
        return len(self.db.search(where("counterpart") == who))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


def fresh(number: int, mark: str) -> Meeting:
    """A meeting that is new to a subject, in the round of that number, with someone new."""
    return replace(meeting(number, 20, f"{mark}-"), counterpart=f"new{number % 20}")
