"""What comes back comes back, whatever becomes of the week, the hours and the doors meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Commitment,
    Counterpart,
    Identity,
    Member,
    Nudge,
    Presence,
    Reason,
    Record,
    Reminder,
    Rhythm,
    Side,
    Stage,
    added,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 3, 2, tzinfo=UTC)
SUNDAY, MONDAY, SATURDAY = (6, 0, 1, 2, 3), (0, 1, 2, 3, 4), (5, 6, 0, 1, 2)
AMAL = Member("amal", "Amal", zone="Pacific/Easter", week=SUNDAY)


class Weeks:
    """One member's weeks, hour by hour."""

    def __init__(self, rhythm: Rhythm) -> None:
        self.store, self.now = MemoryStore(), START
        self.becomes(AMAL, rhythm, Identity("fake:amal", AMAL.id, "amal"))

    def becomes(self, *records: Record) -> None:
        """They are so from now on."""
        made = [Change(self.store.get(type(one), one.id), one) for one in records]
        planned = replanned(self.store, made, self.now)
        self.store.apply([*made, *planned.changes])

    def pass_(self, time_: timedelta, *, stopped: bool = False) -> None:
        """So much time, in which the service ticks or is stopped."""
        for _ in range(time_ // HOUR):
            self.now += HOUR
            if not stopped:
                if self.now.hour == 0:
                    self.store.apply(looked_over(self.store, [AMAL.id], self.now).changes)
                self.store.apply(due(self.store, self.now).changes)

    def is_lost(self, *accounts: str) -> None:
        """From now on these cannot be written to."""
        before = self.store.get(Presence, AMAL.id) or Presence(AMAL.id, self.now.date(), "")
        self.becomes(replace(before, on=self.now.date(), lost=accounts))

    def told(self, about: str) -> list[tuple[date, date]]:
        """The days of what was told about it, and on which day each was."""
        nudges = self.store.find(Nudge, "about", about)
        return sorted((one.day, one.told_on) for one in nudges if one.told_on)

    def days(self) -> list[date]:
        """The days of which a digest was told, or found to have nothing to say."""
        told = self.store.find(Nudge, "about", AMAL.id)
        weekly = [one for one in told if one.reason is Reason.DIGEST]
        return sorted(one.day for one in weekly if one.stage is not Stage.PLANNED)


def test_a_late_digest_is_not_lost_when_the_week_begins_on_another_day_just_then() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    weeks.pass_(12 * DAY)
    # Due on a Sunday; the service is back on Tuesday, in the quiet hours.
    weeks.pass_(3 * DAY + 8 * HOUR, stopped=True)
    weeks.pass_(HOUR)
    assert weeks.days()[-1] == date(2026, 3, 8)
    weeks.becomes(replace(AMAL, week=MONDAY))
    weeks.pass_(DAY)
    assert weeks.days()[-1] == date(2026, 3, 15)


@pytest.mark.parametrize("after", range(0, 7 * 24, 5))
@pytest.mark.parametrize("to", [MONDAY, SATURDAY, 2, 4])
def test_from_one_digest_to_the_next_are_four_to_ten_days_whenever_its_weekday_changes(
    to: tuple[int, ...] | int, after: int
) -> None:
    weeks = Weeks(rhythm := Rhythm(AMAL.id))
    weeks.pass_(13 * DAY + after * HOUR)
    if isinstance(to, int):
        weeks.becomes(replace(rhythm, digest_day=to, digest_hour=time(16)))
    else:
        weeks.becomes(replace(AMAL, week=to))
    weeks.pass_(18 * DAY)
    days = weeks.days()
    assert len(days) > 3
    assert all(4 <= (later - day).days <= 10 for day, later in pairwise(days)), days
    first = to if isinstance(to, int) else to[0]
    assert days[-1].weekday() == first


@pytest.mark.parametrize("day", [4, 5, 6])
def test_a_digest_whose_day_is_a_day_off_comes_on_the_next_working_day(day: int) -> None:
    weeks = Weeks(Rhythm(AMAL.id, digest_day=day))
    weeks.becomes(replace(AMAL, week=(0, 1, 2, 3)))
    weeks.pass_(13 * DAY)
    weeks.pass_(11 * DAY, stopped=True)
    weeks.pass_(36 * DAY)
    days = weeks.days()
    assert [one.weekday() for one in days] == [day] * 7
    seen = {one.day: one.due_at.date() for one in weeks.store.find(Nudge, "about", AMAL.id)}
    assert [seen[one].weekday() for one in days].count(0) >= 6


def test_a_clock_that_was_years_ahead_keeps_no_digest_back_once_it_is_right() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    weeks.pass_(7 * DAY)
    weeks.now += 3653 * DAY
    weeks.pass_(7 * DAY)
    weeks.now -= 3653 * DAY
    weeks.pass_(15 * DAY)
    assert [day for day in weeks.days() if day.year < 2030][-2:] == [
        date(2026, 3, 22),
        date(2026, 3, 29),
    ]


def test_each_reminder_that_nobody_could_be_told_comes_late_and_the_next_on_its_day() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    tuesday = date(2026, 3, 3)
    weeks.becomes(Reminder("r", AMAL.id, "call", tuesday, START, at=time(17), every="week"))
    weeks.pass_(5 * DAY)
    weeks.is_lost("fake:amal")
    weeks.pass_(15 * DAY)
    weeks.becomes(replace(AMAL, language="fr"))
    # They write on a Friday, which is a day off; what is late waits for Sunday.
    weeks.is_lost()
    weeks.pass_(7 * DAY)
    sunday = date(2026, 3, 22)
    assert weeks.told("r") == [
        (tuesday, tuesday),
        (tuesday + 7 * DAY, sunday),
        (tuesday + 14 * DAY, sunday),
        (tuesday + 21 * DAY, tuesday + 21 * DAY),
    ]


def test_what_is_late_and_waits_keeps_the_next_from_nothing() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    friday = date(2026, 3, 6)
    weeks.becomes(Reminder("r", AMAL.id, "call", friday, START, at=time(17), every="week"))
    weeks.pass_(5 * DAY)
    weeks.is_lost("fake:amal")
    # They write on the very day of the next, before its hour, on a day off.
    weeks.pass_(13 * DAY + 15 * HOUR)
    weeks.is_lost()
    weeks.pass_(7 * DAY)
    days = dict(weeks.told("r"))
    assert days[friday + 14 * DAY] == friday + 14 * DAY
    assert days[friday + 7 * DAY] > friday + 14 * DAY


def test_of_digests_that_nobody_could_be_told_the_last_stands_for_all() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    weeks.becomes(
        Counterpart("c", "Yusuf", AMAL.id, added_at=START),
        *(
            Commitment(f"p{n}", "c", "", Side.US, "x", START.date(), due=START.date() - 9 * DAY)
            for n in (1, 2)
        ),
    )
    weeks.pass_(10 * DAY)
    assert weeks.told(AMAL.id)
    weeks.is_lost("fake:amal")
    weeks.pass_(16 * DAY)
    weeks.is_lost()
    weeks.pass_(2 * DAY)
    late = [one for one in weeks.told(AMAL.id) if one[0] < one[1]]
    digests = [
        one.day
        for one in weeks.store.find(Nudge, "about", AMAL.id)
        if one.reason is Reason.DIGEST and one.told_on
    ]
    assert len([day for day in digests if START.date() + 10 * DAY < day < weeks.now.date()]) <= 1
    assert late


def test_what_a_colleague_was_told_instead_stays_put_off_to_its_hour_wherever_they_are() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    held = datetime.fromisoformat("2026-03-04T10:00")
    missed = Nudge(
        *("missed:x+1", AMAL.id, Reason.MISSED, "x", START.date(), START + 2 * DAY),
        origin="missed:x",
        held_until=held,
        asked=True,
    )
    weeks.store.apply([added(missed)])
    weeks.becomes(replace(AMAL, zone="Asia/Kathmandu"))
    now = weeks.store.get(Nudge, "missed:x+1")
    assert now is not None
    assert now.due_at == datetime(2026, 3, 4, 4, 15, tzinfo=UTC)


def test_who_is_taken_off_by_mistake_and_back_finds_all_as_it_was() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    day = START.date()
    weeks.becomes(
        Reminder("r", AMAL.id, "call", day + DAY, START, at=time(9), every="week"),
        Counterpart("c", "Yusuf", AMAL.id, added_at=START),
        Commitment("p", "c", "", Side.US, "send fuel", day, due=day + 3 * DAY),
    )
    weeks.pass_(2 * DAY)
    (said,) = [one for one in weeks.store.find(Nudge, "about", "p") if one.told_on]
    held = datetime.fromisoformat("2026-03-06T10:00")
    later = replace(
        said,
        id=f"{said.id}+1",
        stage=Stage.PLANNED,
        origin=said.id,
        held_until=held,
        due_at=START + 4 * DAY + 15 * HOUR,
        asked=True,
        card="",
        told_on=None,
    )
    weeks.store.apply([Change(said, replace(said, stage=Stage.SNOOZED)), added(later)])
    weeks.becomes(replace(AMAL, active=False))
    weeks.pass_(HOUR)
    weeks.becomes(AMAL)
    weeks.pass_(3 * DAY)
    put_off = weeks.store.get(Nudge, later.id)
    assert put_off is not None
    assert put_off.told_on == held.date()
    # What comes due while they are off waits for them, and says that it is late.
    weeks.becomes(replace(AMAL, active=False))
    weeks.pass_(7 * DAY)
    weeks.becomes(AMAL)
    weeks.pass_(2 * DAY)
    (late,) = [one for one in weeks.store.find(Nudge, "about", "r") if one.was_due]
    assert (late.day, late.told_on) == (day + 8 * DAY, weeks.now.date() - DAY)


def test_nothing_is_said_of_whom_nobody_looks_after_until_somebody_does() -> None:
    weeks = Weeks(Rhythm(AMAL.id))
    day = START.date()
    hana = Member("hana", "Hana", zone="UTC", week=())
    weeks.becomes(
        *(hana, Identity("fake:hana", "hana", "hana")),
        yusuf := Counterpart("c", "Yusuf", AMAL.id, added_at=START),
        Commitment("p", "c", "", Side.US, "send fuel", day, due=day + 4 * DAY),
    )
    weeks.becomes(replace(AMAL, active=False))
    weeks.pass_(4 * DAY + 15 * HOUR)
    assert weeks.told("p") == []
    weeks.becomes(replace(yusuf, owner="hana"))
    weeks.pass_(2 * DAY)
    nudges = [one for one in weeks.store.find(Nudge, "about", "p") if one.told_on]
    assert {one.member for one in nudges} == {"hana"}
    # That it was due meanwhile is told late, and the day after on its day.
    assert [(one.day, one.was_due is not None) for one in nudges] == [
        *((day + 4 * DAY, True), (day + 5 * DAY, False)),
    ]
