"""Days, weeks and months counted, in the week of the place; None where there is no such day."""

# ruff: noqa: PLR2004  # Months have 12 of a year and weeks 7 days: naming them would hide them.
from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day(year: int, month: int, number: int) -> date | None:
    """Return that day, or None where the calendar has none or it is out of reach."""
    if not (
        1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]
    ):
        return None
    return date(year, month, number)


def shift(start: date, days: int) -> date | None:
    """Return *start* moved by *days*."""
    if abs(days) > 80_000:
        return None
    moved = start.toordinal() + days
    return date.fromordinal(moved) if EARLIEST.toordinal() <= moved <= LATEST.toordinal() else None


def shift_months(start: date, months: int) -> date | None:
    """Return the same day of another month, or that month's last where it is shorter."""
    if abs(months) > 3000:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1900 <= year <= 2199:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_of_month(start: date) -> date:
    """Return the last day of the month of *start*."""
    return start.replace(day=monthrange(start.year, start.month)[1])


def coming(today: date, weekday: int) -> date:
    """Return the first such weekday after *today*."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def past(today: date, weekday: int) -> date:
    """Return the last such weekday before *today*."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def first_workday(week: tuple[int, ...]) -> int:
    """Return the weekday on which the place's week begins: the one after its days of rest."""
    days = set(week) or {0}
    starts = [one for one in days if (one - 1) % 7 not in days]
    return min(starts, key=lambda one: -_run(one, days)) if starts else 0


def _run(start: int, days: set[int]) -> int:
    return next(size for size in range(1, 8) if (start + size) % 7 not in days or size == 7)


def week_of(start: date, week: tuple[int, ...]) -> tuple[date, date]:
    """Return the first and the last working day of the place's week that holds *start*."""
    begin = first_workday(week)
    first = start - timedelta(days=(start.weekday() - begin) % 7)
    length = max(((one - begin) % 7 for one in week), default=4)
    return first, first + timedelta(days=length)


def shift_workdays(start: date, count: int, week: tuple[int, ...]) -> date | None:
    """Return the day *count* working days on (or back, where negative)."""
    if abs(count) > 2000 or not week:
        return None
    step, here = (1 if count > 0 else -1), start
    for _ in range(abs(count)):
        here += timedelta(days=step)
        while here.weekday() not in week:
            here += timedelta(days=step)
    return shift(here, 0)
