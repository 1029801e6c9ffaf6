"""What is coming and why: ``/due``, ``/quiet``, ``/why``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers import choosing, who
from handlers.chat import Button, Card, Items, Message, Outcome, Part, Text
from handlers.desk import Desk
from handlers.nudging import looks, offering, quieting, titles
from handlers.nudging.over import is_over
from handlers.showing import answered, card
from handlers.words import nudges as words
from storage.records import Counterpart, Nudge, Reason, Stage

DAYS = timedelta(days=7)
SHOWN = 12
"""Lines of one list, so that it stays on a screen."""
OPENED = 4
"""Things that wait and have a button of their own."""
_SILENT = (*looks.LOOKS, Reason.LATE)


def due(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/due``: what waits for an answer, then the next seven days, day by day."""
    say = desk.say
    mine = [one for one in desk.book.find(Nudge, "member", desk.member.id) if telling(one)]
    waiting = [one for one in mine if waits(one, desk)]
    until = desk.now + DAYS
    coming = [one for one in mine if one.stage is Stage.PLANNED and one.due_at <= until]
    coming.sort(key=lambda one: (one.due_at, one.id))
    parts: list[Part] = []
    if waiting:
        lines = tuple(titles.named(one, desk) for one in waiting[:SHOWN])
        parts.append(Items(say(words.STILL_OPEN), lines))
    parts += _by_day(coming[:SHOWN], desk)
    title = say(words.DUE if coming else words.DUE_NOTHING)
    return answered(message, card(say, title, parts, _openers([*waiting, *coming], desk)))


def telling(one: Nudge) -> bool:
    """Whether it is a card of one thing, which can be answered."""
    return one.reason not in _SILENT


def waits(one: Nudge, desk: Desk) -> bool:
    """Whether it was said and nobody has answered yet."""
    return one.stage in (Stage.OWED, Stage.SENT) and not is_over(one, desk.book)


def _by_day(coming: list[Nudge], desk: Desk) -> Iterator[Part]:
    say = desk.say
    days: dict[date, list[str]] = {}
    for one in coming:
        here = one.due_at.astimezone(desk.zone)
        then = replace(desk, now=one.due_at)
        line = say(words.DUE_LINE, hour=say.hour(here.time()), what=titles.named(one, then))
        days.setdefault(here.date(), []).append(line)
    for day, lines in days.items():
        yield Items(say.day(day), tuple(lines))


def _openers(nudges: list[Nudge], desk: Desk) -> Iterator[Button]:
    """A button for the first few, by whom they are about."""
    first: dict[str, Nudge] = {}
    for one in nudges:
        first.setdefault(one.counterpart or one.id, one)
    for one in list(first.values())[:OPENED]:
        about = desk.book.get(Counterpart, one.counterpart) if one.counterpart else None
        label = who.name_of(about) if about else desk.say(words.SHOW)
        yield Button(label, f"nudge:show:{one.id}")


def quiet(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/quiet``: who has been quiet for longer than the person likes."""
    say = desk.say
    found = quieting.quiet(desk)
    lines = quieting.lines(desk, found)
    if not lines:
        return answered(message, card(say, say(words.QUIET_NOBODY)))
    more = (say(words.AND_MORE, n=len(lines) - SHOWN),) if len(lines) > SHOWN else ()
    parts = (Text("\n".join((*lines[:SHOWN], *more))),)
    buttons = tuple(Button(who.name_of(one), f"history:{one.id}") for one, _ in found[:OPENED])
    return answered(message, card(say, say(words.QUIET), parts, buttons))


def why(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/why NAME``: what will be said about somebody and when; without a name, the rules."""
    say = desk.say
    if not rest.strip():
        text = say(words.WHY_RULES, **offering.habits(desk))
        return answered(message, card(say, say(words.WHY_ALL), (Text(text),)))
    one, question = choosing.found_or_asked(message, desk, rest, "why")
    if one is None:
        return question or Outcome()
    return answered(message, _why_card(one, desk))


def why_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """The one who was meant was pressed."""
    return answered(message, _why_card(choosing.by_id(desk, rest), desk))


def _why_card(one: Counterpart, desk: Desk) -> Card:
    say = desk.say
    told = desk.book.find(Nudge, "counterpart", one.id)
    planned = sorted((n for n in told if n.stage is Stage.PLANNED), key=lambda nudge: nudge.due_at)
    if not planned:
        return card(say, say(words.WHY_NOTHING, name=who.name_of(one)))
    lines = "\n".join(
        say(
            words.WHY_LINE,
            moment=say.moment(n.due_at),
            what=titles.named(n, replace(desk, now=n.due_at)),
        )
        for n in planned[:SHOWN]
    )
    return card(say, say(words.WHY_ABOUT, name=who.name_of(one)), (Text(lines),))


COMMANDS = {"due": due, "quiet": quiet, "why": why}
PRESSES = {"why": why_pressed}
