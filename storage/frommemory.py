"""Answers every question a book is asked from memory and its indexes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import ParamSpec, TypeVar

from storage.memory import MemoryStore
from storage.records import Record
from storage.sought import ALL, MOST, Hit, Terms, Within
from storage.store import R, Unready

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 0.005
"""Seconds for which a search takes in the words that still wait, rather than ask for patience."""


class FromMemory:
    """The reading half of the `Store` port, over *memory*."""

    def __init__(self, memory: MemoryStore) -> None:
        self._memory = memory
        self.patient = False
        """Whether whoever searches would rather ask again than stand still."""
        self.undisturbed: AbstractContextManager[object] = nullcontext()
        """Within, no other thread takes anything back."""

    def _ask(self, ask: Callable[P, T], *of: P.args, **by: P.kwargs) -> T:
        """The answer to a question, which is asked once more where it fails.

        Where the disk refuses, the thread that flushes takes back what was lost, and whoever reads
        at that moment may find half of it. To ask without it would cost each question a lock.
        """
        try:
            return ask(*of, **by)
        except Exception:  # noqa: BLE001  # Whatever it was, it is raised again if it stays.
            with self.undisturbed:
                return ask(*of, **by)

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        return self._ask(self._memory.get, kind, id)

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """Every record of *kind* found under *value*, in the order ``storage/indexes.py`` tells."""
        return self._ask(self._memory.find, kind, index, value)

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, each made when it is asked for."""
        told = 0
        try:
            for record in self._memory.newest(kind, index, value):
                yield record
                told += 1
        except Exception:  # noqa: BLE001  # As above.
            with self.undisturbed:
                left = [*self._memory.newest(kind, index, value)][told:]
            yield from left

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """The records of *kind* that wait for a moment up to *until*, the first *limit* of them."""
        return self._ask(self._memory.due, kind, until, limit)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*, in its order."""
        return self._ask(self._memory.all, kind)

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return self._memory.count(kind)

    def names(self) -> Sequence[tuple[str, str]]:
        """Every (name as written, counterpart id); the same object until one of them changes."""
        return self._ask(self._memory.names)

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """Another value after every change of a record of *kinds*, and of this book alone."""
        return self._memory.stamp(*kinds)

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """What answers *terms* in words, the best first; only what is *within*.

        Raises `Unready` where many words still wait and `patient` is set.
        """
        if self.patient and not self._memory.learn(AT_ONCE):
            raise Unready
        return self._ask(self._memory.ranked, terms, within, most)

    def learn(self, seconds: float) -> bool:
        """Take in words to be searched, for so long at most; whether none wait any more."""
        return self._ask(self._memory.learn, seconds)
