"""A year and more of a team, with all that can go wrong; and that the watching is not blind.

``python -m tests.simulation`` runs every zone there is for two years.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.nudging.closing import Planned
from handlers.nudging.due import Told
from storage.memory import MemoryStore
from storage.records import Change, Identity, Nudge, Reason, Stage, removed
from storage.store import Book
from tests.simulation import START, World, plans, ticks, told

ZONES = ("Europe/Kyiv", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Asia/Kathmandu")
"""Clocks that change late at night, early in the morning, for a month, or by odd minutes."""


@pytest.mark.parametrize("trouble", [False, True])
def test_years_pass_and_everything_is_said_once_at_its_hour(trouble: bool) -> None:
    world = World(ZONES, seed=7, people=3, trouble=trouble)
    world.run(START + timedelta(days=500))
    world.check_at_end()
    assert not world.wrong, told(world)
    assert world.counts["cards"] > 400
    assert world.counts["feasts"] > 5


def missing_what_is_a_second_late(
    store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]
) -> Told:
    """What APScheduler does unless it is told otherwise."""
    for nudge in store.due(Nudge, now - timedelta(seconds=1)):
        store.apply([removed(nudge)])
    return ticks(store, now, is_open)


def by_the_clock_of_january(book: Book, changes: Sequence[Change], now: datetime) -> Planned:
    """Hours kept as distances from UTC, which no change of clocks moves."""
    planned = plans(book, changes, now)
    return replace(planned, changes=tuple(map(_unmoved, planned.changes)))


def _unmoved(change: Change) -> Change:
    after = change.after
    if not isinstance(after, Nudge) or after.due_at.astimezone(UTC).month not in range(5, 10):
        return change
    return Change(change.before, replace(after, due_at=after.due_at + timedelta(hours=1)))


def without_the_day(book: Book, changes: Sequence[Change], now: datetime) -> Planned:
    """An id that is a reason and a person: what was said once is never said again."""
    planned = plans(book, changes, now)
    kept = []
    for change in planned.changes:
        after = change.after
        if isinstance(after, Nudge) and change.before is None:
            told_ = book.find(Nudge, "about", after.about)
            if any(one.reason is after.reason and one.stage is not Stage.PLANNED for one in told_):
                continue
        kept.append(change)
    return replace(planned, changes=tuple(kept))


def saying_it_once_ever(
    store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]
) -> Told:
    """The same, where a tick plans what comes next."""
    spent = {
        (one.reason, one.about)
        for one in store.all(Nudge)
        if one.stage is not Stage.PLANNED and one.reason in (Reason.DIGEST, Reason.CHECKIN)
    }
    for nudge in store.due(Nudge, now):
        if (nudge.reason, nudge.about) in spent:
            store.apply([Change(nudge, replace(nudge, stage=Stage.SKIPPED, day=nudge.day.min))])
    return ticks(store, now, is_open)


@pytest.mark.parametrize(
    ("broken", "seen"),
    [
        ({"tick": missing_what_is_a_second_late}, "a promise forgotten"),
        ({"plan": by_the_clock_of_january}, "not at the usual hour"),
        ({"tick": saying_it_once_ever, "plan": without_the_day}, "weeks without a digest"),
    ],
    ids=["misfire", "fixed offset", "id without the day"],
)
def test_an_engine_that_is_broken_on_purpose_is_caught(
    broken: dict[str, Callable[..., object]], seen: str
) -> None:
    world = World(ZONES[:2], seed=3, people=3, trouble=False, **broken)  # type: ignore[arg-type]  # Its own fields.
    world.run(START + timedelta(days=260))
    world.check_at_end()
    assert world.wrong[seen] > 0, told(world)
