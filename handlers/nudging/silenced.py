"""``/again``: what somebody asked not to be told again, and the way back for each of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers import who
from handlers.chat import Button, Items, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.rules.roles import Action, leads, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import silenced as words
from storage.records import Care, Change, Counterpart, Rhythm
from storage.values import dataclass

LOOK, CARE, ALL = "m", "c", "all"
"""What a button brings back: a look at one's whole work, something of one counterpart, it all."""
SHOWN = 10
"""Things, and so people, that one card names."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is not said: its reason, and of whom, where it is of somebody."""

    reason: str
    one: Counterpart | None = None
    care: Care | None = None


def again(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/again``: the list; what is about one's own work first."""
    say, kept = desk.say, _kept(desk)
    if not kept:
        parts: list[Part] = [Text(say(words.ADVICE))]
        return answered(message, card(say, say(words.NOTHING), parts))
    looks = tuple(_what(one, desk) for one in kept if one.one is None)
    parts = [Items(say(words.LOOKS), looks)] if looks else []
    names = dict.fromkeys(who.name_of(one.one) for one in kept if one.one is not None)
    for name in names:
        told = (one for one in kept if one.one is not None and who.name_of(one.one) == name)
        parts.append(Items(name, tuple(_what(one, desk) for one in told)))
    parts.append(Text(say(words.ADVICE)))
    return answered(message, card(say, say(words.TITLE), parts, tuple(_buttons(kept, desk))))


def _kept(desk: Desk) -> list[Kept]:
    return list(_all(desk))[:SHOWN]


def _all(desk: Desk) -> Iterator[Kept]:
    rhythm = desk.book.get(Rhythm, desk.member.id)
    if rhythm is not None:
        yield from (Kept(reason) for reason in dict.fromkeys(rhythm.never))
    for one in desk.book.all(Counterpart):
        care = desk.book.get(Care, one.id)
        if care is None or one.merged_into or one.died_on or not leads(desk.member, one):
            continue
        reasons = dict.fromkeys(told.partition(":")[0] for told in care.never)
        yield from (Kept(reason, one, care) for reason in reasons)


def _what(kept: Kept, desk: Desk) -> str:
    return desk.say(words.REASONS.get(kept.reason, words.OTHER))


def _named(kept: Kept, desk: Desk) -> str:
    what = _what(kept, desk)
    if kept.one is None:
        return what
    return desk.say(words.WITH, what=what, name=who.name_of(kept.one))


def _buttons(kept: Sequence[Kept], desk: Desk) -> Iterator[Button]:
    say = desk.say
    for one in kept:
        if one.one is None:
            yield Button(say(words.BACK, what=_named(one, desk)), f"again:{LOOK}:{one.reason}")
        elif may(desk.member, Action.WRITE):
            press = f"again:{CARE}:{one.one.id}:{one.reason}"
            yield Button(say(words.BACK, what=_named(one, desk)), press)
    if len(kept) > 1 and may(desk.member, Action.WRITE):
        yield Button(say(words.ALL_BACK), f"again:{ALL}")


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Again: …]: it is said again from now on, with [Undo]."""
    sort, _, told = rest.partition(":")
    id, _, reason = told.partition(":") if sort == CARE else ("", "", told)
    if sort != LOOK and not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    wanted = [
        one
        for one in _all(desk)
        if sort == ALL or (one.reason == reason and (one.one.id if one.one else "") == id)
    ]
    if not wanted:
        raise Refusal(desk.say(help_words.STALE))
    title = words.ALL_BROUGHT_BACK if sort == ALL else words.BROUGHT_BACK
    done = desk.say(title, what=_named(wanted[0], desk))
    return saved(message, desk, tuple(_changes(wanted, desk)), done)


def _changes(wanted: Sequence[Kept], desk: Desk) -> Iterator[Change]:
    """The habits and cares without what is wanted again, each changed once."""
    rhythm = desk.book.get(Rhythm, desk.member.id)
    own = {one.reason for one in wanted if one.one is None}
    if rhythm is not None and own:
        left = tuple(reason for reason in rhythm.never if reason not in own)
        yield Change(rhythm, replace(rhythm, never=left))
    cares = {one.care.id: one.care for one in wanted if one.care is not None}
    for id, care in cares.items():
        gone = {one.reason for one in wanted if one.care is not None and one.care.id == id}
        kept = tuple(told for told in care.never if told.partition(":")[0] not in gone)
        yield Change(care, replace(care, never=kept))


COMMANDS = {"again": again}
PRESSES = {"again": pressed}
