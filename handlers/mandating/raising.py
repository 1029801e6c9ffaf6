"""[Note to the mandator]: what was refused three times over, drafted to be raised (row 16)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import obstacles, who
from handlers.chat import Button, Code, Message, Outcome, Part, Refusal, Text
from handlers.connections import facts_text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.mandating.asking import put
from handlers.mandating.telling import mandators
from handlers.network.upward import known_over
from handlers.rules.obstacles import Obstacle, alongside, refused_by, same_as
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
    one, times = _times(rest, desk)
    text = "\n".join(_lines(one, times, desk, named=True))
    say = desk.say
    parts: list[Part] = [Code(text), Text(say(words.NOTE_HOW))]
    buttons: tuple[Button, ...] = ()
    if mandators(desk) and may(desk.member, Action.WRITE):
        buttons = (Button(say(mandate_words.ASK_MANDATOR), f"raised:{rest}"),)
    return answered(message, card(say, say(words.NOTE_TITLE), parts, buttons))


def put_up(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Ask mandator]: the note goes to the mandators without a name, and their answer comes back.

    Whoever of them sees the relation reads the name beside it.
    """
    one, times = _times(rest, desk)
    text = "\n".join(_lines(one, times, desk, named=False))
    made = Consultation(desk.new_id(), one.id, desk.member.id, text, "", desk.now)
    return put(made, message, desk)


def _times(id: str, desk: Desk) -> tuple[Counterpart, list[Obstacle]]:
    """Who refused it, and each time; refuses where that refusal is no more."""
    last = desk.book.get(Refused, id)
    one = desk.book.get(Counterpart, last.counterpart) if last is not None else None
    known = alongside(one.id, desk.book, desk.today) if one is not None else []
    found = refused_by(known, desk.book)
    here = next((other for other in found if other.id == id), None)
    if one is None or here is None:
        raise Refusal(desk.say(help_words.STALE))
    return one, same_as(here, found)


def _lines(one: Counterpart, times: list[Obstacle], desk: Desk, *, named: bool) -> Iterator[str]:
    say, name = desk.say, _called(one, times, desk, named=named)
    sort = say(words.SORTS[times[0].sort])
    yield say(words.NOTE_FIRST, name=name, n=len(times), sort=sort)
    for other in reversed(times[:_TIMES]):
        day = say.short_day(other.on)
        yield say(words.NOTE_LINE, day=day, text=short(other.text, _TEXT))
    yield _over(one, desk, named=named)
    yield say(words.NOTE_ASK)


def _called(one: Counterpart, times: list[Obstacle], desk: Desk, *, named: bool) -> str:
    """Who refused it: a person with their role, the role alone, or an organisation."""
    say, role = desk.say, who.role_of(one, desk)
    if len({other.counterpart for other in times}) > 1:
        return obstacles.whose(times, desk)
    if not named:
        return f"{role[:1].upper()}{role[1:]}" or say(words.NOTE_SOMEBODY)
    name = who.name_of(one)
    return say(words.NOTE_ROLE, name=name, role=role) if role else name


def _over(one: Counterpart, desk: Desk, *, named: bool) -> str:
    """Whom we know above and beside; without names, what they are."""
    say, known = desk.say, known_over(one, desk)[:_OVER]
    if named:
        told = [
            say(words.NOTE_ROLE, name=who.label(other, desk), role=facts_text(other, desk))
            for other in known
        ]
    else:
        told = [role for other in known if (role := who.role_of(other, desk))]
    people = say.list(dict.fromkeys(told))
    return say(words.NOTE_ABOVE, people=people) if told else say(words.NOTE_NOBODY)


READING = {"raise": note}
PRESSES = {**READING, "raised": put_up}
