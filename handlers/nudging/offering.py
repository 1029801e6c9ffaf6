"""A draft under a nudge: to copy, to open in the app they use, to have worded otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers import who
from handlers.chat import Button, Card, Code, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.drafts import LANGUAGES, REGISTERS
from handlers.nudging.texts import (
    NAMELESS,
    PLAIN,
    Choice,
    addressed,
    addressee,
    consoles,
    faith_of,
    out_of_place,
    text_of,
)
from handlers.observing.channels import open_in
from handlers.patterns import pattern
from handlers.preferences import LANGUAGE_NAMES, week_text
from handlers.rules.direct import writable
from handlers.rules.hours import hours_of
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import common, reasons
from handlers.words import direct as direct_words
from handlers.words import help as help_words
from handlers.words import nudges as words
from storage.records import Counterpart, Nudge, Reason

OPENS = 2
"""Links under a draft, at most."""
PRESS = "nd"
"""The verb of the buttons that word a draft otherwise; short, for ids of nudges are long."""
_ASK = "?"
"""Stands for the language where the person is to choose one."""
_TOLD = pattern(rf"([fwb])(\d)([mcn])?({'|'.join(LANGUAGES)}|\?)?")
_LETTERS = {"f": "formal", "w": "warm", "b": "brief"}
_LABELS = {"formal": reasons.MORE_FORMAL, "warm": reasons.WARMER, "brief": reasons.SHORTER}
_TURNS = 10


def card_of(nudge: Nudge, desk: Desk, choice: Choice | None = None) -> Card:
    """The draft with [Copy] and ways to open it; or why there is none for this."""
    say, choice = desk.say, choice or PLAIN
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    back = Button(say(common.BACK), f"nudge:show:{nudge.id}")
    held = out_of_place(nudge, one, desk) if one else ""
    text = "" if one is None or held else text_of(nudge, desk, choice)
    if one is None or not text:
        told = (Text(held),) if held else ()
        return card(say, say(words.NO_DRAFT), told, (back,))
    to = addressee(nudge, desk)
    name = addressed(nudge, desk)
    title = say(words.DRAFTED, name=who.name_of(to) if to else name)
    how = reasons.NAME_YOURSELF if name == NAMELESS else words.DRAFT_HOW
    buttons = (
        Button(say(words.COPY), copy=text),
        *(open_in(to, text, desk)[:OPENS] if to else ()),
        *send_now(nudge, desk, choice),
        Button(say(words.WROTE), f"nudge:wrote:{nudge.id}"),
        *_otherwise(nudge, one, choice, desk),
        back,
    )
    return card(say, title, (Code(text),), buttons, say(how))


def _otherwise(nudge: Nudge, one: Counterpart, choice: Choice, desk: Desk) -> Iterator[Button]:
    say = desk.say
    for register in REGISTERS:
        if register != choice.register:
            other = replace(choice, register=register)
            yield Button(say(_LABELS[register]), _press(other, nudge))
    if consoles(nudge, desk):
        now = choice.faith or faith_of(one, desk)
        for faith, label in reasons.FAITHS.items():
            if faith != now:
                yield Button(say(label), _press(replace(choice, faith=faith), nudge))
    again = replace(choice, turn=(choice.turn + 1) % _TURNS)
    yield Button(say(reasons.ANOTHER), _press(again, nudge))
    yield Button(say(reasons.OTHER_LANGUAGE), _press(replace(choice, language=_ASK), nudge))


def send_now(nudge: Nudge, desk: Desk, choice: Choice = PLAIN) -> tuple[Button, ...]:
    """[Send now], where the counterpart agreed to be written to from here and it is allowed.

    Whom the thanks of an introduction go to is somebody else, who agreed to nothing.
    """
    if nudge.reason is Reason.THANKS or not may(desk.member, Action.WRITE):
        return ()
    if writable(nudge.counterpart, desk.book) is None:
        return ()
    told = "" if choice == PLAIN else f"{_told(choice)}:"
    return (Button(desk.say(direct_words.SEND_NOW), f"sendnow:{told}{nudge.id}"),)


def picked(rest: str) -> tuple[Choice, str]:
    """How a draft was worded that is to be sent, and the id of its nudge."""
    told, _, id = rest.partition(":")
    found = _TOLD.fullmatch(told)
    return (_choice(found), id) if found else (PLAIN, rest)


def _told(choice: Choice) -> str:
    return f"{choice.register[0]}{choice.turn}{choice.faith[:1]}{choice.language}"


def _choice(found: re.Match[str]) -> Choice:
    faith = next((one for one in reasons.FAITHS if one[0] == found[3]), "")
    return Choice(_LETTERS[found[1]], int(found[2]), found[4] or "", faith)


def _press(choice: Choice, nudge: Nudge) -> str:
    return f"{PRESS}:{_told(choice)}:{nudge.id}"


def chosen(nudge: Nudge, told: str, message: Message, desk: Desk) -> Outcome:
    """[Warmer], [Shorter], [Another wording], or a language."""
    found = _TOLD.fullmatch(told)
    if found is None:
        raise Refusal(desk.say(help_words.STALE))
    choice = _choice(found)
    if choice.language != _ASK:
        return answered(message, card_of(nudge, desk, choice))
    buttons = (
        Button(LANGUAGE_NAMES[code], _press(replace(choice, language=code), nudge))
        for code in LANGUAGES
    )
    return answered(message, card(desk.say, desk.say(reasons.WHICH_LANGUAGE), (), buttons))


def habits(desk: Desk) -> dict[str, str | int]:
    """The member's hours, week and number a day, as the rules are explained with them."""
    say, hours = desk.say, hours_of(desk.member, desk.book)
    start, end = say.hour(hours.rhythm.quiet_to), say.hour(hours.rhythm.quiet_from)
    between = say(words.HOURS_FROM_TO, start=start, end=end)
    return {"hours": between, "week": week_text(desk.member.week, say), "n": hours.rhythm.cap}
