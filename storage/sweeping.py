"""Files that no record refers to any more: left by a refused message, or by an erasing cut short.

A reference is the file's name anywhere in a record's text, however deep, so that no kind of record
has to be known here. Records change while they are looked through; what was written meanwhile is
read before anything is swept, so that a reference that moved is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from itertools import chain

from storage.blobs import NAME_SIZE
from storage.journal import JournalStorage
from storage.taken import TABLE
from storage.values import dataclass

_AT_ONCE = 32
"""Records that are read in one step."""

_RUN = re.compile(rb"[0-9a-f]{%d,}" % NAME_SIZE)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look through all records found."""

    journal: bytes
    """The id of the journal that was looked through."""
    end: int
    """How far it was written when the look began."""
    names: frozenset[str]
    """Files to which nothing referred."""

    def only(self, names: Set[str]) -> Look:
        """The same look, for those of its files only."""
        return replace(self, names=self.names & names)


def named_in(texts: Iterable[bytes]) -> Iterator[str]:
    """Everything in *texts* that could be a file's name."""
    for text in texts:
        for found in _RUN.finditer(text):
            run = found[0].decode()
            # A name may stand right behind other signs of its kind.
            for at in range(len(run) - NAME_SIZE + 1):
                yield run[at : at + NAME_SIZE]


def unclaimed(storage: JournalStorage, names: Set[str], pause: Callable[[], None]) -> Look:
    """A look for those of *names* to which no record on disk refers."""
    with storage.locks.flushing, storage.locks.lock:
        rows = storage.rows
        journal, end = rows.log.head.id, rows.log.end
        tables = {table: list(places) for table, places in rows.places.items() if table != TABLE}
    left = set(names)
    for table, numbers in tables.items():
        for start in range(0, len(numbers), _AT_ONCE):
            if not left:
                break
            left.difference_update(
                named_in(_texts(storage, table, numbers[start : start + _AT_ONCE]))
            )
            pause()
    return Look(journal, end, frozenset(left))


def _texts(storage: JournalStorage, table: str, numbers: list[int]) -> list[bytes]:
    """What rests on disk of those documents, without those that are gone since."""
    with storage.locks.lock:
        rows = (row for _, row in storage.rows.rows(table, numbers))
        return [row.text for row in rows if row.text is not None]


def still(storage: JournalStorage, look: Look) -> frozenset[str]:
    """Those of a look's files to which nothing refers now either; none where that is not known.

    What was written since is read, and so is what waits to be. Call it under both locks.
    """
    log = storage.rows.log
    if log.head.id != look.journal:
        return frozenset()
    written = (row for frame in log.frames(look.end) for _, row in storage.rows.opened(frame))
    rows = chain(written, storage.waiting)
    return look.names.difference(named_in(row.text for row in rows if row.text is not None))
