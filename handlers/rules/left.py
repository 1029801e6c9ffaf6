"""Counterparts whose people have all left the team."""

from __future__ import annotations

from collections.abc import Iterator

from storage.records import Counterpart, Member
from storage.store import Book


def left_over(book: Book) -> Iterator[Counterpart]:
    """Everybody whom nobody on the team looks after any more."""
    for gone in book.all(Member):
        if not gone.active:
            for one in book.find(Counterpart, "owner", gone.id):
                if is_left_over(book, one):
                    yield one


def is_left_over(book: Book, counterpart: Counterpart) -> bool:
    """Whether neither who leads the relation nor any deputy is on the team."""
    people = (counterpart.owner, *counterpart.deputies)
    members = (book.get(Member, id) for id in people)
    return not any(member is not None and member.active for member in members)
