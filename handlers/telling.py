"""Tells colleagues, in their own chat and language, what somebody else did that concerns them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers import who
from handlers.chat import MEMBER, Address, Button, Reply
from handlers.desk import Desk
from handlers.rules.roles import sees
from handlers.showing import card
from handlers.words import direct as direct_words
from handlers.words import people as words
from handlers.words.speech import Speech
from storage.records import Change, Counterpart, Member, Policy, Record
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """What is said of a relation, and what may stand on a locked screen in its place."""

    told: str
    quiet: str


LEADS = News(words.TOLD_OWNER, words.TOLD_OWNER_QUIET)
DEPUTY = News(words.TOLD_DEPUTY, words.TOLD_DEPUTY_QUIET)
GONE = News(words.TOLD_GONE, words.TOLD_GONE_QUIET)
AWAY = News(words.NO_DEPUTY, words.TOLD_AWAY_QUIET)


def shared(changes: Iterable[Change], desk: Desk) -> tuple[Reply, ...]:
    """One message for every colleague to whom *changes* give, or from whom they take, a relation.

    Whoever made the changes knows, and is told nothing.
    """
    return tuple(
        told
        for change in changes
        if isinstance(change.before, Counterpart) and isinstance(change.after, Counterpart)
        for told in _told(change.before, change.after, desk)
    )


def decided(changes: Iterable[Change], desk: Desk) -> tuple[Reply, ...]:
    """One message for every colleague where *changes* switch direct delivery on or off.

    Everybody has a right to know; whoever did it knows, and is told nothing.
    """
    return tuple(
        _decision(member, on, desk)
        for change in changes
        if isinstance(change.subject, Policy)
        and (on := _direct(change.after)) is not _direct(change.before)
        for member in desk.book.all(Member)
        if member.active and member.id != desk.member.id
    )


def _direct(policy: Record | None) -> bool:
    return isinstance(policy, Policy) and policy.direct


def _decision(member: Member, on: bool, desk: Desk) -> Reply:
    say = Speech(member.language, member.zone)
    told = say(direct_words.TOLD_ON if on else direct_words.TOLD_OFF, member=desk.member.name)
    see = Button(say(direct_words.SEE), "do:direct")
    return Reply(Address(MEMBER, member.id), card(say, told, (), (see,)), urgent=False)


def stepped_away(one: Counterpart, desk: Desk) -> tuple[Reply, ...]:
    """Whoever leads the relation learns that a deputy has left it."""
    return tuple(_message(one, AWAY, desk.book.get(Member, one.owner), desk))


def _told(before: Counterpart, after: Counterpart, desk: Desk) -> Iterator[Reply]:
    people = dict.fromkeys((after.owner, *after.deputies, before.owner, *before.deputies))
    for id in people:
        news = _news(after, id)
        if id != desk.member.id and news is not _news(before, id):
            yield from _message(after, news, desk.book.get(Member, id), desk)


def _news(one: Counterpart, id: str) -> News:
    if one.owner == id:
        return LEADS
    return DEPUTY if id in one.deputies else GONE


def _message(one: Counterpart, news: News, member: Member | None, desk: Desk) -> Iterator[Reply]:
    """No name in what a lock screen may show, where they want none there: it is one press away."""
    if member is None or not member.active or member.id == desk.member.id:
        return
    say = Speech(member.language, member.zone)
    seen = Button(say(words.SHOW_WHO), f"person:{one.id}")
    buttons = (seen,) if sees(member, one) else ()
    told = say(news.told, member=desk.member.name, name=who.name_of(one))
    shown = card(say, say(news.quiet) if member.discreet else told, (), buttons)
    yield Reply(Address(MEMBER, member.id), shown, urgent=False)
