"""Tables that tell the journal what changed in them, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table
from tinydb.utils import LRUCache

from storage.journal import JournalStorage
from storage.packing import Row
from storage.places import Places
from storage.rows import Document, dump


class Edited(MutableMapping[int, Document]):
    """One table as TinyDB changes it; afterwards `changes` tells what is different."""

    def __init__(self, storage: JournalStorage, table: str) -> None:
        self._storage = storage
        self._table = table
        self._held: dict[int, Document | None] = {}
        self._before: dict[int, bytes] = {}

    def __getitem__(self, number: int) -> Document:
        if number not in self._held:
            self._held[number] = found = self._storage.document(self._table, number)
            self._before[number] = dump(found)
        held = self._held[number]
        if held is None:
            raise KeyError(number)
        return held

    def __setitem__(self, number: int, document: Document) -> None:
        self._held[number] = document
        self._before.pop(number, None)

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._held[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._held:
            return self._held[number] is not None
        return self._storage.holds(self._table, number)

    def __iter__(self) -> Iterator[int]:
        present = dict.fromkeys(self._storage.numbers(self._table)) | dict.fromkeys(self._held)
        return (number for number in present if self._held.get(number, ()) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove every document."""
        for number in list(self):
            del self[number]

    def changes(self) -> Iterator[tuple[int, Document | None]]:
        """The documents that were set, changed in place or (``None``) removed."""
        for number, document in self._held.items():
            if document is None or dump(document) != self._before.get(number):
                yield number, document


class _NoCache(LRUCache[QueryLike, list[TinyDocument]]):
    """Keeps no answers: the store writes past the tables."""

    def set(self, key: QueryLike, value: list[TinyDocument]) -> None:
        """Let go of it at once."""


class JournalTable(Table):
    """A TinyDB table whose every change journals the documents it touched and no others.

    A change is on disk when it returns, as with TinyDB's own storage.
    """

    query_cache_class = _NoCache  # type: ignore[assignment]  # One of that very class.
    _storage: JournalStorage

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        # TinyDB's own form of this rebuilds and rewrites every table.
        table = Edited(self._storage, self.name)
        updater(table)
        self._storage.take(
            [
                Row(self.name, number, None if document is None else dump(document))
                for number, document in table.changes()
            ]
        )
        self._storage.flush()
        self._storage.rows.places.setdefault(self.name, Places())
