"""Which days somebody means who looks back: since March, last month, the last six weeks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.reading import dates
from handlers.reading.note import When
from handlers.reading.page import fold
from storage.values import dataclass

_YEAR_ONLY = pattern(r"(?<!\d)20\d\d(?!\d)")
_BARE = frozenset(("last", "the last", "past", "the past"))
"""With no number behind them these mean the whole week or month before: last month."""


@dataclass(frozen=True, slots=True)
class Period:
    """From *since* to *until*, both included; ``None`` where it is open on that side."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether *day* lies in it; no day lies only where it is open on both sides."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


ALWAYS = Period()
"""Open on both sides."""


def period(text: str, now: datetime, language: str = "") -> tuple[Period, str]:
    """The days that *text* speaks of, all of them in the past, and *text* without naming them.

    *now* is when it was written, on the writer's own clock.
    """
    counted = _counted(text, now)
    if counted is not None and counted.surely:
        return counted.told
    named = [one for one in dates.find(text, now, language=language) if one.span is not None]
    if named:
        return _named(text, named, now.date())
    if counted is not None:
        return counted.told
    year = _YEAR_ONLY.search(text)
    if year is None:
        return ALWAYS, text
    whole = When(date(int(year[0]), 1, 1), until=date(int(year[0]), 12, 31))
    return _placed(text, year.start(), year.end(), whole)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The last so many days, and whether that is surely what was meant."""

    told: tuple[Period, str]
    surely: bool


def _counted(text: str, now: datetime) -> _Counted | None:
    """``in the last 3 weeks``, ``depuis deux mois``."""
    found = _last_days().search(fold(text)) if len(fold(text)) == len(text) else None
    if found is None:
        return None
    days = _number(found["number"]) * _unit(found["unit"])
    since = now.date() - timedelta(days=days)
    told = Period(since), _without(text, found.start(), found.end())
    return _Counted(told, found["number"] is not None or found["lead"] not in _BARE)


def how_long(text: str) -> tuple[int, str] | None:
    """A number of days said in words, and *text* without it; ``None`` where there is none."""
    plain = fold(text)
    found = _amount().search(plain) if len(plain) == len(text) else None
    if found is None:
        return None
    days = _number(found["number"]) * _unit(found["unit"])
    return days, _without(text, found.start(), found.end())


def _named(text: str, named: list[When], today: date) -> tuple[Period, str]:
    one = _past(named[0], today)
    if one.span is None:
        return ALWAYS, text
    if len(named) > 1 and named[1].span is not None:
        other = _past(named[1], today)
        whole = When(min(one.day, other.day), until=max(one.until or one.day, _last(other)))
        return _placed(text, one.span.start, named[1].span.end, whole)
    return _placed(text, one.span.start, one.span.end, one)


def _last(one: When) -> date:
    return one.until or one.day


def _past(one: When, today: date) -> When:
    """A day that would be to come, a year earlier: who looks back means the last one."""
    if one.day <= today:
        return one
    try:
        day = one.day.replace(year=one.day.year - 1)
        until = one.until and one.until.replace(year=one.until.year - 1)
    except ValueError:
        return one
    return When(day, until=until, span=one.span)


def _placed(text: str, start: int, end: int, one: When) -> tuple[Period, str]:
    """The period by the word before the day: since it, before it, or that day itself."""
    before = text[:start]
    for name in ("since", "before", "lead"):
        found = _ending(name).search(fold(before)) if len(fold(before)) == len(before) else None
        if found is not None:
            rest = _without(text, found.start(), end)
            if name == "since":
                return Period(one.day), rest
            if name == "before":
                return Period(None, one.day - timedelta(days=1)), rest
            return Period(one.day, one.until or one.day), rest
    return Period(one.day, one.until or one.day), _without(text, start, end)


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}".strip()


@cache
def _last_days() -> re.Pattern[str]:
    """The last so many days."""
    return re.compile(rf"(?<!\w)(?P<lead>{_any(_data()['last'])})\s+{_amount_pattern()}")


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_amount_pattern()}")


def _amount_pattern() -> str:
    numbers = _any(word for words in _data()["numbers"].values() for word in words)
    units = _any(word for words in _data()["units"].values() for word in words)
    between = _any(_data()["between"])
    return rf"(?:(?P<number>\d{{1,3}}|{numbers})\s+)?(?:(?:{between})\s+)?(?P<unit>{units})(?!\w)"


@cache
def _ending(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_data()[name])})\s*(?:\w{{1,3}}\s+)?$")


def _any(words: Iterable[str]) -> str:
    folded = sorted((re.escape(fold(word)) for word in words), key=len, reverse=True)
    return "|".join(dict.fromkeys(folded))


def _number(said: str | None) -> int:
    if not said:
        return 1
    return int(said) if said.isdecimal() else _values("numbers").get(said, 1)


def _unit(said: str) -> int:
    return _values("units")[said]


@cache
def _values(name: str) -> dict[str, int]:
    return {fold(word): int(n) for n, words in _data()[name].items() for word in words}


@cache
def _data() -> dict[str, Any]:
    source = files("handlers.searching") / "data" / "periods.toml"
    return tomllib.loads(source.read_text("utf-8"))
