"""Two things that could have been meant, where it is not clear what somebody wants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from handlers import commands, who
from handlers.chat import PRESS_LIMIT, Button
from handlers.desk import Desk
from handlers.rules.roles import Action, may
from handlers.words import help as words
from storage.records import Counterpart

LOOKED_AT = 80
"""Signs of a message in which a name is looked for."""
SUGGESTED = 2

BELOW = "below"
"""The verb of a press whose answer stands below, so that the card it was on stays."""


def suggested(text: str, desk: Desk, about: str = "") -> tuple[Button, ...]:
    """Two buttons: who may be meant and what may be asked, else where everybody can begin.

    *about* is the id of somebody on record whom the text is known to name. Each answers below the
    card, which may hold words that still wait to be kept.
    """
    return tuple(islice(_likeliest(text, desk, about), SUGGESTED))


def _likeliest(text: str, desk: Desk, about: str) -> Iterator[Button]:
    say = desk.say
    known = desk.book.get(Counterpart, about) if about else None
    near = (known,) if known else who.find(desk.book, text[:LOOKED_AT], limit=1).offered
    if near:
        yield _button(say(words.HISTORY_OF, name=who.name_of(near[0])), f"history:{near[0].id}")
    command = commands.mentioned(text, desk.member)
    if command is not None and command.name not in ("help", "people"):
        yield _button(f"/{command.name}", f"do:{command.name}")
    yield _button(say(words.WHAT_I_CAN_DO), "do:help")
    if desk.book.names() or not may(desk.member, Action.WRITE):
        yield _button(say(words.MY_PEOPLE), "do:people")
    yield _button(say(words.RECORD), "do:log")


def _button(label: str, press: str) -> Button:
    below = f"{BELOW}:{press}"
    return Button(label, below if len(below.encode()) <= PRESS_LIMIT else press)
