"""Pictures of the network and of time with one person, on a press or in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import choosing
from handlers.chat import Button, Message, Outcome, Picture, Refusal, Reply
from handlers.desk import Desk
from handlers.showing import card
from handlers.words import help as help_words
from handlers.words import network as network_words
from handlers.words import pictures as words

if TYPE_CHECKING:
    from handlers.pictures.drawn import Drawn

FILE = "f"
"""What a press ends with that asks for the SVG itself."""


def picture(message: Message, desk: Desk, rest: str) -> Outcome:
    """A press ``sort:id``, and ``:f`` where the file is wanted: the picture, below the card."""
    # Weeks may pass until somebody wants to see one, and drawing takes longer than loading this.
    from handlers.pictures.drawn import SORTS  # noqa: PLC0415

    sort, _, more = rest.partition(":")
    id, _, form = more.partition(":")
    draw = SORTS.get(sort)
    if draw is None:
        raise Refusal(desk.say(help_words.STALE))
    return _shown(message, desk, draw(desk, id), f"picture:{sort}:{id}", as_file=form == FILE)


def draw(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/picture`` of everybody, ``/picture NAME`` of what is around somebody."""
    if not rest.strip():
        return picture(message, desk, "n:")
    one, question = choosing.found_or_asked(message, desk, rest, "picture:p")
    return picture(message, desk, f"p:{one.id}") if one is not None else question or Outcome()


def _shown(message: Message, desk: Desk, drawn: Drawn, press: str, *, as_file: bool) -> Outcome:
    say = desk.say
    buttons = () if as_file else (Button(say(network_words.PICTURE_FILE), f"{press}:{FILE}"),)
    shown = card(say, drawn.title, (), buttons, say(words.CARE))
    made = Picture(drawn.svg, drawn.name, as_file, drawn.about)
    return Outcome((Reply(message.place, shown, picture=made),))


PRESSES = {"picture": picture}
COMMANDS = {"picture": draw}
