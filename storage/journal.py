"""TinyDB over the journal: what changes waits in memory, and a flush writes all of it as one frame.

Documents stay sealed in the file; memory holds where each one rests. Nothing is handed to the
system before a flush asks for it, and nothing counts as written before it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tinydb.storages import Storage

from storage.packing import Piece, Row
from storage.records import KINDS
from storage.ring import Ring
from storage.rows import Document, Rows, all_of, dump
from storage.taken import TABLE
from storage.waiting import Waiting
from storage.written import loaded


class JournalStorage(Storage):
    """What TinyDB reads from and writes to: what changes waits, and `flush` writes all of it."""

    def __init__(self, rows: Rows, ring: Ring | None = None) -> None:
        self.rows = rows
        self.locks = rows.log.locks
        """The locks of the store, the same through every generation of the journal."""
        self.waiting = Waiting()
        self.lost: Callable[[], None] = lambda: None
        """Called under both locks when all that waited was lost."""
        self._ring = ring

    def adopt(self, rows: Rows) -> None:
        """Go on with the rows of another generation; call under both locks, all flushed."""
        rows.log.locks = self.locks
        self.rows = rows

    def read(self) -> dict[str, Any] | None:
        """Every table by name, each a mapping that opens documents when they are asked for."""
        return {name: Shown(self, name) for name in self._tables()}

    def _tables(self) -> list[str]:
        """The tables that are TinyDB's; what else there is, is the store's own."""
        with self.locks.lock:
            names = dict.fromkeys([*self.rows.places, *(row.table for row in self.waiting)])
        return [name for name in names if name != TABLE]

    def write(self, data: Mapping[str, Any]) -> None:
        """Make the tables what *data* holds; TinyDB asks for this only to drop tables."""
        rows = []
        for name in self._tables():
            if not isinstance(data.get(name), Shown):
                rows += [Row(name, number, None) for number in self.numbers(name)]
        for name, table in data.items():
            if not isinstance(table, Shown):
                rows += [Row(name, int(n), dump(document)) for n, document in table.items()]
        self.take(rows)
        self.flush()
        for name in set(self._tables()) - set(data):
            del self.rows.places[name]

    def numbers(self, table: str) -> list[int]:
        """The numbers of a table's documents, those that wait to be written among them."""
        with self.locks.lock:
            numbers = dict.fromkeys(self.rows.places.get(table, ()))
            for row in self.waiting:
                if row.table == table and row.text is None:
                    numbers.pop(row.number, None)
                elif row.table == table:
                    numbers[row.number] = None
        return list(numbers)

    def holds(self, table: str, number: object) -> bool:
        """Whether there is such a document."""
        with self.locks.lock:
            row = self.waiting.row(table, number)  # type: ignore[arg-type]  # Any key may be asked.
            if row is not None:
                return row.text is not None
            return number in self.rows.places.get(table, ())

    def texts(self, table: str, numbers: Sequence[int]) -> list[bytes]:
        """The texts of documents, written or waiting; raises ``KeyError``."""
        # Under the lock, because a new generation takes over both the file and the places.
        with self.locks.lock:
            if not self.waiting:
                return self.rows.texts(table, numbers)
            rows = [self.waiting.row(table, number) for number in numbers]
            rest = [number for number, row in zip(numbers, rows, strict=True) if row is None]
            held = iter(self.rows.texts(table, rest) if rest else ())
            texts = [next(held) if row is None else row.text for row in rows]
        return all_of(table, texts)

    def pieces(self, table: str, numbers: Sequence[int]) -> tuple[Sequence[int], list[Piece]]:
        """As `texts`, in whatever order: the numbers in that order, and the texts.

        None may be asked for twice.
        """
        with self.locks.lock:
            if not self.waiting or not any(self.waiting.row(table, one) for one in numbers):
                return self.rows.pieces(table, numbers)
            return numbers, [(text, 1) for text in self.texts(table, numbers)]

    def document(self, table: str, number: int) -> Document:
        """One document, decoded afresh; raises ``KeyError``."""
        (text,) = self.texts(table, (number,))
        found: Document = loaded(text, KINDS.get(table))
        return found

    def take(self, rows: Sequence[Row]) -> None:
        """Let *rows* wait to be written, in one frame, so that all of them are or none.

        Whoever took a key for them is written down in that frame too. Raises ``ValueError`` where
        one frame could not hold them.
        """
        with self.locks.lock:
            if self._ring is not None and (news := self._ring.news):
                self.waiting.take([*rows, *(taken.row() for taken in news)])
                news.clear()
            else:
                self.waiting.take(rows)

    def flush(self) -> int:
        """Write all that waits as one frame; the number of the last batch on disk.

        Raises `Unwritable` where it could not be brought there, and then nothing waits any more.
        """
        with self.locks.flushing:
            with self.locks.lock:
                batch, rows = self.waiting.leave()
            try:
                first = self.rows.commit(rows) if rows else 0
            except BaseException:
                with self.locks.lock:
                    self._take_back()
                raise
            with self.locks.lock:
                self.rows.lie(rows, first)
                self.waiting.arrived(batch)
        return batch

    def _take_back(self) -> None:
        told = self.rows.places.get(TABLE, ())
        for row in self.waiting.lose():
            if row.table == TABLE and self._ring is not None:
                (self._ring.restore if row.number in told else self._ring.release)(row.number)
        self.lost()

    def close(self) -> None:
        """Flush and let go of the file."""
        with self.locks.flushing:
            try:
                self.flush()
            finally:
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
