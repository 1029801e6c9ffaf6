"""One office: who holds it, who held it before, what stands above and below it."""

from __future__ import annotations

from handlers import choosing, who
from handlers.chat import Items, Line, Message, Outcome, Part, Refusal
from handlers.connections import unit_text
from handlers.desk import Desk
from handlers.network.ends import named, office_named
from handlers.rules.network import above, alive, holders
from handlers.rules.network.structure import below
from handlers.showing import answered, card
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import Office, Position

_SHOWN = 5


def office(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/office NAME``: who holds it, who held it before, and what stands above and below."""
    say = desk.say
    if not rest.strip():
        example = f"/office {say(words.EX_OFFICE)}"
        raise Refusal(say(people_words.HOW_TO_WRITE, example=example))
    found = named(rest, desk).unit
    one = found if isinstance(found, Office) else office_named(rest, desk)
    if one is None:
        raise Refusal(say(words.OFFICE_NONE, name=choosing.shortened(rest)))
    now = holders(one, desk.book, desk.today)
    names = [name for position in now if (name := _holder(position, desk))]
    parts: list[Part] = [
        Line(say(words.HELD_BY), say.list(names) if names else say(words.HELD_BY_NOBODY))
    ]
    gone = [p for p in holders(one, desk.book) if p not in now]
    if was := tuple(line for p in gone[:_SHOWN] if (line := _held_line(p, desk))):
        parts.append(Items(say(words.HELD_BEFORE), was))
    if over := tuple(unit_text(unit, desk) for unit in above(one.id, desk.book)[:_SHOWN]):
        parts.append(Items(say(words.OFFICE_ABOVE), over))
    if under := tuple(unit_text(unit, desk) for unit in below(one.id, desk.book)[:_SHOWN]):
        parts.append(Items(say(words.OFFICE_BELOW), under))
    return answered(message, card(say, unit_text(one, desk), parts))


def _holder(position: Position, desk: Desk) -> str:
    one = alive(position.counterpart, desk.book)
    return who.name_of(one) if one is not None else ""


def _held_line(position: Position, desk: Desk) -> str:
    name, say = _holder(position, desk), desk.say
    if not name or position.until is None:
        return name
    if position.since is None:
        return say(people_words.UNTIL, role=name, day=say.short_day(position.until))
    days = {"since": say.short_day(position.since), "until": say.short_day(position.until)}
    return say(people_words.FROM_TO, role=name, **days)


COMMANDS = {"office": office}
