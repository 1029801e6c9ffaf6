"""Whoever sits at this machine: known by the name they give, let in on their first line."""

from __future__ import annotations

from bot import ids
from bot.console import PLATFORM
from bot.handling import Clock
from handlers.words.speech import Speech
from storage.records import Change, Identity, Member, Role, added
from storage.store import Book

NOBODY = "Me"
"""What somebody is called who gave no name."""


def account_of(name: str) -> str:
    """The account of somebody called *name*: the same however it is typed."""
    return "-".join(name.casefold().split()) or "me"


def settling_in(book: Book, name: str, speech: Speech, clock: Clock) -> list[Change]:
    """The changes that let *name* in; none where they are known.

    Whoever comes first leads the team here; the others are negotiators.
    """
    name = " ".join(name.split())
    account = account_of(name)
    if book.get(Identity, f"{PLATFORM}:{account}") is not None:
        return []
    role = Role.NEGOTIATOR if book.count(Member) else Role.MANDATOR
    member = Member(
        ids.new_id(),
        name or NOBODY,
        role,
        speech.language,
        speech.zone,
        enrolled_at=clock(),
    )
    identity = Identity(f"{PLATFORM}:{account}", member.id, account, clock())
    return [added(member), added(identity)]
