"""[Note to the mandator]: what was refused three times over, drafted to be raised (row 16)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.chat import Button, Code, Message, Outcome, Refusal, Text
from handlers.connections import facts_text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.network.upward import known_over
from handlers.rules.obstacles import Obstacle, refused_by, same_as
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import nudges as nudge_words
from handlers.words import obstacles as words
from storage.records import Counterpart
from storage.records import Refusal as Refused

_TIMES, _OVER = 6, 3
"""Refusals and people that the note names at most."""
_TEXT = 160


def note(message: Message, desk: Desk, rest: str) -> Outcome:
    """A draft to copy; nothing is sent by us."""
    last = desk.book.get(Refused, rest)
    one = desk.book.get(Counterpart, last.counterpart) if last is not None else None
    found = refused_by((one.id,), desk.book) if one is not None else []
    here = next((other for other in found if other.id == rest), None)
    if one is None or here is None:
        raise Refusal(desk.say(help_words.STALE))
    say, text = desk.say, "\n".join(_lines(one, same_as(here, found), desk))
    shown = card(
        *(say, say(words.NOTE_TITLE)),
        (Code(text), Text(say(words.NOTE_HOW))),
        (Button(say(nudge_words.COPY), copy=text),),
    )
    return answered(message, shown)


def _lines(one: Counterpart, times: list[Obstacle], desk: Desk) -> Iterator[str]:
    say, name = desk.say, who.name_of(one)
    if role := who.role_of(one, desk):
        name = say(words.NOTE_ROLE, name=name, role=role)
    sort = say(words.SORTS[times[0].sort])
    yield say(words.NOTE_FIRST, name=name, n=len(times), sort=sort)
    for other in reversed(times[:_TIMES]):
        day = say.short_day(other.on)
        yield say(words.NOTE_LINE, day=day, text=short(other.text, _TEXT))
    yield _over(one, desk)
    yield say(words.NOTE_ASK)


def _over(one: Counterpart, desk: Desk) -> str:
    known = known_over(one, desk)[:_OVER]
    if not known:
        return desk.say(words.NOTE_NOBODY)
    told = (
        desk.say(words.NOTE_ROLE, name=who.label(other, desk), role=facts_text(other, desk))
        for other in known
    )
    return desk.say(words.NOTE_ABOVE, people=desk.say.list(told))


PRESSES = {"raise": note}
