"""Clocks that leap, stand in 1970 or are set anew; zones, month ends, year ends: and what follows.

The house is whole and its store on disk. The clock on the wall is set by hand; the even one runs.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.house import House, opened
from bot.pacing import Limits
from bot.settings import Settings
from handlers.chat import Reply, Text
from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from handlers.nudging.series import occurs
from storage.memory import MemoryStore
from storage.records import Change, Identity, Member, Nudge, Reminder, Stage, added
from tests.fakes import NOON, FakeChat, FakeClock

HOUR, DAY, TEN_YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=3653)
STEP = timedelta(minutes=15)
AMAL = Member("amal", "Amal", zone="UTC", week=(), discreet=False)
DUES = [datetime(2026, 3, 18, 9, tzinfo=UTC), datetime(2026, 3, 19, 9, tzinfo=UTC)]


@dataclass
class Life:
    """A house, its clocks, and what was said at which time by the wall and by the even clock."""

    house: House
    clock: FakeClock
    chat: FakeChat
    told: list[tuple[datetime, Reply]]

    async def passes(self, time_: timedelta) -> None:
        for _ in range(time_ // STEP):
            self.clock.advance(STEP.total_seconds())
            await self.house.tick()
            await self.house.outbox.idle()
            new = self.chat.shown[len(self.told) :]
            self.told += [(self.clock.now, reply) for reply in new]

    def leaps(self, by: timedelta) -> None:
        self.clock.now += by


@asynccontextmanager
async def living(folder: Path, now: datetime = NOON) -> AsyncIterator[Life]:
    """A member who asked to be told something on two mornings."""
    clock = FakeClock(now)
    settings = Settings(data=folder / "data", key_file=folder / "key")
    async with opened(settings, clock, clock.timer) as house:
        made = [added(AMAL), added(Identity("fake:amal", AMAL.id, "amal"))]
        for number, moment in enumerate(DUES):
            reminder = Reminder(
                *(f"r{number}", AMAL.id, f"call {number}", moment.date(), now), at=moment.time()
            )
            made.append(added(reminder))
        if house.store.get(Member, AMAL.id) is None:
            planned = replanned(house.store, made, now)
            await house.commit(house.store.apply([*made, *planned.changes]))
        chat = FakeChat()
        house.outbox.open("fake", chat, Limits())
        yield Life(house, clock, chat, [])


def late(reply: Reply) -> bool:
    return any(isinstance(part, Text) and "was due" in part.text for part in reply.card.parts)


def reminders(life: Life) -> list[tuple[datetime, Reply]]:
    """What was said of the two mornings; the weekly overview has nothing to say here."""
    return [one for one in life.told if "call" in one[1].card.title]


def titles(told: list[tuple[datetime, Reply]]) -> list[str]:
    return [reply.card.title.rpartition(": ")[2] for _, reply in told]


@pytest.mark.parametrize(
    ("leap", "stays", "marked"),
    [
        # Put back before it could be believed: nothing was said, and all comes at its time.
        (HOUR, timedelta(0), [False, False]),
        (DAY, timedelta(0), [False, False]),
        # Set ahead for good: believed after ten even minutes; what that made late says so.
        (HOUR, 5 * DAY, [False, False]),
        (DAY, 5 * DAY, [True, False]),
        # Ten years ahead are not believed at all; put back a day later, what was due is late.
        (TEN_YEARS, DAY, [True, False]),
        # Set back for good: nothing is said until the time that was seen last has come again.
        (-HOUR, 5 * DAY, [False, False]),
        (-DAY, 5 * DAY, [False, False]),
    ],
)
async def test_a_clock_that_leaps_loses_nothing_and_says_nothing_twice_or_before_its_time(
    leap: timedelta,
    stays: timedelta,
    marked: list[bool],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    async with living(tmp_path) as life:
        await life.passes(HOUR)
        life.leaps(leap)
        if stays < 5 * DAY:
            await life.passes(max(stays, STEP))
            assert reminders(life) == []
            life.leaps(-leap)
        await life.passes(4 * DAY)
    assert "the clock leapt" in caplog.text
    told = reminders(life)
    assert titles(told) == ["call 0", "call 1"]
    assert [late(reply) for _, reply in told] == marked
    assert all(at >= moment for (at, _), moment in zip(told, DUES, strict=True))


async def test_ten_years_ahead_are_believed_after_a_restart_and_come_on_one_card(
    tmp_path: Path,
) -> None:
    async with living(tmp_path) as life:
        await life.passes(HOUR)
        life.leaps(TEN_YEARS)
        await life.passes(DAY)
        assert life.told == []
        later = life.clock.now
    async with living(tmp_path, later) as life:
        await life.passes(HOUR)
    (card,) = [reply.card for _, reply in life.told if "call 0" in str(reply)]
    assert "call 1" in str(card)


async def test_a_clock_in_1970_says_nothing_until_it_is_set(tmp_path: Path) -> None:
    async with living(tmp_path) as life:
        await life.passes(HOUR)
    async with living(tmp_path, datetime(1970, 1, 1, tzinfo=UTC)) as life:
        await life.passes(3 * DAY)
        assert life.told == []
        assert life.house.health.states()["clock"].state == "behind"
        life.clock.now = DUES[0] - HOUR
        await life.passes(2 * HOUR)
        assert titles(life.told) == ["call 0"]


async def test_a_wrong_time_to_come_is_not_kept_so_that_it_holds_nothing_back(
    tmp_path: Path,
) -> None:
    async with living(tmp_path) as life:
        await life.passes(HOUR)
        life.leaps(TEN_YEARS)
        await life.passes(3 * HOUR)
        life.leaps(-TEN_YEARS)
        await life.passes(HOUR)
        assert life.house.behind() == ""


async def test_a_time_behind_what_was_seen_is_right_after_a_day_of_running_evenly(
    tmp_path: Path,
) -> None:
    async with living(tmp_path, DUES[1] + 40 * DAY) as life:
        await life.passes(HOUR)
    async with living(tmp_path) as life:
        await life.passes(20 * HOUR)
        assert life.house.behind()
        await life.passes(5 * HOUR)
        assert not life.house.behind()


@pytest.mark.parametrize(
    ("zone", "change", "at"),
    [
        ("Europe/Kyiv", "2026-03-29", "03:30"),
        ("Europe/Kyiv", "2026-10-25", "03:30"),
        ("Africa/Cairo", "2026-04-24", "00:30"),
        ("Africa/Cairo", "2026-10-29", "23:30"),
        ("Asia/Beirut", "2026-03-29", "00:30"),
        ("Asia/Gaza", "2026-03-28", "02:30"),
        ("Asia/Gaza", "2026-10-24", "01:30"),
        ("Africa/Casablanca", "2026-02-15", "02:30"),
        ("Africa/Casablanca", "2026-03-22", "02:30"),
        ("America/New_York", "2026-03-08", "02:30"),
        ("America/New_York", "2026-11-01", "01:30"),
    ],
)
def test_an_hour_that_is_missing_or_comes_twice_is_told_once_a_day(
    zone: str, change: str, at: str
) -> None:
    first = date.fromisoformat(change) - 2 * DAY
    now = datetime.combine(first, time(0, 0), ZoneInfo(zone)).astimezone(UTC)
    store = MemoryStore()
    daily = Reminder(*("r", AMAL.id, "call", first, now), at=time.fromisoformat(at), every="day")
    made = [added(replace(AMAL, zone=zone)), added(Identity("fake:amal", AMAL.id, "amal"))]
    made.append(added(daily))
    store.apply([*made, *replanned(store, made, now).changes])
    for _ in range(5 * 24 * 6):
        store.apply(due(store, now).changes)
        now += timedelta(minutes=10)
    told = [one for one in store.all(Nudge) if one.about == "r" and one.stage is not Stage.PLANNED]
    days = Counter(one.told_on for one in told)
    assert set(days.values()) == {1}
    assert {first + n * DAY for n in (1, 2, 3)} <= set(days)


@pytest.mark.parametrize(
    ("every", "on", "day", "falls"),
    [
        ("year", "2024-02-29", 29, ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("month", "2026-01-31", 31, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("week", "2026-12-17", 0, ["2026-12-24", "2026-12-31", "2027-01-07"]),
        ("day", "2026-12-30", 0, ["2026-12-30", "2026-12-31", "2027-01-01"]),
        ("year", "2025-12-31", 31, ["2026-12-31", "2027-12-31"]),
    ],
    ids=["29 February", "month ends", "week 53", "year end", "New Year's Eve"],
)
def test_days_that_a_month_or_a_year_lacks(every: str, on: str, day: int, falls: list[str]) -> None:
    one = Reminder("r", "m", "call", date.fromisoformat(on), NOON, every=every, day=day)
    first, last = date.fromisoformat(falls[0]), date.fromisoformat(falls[-1])
    days = [first + n * DAY for n in range((last - first).days + 1)]
    assert [str(one_) for one_ in days if occurs(one, one_)] == falls


def planned(zone: str, reminder_zone: str = "") -> MemoryStore:
    store = MemoryStore()
    one = Reminder(*("r", AMAL.id, "call", date(2026, 7, 1), NOON), at=time(9), zone=reminder_zone)
    made = [added(replace(AMAL, zone=zone)), added(one)]
    store.apply([*made, *replanned(store, made, NOON).changes])
    return store


def due_at(store: MemoryStore) -> str:
    (nudge,) = [one for one in store.all(Nudge) if one.about == "r"]
    return f"{nudge.due_at:%m-%d %H:%M}"


def test_rules_of_a_zone_that_change_under_us_move_what_is_planned_within_a_day() -> None:
    store = planned("Europe/Kyiv")
    (nudge,) = [one for one in store.all(Nudge) if one.about == "r"]
    # As it was planned by rules in which Kyiv had no summer time.
    store.apply([Change(nudge, replace(nudge, due_at=nudge.due_at + HOUR))])
    store.apply(looked_over(store, [AMAL.id], NOON + DAY).changes)
    assert due_at(store) == "07-01 06:00"


@pytest.mark.parametrize(
    ("reminder_zone", "then"), [("", "07-01 03:15"), ("Africa/Khartoum", "07-01 07:00")]
)
def test_a_person_who_moves_keeps_the_hour_on_their_clock_unless_they_named_a_zone(
    reminder_zone: str, then: str
) -> None:
    store = planned("Africa/Khartoum", reminder_zone)
    assert due_at(store) == "07-01 07:00"
    (member,) = store.all(Member)
    moved = [Change(member, replace(member, zone="Asia/Kathmandu"))]
    store.apply([*moved, *replanned(store, moved, NOON).changes])
    assert due_at(store) == then
