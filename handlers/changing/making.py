"""What a change at the other side comes to on record: roles that end and begin, shown first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import offices, who
from handlers.agreeing.showing import number_of
from handlers.chat import Button, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.promises import agreement_line
from handlers.proposing import Proposal, ask
from handlers.reading.moves import Move
from handlers.rules.agreeing import stands
from handlers.rules.network import living
from handlers.rules.open import latest_first
from handlers.words import changing as words
from handlers.words import ground as ground_words
from handlers.words import people as people_words
from storage.records import (
    Agreement,
    Bond,
    Change,
    Counterpart,
    Draft,
    Event,
    LifeEvent,
    Position,
    Tie,
    added,
)
from storage.values import dataclass

SHOWN = 5
AGAIN = 3
"""Agreements that have a button of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of *one* on *day*, and who or what came of it."""

    move: Move
    one: Counterpart
    day: date
    to: str = ""
    """The place or the role, in the words used."""
    successor: Counterpart | None = None
    words: str = ""
    """The whole message, so that it can be kept as a note instead."""


def propose(message: Message, desk: Desk, told: Told, *, spent: Draft | None = None) -> Outcome:
    """Show what *told* changes, and ask."""
    done = _done(told, desk)
    changes = tuple(_changes(told, desk))
    if not changes:
        raise Refusal(desk.say(words.NO_ROLE, name=who.name_of(told.one)))
    parts = (Text(done), *_parts(told, changes, desk))
    title = desk.say(words.SHALL_I)
    then = tuple(_then(told, desk))
    proposal = Proposal(title, done, parts, told.words, then=then)
    return ask(message, desk, changes, proposal, spent=spent)


def held(one: Counterpart, desk: Desk) -> list[Position]:
    """The roles they hold, the latest first."""
    kept = desk.book.find(Position, "counterpart", one.id)
    return sorted((p for p in kept if who.is_held(p, desk)), key=who.since, reverse=True)


def last_role(one: Counterpart, desk: Desk) -> Position | None:
    """The role they hold, else the one they held last."""
    kept = desk.book.find(Position, "counterpart", one.id)
    ended = sorted(kept, key=lambda p: (p.until or date.max, who.since(p)), reverse=True)
    return ended[0] if ended else None


def standing(one: Counterpart, desk: Desk) -> list[Agreement]:
    """What stands between them and us, the latest first."""
    made = latest_first(desk.book.find(Agreement, "counterpart", one.id))
    return [each for each in made if stands(each, desk.today)]


def _changes(told: Told, desk: Desk) -> Iterator[Change]:
    one, day = told.one, told.day
    if told.move is not Move.ROSE or told.to:
        yield from (Change(p, replace(p, until=day)) for p in held(one, desk))
    match told.move:
        case Move.REPLACED if told.successor is not None:
            yield from _succession(told, told.successor, desk)
        case Move.ROSE:
            title, _, place = told.to.replace("،", ",").partition(",")
            before = last_role(one, desk)
            known = before.organisation if before and not place.strip() else ""
            made = offices.position(one.id, title.strip(), place.strip(), desk, day)
            yield from (_kept_at(change, known) for change in made)
        case Move.MOVED:
            yield added(
                LifeEvent(desk.new_id(), one.id, desk.member.id, Event.TRANSFER, day, told.to)
            )
            if told.to and told.to not in one.areas:
                yield Change(one, replace(one, areas=(*one.areas, told.to)))
        case Move.DIED:
            yield Change(one, replace(one, died_on=day))
            yield from _condolences(told, desk)


def _kept_at(change: Change, organisation: str) -> Change:
    """A role named without its place is where the one before was."""
    after = change.after
    if organisation and isinstance(after, Position) and not after.organisation:
        return replace(change, after=replace(after, organisation=organisation))
    return change


def _succession(told: Told, successor: Counterpart, desk: Desk) -> Iterator[Change]:
    if desk.book.get(Counterpart, successor.id) is None:
        yield added(successor)
    role = last_role(told.one, desk)
    if role is None:
        return
    theirs = held(successor, desk)
    same = (role.title, role.organisation)
    if any((p.title, p.organisation) == same for p in theirs):
        return
    yield from (Change(p, replace(p, until=told.day)) for p in theirs)
    fresh = Position(desk.new_id(), successor.id, role.title, role.organisation, told.day)
    yield added(fresh)


def family(one: Counterpart, desk: Desk) -> list[Counterpart]:
    """Their kin on record."""
    kin = [tie for tie in desk.book.find(Tie, "counterpart", one.id) if tie.bond is Bond.KIN]
    ids = dict.fromkeys(tie.other if tie.counterpart == one.id else tie.counterpart for tie in kin)
    return [other for id in ids if (other := living(id, desk.book)) is not None]


def _condolences(told: Told, desk: Desk) -> Iterator[Change]:
    """A death in the family of everybody of their kin on record."""
    text = desk.say(words.FAMILY_DIED, name=who.name_of(told.one))
    for other in family(told.one, desk):
        yield added(LifeEvent(desk.new_id(), other.id, desk.member.id, Event.DEATH, told.day, text))


def _done(told: Told, desk: Desk) -> str:
    say, name = desk.say, who.name_of(told.one)
    match told.move:
        case Move.REPLACED if told.successor is not None:
            return say(words.REPLACED, name=name, successor=who.name_of(told.successor))
        case Move.MOVED if told.to:
            return say(words.MOVED, name=name, place=told.to)
        case Move.MOVED:
            return say(words.MOVED_AWAY, name=name)
        case Move.ROSE:
            return say(words.ROSE, name=name, role=told.to)
        case Move.DIED:
            return say(words.DIED, name=name)
    return say(words.LEFT, name=name)


def _parts(told: Told, changes: tuple[Change, ...], desk: Desk) -> Iterator[Part]:
    say = desk.say
    for change in changes:
        match change.before, change.after:
            case Position(), Position() as ended:
                yield Line(say(words.ENDS), _role_line(ended, told, changes, desk))
            case None, Position() as begun:
                yield Line(say(words.BEGINS), _role_line(begun, told, changes, desk))
            case None, Counterpart() as fresh:
                yield Text(say(words.NEW_PERSON, name=fresh.name))
    if told.move is Move.DIED:
        yield Text(say(words.NO_WORD, name=who.name_of(told.one)))
        if kin := tuple(who.name_of(other) for other in family(told.one, desk)):
            yield Items(say(words.FAMILY), kin[:SHOWN])
    if told.move is not Move.ROSE and (made := standing(told.one, desk)):
        lines = tuple(agreement_line(each, desk) for each in made[:SHOWN])
        yield Items(say(words.RECONFIRM), lines)


def _role_line(one: Position, told: Told, changes: tuple[Change, ...], desk: Desk) -> str:
    say, role = desk.say, who.position_text(one, desk)
    fresh = {c.subject.id: c.subject for c in changes}
    place = fresh.get(one.organisation)
    if place is not None:
        role = who.role_and_place(one.title, getattr(place, "name", ""), desk)
    if one.until is not None:
        role = say(people_words.UNTIL, role=role, day=say.short_day(one.until))
    elif one.since is not None:
        role = say(people_words.SINCE, role=role, day=say.short_day(one.since))
    person = told.one if one.counterpart == told.one.id else told.successor
    name = who.name_of(person) if person is not None else ""
    return say(words.PERSON_ROLE, name=name, role=role)


def _then(told: Told, desk: Desk) -> Iterator[Button]:
    """What may be done next: the successor's agreements, introduction; who follows; closer."""
    say, one = desk.say, told.one
    if told.successor is not None:
        for each in standing(one, desk)[:AGAIN]:
            label = say(words.AGAIN, number=number_of(each, desk))
            yield Button(label, f"{BELOW}:reagree:{each.id}:{told.successor.id}")
        yield Button(say(words.WHO_INTRODUCES), f"{BELOW}:introwho:{told.successor.id}")
        yield Button(say(ground_words.HELP_BUTTON), f"{BELOW}:aboutadd:{told.successor.id}:help")
        return
    if told.move is Move.ROSE:
        yield Button(say(words.CLOSER), f"{BELOW}:closer:{one.id}")
    if held(one, desk):
        yield Button(say(words.WHO_FOLLOWS), f"{BELOW}:follows:{one.id}")
    if told.move is Move.ROSE:
        yield Button(say(ground_words.HELP_BUTTON), f"{BELOW}:aboutadd:{one.id}:help")
