"""TinyDB over the journal: a storage that appends what changed, a table that tells it what did.

Documents stay sealed in the file; memory holds where each one rests.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from storage.lock import Locks
from storage.packing import Row
from storage.ring import Ring
from storage.rows import Document, Rows, dump
from storage.taken import TABLE


class JournalStorage(Storage):
    """What TinyDB reads from and writes to; `together` makes many writes one frame."""

    def __init__(self, rows: Rows, ring: Ring | None = None) -> None:
        self.rows = rows
        self._ring = ring
        self.lost: Callable[[int], None] = lambda sequence: None
        """Called with the last sequence on disk when later ones were lost, under both locks."""
        self._waiting: dict[tuple[str, int], Row] | None = None
        self._undo: deque[tuple[int, str, int, int | None]] = deque()
        self.adopt(rows)

    @property
    def locks(self) -> Locks:
        """The locks of the store, the same through every generation of the journal."""
        return self.rows.log.locks

    def adopt(self, rows: Rows) -> None:
        """Go on with the rows of another generation; call under both locks, all flushed."""
        rows.log.locks = self.locks
        rows.log.lost = self._take_back
        self.rows = rows

    def read(self) -> dict[str, Any] | None:
        """Every table by name, each a mapping that opens documents when they are asked for."""
        return {name: Shown(self, name) for name in self._tables()}

    def _tables(self) -> list[str]:
        """The tables that are TinyDB's; what else there is, is the store's own."""
        return [name for name in self.rows.places if name != TABLE]

    def write(self, data: Mapping[str, Any]) -> None:
        """Make the tables what *data* holds; TinyDB asks for this only to drop tables."""
        with self.together():
            for name in self._tables():
                shown = data.get(name)
                if not isinstance(shown, Shown):
                    for number in self.numbers(name):
                        self.change(Row(name, number, None))
            for name, table in data.items():
                if not isinstance(table, Shown):
                    for number, document in table.items():
                        self.change(Row(name, int(number), dump(document)))
        for name in set(self._tables()) - set(data):
            del self.rows.places[name]

    def numbers(self, table: str) -> list[int]:
        """The numbers of a table's documents, those that wait to be written among them."""
        numbers = dict.fromkeys(self.rows.places.get(table, ()))
        for (name, number), row in (self._waiting or {}).items():
            if name == table and row.text is None:
                numbers.pop(number, None)
            elif name == table:
                numbers[number] = None
        return list(numbers)

    def holds(self, table: str, number: object) -> bool:
        """Whether there is such a document."""
        if self._waiting is not None and (table, number) in self._waiting:
            return self._waiting[table, number].text is not None  # type: ignore[index]  # found just now
        return number in self.rows.places.get(table, ())

    def texts(self, table: str, numbers: Sequence[int]) -> list[bytes]:
        """The JSON of documents that are in the journal; raises ``KeyError``."""
        # Under the lock, because a new generation takes over both the file and the places.
        with self.locks.lock:
            return self.rows.texts(table, numbers)

    def document(self, table: str, number: int) -> Document:
        """One document, decoded afresh; raises ``KeyError``."""
        if self._waiting is not None and (table, number) in self._waiting:
            text = self._waiting[table, number].text
            if text is None:
                raise KeyError(number)
        elif table in self.rows.places:
            (text,) = self.texts(table, (number,))
        else:
            raise KeyError(number)
        found: Document = json.loads(text)
        return found

    def change(self, row: Row) -> None:
        """Write one document, or remove it; within `together` it waits for the others."""
        if self._waiting is None:
            self.commit((row,))
        else:
            self._waiting[row.table, row.number] = row

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything changed within becomes one frame at the end, or nothing where it raises."""
        if self._waiting is not None:
            yield
            return
        self._waiting = {}
        try:
            yield
            waiting = self._waiting
        finally:
            self._waiting = None
        if waiting:
            self.commit(list(waiting.values()))

    def commit(self, changes: Sequence[Row]) -> None:
        """Append *changes*, each of another document, as one frame; raises `Unwritable`.

        Whoever took a key for them is written down in the same frame.
        """
        with self.locks.lock:
            rows = self.rows
            news = self._ring.take_news() if self._ring is not None else []
            if news:
                changes = [*changes, *(taken.row() for taken in news)]
            try:
                locations = rows.append(changes)
            except BaseException:
                if self._ring is not None:
                    self._ring.give_back(news)
                raise
            sequence = rows.log.sequence
            for row, location in zip(changes, locations, strict=True):
                gone = row.text is None
                before = rows.place(row.table, row.number, None if gone else location)
                self._undo.append((sequence, row.table, row.number, before))

    def flush(self) -> int:
        """The last sequence on disk, once all appended before the call is; raises `Unwritable`."""
        with self.locks.flushing:
            durable = self.rows.log.flush()
            with self.locks.lock:
                while self._undo and self._undo[0][0] <= durable:
                    self._undo.popleft()
        return durable

    def _take_back(self, durable: int) -> None:
        while self._undo and self._undo[-1][0] > durable:
            _, table, number, before = self._undo.pop()
            self.rows.place(table, number, before)
            self.rows.written -= 1
            if table == TABLE and self._ring is not None:
                (self._ring.release if before is None else self._ring.restore)(number)
        self.rows.close_frame()
        self.lost(durable)

    def close(self) -> None:
        """Flush and let go of the file."""
        self.rows.log.close()


class Shown(Mapping[str, Document]):
    """One table as TinyDB reads it: document numbers as texts, documents opened when asked."""

    def __init__(self, storage: JournalStorage, table: str) -> None:
        self._storage = storage
        self._table = table

    def __getitem__(self, number: str) -> Document:
        return self._storage.document(self._table, int(number))

    def __iter__(self) -> Iterator[str]:
        return map(str, self._storage.numbers(self._table))

    def __len__(self) -> int:
        return len(self._storage.numbers(self._table))
