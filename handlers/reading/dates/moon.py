"""Months of other calendars, and the days that are named by a feast."""

# ruff: noqa: PLR2004  # 12 months, 31 days and the years the calendars cover say what they are.
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hijridate import Gregorian, Hijri

from handlers.reading.dates import calendar

Range = tuple[date, date]


def hijri_today(today: date) -> tuple[int, int, int]:
    """Return the year, month and day of *today* by Umm al-Qura."""
    if not 1925 <= today.year <= 2076:
        return 1448, 1, 1
    held = Gregorian(today.year, today.month, today.day).to_hijri()
    return held.year, held.month, held.day


def hijri_day(year: int, month: int, number: int) -> date | None:
    """Return the day by Umm al-Qura, or None where that month has no such day."""
    if not 1344 <= year <= 1499 or not 1 <= month <= 12:
        return None
    if not 1 <= number <= Hijri(year, month, 1).month_length():
        return None
    held = Hijri(year, month, number).to_gregorian()
    return date(held.year, held.month, held.day)


def hijri_month(today: date, month: int, year: int | None = None) -> Range | None:
    """Return the first and last day of the coming (or running) month, or of that *year*'s."""
    for place in (year,) if year else range(hijri_today(today)[0], hijri_today(today)[0] + 2):
        first = hijri_day(place, month, 1)
        if first is None:
            return None
        last = first + timedelta(days=Hijri(place, month, 1).month_length() - 1)
        if year or last >= today:
            return first, last
    return None


def solar_month(today: date, month: int, year: int | None = None) -> Range | None:
    """Return the first and last day of the coming (or running) month of the solar Hijri year."""
    here = today.year - 621
    for place in (year,) if year else (here - 1, here, here + 1):
        first = solar_day(place, month, 1)
        after = solar_day(place + month // 12, month % 12 + 1, 1)
        if first is None or after is None:
            return None
        if year or after > today:
            return first, after - timedelta(days=1)
    return None


def solar_day(year: int, month: int, number: int) -> date | None:
    """Return the day of the solar Hijri calendar of Afghanistan and Iran."""
    if not 1300 <= year <= 1500 or not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return nowruz(year + 621) + timedelta(days=before + number - 1)


def nowruz(year: int) -> date:
    """Return 1 Hamal (1 Farvardin) of the solar year that begins in *year*; 33-year rule."""
    leaps = sum(1 for one in range(1403, year - 621) if _solar_leap(one))
    leaps -= sum(1 for one in range(year - 621, 1403) if _solar_leap(one))
    return date(2024, 3, 20) + timedelta(days=365 * (year - 2024) + leaps)


def _solar_leap(year: int) -> bool:
    return (year % 33) in {1, 5, 9, 13, 17, 22, 26, 30}


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, number = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, number + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches, in our calendar (1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=13)


def feast(rule: dict[str, Any], today: date) -> tuple[date, date, int] | None:
    """Return first day, last day and give-or-take of the coming feast of this *rule*."""
    if not 1901 <= today.year <= 2190:
        return None
    found = [one for one in _years(rule, today) if one is not None]
    length = timedelta(days=rule.get("days", 1) - 1)
    ahead = sorted(one for one in found if one + length >= today)
    if not ahead:
        return None
    moon = 1 if rule.keys() & {"hijri", "eid"} else 0
    return ahead[0], ahead[0] + length, moon


def _years(rule: dict[str, Any], today: date) -> list[date | None]:
    if rule.get("eid"):
        return _years({"hijri": [10, 1]}, today) + _years({"hijri": [12, 10]}, today)
    if "hijri" in rule:
        year = hijri_today(today)[0]
        return [hijri_day(one, *rule["hijri"]) for one in (year, year + 1)]
    return [_in_year(rule, year) for year in (today.year, today.year + 1)]


def _in_year(rule: dict[str, Any], year: int) -> date | None:
    if "easter" in rule:
        return calendar.shift(easter(year), rule["easter"])
    if "orthodox" in rule:
        return calendar.shift(orthodox_easter(year), rule["orthodox"])
    if "solar" in rule:
        return solar_day(year - 621, *rule["solar"])
    month, number = rule.get("fixed") or rule["ethiopian"]
    late = 1 if "ethiopian" in rule and (year + 1) % 4 == 0 else 0
    return calendar.day(year, month, number + late)
