"""Tells people that a platform may have thrown away what they wrote while we were away."""

from __future__ import annotations

from datetime import datetime

from handlers.chat import Address, Card, Reply
from handlers.words import faults
from handlers.words.speech import Speech
from storage.records import Identity, Member
from storage.store import Book


def missed(book: Book, platform: str, since: datetime, until: datetime) -> tuple[Reply, ...]:
    """A card for everybody we know on *platform*: what they wrote in that time may be lost.

    Telegram keeps what is written to a bot for a day (Bot API, getUpdates).
    """
    return tuple(
        _told(identity, member, since, until)
        for identity in book.all(Identity)
        if identity.id.startswith(f"{platform}:")
        and (member := book.get(Member, identity.member)) is not None
        and member.active
    )


def _told(identity: Identity, member: Member, since: datetime, until: datetime) -> Reply:
    platform, _, _ = identity.id.partition(":")
    say = Speech(member.language, member.zone)
    told = say(faults.GAP, since=say.moment(since), until=say.moment(until))
    return Reply(Address(platform, identity.place), Card(told, language=say.language), urgent=False)
