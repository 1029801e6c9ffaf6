"""``/plan``: both plans in short; ``/plan strategic``: one of them whole."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.planned import whom_lines
from handlers.proposing import unasked
from handlers.rules.plans import people_in, plan_of
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import plans as words
from storage.records import Level, LevelPlan

TOPIC = "plan"
"""What a dialogue is about while we wait for a part of a plan."""
BOTH = (Level.STRATEGIC, Level.TACTICAL)


def overview(desk: Desk) -> Card:
    """Both levels, each with what is set."""
    say = desk.say
    parts = [Line(say(words.TITLES[level.value]), _short(level, desk)) for level in BOTH]
    buttons = [Button(say(words.TITLES[level.value]), f"plan:{level.value}") for level in BOTH]
    return card(say, say(words.TITLE), parts, buttons)


def _short(level: Level, desk: Desk) -> str:
    plan = plan_of(desk.member.id, level, desk.book)
    if plan is None or not plan.objective:
        return desk.say(words.EMPTY)
    names = [who.name_of(one) for one in people_in(plan, desk.book)]
    return desk.say.joined([plan.objective, *([desk.say.list(names)] if names else [])])


def whole(level: Level, desk: Desk) -> Card:
    """One plan, and what may be set."""
    say, plan = desk.say, plan_of(desk.member.id, level, desk.book)
    title = say(words.TITLES[level.value])
    return card(say, title, tuple(parts_of(level, plan, desk)), tuple(_buttons(level, plan, desk)))


def parts_of(level: Level, plan: LevelPlan | None, desk: Desk) -> Iterator[Part]:
    """What it says, with the day it was last changed; whom, and when each is next met."""
    say = desk.say
    if plan is None:
        yield Text(say(words.LEVELS[level.value]))
        yield Text(say(words.EMPTY))
        return
    if plan.objective:
        told = say(words.SET_ON, text=plan.objective, day=say.short_day(plan.set_on))
        yield Line(say(words.OBJECTIVE), told)
    if plan.purpose:
        yield Line(say(words.PURPOSE), plan.purpose)
    lines = whom_lines(plan, desk)
    yield Items(say(words.WHOM), tuple(lines) or (say(words.NOBODY),))
    people = people_in(plan, desk.book)
    if people and may(desk.member, Action.WRITE):
        yield Text(say(words.HOW_NEXT, name=who.name_of(people[0])))


def _buttons(level: Level, plan: LevelPlan | None, desk: Desk) -> Iterator[Button]:
    say = desk.say
    if may(desk.member, Action.WRITE):
        yield Button(say(words.SET_OBJECTIVE), f"planset:{level.value}:objective")
        if plan is not None:
            yield Button(say(words.SET_WHOM), f"planset:{level.value}:whom")
        if plan is not None and level is Level.STRATEGIC:
            yield Button(say(words.SET_PURPOSE), f"planset:{level.value}:purpose")
        if plan is not None:
            yield Button(say(words.LET_GO), f"planset:{level.value}:end")
    yield Button(say(common.BACK), "plan:")


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Strategic plan], [Tactical plan] and [Back]."""
    if not rest:
        return unasked(answered(message, overview(desk)), desk, TOPIC)
    if rest not in words.TITLES:
        raise Refusal(desk.say(help_words.STALE))
    return unasked(answered(message, whole(Level(rest), desk)), desk, TOPIC)


PRESSES = {"plan": pressed}
