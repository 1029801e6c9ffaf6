"""When an occasion falls: reckoned, widened by the moon's habits, settled by an announcement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from handlers.rules.occasions.dates import FIRST_YEAR, LAST_YEAR, reckoned, year_of
from handlers.rules.occasions.places import bias
from handlers.rules.occasions.table import OCCASIONS, data
from handlers.rules.occasions.values import Listed, Occasion, Window
from storage.records import Announced

_WIDEST = 60
"""Days to either side of a span in which a window of it may begin."""
_AHEAD = 800
"""Days ahead in which the next year of any occasion must come."""


def window(
    occasion: Occasion,
    year: int,
    place: str = "",
    announced: Iterable[Announced] = (),
    listed: Iterable[Listed] = (),
) -> Window | None:
    """When *occasion* falls in *year* of its own calendar, or ``None`` where nobody can know.

    An announced day beats all; a day that a public calendar lists is the likelier one.
    """
    told = tuple(announced)
    said = _announced(occasion, year, place, told)
    if said is not None:
        days = occasion.days
        return Window(occasion.code, year, place, said, said, said, announced=True, days=days)
    if "after" in occasion.rule:
        return _following(occasion, year, place, told, tuple(listed))
    if "table" in occasion.rule:
        return _from_table(occasion, year, place)
    day = reckoned(occasion.rule, year)
    if day is None:
        return None
    if "hijri" not in occasion.rule:
        take = timedelta(days=occasion.give_or_take)
        return Window(occasion.code, year, place, day, day - take, day + take, days=occasion.days)
    return _by_the_moon(occasion, year, place, day, _listed(occasion, year, place, listed))


def between(  # noqa: PLR0913, PLR0917  # Each is its own fact.
    occasion: Occasion,
    first: date,
    last: date,
    place: str = "",
    announced: Iterable[Announced] = (),
    listed: Iterable[Listed] = (),
) -> tuple[Window, ...]:
    """The years of *occasion* that may be kept on a day from *first* to *last*, in order."""
    told, known = tuple(announced), tuple(listed)
    found = (window(occasion, year, place, told, known) for year in _years(occasion, first, last))
    return tuple(one for one in found if one and one.first <= last and one.ends >= first)


def upcoming(
    occasion: Occasion,
    today: date,
    place: str = "",
    announced: Iterable[Announced] = (),
    listed: Iterable[Listed] = (),
) -> Window | None:
    """The next year of *occasion* that is not over, or ``None`` where nobody can know."""
    last = today + timedelta(days=_AHEAD)
    return next(iter(between(occasion, today, last, place, announced, listed)), None)


def _years(occasion: Occasion, first: date, last: date) -> Iterator[int]:
    rule = _root(occasion).rule
    wide = timedelta(days=_WIDEST)
    if not FIRST_YEAR < first.year <= last.year < LAST_YEAR:
        return iter(())
    return iter(range(year_of(rule, first - wide), year_of(rule, last + wide) + 1))


def _root(occasion: Occasion) -> Occasion:
    """The occasion whose moon decides this one's day."""
    after = occasion.rule.get("after")
    return OCCASIONS[after[0]] if after else occasion


def _following(
    occasion: Occasion,
    year: int,
    place: str,
    announced: tuple[Announced, ...],
    listed: tuple[Listed, ...],
) -> Window | None:
    leader = window(_root(occasion), year, place, announced, listed)
    if leader is None:
        return None
    step = timedelta(days=occasion.rule["after"][1])
    return replace(
        leader,
        occasion=occasion.code,
        day=leader.day + step,
        first=leader.first + step,
        last=leader.last + step,
        days=occasion.days,
    )


def _announced(
    occasion: Occasion, year: int, place: str, announced: Iterable[Announced]
) -> date | None:
    return next(
        (
            one.day
            for one in announced
            if (one.occasion, one.year, one.place) == (occasion.code, year, place)
        ),
        None,
    )


def _listed(occasion: Occasion, year: int, place: str, listed: Iterable[Listed]) -> Listed | None:
    sought = (occasion.code, year, place)
    return next((one for one in listed if (one.occasion, one.year, one.place) == sought), None)


def _by_the_moon(
    occasion: Occasion, year: int, place: str, day: date, listed: Listed | None
) -> Window:
    """Round the reckoned *day* as that country's past years were.

    A day that a public calendar gives becomes the likely one where it is one of those.
    """
    habit = bias(place)
    likely, first, last = (
        day + timedelta(days=step) for step in (habit.likely, habit.first, habit.last)
    )
    if listed is not None and first <= listed.day <= last:
        likely = listed.day
    return Window(occasion.code, year, place, likely, first, last, moon=True, days=occasion.days)


@cache
def _tables() -> dict[str, Any]:
    return data("tables")


def _from_table(occasion: Occasion, year: int, place: str) -> Window | None:
    told = _tables()[occasion.rule["table"]]
    here = told.get(place, told)
    day: date | None = next((day for day in here["days"] if day.year == year), None)
    if day is None:
        return None
    take = timedelta(days=told["take"])
    return Window(occasion.code, year, place, day, day - take, day + take, days=occasion.days)
