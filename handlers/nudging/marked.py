"""The coming days that one counterpart marks, as far as their person told us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from handlers.rules.occasions import (
    OCCASIONS,
    Coming,
    Listed,
    Window,
    coming,
    country_of,
    window,
)
from storage.records import Announced, Nudge, Observance
from storage.store import Book

AHEAD = timedelta(days=400)
"""How far ahead an occasion is planned: each comes again within it."""

Calendars = Callable[[str, date, date], Sequence[Listed]]
"""What public calendars list for a country between two days; whoever knows them hands it in."""


def no_calendars(place: str, first: date, last: date) -> Sequence[Listed]:
    """Where nobody knows the calendars: the days are reckoned."""
    return ()


def near(
    counterpart: str, book: Book, *, zone: str, today: date, calendars: Calendars
) -> tuple[Coming, ...]:
    """The days that *counterpart* marks from *today* on, each once, the soonest first."""
    told = book.find(Observance, "counterpart", counterpart)
    if not told:
        return ()
    place = country_of(zone)
    announced = [
        one
        for code in dict.fromkeys(one.occasion for one in told)
        for one in book.find(Announced, "occasion", code)
    ]
    last = today + AHEAD
    listed = calendars(place, today, last)
    first: dict[str, Coming] = {}
    for one in coming(told, today, last, place, announced, listed):
        first.setdefault(one.occasion.code, one)
    return tuple(first.values())


def mark_of(nudge: Nudge, book: Book) -> Observance | None:
    """The mark by which a greeting was planned, where it is still kept."""
    code = nudge.about.partition(".")[2]
    told = book.find(Observance, "counterpart", nudge.counterpart)
    return next((one for one in told if one.occasion == code), None)


def window_of(nudge: Nudge, book: Book, zone: str) -> Window | None:
    """When the feast of a greeting may fall, as far as is known now."""
    mark = mark_of(nudge, book)
    year = (nudge.origin or nudge.id).rpartition(":")[2]
    occasion = OCCASIONS.get(mark.occasion) if mark else None
    if mark is None or occasion is None or not year.isdecimal():
        return None
    place = mark.place or country_of(zone)
    return window(occasion, int(year), place, book.find(Announced, "occasion", occasion.code))
