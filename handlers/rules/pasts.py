"""What a record leaves behind beside itself, so that erasing it erases all of it."""

from __future__ import annotations

from collections.abc import Iterator

from storage.records import Agreement, Commitment, Record, Turn, Version
from storage.store import Book


def pasts(record: Record, book: Book) -> Iterator[Record]:
    """What an agreement or a promise said before it was changed, and each turn of a promise."""
    if isinstance(record, Agreement | Commitment):
        yield from book.find(Version, "of", record.id)
    if isinstance(record, Commitment):
        yield from book.find(Turn, "promise", record.id)
