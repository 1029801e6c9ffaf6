"""What each way of saying a day comes to: relative days, weekdays, periods."""

# ruff: noqa: PLR2004  # 7 days and 12 months say what they are.
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from handlers.reading.dates import calendar
from handlers.reading.dates.draft import Ask, Draft, Values
from handlers.reading.note import Sure

_DAY_NAMES = frozenset({"wd", "n", "ord", "dm", "dmy", "iso", "rel"})
"""What makes the word day before it part of its name (يوم الأحد) rather than a length of time."""
_CLOCK_UNITS = {"hour": 60, "minute": 1}


def duration(v: Values, _ask: Ask) -> tuple[int, str] | None:
    """``10 days``, ``a week``, ``trois mois``: how many of which unit."""
    count, turned, unit = (
        next(iter(v.all("n")[::-1]), None),
        v.token("next", "last"),
        v.token("unit"),
    )
    if unit is not None and unit.raw.startswith("ال"):
        return None
    if turned is not None and any(r.language == "en" for r in turned.kinds.values()):
        return None
    return (1 if count is None else count), v.get("unit")


def duration_of_one(v: Values, _ask: Ask) -> tuple[int, str] | None:
    """``une quinzaine``, ``un par de días``."""
    held: tuple[int, str] = v.get("dur")
    figures = v.pairs[-1][1].text[:1].isdigit()
    return held if v.get("n") in (None, 1) and not figures else None


def period(v: Values, _ask: Ask) -> tuple[str, int] | None:
    """``next week``, ``le mois dernier``: the unit and how many of them away."""
    unit = v.get("unit")
    if unit not in ("week", "month", "year"):
        return None
    if v.has("afternext"):
        return unit, 2
    return unit, 1 if v.has("next") else -1 if v.has("last") else 0


def moved(start: date, count: int, unit: str, ask: Ask) -> date | None:
    """Return *start* moved by *count* units, or None where that is out of reach."""
    if abs(count) > 80_000:
        return None
    if unit == "workday":
        return calendar.shift_workdays(start, count, ask.week)
    if unit in ("month", "year"):
        return calendar.shift_months(start, count * (12 if unit == "year" else 1))
    return calendar.shift(start, count * (7 if unit == "week" else 1))


def away(v: Values, ask: Ask, sign: int) -> Draft | None:
    """Return now moved by the duration that was named."""
    count, unit = v.get("dur") or (1, v.get("solo"))
    if v.has("solo") and v.after is not None and v.after.kinds.keys() & _DAY_NAMES:
        return None
    if unit not in _CLOCK_UNITS:
        day = moved(ask.today, sign * count, unit, ask)
        return Draft(day, kind="relative") if day else None
    if count * _CLOCK_UNITS[unit] > 60 * 24 * 400:
        return None
    then = ask.now + timedelta(minutes=sign * count * _CLOCK_UNITS[unit])
    at = then.time().replace(second=0, microsecond=0, tzinfo=None)
    short = count * _CLOCK_UNITS[unit] < 24 * 60
    return Draft(then.date(), at=at if short else None, kind="relative")


def ahead(v: Values, ask: Ask) -> Draft | None:
    """``in two weeks``, ``dans 10 jours``, ``بعد أسبوعين``."""
    return away(v, ask, 1)


def ago(v: Values, ask: Ask) -> Draft | None:
    """``3 days ago``, ``il y a``, ``hace``, ``منذ``."""
    return away(v, ask, -1)


def relative(v: Values, ask: Ask) -> Draft | None:
    """``tomorrow``, ``avant-hier``, ``tonight``."""
    token = v.token("rel")
    day = calendar.shift(ask.today, v.get("rel"))
    night = token.kinds.get("night") if token else None
    return Draft(day, kind="relative", part=night.value if night else "") if day else None


def weekday(v: Values, ask: Ask) -> Draft | None:
    """``Friday``: the coming one; said on a Friday, perhaps today."""
    token = v.token("wd", "wds")
    assert token is not None  # noqa: S101  # Every pattern of this rule holds a weekday.
    reading = token.kinds.get("wd") or token.kinds["wds"]
    other = ask.today if ask.today.weekday() == reading.value else None
    weak = reading.weak and not (v.has("dayword") or v.has("every") or v.has("this"))
    day = calendar.coming(ask.today, reading.value)
    if v.has("this") and other:
        day, other = other, None
    return Draft(
        day,
        other,
        kind="weekday",
        needs="on" if weak else "",
        language=reading.language if weak else "",
    )


def weekdays_ahead(v: Values, ask: Ask) -> Draft | None:
    """``two Fridays from now``: the second of them."""
    day = calendar.coming(ask.today, v.get("wds"))
    then = calendar.shift(day, 7 * (v.get("n") - 1)) if v.get("n") else None
    return Draft(then, kind="relative") if then else None


def next_weekday(v: Values, ask: Ask) -> Draft | None:
    """``next Friday``: the coming one, or a week later where that is still this week's."""
    day = calendar.coming(ask.today, v.get("wd"))
    later = day + timedelta(days=7)
    this_week = day.weekday() > ask.today.weekday() and (day - ask.today).days < 7
    return Draft(
        day,
        later if this_week else None,
        kind="weekday",
        sure=Sure.LIKELY if this_week else Sure.CERTAIN,
    )


def last_weekday(v: Values, ask: Ask) -> Draft | None:
    """``last Thursday``, ``mardi dernier``."""
    return Draft(calendar.past(ask.today, v.get("wd")), kind="weekday")


def weekday_week_on(v: Values, ask: Ask) -> Draft | None:
    """``Tuesday week``, ``lundi en huit``, ``lundi en quinze``."""
    if v.has("unit") and v.get("unit") != "week":
        return None
    days = 14 if v.has("fortnight_on") else 7
    return Draft(calendar.coming(ask.today, v.get("wd")) + timedelta(days=days), kind="weekday")


def weekday_of_period(v: Values, ask: Ask) -> Draft | None:
    """``Monday of next week``."""
    unit, count = v.get("per")
    if unit != "week":
        return None
    first = calendar.week_of(ask.today, ask.week)[0] + timedelta(days=7 * count)
    return Draft(first + timedelta(days=(v.get("wd") - first.weekday()) % 7), kind="date")


def span_of(unit: str, count: int, ask: Ask) -> tuple[date, date] | None:
    """Return the first and last day of the week (its working days), month or year *count* away."""
    if unit == "week":
        return calendar.week_of(ask.today + timedelta(days=7 * count), ask.week)
    if unit == "month":
        first = calendar.shift_months(ask.today.replace(day=1), count)
        return (first, calendar.last_of_month(first)) if first else None
    year = ask.today.year + count
    return (date(year, 1, 1), date(year, 12, 31)) if 1900 <= year <= 2199 else None


def whole_period(v: Values, ask: Ask) -> Draft | None:
    """``next week``: from its first to its last day; years count only with a cue."""
    unit, count = v.get("per")
    span = span_of(unit, count, ask)
    if span is None or (v.after is not None and v.after.text == "of"):
        return None
    first, last = span
    if count == 0:
        first, last = ask.today, max(ask.today, last)
    needs = "by" if unit == "year" else ""
    return Draft(first, until=last, sure=Sure.LIKELY, kind="period", needs=needs)


def part_of(span: tuple[date, date], unit: str, v: Values) -> Draft:
    """Return the end, middle or beginning of a *span*, by what was said."""
    first, last = span
    if v.has("end") or v.has("late"):
        return Draft(last, kind="period")
    if v.has("mid"):
        middle = first.replace(day=15) if unit == "month" else first + (last - first) // 2
        return Draft(middle, kind="period", sure=Sure.LIKELY)
    length = {"week": 1, "month": 6, "year": 30}.get(unit, 2)
    return Draft(first, until=first + timedelta(days=length), kind="period", sure=Sure.LIKELY)


def part_of_period(v: Values, ask: Ask) -> Draft | None:
    """``end of the month``, ``early next month``, ``fin de semaine``, ``end of 2027``."""
    unit, count = v.get("per") or (v.get("unit"), 0)
    if v.has("year"):
        unit, count = "year", v.get("year") - ask.today.year
    if unit not in ("week", "month", "year"):
        return None
    span = span_of(unit, count, ask)
    if span is None or (v.has("start") and unit == v.get("unit") and span[0] < ask.today):
        span = span_of(unit, 1, ask)
    part = part_of(span, unit, v) if span else None
    if part and part.day and part.day < ask.today and unit == v.get("unit"):
        span = span_of(unit, 1, ask)
        part = part_of(span, unit, v) if span else None
    return part


def edge(v: Values, ask: Ask) -> Draft | None:
    """``EOM``, ``EOW``."""
    span = span_of(v.get("edge"), 0, ask)
    return Draft(max(span[1], ask.today), kind="period") if span else None


def weekend(v: Values, ask: Ask) -> Draft | None:
    """``this weekend``: the days of rest after (or around) today."""
    first = calendar.week_of(ask.today, ask.week)[1] + timedelta(days=1)
    if first - ask.today > timedelta(days=6):
        first -= timedelta(days=7)
    rest = max(0, 7 - len(set(ask.week)) - 1)
    if v.has("last"):
        first -= timedelta(days=7)
    other = first + timedelta(days=7) if v.has("next") else None
    sure: dict[str, Any] = {"sure": Sure.LIKELY}
    return Draft(first, other, first + timedelta(days=rest), kind="period", **sure)
