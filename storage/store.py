"""The store port: how records are read, and the single way they are written."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from storage.records import Change, Record
from storage.sought import ALL, MOST, Hit, Terms, Within

R = TypeVar("R", bound=Record)


class Unready(Exception):
    """Words are still being taken in, which takes a while; ask again once `Store.learn` says so."""


class Conflict(Exception):
    """A record is no longer what the change was drawn up against."""


class Unwritable(Exception):
    """The disk did not take a write; nothing more is accepted until it does."""


class Book(Protocol):
    """Read-only: what a handler is given."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        ...

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """Every record of *kind* whose *index* holds *value*, in the index's order.

        The indexes of each kind are listed in ``storage/indexes.py``; a name that is not
        there raises ``KeyError``. The cost is that of the records found, never of the store.
        """
        ...

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, the latest day first, each made when it is asked for.

        Whoever needs but a few of many takes no more than these; nothing may be applied
        meanwhile. Which kinds have days is told by ``DAYS`` in ``storage/indexes.py``; another
        raises ``KeyError``.
        """
        ...

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """The records of *kind* that wait for a moment up to *until*, the earliest first.

        Of those the first *limit*, where one is given; the cost is that of the records answered.
        Which kinds wait, and for what, is told by ``DUES`` in ``storage/indexes.py``; another
        raises ``KeyError``. Where nothing is due it costs nothing.
        """
        ...

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*; only for kinds that stay few, never where a person waits."""
        ...

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        ...

    def names(self) -> Sequence[tuple[str, str]]:
        """Every (name or alias as written, counterpart id); the same object until one changes."""
        ...

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """Another value after every change of a record of *kinds*, and of this book alone.

        Whatever was made of all records of these kinds holds for as long as it stays the same.
        """
        ...

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """The records that answer *terms* in words, the best *most* of them first.

        What each kind is found by is told by ``storage/texts.py``.

        What is not *within* takes no part: not in the answer, nor in how the others are weighed.
        """
        ...


class Store(Book, Protocol):
    """Read and write: what the bot holds."""

    def learn(self, seconds: float) -> bool:
        """Take in words to be searched, for so long at most; whether none wait any more."""
        ...

    def apply(self, changes: Sequence[Change]) -> int:
        """Make every change or none, and let it be read at once; the answer is its ticket.

        Raises `Conflict` where a change no longer fits and `Unwritable` where the disk has
        refused. What was applied is on disk only after the next `flush`.
        """
        ...

    def flush(self, ticket: int | None = None) -> None:
        """Return once all that was applied before the call is on disk; from any thread.

        Raises `Unwritable` where it is not, and takes back from memory what was lost. Whoever
        shares the store with others hands in the *ticket* of their own `apply`: where it was
        taken back by another's failed flush, theirs raises `Unwritable` too.
        """
