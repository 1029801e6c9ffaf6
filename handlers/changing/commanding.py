"""``/successor``, ``/left`` and ``/died``: a change at the other side, by command."""

from __future__ import annotations

from collections.abc import Callable

from handlers import choosing
from handlers.changing import making
from handlers.changing.hearing import Pending, go_on
from handlers.changing.making import Told
from handlers.chat import Message, Outcome, Refusal
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.drafting.dated import dated
from handlers.reading.moves import Move
from handlers.words import changing as words
from handlers.words import help as help_words
from storage.records import Counterpart


def replaced(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/successor X = SUCCESSOR since DAY``."""
    to, day = dated(value, message, desk)
    if not to.strip():
        example = f"/successor {desk.say(words.EX_REPLACED)}"
        raise Refusal(desk.say(words.UNREAD, example=example))
    asked = Pending(Move.REPLACED.value, to.strip(), (day or desk.today).isoformat(), one.id)
    return go_on(message, desk, asked, "")


def left(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/left X = PLACE since DAY``; the place may be left out: they lost their post."""
    to, day = dated(value, message, desk)
    move = Move.MOVED if to.strip() else Move.LEFT
    told = Told(move, one, day or desk.today, to.strip())
    return making.propose(message, desk, told)


def died(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/died X = DAY``."""
    _, day = dated(value, message, desk)
    return making.propose(message, desk, Told(Move.DIED, one, min(day or desk.today, desk.today)))


EDITS: dict[str, Edit] = {"successor": replaced, "left": left, "died": died}


def _command(name: str, edit: Edit, example: str) -> Callable[[Message, Desk, str], Outcome]:
    """A command about one person that may end with the name."""
    run = choosing.command(name, edit, example)

    def either(message: Message, desk: Desk, rest: str) -> Outcome:
        return run(message, desk, rest if "=" in rest or not rest.strip() else f"{rest} =")

    return either


COMMANDS = {
    "successor": choosing.command("successor", replaced, words.EX_REPLACED),
    "left": _command("left", left, words.EX_LEFT),
    "died": _command("died", died, help_words.EX_NAME),
}
