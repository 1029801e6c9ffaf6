"""Tells people what they must know of our own troubles: what was missed, what cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handlers.chat import MEMBER, Address, Card, Reply
from handlers.rules.roles import Action, may
from handlers.words import faults
from handlers.words.speech import Speech
from storage.records import Identity, Member
from storage.store import Book

AT_HAND = "console"
"""The platform that is there only while somebody sits before it."""


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


def refusing(book: Book) -> tuple[Reply, ...]:
    """A card for everybody who leads the team: nothing can be kept, and who could help."""
    return _to_leading(book, faults.REFUSING)


def stopped(book: Book) -> tuple[Reply, ...]:
    """A card for everybody who leads the team: what is due could not be looked at."""
    return _to_leading(book, faults.REMINDERS_STOPPED)


def _to_leading(book: Book, sentence: str) -> tuple[Reply, ...]:
    return tuple(
        Reply(Address(MEMBER, one.id), Card(say(sentence), language=say.language))
        for one in leading(book)
        for say in (Speech(one.language, one.zone),)
    )


def leading(book: Book) -> Iterator[Member]:
    """Everybody who leads the team."""
    return (one for one in book.all(Member) if one.active and may(one, Action.INVITE))


def locked_out(book: Book, platform: str) -> tuple[Reply, ...]:
    """A card for everybody who leads the team, on another platform: this one refuses our token."""
    told = []
    for one in leading(book):
        elsewhere = (
            identity
            for identity in book.find(Identity, "member", one.id)
            if identity.place and not identity.id.startswith((f"{platform}:", f"{AT_HAND}:"))
        )
        if (place := next(elsewhere, None)) is not None:
            say = Speech(one.language, one.zone)
            words = say(faults.LOCKED_OUT, platform=platform.capitalize())
            there = Address(place.id.partition(":")[0], place.place)
            told.append(Reply(there, Card(words, language=say.language)))
    return tuple(told)


def not_kept(member: Member, place: Address) -> Reply:
    """A card for somebody whose message could not be kept yet; the platform sends it again."""
    say = Speech(member.language, member.zone)
    return Reply(place, Card(say(faults.NOT_YET_KEPT), language=say.language))


def _told(identity: Identity, member: Member, since: datetime, until: datetime) -> Reply:
    platform, _, _ = identity.id.partition(":")
    say = Speech(member.language, member.zone)
    told = say(faults.GAP, since=say.moment(since), until=say.moment(until))
    return Reply(Address(platform, identity.place), Card(told, language=say.language), urgent=False)
