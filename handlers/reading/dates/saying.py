"""What is done with a date once it is found: which day counts, and how it is written down."""

# ruff: noqa: PLR2004  # 7 days of a week say what they are.
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.reading.note import Sure, When


def is_period(when: When) -> bool:
    """Whether a vague stretch was named (next week, in January) rather than a range of days."""
    return when.until is not None and when.sure is not Sure.CERTAIN


def deadline(when: When) -> date:
    """Return the day by which: the last of a range or period."""
    return when.until or when.day


def start(when: When) -> date:
    """Return the day on which: the first of a range, but the last of a vague period."""
    return deadline(when) if is_period(when) else when.day


def back(when: When, now: datetime) -> When:
    """Return the same words read as past: Monday is last Monday, 3 Nov the one just gone.

    Only for days that would lie ahead of *now*; today and the past stay as they are.
    """
    if when.day <= now.date():
        return when
    ahead = (when.day - now.date()).days
    if when.other is not None and when.other <= now.date():
        return replace(when, day=when.other, other=None)
    if ahead <= 7:
        gone = timedelta(days=7)
        until = when.until - gone if when.until else None
        return replace(when, day=when.day - gone, until=until, other=None)
    if when.day.year > now.year and (when.day.month, when.day.day) != (2, 29):
        until = (
            when.until.replace(year=when.until.year - 1)
            if when.until and (when.until.month, when.until.day) != (2, 29)
            else None
        )
        return replace(when, day=when.day.replace(year=when.day.year - 1), until=until, other=None)
    return when


def written(when: When) -> str:
    """Return ``a``, ``a|b`` where two days may be meant, or ``a..b`` for a range of days.

    A vague period is written as its first day.
    """
    if when.other is not None:
        return f"{when.day}|{when.other}"
    if when.until is not None and not is_period(when):
        return f"{when.day}..{when.until}"
    return str(when.day)
