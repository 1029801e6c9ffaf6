"""``/brief NAME``: one screen before a meeting, the rest behind [More]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handlers import choosing, who
from handlers.briefing.sections import first, rest
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.promises import next_step
from handlers.showing import answered, card
from handlers.words import briefing as words
from handlers.words import common
from handlers.words import history as history_words
from storage.records import Counterpart

_LEAD = pattern(
    r"^(?:me\s+|moi\s+)?(?:(?:on|about|with|sur|sobre|de|con|عن|مع)\s+)?", re.IGNORECASE
)
"""What people write between the word and the name: "brief me on Yusuf"."""
SCREEN = 26
"""Lines of one phone screen."""


def brief(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/brief NAME``."""
    name = _LEAD.sub("", rest.strip())
    return choosing.for_named(
        message, desk, name, "brief", lambda one: answered(message, brief_card(one, desk))
    )


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Brief me], and [More] of it."""
    id, _, more = rest.partition(":")
    one = by_id(desk, id)
    return answered(message, rest_card(one, desk) if more else brief_card(one, desk))


def brief_card(one: Counterpart, desk: Desk, before: Iterable[Part] = ()) -> Card:
    """The first screen; *before*, or else what is fixed to happen next, stands above it."""
    before = tuple(before) or tuple(_next(one, desk))
    say, told = desk.say, list(first(one, desk))
    shown = _screen(told)
    more = len(shown) < len(told) or any(True for _ in rest(one, desk))
    buttons = [
        Button(say(history_words.TIMELINE), f"timeline:{one.id}:0"),
        Button(say(words.ABOUT_BUTTON), f"about:{one.id}"),
    ]
    if more:
        buttons.insert(0, Button(say(common.MORE), f"brief:{one.id}:more"))
    title = say(words.TITLE, name=who.name_of(one))
    return card(say, title, (*before, *shown), buttons, say(words.OBJECTIVE))


def _next(one: Counterpart, desk: Desk) -> Iterator[Part]:
    if step := next_step(one, desk):
        yield Line(desk.say(history_words.NEXT), step)


def screen(one: Counterpart, desk: Desk) -> list[Part]:
    """What stands on the first screen."""
    return _screen(list(first(one, desk)))


def rest_card(one: Counterpart, desk: Desk) -> Card:
    """What did not fit on the first screen."""
    say, told = desk.say, list(first(one, desk))
    left = (*told[len(_screen(told)) :], *rest(one, desk))
    shown = left or (Text(say(words.NOTHING)),)
    title = say(words.MORE_OF, name=who.name_of(one))
    return card(say, title, shown, (Button(say(common.BACK), f"brief:{one.id}"),))


def _screen(told: list[Part]) -> list[Part]:
    """As many parts as fit on one screen; a part is never cut."""
    lines = 0
    for at, part in enumerate(told):
        lines += 1 + len(part.values) if isinstance(part, Items) else 1
        if lines > SCREEN:
            return told[:at]
    return told


COMMANDS = {"brief": brief}
PRESSES = {"brief": pressed}
