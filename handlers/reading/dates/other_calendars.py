"""What Hijri and solar months and feasts come to; moon days may move by one."""

# ruff: noqa: PLR2004  # 30 days of a month say what they are.
from __future__ import annotations

from datetime import date, timedelta

from handlers.reading.dates import moon
from handlers.reading.dates.draft import Ask, Draft, Values
from handlers.reading.note import Sure


def hijri_day(v: Values, ask: Ask) -> Draft | None:
    """``15 Ramadan``, ``١٠ محرم ١٤٤٨``."""
    span = moon.hijri_month(ask.today, v.get("hm"), v.get("oldyear"))
    number = v.get("n", "ord")
    if span is None or not 1 <= number <= (span[1] - span[0]).days + 1:
        return None
    day = span[0] + timedelta(days=number - 1)
    if day < ask.today and not v.has("oldyear"):
        span = moon.hijri_month(span[1] + timedelta(days=40), v.get("hm"))
        day = span[0] + timedelta(days=number - 1) if span else day
    return Draft(day, give_or_take=1, sure=Sure.LIKELY)


def hijri_days(v: Values, ask: Ask) -> Draft | None:
    """``10-15 Ramadan``."""
    span = moon.hijri_month(ask.today, v.get("hm"), v.get("oldyear"))
    first, last = v.all("n", "ord")
    if span is None or not 1 <= first < last <= 30:
        return None
    start, end = (span[0] + timedelta(days=one - 1) for one in (first, last))
    return Draft(start, until=end, give_or_take=1, sure=Sure.LIKELY)


def hijri_month(v: Values, ask: Ask) -> Draft | None:
    """``before Ramadan``, ``fin du Ramadan``, ``in Ramadan``."""
    span = moon.hijri_month(ask.today, v.get("hm"), v.get("oldyear"))
    if span is None:
        return None
    if span[0] < ask.today and _before(v):
        span = moon.hijri_month(span[1] + timedelta(days=40), v.get("hm"))
    return _of(span, v, 1) if span else None


def solar_month(v: Values, ask: Ask) -> Draft | None:
    """``end of Sawr``, ``in Hamal``."""
    span = moon.solar_month(ask.today, v.get("sm"), v.get("oldyear"))
    return _of(span, v, 0) if span else None


def solar_day(v: Values, ask: Ask) -> Draft | None:
    """``15 Sawr``, ``10 Hamal 1406``."""
    for year in (
        (v.get("oldyear"),)
        if v.has("oldyear")
        else (ask.today.year - 622, ask.today.year - 621, ask.today.year - 620)
    ):
        day = moon.solar_day(year, v.get("sm"), v.get("n", "ord"))
        if day and (day >= ask.today or v.has("oldyear")):
            return Draft(day, sure=Sure.LIKELY)
    return None


def feast(v: Values, ask: Ask) -> Draft | None:
    """``before Eid``, ``à Noël``, ``حتى العيد``, ``end of Holy Week``."""
    found = moon.feast(v.get("feast"), ask.today)
    if found is None:
        return None
    first, last, moving = found
    sure = Sure.LIKELY if moving else Sure.CERTAIN
    if v.has("end"):
        return Draft(last, give_or_take=moving, kind="feast", sure=sure)
    if _after(v):
        first = last
    until = last if last > first and not _before(v) else None
    return Draft(first, until=until, give_or_take=moving, kind="feast", sure=sure, needs="in_feast")


def day_of_feast(v: Values, ask: Ask) -> Draft | None:
    """``first day of Eid``."""
    found = moon.feast(v.get("feast"), ask.today)
    if found is None or v.get("unit") != "day" or not 1 <= v.get("ord") <= 7:
        return None
    day = found[0] + timedelta(days=v.get("ord") - 1)
    return Draft(day, give_or_take=found[2], kind="date", sure=Sure.LIKELY)


def _of(span: tuple[date, date], v: Values, moving: int) -> Draft:
    first, last = span
    if v.has("end") or v.has("late") or (_after(v) and not _positioned(v)):
        return Draft(last, give_or_take=moving, kind="feast", sure=Sure.LIKELY)
    if v.has("mid"):
        return Draft(
            first + timedelta(days=14), give_or_take=moving, kind="feast", sure=Sure.LIKELY
        )
    if _before(v) or v.has("start"):
        return Draft(first, give_or_take=moving, kind="feast", sure=Sure.LIKELY)
    return Draft(
        first, until=last, give_or_take=moving, kind="feast", sure=Sure.LIKELY, needs="in_feast"
    )


def _positioned(v: Values) -> bool:
    return any(v.has(kind) for kind in ("end", "mid", "start", "late"))


def _before(v: Values) -> bool:
    return v.before is not None and "before" in v.before.kinds


def _after(v: Values) -> bool:
    return v.before is not None and "after" in v.before.kinds
