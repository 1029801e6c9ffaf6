"""Which of three numbers is the day: told by what cannot be, and by time running forwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

_CENTURY = 2000
_YEAR_DIGITS = 4
_BACK = timedelta(days=1)
"""How far a line may stand before the one above it: phones sort by arrival."""

Numbers = tuple[str, str, str]
"""Three numbers as written; the last is empty where the year is not told."""


class Order(StrEnum):
    """How a phone writes a day in numbers."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"
    YEAR_FIRST = "year"


def orders_of(days: Sequence[Numbers], latest: date) -> tuple[Order, ...]:
    """The orders in which every one of *days* is a day, none goes back, and none is after *latest*.

    Where the lines are not in time's order at all, every order in which they are days.
    """
    steps = list(dict.fromkeys(days))
    possible = [order for order in Order if all(day_of(one, order, latest) for one in steps)]
    running = tuple(order for order in possible if _runs(steps, order, latest))
    found = running or tuple(possible)
    return found[:1] if _agree(steps, found, latest) else found


def day_of(numbers: Numbers, order: Order, latest: date) -> date | None:
    """The day that *numbers* are in *order*; without a year, the last such day up to *latest*."""
    first, second, third = numbers
    year_first = len(first) == _YEAR_DIGITS
    if year_first is not (order is Order.YEAR_FIRST):
        return None
    if order is Order.YEAR_FIRST:
        return _day(int(first), int(second), int(third or 0), latest)
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    if third:
        year = int(third) + (_CENTURY if len(third) < _YEAR_DIGITS else 0)
        return _day(year, int(month), int(day), latest)
    this = _day(latest.year, int(month), int(day), latest)
    return this or _day(latest.year - 1, int(month), int(day), latest)


def _day(year: int, month: int, day: int, latest: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    # A phone elsewhere may already have the next day; before phones, it is another calendar's.
    return found if found.year >= _CENTURY and found <= latest + _BACK else None


def _runs(steps: Sequence[Numbers], order: Order, latest: date) -> bool:
    days = [day_of(one, order, latest) or latest for one in steps]
    return all(later >= earlier - _BACK for earlier, later in pairwise(days))


def _agree(steps: Sequence[Numbers], orders: Sequence[Order], latest: date) -> bool:
    """Whether it makes no difference: 5/5 is one day in any order."""
    return len({tuple(day_of(one, order, latest) for one in steps) for order in orders}) == 1
