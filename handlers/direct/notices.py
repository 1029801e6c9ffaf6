"""The few cards a counterpart is ever shown, and how whoever leads the relation is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from handlers import privacy, who
from handlers.chat import MEMBER, Address, Button, Card, Message, Part, Reply, Text
from handlers.reached import account_of
from handlers.rules.recipients import recipient
from handlers.rules.roles import Action, may
from handlers.showing import card
from handlers.words import direct as words
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech, language_of
from storage.records import Correspondent, Counterpart, Member
from storage.store import Book
from storage.values import dataclass

AGREE, LEAVE = "direct:agree", "direct:leave"
"""What the two buttons under the notice carry."""


@dataclass(frozen=True, slots=True)
class News:
    """What an owner is told of a counterpart, and what may stand on a locked screen instead."""

    told: str
    quiet: str


JOINED = News(words.JOINED, words.JOINED_QUIET)
GONE = News(words.GONE, words.GONE_QUIET)
UNLED = News(words.UNLED, words.UNLED_QUIET)


def language_for(one: Counterpart, hint: str) -> str:
    """The language of the record where it is one of ours, else what their app speaks."""
    return one.language if one.language in LANGUAGES else language_of(hint)


def guest(message: Message, shown: Card) -> Reply:
    """*shown* to a counterpart: below what they wrote, with nothing of ours around it."""
    return Reply(message.place, shown, guest=True)


def constant(message: Message, language: str, sentence: str) -> Reply:
    """One of the constant sentences, to the counterpart who wrote."""
    say = Speech(language)
    return guest(message, card(say, say(sentence)))


def notice(message: Message, member: Member, language: str) -> Reply:
    """Who invites them, what will come, who can read it, and how to leave: they must agree."""
    say = Speech(language)
    name = member.name
    told = (
        say(words.NOTICE_WHAT, member=name),
        say(privacy.carrier(message.place.platform)),
        say(words.NOTICE_ANSWERS),
        say(words.NOTICE_LEAVE),
    )
    buttons = (Button(say(words.AGREE), AGREE), Button(say(words.DECLINE), LEAVE))
    shown = card(
        *(say, say(words.NOTICE, member=name), map(Text, told), buttons, say(words.NOTICE_UNTIL))
    )
    return guest(message, shown)


def to_leader(  # noqa: PLR0913  # What is told, and with what below it.
    one: Counterpart,
    book: Book,
    now: datetime,
    news: News,
    *,
    parts: Iterable[str] = (),
    buttons: Iterable[tuple[str, str]] = (),
    correspondent: Correspondent | None = None,
) -> Iterator[Reply]:
    """*news* to whoever leads the relation now, or stands in: without a name where they want none.

    *parts* are sentences below it, and *buttons* labels with what they carry; both are in words
    that are still to be said in their language.
    """
    member = recipient(one, book, now)
    if member is None:
        return
    say = Speech(member.language, member.zone)
    show = Button(say(words.SHOW), f"person:{one.id}")
    told: tuple[Part, ...] = tuple(Text(say(part)) for part in parts)
    if member.discreet:
        yield to_member(member, card(say, say(news.quiet), told, (show,)))
        return
    below = (*(Button(say(label), press) for label, press in buttons), show)
    account = account_of(correspondent, one, say) if correspondent else ""
    title = say(news.told, name=who.name_of(one), account=account)
    yield to_member(member, card(say, title, told, below))


def to_those_who_name(one: Counterpart, book: Book) -> Iterator[Reply]:
    """Where nobody leads the relation, those who can name somebody: that they wrote, not what."""
    for member in book.all(Member):
        if may(member, Action.INVITE):
            say = Speech(member.language, member.zone)
            title = say(UNLED.told, name=who.name_of(one))
            shown = card(say, say(UNLED.quiet) if member.discreet else title)
            show = (Button(say(words.SHOW), f"person:{one.id}"),)
            yield to_member(member, replace(shown, buttons=show))


def to_member(member: Member, shown: Card) -> Reply:
    """*shown* to a member, wherever they are, when there is room for it."""
    return Reply(Address(MEMBER, member.id), shown, urgent=False)
