"""``/common NAME``: facts both accept, rules both hold to, and options, apart (row 36)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import choosing, who
from handlers.briefing import about
from handlers.briefing.profile import FIELDS, known, told
from handlers.chat import Button, Card, Items, Message, Outcome, Part, Refusal
from handlers.choosing import Edit, by_id
from handlers.desk import Desk
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import briefing as briefing_words
from handlers.words import ground as words
from handlers.words import help as help_words
from storage.records import Counterpart

KINDS = ("agreed_fact", "norm", "option")
"""What makes common ground: what is so, what ought to be, and what could be done."""
SHOWN = 8
_ADDS = {"agreed_fact": words.ADD_FACT, "norm": words.ADD_NORM, "option": words.ADD_OPTION}


def common(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/common NAME`` shows; ``/common NAME = fact: the bridge carries no trucks`` adds."""
    if not rest.strip():
        raise choosing.nobody_named(desk, "common")
    if "=" in rest:
        return _ADD(message, desk, rest)
    one, question = choosing.found_or_asked(message, desk, rest.strip(), "common")
    return question or Outcome() if one is None else answered(message, common_card(one, desk))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was meant."""
    return answered(message, common_card(by_id(desk, rest), desk))


def add(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``fact: the bridge carries no trucks``: under one of the three headings."""
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    if about.kind_of(value.partition(":")[0]) not in KINDS:
        buttons = tuple(_buttons(one, desk))
        return answered(message, card(desk.say, desk.say(briefing_words.NO_FIELD), (), buttons))
    return about.add(message, desk, one, value)


def common_card(one: Counterpart, desk: Desk) -> Card:
    """The three headings, each with what is on record or that nothing is."""
    say = desk.say
    nothing = (say(words.COMMON_NOTHING),)
    parts = tuple(
        Items(say(FIELDS[kind]), lines(one, kind, SHOWN, desk) or nothing) for kind in KINDS
    )
    buttons = [*_buttons(one, desk), Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}")]
    title = say(words.COMMON_TITLE, name=who.name_of(one))
    how = say(words.COMMON_HOW, example=say(words.EX_COMMON_TOLD))
    empty = not any(known(one, desk, kind) for kind in KINDS)
    return card(say, title, parts, buttons, how if empty else "")


def ground(one: Counterpart, most: int, desk: Desk) -> Iterator[Part]:
    """The same for a brief: only what is on record, *most* lines under each heading."""
    for kind in KINDS:
        if found := lines(one, kind, most, desk):
            yield Items(desk.say(FIELDS[kind]), found)


def lines(one: Counterpart, kind: str, most: int, desk: Desk) -> tuple[str, ...]:
    """What is on record of *kind*, the newest first, with its day and whose word it is."""
    return tuple(told(fact, desk) for fact in known(one, desk, kind)[:most])


def _buttons(one: Counterpart, desk: Desk) -> Iterator[Button]:
    if may(desk.member, Action.WRITE):
        for kind, label in _ADDS.items():
            yield Button(desk.say(label), f"aboutadd:{one.id}:{kind}")


EDITS: dict[str, Edit] = {"common": add}
_ADD = choosing.command("common", add, words.EX_COMMON)
COMMANDS = {"common": common}
PRESSES = {"common": pressed}
