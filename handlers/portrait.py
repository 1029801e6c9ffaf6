"""The card of one person: who they are, who leads, since when, and how much is on record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from handlers import connections, reached, who
from handlers.chat import Button, Card, Items, Line, Part, Text
from handlers.desk import Desk
from handlers.rules.meetings import contacts_with
from handlers.rules.open import is_open
from handlers.showing import card
from handlers.words import briefing as briefing_words
from handlers.words import changing as changing_words
from handlers.words import direct as direct_words
from handlers.words import history as history_words
from handlers.words import network as network_words
from handlers.words import people as words
from storage.records import Agreement, Commitment, Counterpart, Member, Position

MOST_TIES = 6
"""Ties on one card: with the person, the introducer and the team, ten names at most."""


def person_card(one: Counterpart, desk: Desk) -> Card:
    """All of it, short; what is unknown is left out."""
    say = desk.say
    buttons = (
        Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}"),
        Button(say(words.HISTORY), f"history:{one.id}"),
        Button(say(history_words.PROMISES), f"promises:{one.id}"),
        Button(say(history_words.AGREEMENTS), f"agreements:{one.id}"),
        *reached.buttons(one, desk),
    )
    return card(say, who.name_of(one), tuple(_parts(one, desk)), buttons)


def _parts(one: Counterpart, desk: Desk) -> Iterator[Part]:
    say = desk.say
    if one.aliases and not one.code_name:
        yield Line(say(words.ALSO_KNOWN_AS), say.list(one.aliases))
    yield from _roles(one, desk)
    yield Line(say(words.LEADS), member_name(one.owner, desk))
    if one.deputies:
        names = (member_name(id, desk) for id in one.deputies)
        yield Line(say(words.STANDS_IN), say.list(names))
    if introducer := _introducer(one, desk):
        yield Line(say(words.INTRODUCED_BY), introducer)
    yield from _standing(one, desk)
    if one.known_since:
        yield Line(say(words.KNOWN_SINCE), say.short_day(one.known_since))
    yield Line(say(words.LAST), who.last_contact_day(one, desk))
    if counts := _counts(one, desk):
        yield Line(say(words.KEPT), say.list(counts))
    if state := reached.state(one, desk):
        yield Line(say(direct_words.STATE), state)
    if _is_left(one, desk):
        yield Text(say(words.NOBODY_LEADS))


def _standing(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """How they stand, whom they are joined to, and where they decide."""
    for label, told in connections.stances(one, desk):
        yield Line(label, told)
    if ties := tuple(islice(connections.ties_lines(one, desk), MOST_TIES)):
        yield Items(desk.say(network_words.TIES), ties)
    if one.areas:
        yield Line(desk.say(network_words.AREAS), desk.say.list(one.areas))


def _roles(one: Counterpart, desk: Desk) -> Iterator[Part]:
    say = desk.say
    if one.died_on:
        yield Line(say(changing_words.DIED_ON), say.short_day(one.died_on))
    kept = sorted(desk.book.find(Position, "counterpart", one.id), key=who.since, reverse=True)
    earlier = []
    for position in kept:
        text = role_text(position, desk)
        if who.is_held(position, desk):
            yield Line(say(words.ROLE), text)
        else:
            earlier.append(text)
    if earlier:
        yield Items(say(words.EARLIER_ROLES), tuple(earlier))


def role_text(position: Position, desk: Desk) -> str:
    """A role with the days it was held, as far as they are known."""
    say = desk.say
    role = who.position_text(position, desk)
    if position.since and position.until:
        days = {"since": say.short_day(position.since), "until": say.short_day(position.until)}
        return say(words.FROM_TO, role=role, **days)
    if position.until:
        return say(words.UNTIL, role=role, day=say.short_day(position.until))
    if position.since:
        return say(words.SINCE, role=role, day=say.short_day(position.since))
    return role


def member_name(id: str, desk: Desk) -> str:
    """A colleague's name as cards show it."""
    member = desk.book.get(Member, id)
    if id == desk.member.id:
        return desk.say(words.YOU)
    if member is None:
        return desk.say(words.SOMEBODY)
    return member.name if member.active else desk.say(words.LEFT_TEAM, name=member.name)


def _introducer(one: Counterpart, desk: Desk) -> str:
    by = desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None
    return who.name_of(by) if by else one.introducer


def _counts(one: Counterpart, desk: Desk) -> list[str]:
    say, book = desk.say, desk.book
    open_ = sum(is_open(promise) for promise in book.find(Commitment, "counterpart", one.id))
    counted = (
        (words.MEETINGS, len(contacts_with(one.id, book))),
        (words.AGREEMENTS, len(book.find(Agreement, "counterpart", one.id))),
        (words.PROMISES, open_),
    )
    return [say(sentence, n=n) for sentence, n in counted if n]


def _is_left(one: Counterpart, desk: Desk) -> bool:
    owner = desk.book.get(Member, one.owner)
    return owner is None or not owner.active
