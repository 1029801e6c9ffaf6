"""A digest comes every week, whatever becomes of the week, the hours and the service meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from storage.memory import MemoryStore
from storage.records import Change, Identity, Member, Nudge, Reason, Record, Rhythm, Stage

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
