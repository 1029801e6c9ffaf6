"""A plan in words: what is to be reached, whom for it, and when each is next to be met."""

from __future__ import annotations

from handlers import who
from handlers.desk import Desk
from handlers.rules.plans import in_plans, next_step, next_word, people_in, plans_of
from handlers.words import plans as words
from storage.records import Counterpart, LevelPlan


def whom_lines(plan: LevelPlan, desk: Desk) -> list[str]:
    """Whom it names, with the last contact and the next."""
    return [_line(one, desk) for one in people_in(plan, desk.book)]


def _line(one: Counterpart, desk: Desk) -> str:
    say, met = desk.say, who.last_contact(desk.book, one)
    last = say(words.MET, day=say.short_day(met)) if met else say(words.NOT_MET)
    return say(words.WHO_LINE, who=who.label(one, desk), last=last, next=_next(one, desk))


def _next(one: Counterpart, desk: Desk) -> str:
    say = desk.say
    step = next_step(one, desk.book, desk.today)
    if step is not None and step.on is not None:
        return say(words.NEXT_STEP, day=say.short_day(step.on))
    day = next_word(one, desk.book)
    return say(words.NEXT_WORD, day=say.short_day(day)) if day else say(words.NEXT_NOTHING)


def digest_lines(desk: Desk) -> list[str]:
    """Each plan in a line: what is to be reached, and who is to be met next for it."""
    lines = []
    for plan in plans_of(desk.member.id, desk.book):
        if plan.objective:
            told = desk.say(words.IN_PLAN_LINE[plan.level.value], text=plan.objective)
            lines.append(desk.say.joined((told, _soonest(plan, desk))))
    return lines


def _soonest(plan: LevelPlan, desk: Desk) -> str:
    say = desk.say
    steps = [
        (step.on, one)
        for one in people_in(plan, desk.book)
        if (step := next_step(one, desk.book, desk.today)) is not None and step.on is not None
    ]
    if not steps:
        return say(words.NEXT_NOTHING)
    day, one = min(steps, key=lambda pair: pair[0])
    return say(words.NEXT_MET, name=who.name_of(one), day=say.short_day(day))


def plan_lines(one: Counterpart, desk: Desk) -> list[str]:
    """What the member's own plans want from somebody: objective and purpose."""
    lines = []
    for plan in in_plans(one, desk.member.id, desk.book):
        if plan.objective:
            lines.append(desk.say(words.IN_PLAN_LINE[plan.level.value], text=plan.objective))
        if plan.purpose:
            lines.append(desk.say(words.IN_PLAN_FOR, text=plan.purpose))
    return lines
