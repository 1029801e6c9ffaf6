"""Until when terms hold: a day named, a range, or a length counted from a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.patterns import pattern
from handlers.reading import dates
from handlers.reading.layout import Layout
from handlers.reading.note import Sure, When
from handlers.reading.page import Stretch

_FAR = 400
_SHORTEST_MONTH = 28
_LENGTH = pattern(
    r"\b(\d{1,3}|a|one|two|three|six|un|une|deux|trois|six|dos|tres|seis)[ -]?"
    r"(days?|d|weeks?|wks?|months?|mths?|years?|yrs?|jours?|semaines?|mois|ans?|"
    r"dias?|semanas?|mes(?:es)?|anos?|يوم|ايام|اسبوع|اسابيع|شهر|اشهر|شهور|سنه|سنوات)\b"
)
_COUNTS = {
    "a": 1,
    "one": 1,
    "un": 1,
    "une": 1,
    "two": 2,
    "deux": 2,
    "dos": 2,
    "three": 3,
    "trois": 3,
    "tres": 3,
    "six": 6,
    "seis": 6,
}
_DUAL = {
    "شهرين": (2, "m"),
    "اسبوعين": (2, "w"),
    "يومين": (2, "d"),
    "سنتين": (2, "y"),
    "شهر": (1, "m"),
    "اسبوع": (1, "w"),
    "سنه": (1, "y"),
}


def until(layout: Layout, part: Stretch, made: date, *, firm: bool = False) -> When | None:
    """When terms in *part* end; only by an "until" where *firm*."""
    named = [w for w in layout.dates_in(part) if firm is False or _led_by(layout, w, "until_firm")]
    ends = [w for w in named if _led_by(layout, w, "until_firm")]
    plain = [w for w in named if not _led_by(layout, w, "after") and not _repeats(layout, w)]
    if ends:
        return end(ends[-1])
    ranges = [w for w in plain if w.until]
    if ranges:
        return end(ranges[-1])
    length = _duration(layout, part, made, named)
    if length and not firm:
        return length
    return end(plain[-1]) if plain else None


def end(when: When) -> When:
    """*when* as its last day."""
    return replace(when, day=dates.deadline(when), until=None)


def _led_by(layout: Layout, when: When, meaning: str) -> bool:
    if when.span is None:
        return False
    at = layout.page.tokens_of(when.span)
    if when.until and meaning == "after" and when.sure is Sure.CERTAIN:
        return False
    near = Stretch(at.first - 3, at.first + 2)
    return any(cue.last <= at.last for cue in layout.all(meaning, near))


def _repeats(layout: Layout, when: When) -> bool:
    at = layout.page.tokens_of(when.span) if when.span else Stretch(0, 0)
    return layout.has(Stretch(at.first - 2, at.last), "weekday_each")


def _duration(layout: Layout, part: Stretch, made: date, named: list[When]) -> When | None:
    """The end of "valid 6 months", counted from the day it begins."""
    text = " ".join(layout.page.words[part.first : part.last])
    match = _LENGTH.search(text)
    valid = layout.first(part, "valid")
    starts = [w for w in named if _led_by(layout, w, "after")]
    if valid is not None and (
        dual := next(
            (w for w in layout.page.words[valid.first : valid.last + 2] if w in _DUAL), None
        )
    ):
        count, unit = _DUAL[dual]
        return _counted(starts, made, count, unit)
    if match is None or not (valid or starts):
        return None
    count = (
        _COUNTS.get(match[1]) or int(match[1]) if match[1] in _COUNTS or match[1].isdigit() else 0
    )
    return _counted(starts, made, count, _unit(match[2]))


def _unit(word: str) -> str:
    for unit, starts in (
        ("w", ("w", "sem", "اسبوع", "اسابيع")),
        ("m", ("mo", "mt", "mes", "شهر", "اشهر", "شهور")),
        ("y", ("y", "an", "سن")),
    ):
        if word.startswith(starts):
            return unit
    return "d"


def _counted(starts: list[When], made: date, count: int, unit: str) -> When | None:
    if not 0 < count < _FAR:
        return None
    first = starts[0].day if starts else made
    try:
        last = (
            _months(first, count * (12 if unit == "y" else 1))
            if unit in "my"
            else first + timedelta(days=count * (7 if unit == "w" else 1))
        )
        return When(last - timedelta(days=1 if starts else 0), sure=Sure.LIKELY)
    except (OverflowError, ValueError):
        return None


def _months(first: date, count: int) -> date:
    month = first.month - 1 + count
    year, month = first.year + month // 12, month % 12 + 1
    day = first.day
    while day > _SHORTEST_MONTH:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)
