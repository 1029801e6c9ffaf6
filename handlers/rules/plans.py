"""A member's plan for each level, and when somebody in it is next to be heard or seen (row 11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from storage.records import Counterpart, Level, LevelPlan, NextStep, Nudge, Reason, Stage
from storage.store import Book

MOST = 5
"""People that one plan names."""


def key(member: str, level: Level) -> str:
    """The id of a member's plan for *level*."""
    return f"{member}:{level.value}"


def plan_of(member: str, level: Level, book: Book) -> LevelPlan | None:
    """That plan, where there is one."""
    return book.get(LevelPlan, key(member, level))


def plans_of(member: str, book: Book) -> list[LevelPlan]:
    """Their plans, the strategic one first."""
    found = (plan_of(member, level, book) for level in (Level.STRATEGIC, Level.TACTICAL))
    return [one for one in found if one is not None]


def people_in(plan: LevelPlan, book: Book) -> list[Counterpart]:
    """Whom it names: those alive and in sight, whoever was merged as who they are now."""
    found: dict[str, Counterpart] = {}
    for id in plan.whom:
        one = book.get(Counterpart, id)
        if one is not None and one.merged_into:
            one = book.get(Counterpart, one.merged_into)
        if one is not None and one.died_on is None:
            found[one.id] = one
    return list(found.values())


def next_step(one: Counterpart, book: Book, today: date) -> NextStep | None:
    """What is fixed next with them, the soonest of it."""
    steps = [s for s in book.find(NextStep, "counterpart", one.id) if s.on and s.on >= today]
    return min(steps, key=lambda step: (step.on or today, step.id), default=None)


def next_word(one: Counterpart, book: Book) -> date | None:
    """The day on which a word with them comes up by itself, where one is planned."""
    told = book.find(Nudge, "counterpart", one.id)
    return min(_checkins(told), default=None)


def _checkins(told: list[Nudge]) -> Iterator[date]:
    for nudge in told:
        if nudge.reason is Reason.CHECKIN and nudge.stage is Stage.PLANNED:
            yield nudge.due_at.date()


def in_plans(one: Counterpart, member: str, book: Book) -> list[LevelPlan]:
    """The plans of *member* that name them."""
    return [
        plan
        for plan in plans_of(member, book)
        if any(each.id == one.id for each in people_in(plan, book))
    ]
