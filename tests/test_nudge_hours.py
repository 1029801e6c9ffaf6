"""Hours, rhythms and working weeks as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from handlers.rules.hours import Hours, instant
from handlers.rules.rhythms import shifted
from storage.records import Rhythm

SUN_THU = (6, 0, 1, 2, 3)


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        # Left out by the clocks: the first minute that exists.
        ("2026-03-29", "03:30", "Europe/Kyiv", "2026-03-29T01:00"),
        ("2026-04-24", "00:30", "Africa/Cairo", "2026-04-23T22:00"),
        ("2026-03-29", "00:30", "Asia/Beirut", "2026-03-28T22:00"),
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30"),
        # Told twice by the clocks: the first time.
        ("2026-10-25", "03:30", "Europe/Kyiv", "2026-10-25T00:30"),
        ("2027-10-31", "02:30", "Europe/Berlin", "2027-10-31T00:30"),
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),
        ("2026-03-17", "09:00", "Asia/Kathmandu", "2026-03-17T03:15"),
    ],
)
def test_an_hour_is_the_one_its_clock_shows(day: str, at: str, zone: str, utc: str) -> None:
    found = instant(date.fromisoformat(day), time.fromisoformat(at), zone)
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-17T06:00", "2026-03-17T06:00"),  # Tuesday morning: now.
        ("2026-03-17T19:30", "2026-03-18T06:00"),  # Quiet: the next usual hour.
        ("2026-03-18T03:00", "2026-03-18T06:00"),
        ("2026-03-19T19:30", "2026-03-22T06:00"),  # Thursday night: Sunday.
        ("2026-03-20T08:00", "2026-03-22T06:00"),
    ],
)
def test_what_may_not_come_now_comes_at_the_next_usual_hour(now: str, then: str) -> None:
    hours = Hours("Asia/Amman", SUN_THU, Rhythm("m"))
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert hours.next(at) == datetime.fromisoformat(then).replace(tzinfo=UTC)


def test_twenty_people_added_on_one_day_do_not_fall_due_together() -> None:
    days = [shifted(f"person {number}", 30) for number in range(20)]
    assert max(days.count(day) for day in days) <= 6
    assert set(days) <= set(range(24, 37))
