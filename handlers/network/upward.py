"""Whom we know above or beside an office: where a harmful act can be taken back (row 12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers import choosing, hostile, who
from handlers.chat import Items, Message, Outcome, Part, Refusal, Reply, Text
from handlers.connections import facts_text, unit_text
from handlers.desk import Desk
from handlers.network.ends import End, named, organisation_named
from handlers.reading import ties as reading
from handlers.rules.network import above, alive, beside, people_at
from handlers.rules.network.structure import Unit, held
from handlers.showing import answered, card
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import Counterpart, Office, Organisation, Position

_NAMES = 10
"""People one answer may name (PRACTICE D19)."""


def over(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/above NAME``: who is above and beside, and how each stands towards us."""
    say = desk.say
    if not rest.strip():
        example = f"/above {say(words.EX_ABOVE)}"
        raise Refusal(say(people_words.HOW_TO_WRITE, example=example))
    end = named(rest, desk)
    name = choosing.shortened(end.text)
    acts = hostile.about(end.text, desk, *((end.unit.id,) if end.unit else ()))
    parts = (*over_parts(end, desk), *acts)
    if not parts:
        return answered(message, card(say, say(words.ABOVE_NONE, name=name), (_how(desk),)))
    return answered(message, card(say, say(words.ABOVE_TITLE, name=name), parts))


def asked(message: Message, desk: Desk, about: str) -> Outcome | None:
    """The same in words; ``None`` where *about* is nothing known."""
    end = named(about, desk)
    return over(message, desk, about) if end.known or end.role or end.place else None


def with_suggestion(noted: Outcome, message: Message, desk: Desk) -> Outcome:
    """What a note came to, and below it, where it tells of an act against us, whom we know above.

    Only a look at what is on record, never advice; nothing where nothing is known.
    """
    about = reading.acting(message.text)
    if not about or not message.private or message.files:
        return noted
    parts = tuple(over_parts(named(about, desk), desk))
    if not parts:
        return noted
    say = desk.say
    title = say(words.ABOVE_SUGGEST, name=choosing.shortened(about))
    shown = card(say, title, parts, (), say(words.ABOVE_HINT))
    return replace(noted, replies=(*noted.replies, Reply(message.place, shown)))


def _how(desk: Desk) -> Text:
    return Text(desk.say(words.ABOVE_NONE_HOW, example=desk.say(words.EX_ABOVE_TOLD)))


def over_parts(end: End, desk: Desk) -> Iterator[Part]:
    """Whom we know above and beside what stands at that end, and how each stands towards us."""
    left = _NAMES
    for id in _starts(end, desk):
        for label, units in (
            (words.OFFICE_ABOVE, above(id, desk.book)),
            (words.BESIDE, beside(id, desk.book)),
        ):
            lines = []
            for unit in units:
                people = _people(unit, desk)[:left]
                left -= len(people)
                lines.append(_line(unit, people, desk))
            if lines:
                yield Items(desk.say(label), tuple(lines[:_NAMES]))


def _starts(end: End, desk: Desk) -> Iterator[str]:
    """The ids of the offices and organisations that the words stand for."""
    unit = end.unit or organisation_named(end.text, desk)
    if unit is not None:
        yield unit.id
        return
    for one in end.people[:1] if end.sure else ():
        yield from _seats(one, desk)


def _seats(one: Counterpart, desk: Desk) -> Iterator[str]:
    """The ids of the offices that somebody holds, or of the organisations they belong to."""
    for position in desk.book.find(Position, "counterpart", one.id):
        if held(position, desk.today):
            offices = desk.book.find(Office, "name", position.title)
            there = [o.id for o in offices if o.organisation == position.organisation]
            yield from there or filter(None, (position.organisation,))


def known_over(one: Counterpart, desk: Desk) -> list[Counterpart]:
    """Whom we know above somebody or beside them, those above first."""
    units = [
        unit for id in _seats(one, desk) for unit in (*above(id, desk.book), *beside(id, desk.book))
    ]
    found = {other.id: other for unit in units for other in _people(unit, desk)}
    return [other for other in found.values() if other.id != one.id][:_NAMES]


def _people(unit: Unit, desk: Desk) -> list[Counterpart]:
    """Whom we know there: who holds the office, or the office at its head, else anybody."""
    ids = people_at(unit.id, desk.book, desk.today)
    if isinstance(unit, Organisation):
        taken = {
            id
            for office in desk.book.find(Office, "organisation", unit.id)
            for id in people_at(office.id, desk.book, desk.today)
        }
        ids = [id for id in ids if id not in taken]
    people = (alive(id, desk.book) for id in ids)
    return [one for one in people if one is not None]


def _line(unit: Unit, people: list[Counterpart], desk: Desk) -> str:
    say = desk.say
    told = [
        say(words.ABOVE_KNOWN, name=who.name_of(one), facts=facts_text(one, desk)) for one in people
    ]
    known = say.list(told) if told else say(words.ABOVE_NOBODY)
    return say(words.ABOVE_LINE, unit=unit_text(unit, desk), people=known)


COMMANDS = {"above": over}
