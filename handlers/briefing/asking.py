"""``/ask NAME``: before a request, how far we are, who opens the door, what a yes costs them.

Never whether to ask, only what is on record for whoever does (PRACTICE rows 18, 19, 24, 51, 83).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers import choosing, who
from handlers.briefing.caution import door, risk
from handlers.briefing.common import ground
from handlers.briefing.sections import cost, limited
from handlers.briefing.stage import careful, stage
from handlers.chat import Button, Card, Line, Message, Outcome, Part, Text
from handlers.choosing import by_id, shortened
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading import grounds
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import briefing as briefing_words
from handlers.words import ground as words
from storage.records import Counterpart

FEW = 2
_FOR = pattern(
    r"\s+(?:for|to|about|pour|de|d['’]|par rapport à|para|por|sobre|من أجل|بخصوص|أن|عن)\s*",
    re.IGNORECASE,
)
"""What stands between whom we ask and what for."""


def ask(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/ask NAME``, and what for where it is told: "Yusuf for two permits"."""
    if not rest.strip():
        raise choosing.nobody_named(desk, "ask")
    name, what = rest.strip(), ""
    if not who.find(desk.book, name).exact and (cut := _FOR.search(name)) is not None:
        name, what = name[: cut.start()], name[cut.end() :]
    return _shown(message, desk, name, what)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """ "Can I ask Samer for two permits?"; ``None`` for all else, or about nobody known."""
    if message.forwarded or message.files:
        return None
    told = grounds.wishes(message.text)
    if told is None or not who.find(desk.book, told.about).offered:
        return None
    return _shown(message, desk, told.about, told.text)


def _shown(message: Message, desk: Desk, name: str, what: str) -> Outcome:
    one, question = choosing.found_or_asked(message, desk, name, "ask")
    return question or Outcome() if one is None else answered(message, ask_card(one, desk, what))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was meant."""
    return answered(message, ask_card(by_id(desk, rest), desk))


def ask_card(one: Counterpart, desk: Desk, what: str = "") -> Card:
    """What to weigh before asking *one* for *what*."""
    say = desk.say
    buttons = [Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}")]
    if may(desk.member, Action.WRITE):
        label = say(briefing_words.COST)
        buttons.insert(0, Button(label, f"aboutadd:{one.id}:risk"))
    title = say(words.ASK_TITLE, name=who.name_of(one))
    return card(say, title, tuple(_parts(one, what, desk)), buttons)


def _parts(one: Counterpart, what: str, desk: Desk) -> Iterator[Part]:
    say = desk.say
    if what:
        yield Line(say(words.ASK_WHAT), shortened(what))
    yield from door(one, desk)
    yield from stage(one, desk)
    yield from careful(one, desk)
    yield from risk(one, desk)
    yield from tuple(cost(one, desk)) or (Text(say(words.ASK_COST)),)
    yield from ground(one, FEW, desk)
    yield from limited(one, desk)


COMMANDS = {"ask": ask}
PRESSES = {"ask": pressed}
