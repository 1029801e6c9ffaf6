"""Answers every question a book is asked from memory and its indexes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime

from storage.memory import MemoryStore
from storage.records import Record
from storage.sought import ALL, MOST, Hit, Terms, Within
from storage.store import R, Unready

AT_ONCE = 0.005
"""Seconds for which a search takes in the words that still wait, rather than ask for patience."""


class FromMemory:
    """The reading half of the `Store` port, over *memory*."""

    def __init__(self, memory: MemoryStore) -> None:
        self._memory = memory
        self.patient = False
        """Whether whoever searches would rather ask again than stand still."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        return self._memory.get(kind, id)

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """Every record of *kind* found under *value*, in the order ``storage/indexes.py`` tells."""
        return self._memory.find(kind, index, value)

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, each made when it is asked for."""
        return self._memory.newest(kind, index, value)

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """The records of *kind* that wait for a moment up to *until*, the first *limit* of them."""
        return self._memory.due(kind, until, limit)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*, in its order."""
        return self._memory.all(kind)

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return self._memory.count(kind)

    def names(self) -> Sequence[tuple[str, str]]:
        """Every (name as written, counterpart id); the same object until one of them changes."""
        return self._memory.names()

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """Another value after every change of a record of *kinds*, and of this book alone."""
        return self._memory.stamp(*kinds)

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """What answers *terms* in words, the best first; only what is *within*.

        Raises `Unready` where many words still wait and `patient` is set.
        """
        if self.patient and not self._memory.learn(AT_ONCE):
            raise Unready
        return self._memory.ranked(terms, within, most)

    def learn(self, seconds: float) -> bool:
        """Take in words to be searched, for so long at most; whether none wait any more."""
        return self._memory.learn(seconds)
