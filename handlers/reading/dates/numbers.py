"""What numbered days come to: ``the 15th``, ``15/3``, ``lundi 30``, ``last Friday of May``."""

# ruff: noqa: PLR2004  # 31 days and 5 weekdays of a month say what they are.
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.reading.dates import calendar
from handlers.reading.dates.clocks import ends
from handlers.reading.dates.draft import Ask, Draft, Values
from handlers.reading.dates.months import dated, lately, month_start
from handlers.reading.dates.pieces import Token
from handlers.reading.dates.rules import span_of
from handlers.reading.note import Sure

_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})
_OF_WHOLE = frozenset({"is", "of", "les", "des", "de", "los", "las"})
_AHEAD = 15
"""Years from now up to which two figures are a year to come; 12-4-88 is none."""
_FULL_MARKS = frozenset({5, 10, 20})
_CUES = frozenset({"on", "by", "bythe", "since", "the", "wd", "from", "to", "dash"})


def days_of_this(v: Values, ask: Ask) -> Draft | None:
    """``del 3 al 5``, ``from the 3rd to the 5th``: of the month in which they come next."""
    first, last = v.all("n", "ord")
    if not 1 <= first < last <= 31 or (not ends(v) and not v.has("per")):
        return None
    if v.has("per") or v.has("unit"):
        span = _month_span(v, ask)
        start = calendar.day(span[0].year, span[0].month, first) if span else None
    else:
        start = _coming_number(first, ask.today)
    end = calendar.shift(start, last - first) if start else None
    return Draft(start, until=end, kind="range") if start and end else None


def numbered(v: Values, ask: Ask) -> Draft | None:
    """``the 15th``, ``le 3``, ``el 3``, ``يوم 15``: the next day with this number."""
    number = v.get("ord", "n")
    cued = v.before is not None and bool(v.before.kinds.keys() & {"by", "bythe"})
    plain = v.has("n") and cued and not _counting(v)
    if v.before is not None and "at" in v.before.kinds and v.before.kinds["at"].language == "ar":
        return None
    strong = v.has("dayword") and (v.before is None or not v.before.text[:1].isdigit())
    if not 1 <= number <= 31 or not (ends(v) or plain or strong):
        return None
    if v.has("unit") or v.has("per"):
        span = _month_span(v, ask)
        day = calendar.day(span[0].year, span[0].month, number) if span else None
        if day and day < ask.today and v.has("unit"):
            day = _coming_number(number, ask.today)
    else:
        day = _coming_number(number, ask.today)
    return Draft(day, kind="number", needs=_article(v)) if day else None


def numbered_after(v: Values, ask: Ask) -> Draft | None:
    """``jusqu'au 31``, ``antes del 15``: the article is inside the word before."""
    if v.before is None or "bythe" not in v.before.kinds:
        return None
    day = numbered(v, ask)
    return replace(day, needs="") if day else None


def _article(v: Values) -> str:
    """An ordinal or number without an article needs a cue; ``la 3`` is not a day at all."""
    the = v.token("the")
    if v.has("dayword") or v.has("unit") or v.has("per"):
        return ""
    if the is None:
        return "by"
    number = v.token("ord")
    if number is not None:
        return "" if number.text[:1].isdigit() else "by"
    return "" if the.text in ("the", "le", "el", "o") else "by"


def _counting(v: Values) -> bool:
    return v.after is not None and bool(v.after.kinds.keys() & {"unit", "n"})


def _coming_number(number: int, today: date) -> date | None:
    for ahead in range(4):
        first = calendar.shift_months(today.replace(day=1), ahead)
        day = calendar.day(first.year, first.month, number) if first else None
        if day and day >= today:
            return day
    return None


def _month_span(v: Values, ask: Ask) -> tuple[date, date] | None:
    unit, count = v.get("per") or (v.get("unit"), 0)
    return span_of("month", count, ask) if unit == "month" else None


def weekday_number(v: Values, ask: Ask) -> Draft | None:
    """``lundi 30``, ``WEDNESDAY 21st``: the coming day that is both."""
    number, weekday = v.get("n", "ord"), v.get("wd")
    if not 1 <= number <= 31 or not (ends(v) or v.has("ord")):
        return None
    nearest = _coming_number(number, ask.today)
    for ahead in range(7):
        first = calendar.shift_months(ask.today.replace(day=1), ahead)
        day = calendar.day(first.year, first.month, number) if first else None
        if day and day >= ask.today and day.weekday() == weekday:
            return Draft(
                day, nearest, sure=Sure.CERTAIN if day == nearest else Sure.GUESS, kind="full"
            )
    return (
        Draft(nearest, calendar.coming(ask.today, weekday), sure=Sure.GUESS, kind="full")
        if nearest
        else None
    )


def nth_weekday(v: Values, ask: Ask) -> Draft | None:
    """``second Tuesday of January``, ``last Friday of the month``."""
    span = _held_month(v, ask)
    if span is None:
        return None
    first, last = span
    if v.has("last") or v.has("end"):
        return Draft(last - timedelta(days=(last.weekday() - v.get("wd")) % 7))
    day = first + timedelta(days=(v.get("wd") - first.weekday()) % 7 + 7 * (v.get("ord") - 1))
    return Draft(day) if 1 <= v.get("ord") <= 5 and day <= last else None


def nth_week(v: Values, ask: Ask) -> Draft | None:
    """``first week of January``: its working days."""
    span = _held_month(v, ask)
    if span is None or v.all("unit")[0] not in ("week", "day"):
        return None
    first, last = span
    if v.all("unit")[0] == "day":
        return Draft(last if v.has("last") else first + timedelta(days=min(v.get("ord"), 28) - 1))
    if v.has("last"):
        return Draft(last - timedelta(days=6), until=last, kind="period", sure=Sure.LIKELY)
    if not 1 <= v.get("ord") <= 4:
        return None
    start = first + timedelta(days=7 * (v.get("ord") - 1))
    return Draft(start, until=start + timedelta(days=6), kind="period", sure=Sure.LIKELY)


def _held_month(v: Values, ask: Ask) -> tuple[date, date] | None:
    if v.has("mon"):
        first = month_start(v.get("mon"), v, ask.today) if not v.has("last") else _last_free(v, ask)
        return (first, calendar.last_of_month(first)) if first else None
    unit, count = v.get("per") or (v.all("unit")[-1], 0)
    return span_of("month", count, ask) if unit == "month" else None


def _last_free(v: Values, ask: Ask) -> date | None:
    year = v.get("year") or ask.today.year + (1 if v.get("mon") < ask.today.month else 0)
    return calendar.day(year, v.get("mon"), 1)


def iso(v: Values, _ask: Ask) -> Draft | None:
    """``2026-12-10``: year first is never in doubt."""
    day = calendar.day(*v.get("iso"))
    return Draft(day) if day else None


def numeric(v: Values, ask: Ask) -> Draft | None:
    """``15/3``, ``03/04/2027``: where both orders make a day, both are told."""
    numbers = v.get("dmy", "dm", "dotted")
    if not (numbers[0] and numbers[1]) or (v.has("dm") and not _a_date(v, ask)):
        return None
    year = numbers[2] if len(numbers) > 2 else None
    if year is not None and ask.today.year + _AHEAD < year + 2000 < 2100:
        return None
    first = dated(numbers[1], numbers[0], year, ask.today)
    second = dated(numbers[0], numbers[1], year, ask.today)
    if not ask.day_first:
        first, second = second, first
    day = first or second
    other = second if first else None
    sure = Sure.LIKELY if other and other != day else Sure.CERTAIN
    if first and second is None and year is None and day is not None:
        other = lately(v, day, ask)
    needs = ""
    if numbers in _FRACTIONS:
        if v.before is not None and v.before.text in _OF_WHOLE:
            return None
        needs = "" if _cued(v) else "by"
    return Draft(day, other, sure=sure, needs=needs) if day else None


def _cued(v: Values) -> bool:
    return v.before is not None and not _CUES.isdisjoint(v.before.kinds)


def _a_date(v: Values, ask: Ask) -> bool:
    """A slash between small numbers is a date unless it counts something (3/4 of the trucks)."""
    if v.before is not None and ("label" in v.before.kinds or _a_share(v.before, ask)):
        return False
    if v.after is not None and v.after.text in ("of", "per"):
        return False
    if _cued(v):
        return True
    if v.scored and _a_score(*v.get("dm")):
        return False
    return ends(v) and not (v.after is not None and v.after.text in ("de", "des", "del", "من"))


def _a_share(before: Token, ask: Ask) -> bool:
    """Whether English counts what follows: a 4/5."""
    return ask.language == "en" and "one" in before.kinds


def _a_score(reached: int, full: int) -> bool:
    return reached <= full and full in _FULL_MARKS
