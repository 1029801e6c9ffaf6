"""What public calendars say of moon feasts, as they were confirmed.

The only importer of ``holidays``, and only once it is asked: its loading takes half a second.
It never decides when a feast falls: eves carry the feast's name there, and announcements to come
look like facts, so that `handlers.rules.occasions` only takes it as a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from handlers.rules.occasions import OCCASIONS, Listed, between

if TYPE_CHECKING:
    from holidays import HolidayBase

_FEASTS = {
    "ramadan-start": "ramadan_beginning_dates",
    "eid-al-fitr": "eid_al_fitr_dates",
    "eid-al-adha": "eid_al_adha_dates",
    "hijri-new-year": "hijri_new_year_dates",
    "mawlid": "mawlid_dates",
    "arbaeen": "arbaeen_dates",
}
"""Our code of a feast, and where the library keeps its days."""

_STRAY = timedelta(days=3)
"""How far a listed day may lie from Umm al-Qura and still be that feast, not its substitute."""


@lru_cache(maxsize=256)
def listed(place: str, first: date, last: date) -> tuple[Listed, ...]:
    """Days from *first* to *last* that the calendar of *place* gives for feasts of the moon.

    Only days the library does not call an estimate: our own reckoning is as good as its. None
    is certain: those that lie ahead come from official calendars, which the moon still moves.
    """
    return tuple(_listed(place, first, last))


def _listed(place: str, first: date, last: date) -> Iterator[Listed]:
    calendar = _moon(place)
    if calendar is None:
        return
    for code, name in _FEASTS.items():
        for window in between(OCCASIONS[code], first, last, place):
            days = [
                day
                for year in {window.first.year, window.last.year}
                for day, estimated in getattr(calendar, name)(year)
                if not estimated and abs(day - window.day) <= _STRAY
            ]
            if days:
                day = min(days, key=lambda day: abs(day - window.day))
                yield Listed(code, place, window.year, day)


@cache
def _country(place: str, year: int) -> HolidayBase | None:
    """The public holidays of a year; ``None`` where the library does not know the place."""
    import holidays  # noqa: PLC0415  # Half a second, spent only where somebody asks.

    try:
        return holidays.country_holidays(place, years=year)
    except NotImplementedError:
        return None


def _moon(place: str) -> Any:
    """The library's own table of that country's moon feasts, where it keeps one."""
    country = _country(place, 2026)
    # The names are the library's private ones; its version is pinned and a test reads them.
    return getattr(country, "_islamic_calendar", None)
