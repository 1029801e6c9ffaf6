"""``/panic``: one word closes somebody's access everywhere; a second person opens it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Card,
    Line,
    Message,
    Outcome,
    Refusal,
    Reply,
    Text,
)
from handlers.desk import Desk
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import enrol as enrol_words
from handlers.words import guarding as words
from handlers.words import help as help_words
from handlers.words import people as people_words
from handlers.words.speech import Speech
from storage.records import Change, Latch, LinkCode, Member, removed


def panic(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """At once and unasked: whoever holds the phone from now on is a stranger here.

    The answer is the one that strangers get, so that it tells nothing to whoever reads along.
    """
    stranger = card(desk.say, desk.say(enrol_words.STRANGER))
    changes, news = closed(desk, words.PANIC_TOLD)
    return Outcome((Reply(message.place, stranger), *news), changes)


def closed(desk: Desk, sentence: str) -> tuple[tuple[Change, ...], tuple[Reply, ...]]:
    """What it takes to close the member's access, and what those who can open it are told."""
    me = desk.member
    changes: list[Change] = [Change(me, replace(me, active=False, closed_at=desk.now))]
    changes += map(removed, desk.book.find(LinkCode, "member", me.id))
    latch = desk.book.get(Latch, me.id)
    if latch is not None and latch.pin and latch.locked_at is None:
        shut = replace(latch, locked_at=desk.now, entered="", discreet=me.discreet)
        changes.append(Change(latch, shut))
    return tuple(changes), tuple(_news(sentence, desk))


def _news(sentence: str, desk: Desk) -> Iterator[Reply]:
    for other in desk.book.all(Member):
        if other.id == desk.member.id or not may(other, Action.REMOVE):
            continue
        say = Speech(other.language, other.zone)
        told = say(sentence, member=desk.member.name, moment=say.moment(desk.now))
        shown = say(words.PANIC_TOLD_QUIET) if other.discreet else told
        see = Button(say(words.PANIC_SEE), f"closed:{desk.member.id}")
        yield Reply(Address(MEMBER, other.id), card(say, shown, (), (see,)))


def shut(desk: Desk) -> list[Member]:
    """Whoever has closed their access, the latest first."""
    every = [one for one in desk.book.all(Member) if one.closed_at is not None and not one.active]
    return sorted(every, key=lambda one: one.closed_at or desk.now, reverse=True)


def reopen(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/reopen``, ``/reopen NAME``: who has closed it, and the question."""
    found = shut(desk)
    asked = " ".join(rest.split()).casefold().removeprefix("@")
    if asked:
        found = [
            one for one in found if asked in (one.name.casefold(), *one.name.casefold().split())
        ]
        if not found:
            raise Refusal(desk.say(people_words.NO_MEMBER, name=rest.strip()))
    if not found:
        return answered(message, card(desk.say, desk.say(words.NOBODY_CLOSED)))
    if len(found) == 1:
        return answered(message, _question(found[0], desk))
    buttons = [Button(one.name, f"closed:{one.id}") for one in found[:8]]
    return answered(message, card(desk.say, desk.say(words.CLOSED), (), buttons))


def _is_called(one: Member, asked: str) -> bool:
    name = one.name.casefold()
    return asked in (name, *name.split())


def shown(message: Message, desk: Desk, rest: str) -> Outcome:
    """[See]: since when, what to do first, and the question."""
    return answered(message, _question(_found(rest, desk), desk))


def _question(one: Member, desk: Desk) -> Card:
    say = desk.say
    since = say.moment(one.closed_at) if one.closed_at else ""
    buttons = (
        Button(say(words.REOPEN), f"reopen:{one.id}"),
        Button(say(people_words.NO_SHARE), "offerno:"),
    )
    parts = (
        Text(say(words.CLOSED_HOW)),
        Line(say(words.REOPEN_ASK, member=one.name), say(words.REOPEN_HOW)),
    )
    return card(say, say(words.CLOSED_TITLE, member=one.name, moment=since), parts, buttons)


def opened(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Open it again]: with [Undo]."""
    one = _found(rest, desk)
    change = Change(one, replace(one, active=True, closed_at=None))
    return saved(message, desk, (change,), desk.say(words.REOPENED, member=one.name))


def _found(id: str, desk: Desk) -> Member:
    one = desk.book.get(Member, id)
    if one is None or one.active or one.closed_at is None:
        raise Refusal(desk.say(help_words.STALE))
    if one.id == desk.member.id:
        raise Refusal(desk.say(words.NOT_YOU))
    return one


COMMANDS = {"panic": panic, "reopen": reopen}
PRESSES = {"closed": shown, "reopen": opened}
