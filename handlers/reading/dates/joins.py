"""How the days and times that stand side by side belong together."""

# ruff: noqa: PLR2004  # 12 hours, 31 days and 7 weekdays say what they are.
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.reading.dates import calendar
from handlers.reading.dates.draft import Ask, Draft, Values
from handlers.reading.dates.rules import moved
from handlers.reading.note import Sure


def with_time(v: Values, _ask: Ask) -> Draft | None:
    """``tomorrow at 3pm``, ``14:30 on Friday``."""
    (day,), (clock,) = v.drafts("day"), v.drafts("clk")
    if day.at or day.until or not day.day:
        return None
    held = clock.at
    if held and "pm" in (v.get("pod"), day.part) and held.hour < 12:
        held = held.replace(hour=held.hour + 12)
    return replace(day, at=held, needs="")


def with_clock(day: Draft, clock: Draft) -> Draft:
    """Return *day* at the time of *clock*, in the evening where the day is one."""
    held = clock.at
    if held is not None and day.part == "pm" and held.hour < 12:
        held = held.replace(hour=held.hour + 12)
    return replace(day, at=held)


def with_part(v: Values, _ask: Ask) -> Draft | None:
    """``Friday morning``: the part of the day names no hour, but it shows that a day is meant."""
    (day,) = v.drafts("day")
    if day.until and day.kind != "period":
        return None
    if v.get("pod") == "pm" and day.at and day.at.hour < 12:
        day = replace(day, at=day.at.replace(hour=day.at.hour + 12))
    return (
        replace(day, needs="", part=v.get("pod"))
        if day.kind in ("weekday", "relative", "number", "date", "full")
        else None
    )


def weekday_and_date(v: Values, _ask: Ask) -> Draft | None:
    """``Friday 27 November``, ``vendredi 27/11``: the date counts; a doubt where they differ."""
    first, second = v.drafts("day")
    named, told = (first, second) if first.kind == "weekday" else (second, first)
    if (
        named.kind != "weekday"
        or not named.day
        or not told.day
        or told.kind not in ("date", "number")
        or told.until
    ):
        return None
    weekdays = told.day.weekday(), named.day.weekday()
    told = replace(told, needs="", at=told.at or named.at)
    if weekdays[0] == weekdays[1]:
        return replace(told, other=None, sure=Sure.CERTAIN, kind="full")
    if told.other is not None and told.other.weekday() == named.day.weekday():
        return replace(told, day=told.other, other=None, sure=Sure.CERTAIN, kind="full")
    return replace(told, other=named.day, sure=Sure.GUESS, kind="full")


def weekday_of_week(v: Values, ask: Ask) -> Draft | None:
    """``next week on Tuesday``: the weekday of the week that was named."""
    one, two = v.drafts("day")
    for period, named in ((one, two), (two, one)):
        if not period.day or not named.day or named.kind != "weekday":
            continue
        if period.kind == "period" and period.until:
            first = calendar.week_of(period.day, ask.week)[0]
            if (period.until - first).days > 6:
                return None
            return replace(
                named,
                day=first + timedelta(days=(named.day.weekday() - first.weekday()) % 7),
                other=None,
                needs="",
            )
    return None


def day_to_day(v: Values, _ask: Ask) -> Draft | None:
    """``sun-tue``, ``15/3-19/3``, ``from Monday to Friday``: a range."""
    first, last = v.drafts("day")
    if (
        not first.day
        or not last.day
        or first.until
        or (first.at and last.at and first.day == last.day)
    ):
        return None
    if v.has("dash") and first.kind == "weekday" and last.kind in ("full", "date"):
        return None
    start, end = first.day, _until(first, last)
    if start > end and first.kind in ("date", "weekday", "full"):
        start = _earlier(first, end)
    if start >= end:
        return None
    moving = max(first.give_or_take, last.give_or_take)
    return Draft(start, until=end, at=first.at, kind="range", give_or_take=moving)


def _until(first: Draft, last: Draft) -> date:
    """Return the last day of a range: a weekday is the one that follows the first day."""
    end = last.until or last.day
    assert first.day is not None  # noqa: S101  # Both were looked at before.
    assert end is not None  # noqa: S101  # Both were looked at before.
    if first.kind == "weekday" and last.kind == "weekday":
        return first.day + timedelta(days=(end.weekday() - first.day.weekday()) % 7)
    if end <= first.day and last.kind == "weekday":
        return calendar.coming(first.day, end.weekday())
    return end


def _earlier(first: Draft, end: date) -> date:
    day = first.day
    assert day is not None  # noqa: S101  # A day token always holds one.
    if first.kind == "weekday":
        return calendar.past(end, day.weekday())
    return calendar.day(day.year - 1, day.month, day.day) or day


def number_to_day(v: Values, ask: Ask) -> Draft | None:
    """``du 30 au 2 décembre``, ``28-3 January``: the first day belongs to the month before."""
    last: Draft = v.get("day")
    number = v.get("n", "ord")
    if last.day is None or last.kind != "date" or last.until or not 1 <= number <= 31:
        return None
    month = (
        last.day.replace(day=1)
        if number < last.day.day
        else last.day.replace(day=1) - timedelta(days=1)
    )
    first = calendar.day(month.year, month.month, number)
    return (
        Draft(first, until=last.day, kind="range", at=last.at)
        if first and first < last.day
        else None
    )


def offset(v: Values, ask: Ask) -> Draft | None:
    """``two days after Eid``, ``a week on Tuesday``, ``une semaine avant Noël``."""
    count, unit = v.get("dur")
    day: Draft = v.get("day")
    if (v.has("from") or v.has("on")) and _lasting(v):
        return None
    if unit in ("hour", "minute") or day.day is None:
        return None
    sign = -1 if v.has("before") else 1
    start = day.day
    if sign == 1 and day.until and not (v.has("on") or v.has("from")):
        start = day.until
    then = moved(start, sign * count, unit, ask)
    return replace(day, day=then, until=None, other=None, needs="", kind="date") if then else None


def offset_behind(v: Values, ask: Ask) -> Draft | None:
    """``قبل العيد بيومين``: Arabic says how long before or after behind the day."""
    if not v.pairs[-1][1].raw.startswith("ب"):
        return None
    (day,) = v.drafts("day")
    count, unit = v.get("dur") or (1, v.get("solo"))
    if unit in ("hour", "minute") or day.day is None:
        return None
    sign, begin = (-1, day.day) if v.has("before") else (1, day.until or day.day)
    then = moved(begin, sign * count, unit, ask)
    return replace(day, day=then, until=None, other=None, needs="", kind="date") if then else None


def _lasting(v: Values) -> bool:
    """Whether it is a length of time that begins then (three days from 1 December)."""
    token = v.token("from", "on")
    english = token is not None and any(r.language == "en" for r in token.kinds.values())
    return not english or (v.before is not None and "notime" in v.before.kinds)


def eve(v: Values, ask: Ask) -> Draft | None:
    """``the day before Eid``, ``la veille de Noël``, ``le lendemain de la fête``."""
    day: Draft = v.get("day")
    if day.day is None:
        return None
    step = -1 if v.has("eve") else 1
    then = calendar.shift(day.until or day.day if step > 0 else day.day, step)
    return replace(day, day=then, until=None, other=None, needs="", kind="date") if then else None


def week_of(v: Values, ask: Ask) -> Draft | None:
    """``week of 7 December``, ``la semaine du 7``, ``w/c 7 Dec``."""
    day: Draft = v.get("day")
    if (
        v.get("unit") != "week"
        or day.day is None
        or day.until
        or day.kind not in ("date", "number")
    ):
        return None
    last = calendar.week_of(day.day, ask.week)[1]
    return Draft(day.day, until=last if last > day.day else None, kind="period", sure=Sure.LIKELY)


def week_beside(v: Values, ask: Ask) -> Draft | None:
    """``the week before Easter``: the seven days next to it."""
    day: Draft = v.get("day")
    if v.get("unit") != "week" or day.day is None:
        return None
    first = (
        calendar.shift(day.day, -7) if v.has("before") else calendar.shift(day.until or day.day, 1)
    )
    last = calendar.shift(first, 6) if first else None
    return Draft(first, until=last, kind="period", sure=Sure.LIKELY) if first and last else None


def between_leaning(v: Values, ask: Ask) -> Draft | None:
    """``بين الأحد والثلاثاء``: the *and* is written onto the second day."""
    return day_to_day(v, ask) if v.pairs[-1][1].raw.startswith("و") else None
