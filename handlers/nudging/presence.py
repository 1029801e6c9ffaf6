"""When and where a member was last heard of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.clocks import clock_of
from storage.records import Change, Member, Presence, added
from storage.store import Book


def seen(book: Book, member: Member, account: str, now: datetime) -> tuple[Change, ...]:
    """The change that notes that *member* wrote from *account*; none where that is known."""
    today = now.astimezone(clock_of(member.zone)).date()
    before = book.get(Presence, member.id)
    if before is None:
        return (added(Presence(member.id, today, account)),)
    lost = tuple(one for one in before.lost if one != account)
    after = replace(before, on=today, account=account, lost=lost)
    return () if after == before else (Change(before, after),)
