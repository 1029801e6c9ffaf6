"""Who hears about a relation: its owner, or whoever stands in while the owner cannot."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.rules.hours import hours_of
from handlers.rules.roles import Action, may
from storage.records import Counterpart, Identity, Member, Presence
from storage.store import Book

SILENT = timedelta(days=7)
"""Without a word from the owner for so long, somebody who does write hears instead."""


def recipient(one: Counterpart, book: Book, now: datetime) -> Member | None:
    """The one member to tell about *one* now; ``None`` where nobody is left who could."""
    return next(iter(recipients(one, book, now)), None)


def recipients(one: Counterpart, book: Book, now: datetime) -> list[Member]:
    """Owner and deputies in the order in which they are to be told about *one* now."""
    people = [book.get(Member, id) for id in dict.fromkeys((one.owner, *one.deputies))]
    able = [who for who in people if who is not None and may(who, Action.READ)]
    here = [who for who in able if not hours_of(who, book).away(hours_of(who, book).today(now))]
    reached = [who for who in here if reachable(who.id, book)]
    heard = [who for who in reached if not _silent(who, book, now)]
    ordered = {who.id: who for who in (*heard, *reached, *here, *able)}
    return list(ordered.values())


def reachable(member: str, book: Book) -> bool:
    """Whether any of their accounts still takes what we send."""
    known = book.find(Identity, "member", member)
    seen = book.get(Presence, member)
    lost = seen.lost if seen else ()
    return any(one.id not in lost for one in known) or not known


def _silent(member: Member, book: Book, now: datetime) -> bool:
    seen = book.get(Presence, member.id)
    today = hours_of(member, book).today(now)
    return seen is not None and today - seen.on > SILENT
