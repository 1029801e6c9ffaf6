"""[Note to the mandator]: what was refused three times over, drafted to be raised (row 16)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.chat import Button, Code, Message, Outcome, Part, Refusal, Text
from handlers.connections import facts_text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.mandating.asking import put
from handlers.mandating.telling import mandators
from handlers.network.upward import known_over
from handlers.rules.obstacles import Obstacle, refused_by, same_as
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import mandate as mandate_words
from handlers.words import obstacles as words
from storage.records import Consultation, Counterpart
from storage.records import Refusal as Refused

_TIMES, _OVER = 6, 3
"""Refusals and people that the note names at most."""
_TEXT = 160


def note(message: Message, desk: Desk, rest: str) -> Outcome:
    """A draft to copy; nothing is sent by us."""
    _, text = _drafted(rest, desk)
    say = desk.say
    parts: list[Part] = [Code(text), Text(say(words.NOTE_HOW))]
    buttons: tuple[Button, ...] = ()
    if mandators(desk) and may(desk.member, Action.WRITE):
        buttons = (Button(say(mandate_words.ASK_MANDATOR), f"raised:{rest}"),)
    return answered(message, card(say, say(words.NOTE_TITLE), parts, buttons))


def put_up(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Ask mandator]: the note as it is goes to the mandators, and their answer comes back."""
    one, text = _drafted(rest, desk)
    return put(
        Consultation(desk.new_id(), one.id, desk.member.id, text, "", desk.now), message, desk
    )


def _drafted(id: str, desk: Desk) -> tuple[Counterpart, str]:
    """Who refused it, and the note; refuses where that refusal is no more."""
    last = desk.book.get(Refused, id)
    one = desk.book.get(Counterpart, last.counterpart) if last is not None else None
    found = refused_by((one.id,), desk.book) if one is not None else []
    here = next((other for other in found if other.id == id), None)
    if one is None or here is None:
        raise Refusal(desk.say(help_words.STALE))
    return one, "\n".join(_lines(one, same_as(here, found), desk))


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


READING = {"raise": note}
PRESSES = {**READING, "raised": put_up}
