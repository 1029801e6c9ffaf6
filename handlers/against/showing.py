"""``/against``: the acts on record; one of them with its origin and how good that is."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import hostile
from handlers.chat import Button, Card, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.rules.incidents import incidents
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import against as words
from handlers.words import common, reasons
from handlers.words import help as help_words
from handlers.words import nudges as nudge_words
from storage.records import Incident

SHOWN = 5
"""Acts on one card: each may name two people (PRACTICE D19)."""


def seen(desk: Desk) -> list[Incident]:
    """All that the member sees, the latest first."""
    return incidents(desk.member.id, desk.book)


def listed(desk: Desk) -> Card:
    """The latest of them, each with a button of its own."""
    say, found = desk.say, seen(desk)
    if not found:
        return card(say, say(words.NONE), (Text(say(words.NONE_HOW)),))
    lines = hostile.lines(found[:SHOWN], desk)
    more = len(found) - len(lines)
    left = (say(nudge_words.AND_MORE, n=more),) if more > 0 else ()
    buttons = tuple(opener(one, desk) for one in found[:SHOWN])
    return card(say, say(words.TITLE), (Text("\n".join((*lines, *left))),), buttons)


def opener(one: Incident, desk: Desk, press: str = "deed") -> Button:
    """A button that names an act by its day and whose name it bears."""
    label = desk.say(words.OPEN, day=desk.say.short_day(one.on), by=hostile.by_text(one, desk))
    return Button(label, f"{press}:{one.id}")


def whole(one: Incident, desk: Desk) -> Card:
    """One act."""
    say = desk.say
    title = say(words.LINE, day=say.short_day(one.on), by=hostile.by_text(one, desk), text="")
    return card(
        say,
        title.rstrip(": \N{NO-BREAK SPACE}"),
        hostile.parts(one, desk),
        tuple(buttons(one, desk)),
    )


def buttons(one: Incident, desk: Desk) -> Iterator[Button]:
    """What may be said of it."""
    say = desk.say
    if may(desk.member, Action.WRITE):
        yield Button(say(words.WHERE_FROM), f"actfrom:{one.id}")
        yield Button(say(words.HOW_GOOD), f"actgood:{one.id}")
        yield Button(say(reasons.ERASE), f"deedgone:{one.id}")
    yield Button(say(common.BACK), "do:against")


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """An act was chosen."""
    return answered(message, whole(known(rest, desk), desk))


def known(id: str, desk: Desk) -> Incident:
    """The act of that id; refuses where the member sees none."""
    one = desk.book.get(Incident, id)
    if one is None:
        raise Refusal(desk.say(help_words.STALE))
    return one


PRESSES = {"deed": pressed}
