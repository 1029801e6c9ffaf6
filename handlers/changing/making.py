"""What a change at the other side comes to, shown before it is made."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.agreeing.showing import number_of
from handlers.chat import Button, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.moved import (
    Told,
    changes,
    done,
    family,
    held,
    last_role,
    role_line,
    standing,
)
from handlers.nearby import BELOW
from handlers.promises import agreement_line
from handlers.proposing import Proposal, ask
from handlers.reading.moves import Move
from handlers.words import changing as words
from handlers.words import ground as ground_words
from storage.records import Change, Counterpart, Draft, Position

__all__ = ["AGAIN", "SHOWN", "Told", "held", "last_role", "propose", "standing"]

SHOWN = 5
AGAIN = 3
"""Agreements that have a button of their own."""


def propose(message: Message, desk: Desk, told: Told, *, spent: Draft | None = None) -> Outcome:
    """Show what *told* changes, and ask."""
    said = done(told, desk)
    made = tuple(changes(told, desk))
    if not made:
        raise Refusal(desk.say(words.NO_ROLE, name=who.name_of(told.one)))
    parts = (Text(said), *_parts(told, made, desk))
    title = desk.say(words.SHALL_I)
    then = tuple(_then(told, desk))
    proposal = Proposal(title, said, parts, told.words, then=then)
    return ask(message, desk, made, proposal, spent=spent)


def _parts(told: Told, made: tuple[Change, ...], desk: Desk) -> Iterator[Part]:
    say = desk.say
    for change in made:
        match change.before, change.after:
            case Position(), Position() as ended:
                yield Line(say(words.ENDS), role_line(ended, told, made, desk))
            case None, Position() as begun:
                yield Line(say(words.BEGINS), role_line(begun, told, made, desk))
            case None, Counterpart() as fresh:
                yield Text(say(words.NEW_PERSON, name=fresh.name))
    if told.move is Move.DIED:
        yield Text(say(words.NO_WORD, name=who.name_of(told.one)))
        if kin := tuple(who.name_of(other) for other in family(told.one, desk)):
            yield Items(say(words.FAMILY), kin[:SHOWN])
    if told.move is not Move.ROSE and (terms := standing(told.one, desk)):
        lines = tuple(agreement_line(each, desk) for each in terms[:SHOWN])
        yield Items(say(words.RECONFIRM), lines)


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
