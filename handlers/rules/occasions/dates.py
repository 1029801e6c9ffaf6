"""The day an occasion falls on by reckoning alone, before any moon is seen."""

# ruff: noqa: PLR2004  # Months, days and the lengths of calendar cycles say what they are.
from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from handlers.reading.dates.moon import (
    easter,
    hijri_day,
    hijri_today,
    nowruz,
    orthodox_easter,
    solar_day,
)

Reckoning = Callable[[Any, int], "date | None"]
"""From what a rule says and a year of its own calendar to the day."""

FIRST_YEAR, LAST_YEAR = 1950, 2075
"""The years every calendar here covers."""


def reckoned(rule: Mapping[str, Any], year: int) -> date | None:
    """The day *rule* gives for *year*, or ``None`` where that is outside what we know.

    *year* is a year of the rule's own calendar: of the Hijra for ``hijri``, else a common one.
    """
    for name, reckoning in _RECKONINGS.items():
        if name in rule:
            return reckoning(rule[name], year)
    return None


def year_of(rule: Mapping[str, Any], day: date) -> int:
    """The year of the rule's own calendar that *day* lies in."""
    if "hijri" in rule:
        return hijri_today(day)[0]
    return day.year


def _hijri(told: list[int], year: int) -> date | None:
    return hijri_day(year, told[0], told[1])


def _fixed(told: list[int], year: int) -> date | None:
    return date(year, told[0], told[1])


def _easter(told: int, year: int) -> date | None:
    return easter(year) + timedelta(days=told)


def _orthodox(told: int, year: int) -> date | None:
    return orthodox_easter(year) + timedelta(days=told)


def _ethiopian(told: list[int], year: int) -> date | None:
    """A day later between the sixth day of Pagumen and our next 29 February."""
    late = isleap(year + 1) if told[0] >= 9 else isleap(year)
    return date(year, told[0], told[1]) + timedelta(days=late)


def _solar(told: list[int], year: int) -> date | None:
    if told == [1, 1]:
        return nowruz(year)
    return solar_day(year - 621, told[0], told[1])


def _weekday(told: list[int], year: int) -> date | None:
    start = date(year, told[0], told[1])
    return start + timedelta(days=(told[2] - start.weekday()) % 7)


def _hebrew(told: list[int], year: int) -> date | None:
    """Nisan 1 … Adar 12; the months up to Elul are of the Hebrew year that ends in *year*."""
    month, number = told
    if month >= 7:
        lengths = (30, 29 + _long(year + 3761), 30 - _short(year + 3761))
        before = sum(lengths[: month - 7])
        return _tishri(year + 3761) + timedelta(days=before + number - 1)
    # From Nisan to Tishri every month has a fixed length: 177 days in all.
    before = sum((30, 29, 30, 29, 30, 29)[: month - 1])
    return _tishri(year + 3761) - timedelta(days=177 - before - number + 1)


def _tishri(year: int) -> date:
    """The first day of the Hebrew *year*."""
    return date.fromordinal(_elapsed(year) + _postponed(year) - 1373427)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _postponed(year: int) -> int:
    if _elapsed(year + 1) - _elapsed(year) == 356:
        return 2
    return 1 if _elapsed(year) - _elapsed(year - 1) == 382 else 0


def _long(year: int) -> int:
    return int((_tishri(year + 1) - _tishri(year)).days % 10 == 5)


def _short(year: int) -> int:
    return int((_tishri(year + 1) - _tishri(year)).days % 10 == 3)


_RECKONINGS: dict[str, Reckoning] = {
    "hijri": _hijri,
    "fixed": _fixed,
    "easter": _easter,
    "orthodox": _orthodox,
    "ethiopian": _ethiopian,
    "solar": _solar,
    "weekday": _weekday,
    "hebrew": _hebrew,
}
