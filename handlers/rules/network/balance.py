"""Whether daily problems crowd out the larger ones, month by month (PRACTICE rows 7-10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from storage.records import Level, Meeting
from storage.values import dataclass

MONTHS = 6
"""How many months are looked at, this one among them."""


@dataclass(frozen=True, slots=True)
class Month:
    """How many contacts of each level there were in one month."""

    first: date
    """The first day of it."""
    tactical: int = 0
    strategic: int = 0


def months_back(today: date, months: int = MONTHS) -> list[date]:
    """The first days of the last *months* months, the oldest first."""
    firsts = [today.replace(day=1)]
    while len(firsts) < months:
        before = firsts[0]
        year, month = (before.year, before.month - 1) if before.month > 1 else (before.year - 1, 12)
        firsts.insert(0, date(year, month, 1))
    return firsts


def by_month(meetings: Iterable[Meeting], today: date, months: int = MONTHS) -> tuple[Month, ...]:
    """The last *months* months, the oldest first; a month without a contact is there as well."""
    counted = {first: [0, 0] for first in months_back(today, months)}
    for met in meetings:
        if met.on <= today and (first := met.on.replace(day=1)) in counted:
            counted[first][met.level is Level.STRATEGIC] += 1
    return tuple(Month(first, *numbers) for first, numbers in counted.items())
