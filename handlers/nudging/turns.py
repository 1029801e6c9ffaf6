"""When the next of something that comes back is to be said, from what was told of it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from handlers.nudging.wanted import Lean, Wanted
from handlers.rules.hours import Hours, instant
from storage.records import Nudge, Stage
from storage.values import dataclass

Fits = Callable[[date], bool]

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LOOKED_AT = 800
"""Days that are looked through for the next time: more than two years, for 29 February."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Something that comes back on days of its own, by one member's hours."""

    make: Callable[[date], Wanted]
    fits: Fits
    """Whether it falls on a day."""
    hours: Hours
    now: datetime
    within: tuple[int, int] = (1, _LOOKED_AT)
    """The fewest and the most days from one to the next."""
    each: bool = False
    """Whether all that nobody could be told is told late; else the last stands for all."""

    def wanted(self, told: list[Nudge]) -> Iterator[Wanted]:
        """What is due already and was not told, late as it may be; else the next that is to come.

        *told* is all that was planned or said of it.
        """
        waiting = [one for one in told if one.stage is Stage.PLANNED]
        own = [one for one in waiting if not one.origin]
        due = sorted((one for one in own if self._is_due(one)), key=lambda one: one.day)
        days = [one.day for one in due]
        yield from (self.make(one.day) for one in waiting if one.origin)
        yield from map(self.make, days if self.each else days[-1:])
        # What is late may wait for a better moment, which the next need not.
        if due and not (self.each and min(one.due_at for one in due) > self.now):
            return
        # A clock that was wrong may have told of days that are still to come.
        last = self.hours.today(self.now) + _DAY
        days += (one.day for one in told if one.stage is not Stage.PLANNED and one.day <= last)
        next_ = self._next(days, [one.day for one in own if one not in due])
        if next_ is not None:
            yield self.make(next_)

    def _is_due(self, one: Nudge) -> bool:
        natural = placed_at(self.make(one.day), self.hours)
        return one.was_due is not None or min(one.due_at, natural) <= self.now

    def _comes(self, day: date) -> bool:
        return self.fits(day) and placed_at(self.make(day), self.hours) >= self.now

    def _next(self, ended: list[date], planned: list[date]) -> date | None:
        """The first day to come at such a distance from the last of those that have *ended*.

        Where its days have just become others, what was *planned* stays if none of them is so near.
        """
        least, most = self.within
        # Where none was told yet, as if one had been, a week before the first.
        last = max(ended, default=planned[0] - _WEEK if planned else None)
        # One whose own day was no working day is still to be said some days later.
        start = self.hours.today(self.now) - _WEEK
        if last is not None:
            start = max(start, last + least * _DAY)
        days = (start + step * _DAY for step in range(_LOOKED_AT))
        day = next(filter(self._comes, days), None)
        kept = [one for one in planned if last is not None and (one - last).days <= most]
        if kept and last is not None and (day is None or (day - last).days > most):
            return kept[0]
        return day


def placed_at(wanted: Wanted, hours: Hours) -> datetime:
    """The moment at which *wanted* is to be said by *hours*, whenever that is."""
    on = wanted.on
    if wanted.lean is Lean.BEFORE:
        on = hours.on_or_before(on)
    elif wanted.lean is Lean.AFTER:
        on = hours.on_or_after(on)
    return instant(on, wanted.at or hours.hour, wanted.zone or hours.zone) - wanted.ahead
