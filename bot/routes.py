"""Finds the door of a member whom a handler wants to tell something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from handlers.chat import MEMBER, Address, Reply
from handlers.outage import AT_HAND
from storage.records import Identity, Member
from storage.store import Book

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def routed(replies: Iterable[Reply], book: Book) -> Iterator[Reply]:
    """*replies*, those for a member at that member's own place; who has none is told nothing."""
    for reply in replies:
        if reply.to.platform != MEMBER:
            yield reply
        elif place := home_of(reply.to.place, book):
            yield replace(reply, to=place)


def home_of(member_id: str, book: Book) -> Address | None:
    """Where an active member is written to first: the account they have had longest."""
    member = book.get(Member, member_id)
    if member is None or not member.active:
        return None
    known = [one for one in book.find(Identity, "member", member_id) if one.place]
    first = min(known, key=_order, default=None)
    return None if first is None else Address(first.id.partition(":")[0], first.place)


def _order(one: Identity) -> tuple[bool, datetime, str]:
    return one.id.startswith(f"{AT_HAND}:"), one.linked_at or _LONG_AGO, one.id
