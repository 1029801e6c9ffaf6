"""What days of a named month come to: ``3 Dec``, ``12-15 June``, ``mid December``."""

# ruff: noqa: PLR2004  # 12 months and 31 days say what they are.

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading.dates import calendar
from handlers.reading.dates.clocks import ends
from handlers.reading.dates.draft import Ask, Draft, Values
from handlers.reading.dates.rules import part_of, span_of
from handlers.reading.note import Sure

_LATELY = 60
"""Days for which a date without a year may still be the one just gone."""
NO_SUCH_DAY = Draft(None, kind="none", needs="none")
"""31 April: read as a date, so that no part of it is read as another, but it is none."""


def coming_day(month: int, number: int, today: date) -> date | None:
    """Return the next such day from *today* on (29 February may be years away)."""
    years = range(today.year, today.year + 9)
    found = (calendar.day(year, month, number) for year in years)
    return next((one for one in found if one is not None and one >= today), None)


def dated(month: int, number: int, year: int | None, today: date) -> date | None:
    """Return that day of *year*, or the coming one."""
    if year is None:
        return coming_day(month, number, today)
    return calendar.day(year + 2000 if year < 100 else year, month, number)


def day_of_month(v: Values, ask: Ask) -> Draft | None:
    """``3 Dec``, ``15 de marzo de 2027``, ``Dec 3rd``, ``٣ ديسمبر``."""
    number, month = v.token("n", "ord"), v.token("mon")
    if number is None or month is None or not _meant(number.text, v):
        return None
    if v.get("n") == 1 and not number.text[:1].isdigit() and not v.has("of"):
        return None
    day = dated(month.value("mon"), v.get("n", "ord"), v.get("year"), ask.today)
    if (
        day is None
        and number.text[:1].isdigit()
        and len(number.text) <= 4
        and v.get("n", "ord") < 100
    ):
        return NO_SUCH_DAY
    return Draft(day, lately(v, day, ask), kind="date") if day else None


def lately(v: Values, day: date, ask: Ask) -> date | None:
    """Return the same day of last year where it is just gone and nothing tells which is meant."""
    ahead = v.before is not None and bool(v.before.kinds.keys() & {"by", "bythe", "in"})
    gone = calendar.shift_months(day, -12)
    if v.has("year") or ahead or gone is None or not 0 < (ask.today - gone).days <= _LATELY:
        return None
    return gone


def half_of_month(v: Values, ask: Ask) -> Draft | None:
    """``first half of December``, ``la segunda quincena de enero``."""
    if v.has("mon"):
        first = month_start(v.get("mon"), v, ask.today)
    else:
        unit, count = v.get("per") or (v.get("unit"), 0)
        span = span_of(unit, count, ask) if unit == "month" else None
        first = span[0] if span else None
    if first is None or v.get("ord") not in (1, 2):
        return None
    middle = first.replace(day=15)
    if v.get("ord") == 1:
        return Draft(first, until=middle, kind="period", sure=Sure.LIKELY)
    last = calendar.last_of_month(first)
    return Draft(first.replace(day=16), until=last, kind="period", sure=Sure.LIKELY)


def _meant(number: str, v: Values) -> bool:
    """Whether a month that is also a word ("3 may enter") is meant as a month."""
    month = v.token("mon")
    if month is None or not month.kinds["mon"].weak or month.raw[:1].isupper() or v.has("year"):
        return number[:1].isdigit() or month is None or not month.kinds["mon"].weak or v.has("ord")
    return number[:1].isdigit() and ends(v)


def days_of_month(v: Values, ask: Ask) -> Draft | None:
    """``12-15 June``, ``del 3 al 5 de mayo``, ``from 3 to 5 December``."""
    numbers = v.all("n", "ord")
    first = dated(v.get("mon"), numbers[0], v.get("year"), ask.today)
    last = dated(
        v.get("mon"), numbers[1], v.get("year") or (first.year if first else None), ask.today
    )
    if first and last and first > last and not v.get("year"):
        first = calendar.day(last.year, last.month, numbers[0])
    if v.has("and") and not v.has("from") and numbers[1] - numbers[0] != 1:
        return None
    return Draft(first, until=last, kind="range") if first and last and first < last else None


def weekday_of_month(v: Values, ask: Ask) -> Draft | None:
    """``el viernes 4 de diciembre``: the weekday confirms the date, or makes it a question."""
    draft = day_of_month(v, ask)
    if draft is None or draft.day is None:
        return draft
    if draft.day.weekday() == v.get("wd"):
        return replace(draft, kind="full")
    return replace(
        draft, kind="full", other=calendar.coming(ask.today, v.get("wd")), sure=Sure.GUESS
    )


def whole_month(v: Values, ask: Ask) -> Draft | None:
    """``in January``: from its first to its last day; bare names need a cue."""
    reading = v.token("mon").kinds["mon"]  # type: ignore[union-attr]  # Every pattern holds a month.
    first = month_start(reading.value, v, ask.today)
    if first is None:
        return None
    known = v.has("year") or v.has("next") or v.has("this") or v.has("last")
    return Draft(
        first, until=calendar.last_of_month(first), kind="month", sure=Sure.LIKELY,
        needs="" if known else "in_month" if reading.weak else "any_month",
        language=reading.language if reading.weak else "",
    )  # fmt: skip


def part_of_month(v: Values, ask: Ask) -> Draft | None:
    """``mid December``, ``fin novembre``, ``a finales de diciembre``, ``early March 2027``."""
    first = month_start(v.get("mon"), v, ask.today)
    return part_of((first, calendar.last_of_month(first)), "month", v) if first else None


def month_start(month: int, v: Values, today: date) -> date | None:
    """Return the first day of the month that was meant: the running, coming or given one."""
    year = v.get("year")
    if year is None:
        year = today.year + (1 if month < today.month else 0)
        if v.has("last"):
            year = today.year - (1 if month >= today.month else 0)
    return calendar.day(year, month, 1)
