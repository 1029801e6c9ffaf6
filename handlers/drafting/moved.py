"""What a change at the other side comes to on record: roles that end and begin, moves, deaths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import offices, who
from handlers.desk import Desk
from handlers.reading.moves import Move
from handlers.rules.agreeing import stands
from handlers.rules.network import living
from handlers.rules.open import latest_first
from handlers.words import changing as words
from handlers.words import people as people_words
from storage.records import (
    Agreement,
    Bond,
    Change,
    Counterpart,
    Event,
    LifeEvent,
    Position,
    Tie,
    added,
)
from storage.values import dataclass


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
    role: str = ""
    """The role that is followed in, as it was told; what is on record counts more."""


LONGEST_NAME = 120


def newcomer(name: str, desk: Desk) -> Counterpart:
    """Somebody new of that name, whose relation the member will lead."""
    name = name[:LONGEST_NAME]
    name = name[:1].upper() + name[1:]
    me = desk.member.id
    return Counterpart(desk.new_id(), name, me, known_since=desk.today, added_at=desk.now)


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


def changes(told: Told, desk: Desk) -> Iterator[Change]:
    """The roles that end and begin, and what is kept of a transfer or a death."""
    one, day = told.one, told.day
    if told.move is not Move.ROSE or told.to:
        yield from (Change(p, replace(p, until=day)) for p in held(one, desk))
    if told.successor is not None:
        yield from _succession(told, told.successor, desk)
    match told.move:
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
    title, place = (role.title, role.organisation) if role else (told.role, "")
    if not title:
        return
    theirs = held(successor, desk)
    if any((p.title, p.organisation) == (title, place) for p in theirs):
        return
    yield from (Change(p, replace(p, until=told.day)) for p in theirs)
    yield added(Position(desk.new_id(), successor.id, title, place, told.day))


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


def done(told: Told, desk: Desk) -> str:
    """What became of them, in a sentence, and who follows in another."""
    say, name = desk.say, who.name_of(told.one)
    left = say(_SENTENCES[told.move], name=name, role=told.to)
    if told.move is Move.MOVED and told.to:
        left = say(words.MOVED, name=name, place=told.to)
    if told.successor is None:
        return left
    follows = say(words.REPLACED, name=name, successor=who.name_of(told.successor))
    return follows if told.move is Move.REPLACED else f"{left} {follows}"


_SENTENCES = {
    Move.REPLACED: words.LEFT,
    Move.LEFT: words.LEFT,
    Move.MOVED: words.MOVED_AWAY,
    Move.ROSE: words.ROSE,
    Move.DIED: words.DIED,
}


def role_line(one: Position, told: Told, changes: tuple[Change, ...], desk: Desk) -> str:
    """Whose role it is, at which office, and since or until when."""
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
