"""``/obstacles``: what was refused, month by month and by sort (PRACTICE row 3)."""

from __future__ import annotations

from dataclasses import replace

from handlers import obstacles
from handlers.chat import Button, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.network.overview import everybody
from handlers.reading.sorts import sort_of, sorts
from handlers.rules.incidents import incidents
from handlers.rules.obstacles import (
    WITHIN,
    Obstacle,
    done_by,
    in_month,
    latest_first,
    month_before,
    refused_by,
)
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card, page_start, paged
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import obstacles as words
from storage.records import Change, Incident
from storage.records import Refusal as Refused

MONTHS = 3
"""How many months are counted, this one among them."""
_AGAIN = 3
_TEXT, _LABEL = 90, 40
_PAGE = 10


def overview(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/obstacles``: this month and the two before, and what comes back again and again."""
    say, found = desk.say, _seen(desk)
    if not found:
        return answered(message, card(say, say(words.NONE), (Text(say(words.NONE_HOW)),)))
    first = desk.today.replace(day=1)
    parts: list[Part] = []
    for _ in range(MONTHS):
        here = in_month(found, first)
        told = say(words.MONTH, n=len(here), sorts=obstacles.sorts_text(here, desk))
        parts.append(Line(say.month(first), told if here else say(words.NO_MONTH)))
        first = month_before(first)
    since = desk.today - WITHIN
    if lines := obstacles.again_lines(found, since, desk)[:_AGAIN]:
        parts.append(Items(say(words.AGAIN), tuple(lines)))
    buttons = (Button(say(words.SHOW), "obstacles:0"),)
    return answered(message, card(say, say(words.TITLE), parts, buttons))


def _seen(desk: Desk) -> list[Obstacle]:
    refused = refused_by((one.id for one in everybody(desk)), desk.book)
    return latest_first([*refused, *done_by(incidents(desk.member.id, desk.book))])


def listed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Show them]: one by one, ten a page."""
    say, found = desk.say, _seen(desk)
    start = page_start(rest, len(found))
    buttons = [Button(say(common.BACK), "do:obstacles")]
    if may(desk.member, Action.WRITE):
        buttons.insert(0, Button(say(words.SORT_WRONG), f"obsort:{start}"))
    shown = paged(
        *(say, say(words.LIST), [(words.LATEST, found)], lambda one: _line(one, desk)),
        start=rest,
        press="obstacles:",
        buttons=buttons,
    )
    return answered(message, shown)


def _line(one: Obstacle, desk: Desk) -> str:
    return desk.say(
        words.LINE,
        day=desk.say.short_day(one.on),
        name=obstacles.name_of(one, desk),
        text=short(one.text, _TEXT),
        sort=desk.say(words.SORTS[one.sort]),
    )


def resort(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Another sort]: of which one, then which sort; kept with [Undo]."""
    say = desk.say
    about, _, sort = rest.partition(":")
    one = desk.book.get(Refused, about) or desk.book.get(Incident, about)
    if one is None and about.isdecimal():
        found = _seen(desk)
        start = page_start(about, len(found))
        there = found[start : start + _PAGE]
        buttons = [Button(short(o.text, _LABEL), f"obsort:{o.id}") for o in there]
        back = Button(say(common.BACK), f"obstacles:{start}")
        return answered(message, card(say, say(words.WHICH), (), (*buttons, back)))
    if one is None:
        raise Refusal(say(help_words.STALE))
    if sort not in sorts():
        buttons = [Button(say(words.SORTS[key]), f"obsort:{one.id}:{key}") for key in sorts()]
        back = Button(say(common.BACK), "obstacles:0")
        title = say(words.WHICH_SORT, text=short(one.text, _TEXT))
        return answered(message, card(say, title, (), (*buttons, back)))
    after = replace(one, sort="" if sort == sort_of(one.text) else sort)
    title = say(words.SORTED, sort=say(words.SORTS[sort]))
    return saved(message, desk, (Change(one, after),), title, (Text(one.text),))


def asked(message: Message, desk: Desk, about: str) -> Outcome | None:
    """The same in words."""
    return overview(message, desk)


COMMANDS = {"obstacles": overview}
READING = {"obstacles": listed}
PRESSES = {"obsort": resort}
