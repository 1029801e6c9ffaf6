"""A year and more of a team, with all that can go wrong; and that the watching is not blind.

``python -m tests.simulation`` plays every zone there is for two years.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from handlers.nudging.closing import Planned
from handlers.nudging.due import Told, due
from storage.after import After
from storage.memory import MemoryStore
from storage.records import Change, Identity, Member, Nudge, Reason, Record, Stage, removed
from storage.store import Book
from tests.simulation import lived, looks, plans, ticks, told
from tests.simulation.__main__ import main

R = TypeVar("R", bound=Record)

ZONES = ("Europe/Kyiv", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Asia/Kathmandu")
"""Clocks that change late at night, early in the morning, for a month, or by odd minutes."""


@pytest.mark.parametrize(
    ("trouble", "days"), [(False, 300), (True, 500)], ids=["all is well", "all that can go wrong"]
)
def test_years_pass_and_everything_is_said_once_at_its_hour(trouble: bool, days: int) -> None:
    found = lived(ZONES, 7, people=3, trouble=trouble, days=days)
    assert not found.wrong, told(found)
    assert found.counts["cards"] > 400
    assert found.checked["a feast is not forgotten"] >= 5
    assert found.counts["feasts told"] > 0
    assert all(times > 0 for times in found.checked.values())
    assert len(found.checked) == 24


def missing_what_is_a_second_late(
    store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]
) -> Told:
    """What APScheduler does unless it is told otherwise."""
    for nudge in store.due(Nudge, now - timedelta(seconds=1)):
        store.apply([removed(nudge)])
    return ticks(store, now, is_open)


class AsHere(After):
    """A book in which everybody lives where the machine stands."""

    def get(self, kind: type[R], id: str) -> R | None:
        found = super().get(kind, id)
        return replace(found, zone="Europe/Berlin") if isinstance(found, Member) else found


def cron_plans(book: Book, changes: Sequence[Change], now: datetime, pressed: str) -> Planned:
    """A crontab: an hour is that of the machine, wherever the person is."""
    return plans(AsHere(book), changes, now, pressed)


def cron_looks(book: Book, ids: Sequence[str], now: datetime) -> Planned:
    """The same, where everything is looked over."""
    return looks(AsHere(book), ids, now)


def cron_ticks(store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]) -> Told:
    """The same, where it is said."""
    return due(AsHere(store), now, is_open=is_open)


def without_the_day(book: Book, changes: Sequence[Change], now: datetime, pressed: str) -> Planned:
    """An id that is a reason and a person: what was said once is never said again."""
    planned = plans(book, changes, now, pressed)
    kept = []
    for change in planned.changes:
        after = change.after
        if isinstance(after, Nudge) and change.before is None:
            before = book.find(Nudge, "about", after.about)
            if any(one.reason is after.reason and one.stage is not Stage.PLANNED for one in before):
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
        ({"tick": missing_what_is_a_second_late}, "what is due is told"),
        (
            {"plan": cron_plans, "look": cron_looks, "tick": cron_ticks},
            "the usual hour, whatever the clocks do",
        ),
        ({"tick": saying_it_once_ever, "plan": without_the_day}, "a digest every week"),
    ],
    ids=["default misfire", "cron in local time", "id without the day"],
)
def test_an_engine_that_is_broken_on_purpose_is_caught(
    broken: dict[str, Callable[..., object]], seen: str
) -> None:
    found = lived((ZONES[0], ZONES[4]), 3, people=3, trouble=False, days=200, **broken)
    assert found.wrong[seen] > 0, told(found)


def test_the_command_plays_a_short_time_and_says_what_it_looked_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--years", "0.1", "--zone", "Asia/Gaza", "--processes", "1"]) == 0
    assert "none in quiet hours" in capsys.readouterr().out
