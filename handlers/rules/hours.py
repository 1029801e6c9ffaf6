"""When one member may hear from us: their zone, working week, quiet hours and absences."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from handlers.clocks import clock_of
from storage.records import Member, Rhythm
from storage.store import Book
from storage.values import dataclass

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """One member's clock and habits."""

    zone: str
    week: tuple[int, ...]
    rhythm: Rhythm

    def here(self, now: datetime) -> datetime:
        """*now* on their clock."""
        return now.astimezone(clock_of(self.zone))

    def today(self, now: datetime) -> date:
        """Their calendar day."""
        return self.here(now).date()

    def works(self, day: date) -> bool:
        """Whether *day* is a working day; somebody without a week works every day."""
        return not self.week or day.weekday() in self.week

    def quiet(self, at: time) -> bool:
        """Whether *at* falls into their quiet hours, which may reach over midnight."""
        start, end = self.rhythm.quiet_from, self.rhythm.quiet_to
        if start <= end:
            return start <= at < end
        return at >= start or at < end

    def allows(self, now: datetime) -> bool:
        """Whether a card that nobody asked for may come at *now*."""
        here = self.here(now)
        return self.works(here.date()) and not self.quiet(here.time())

    @property
    def hour(self) -> time:
        """Their preferred hour, or the end of the quiet ones where it lies within them."""
        return self.rhythm.quiet_to if self.quiet(self.rhythm.hour) else self.rhythm.hour

    def at(self, day: date, hour: time | None = None) -> datetime:
        """The moment, in UTC, of *hour* (or their preferred one) on *day*."""
        return instant(day, hour or self.hour, self.zone)

    def on_or_after(self, day: date) -> date:
        """The first working day from *day* on."""
        return day if self.works(day) else next(filter(self.works, _days(day, _DAY)))

    def on_or_before(self, day: date) -> date:
        """The last working day up to *day*."""
        return day if self.works(day) else next(filter(self.works, _days(day, -_DAY)))

    def next(self, now: datetime) -> datetime:
        """The first moment from *now* on at which we may write: now, or a preferred hour."""
        if self.allows(now):
            return now
        return self.slot(now)

    def slot(self, now: datetime) -> datetime:
        """The next preferred hour of a working day that is not before *now*."""
        day = self.on_or_after(self.today(now))
        while self.at(day) < now:
            day = self.on_or_after(day + _DAY)
        return self.at(day)

    def away(self, day: date) -> bool:
        """Whether they told us they are away on *day*."""
        since, until = self.rhythm.away_from, self.rhythm.away_until
        return until is not None and (since or day) <= day <= until


def hours_of(member: Member, book: Book) -> Hours:
    """The clock and habits of *member*, as they are on record."""
    rhythm = book.get(Rhythm, member.id) or Rhythm(member.id)
    # A day that is none would leave them a week without a working day.
    return Hours(member.zone, tuple(day for day in member.week if 0 <= day < _WEEK), rhythm)


@lru_cache(maxsize=4096)
def instant(day: date, at: time, zone: str) -> datetime:
    """The moment, in UTC, at which a clock in *zone* shows *at* on *day*.

    An hour that a change of clocks leaves out is told at the first minute after it; one that
    comes twice is told the first time.
    """
    here = datetime.combine(day, at, tzinfo=clock_of(zone))
    first = here.astimezone(UTC)
    if first.astimezone(here.tzinfo).replace(tzinfo=None) == here.replace(tzinfo=None):
        return first
    # The hour does not exist: the clocks go forward somewhere between its two readings.
    low, high = here.replace(fold=1).astimezone(UTC), first
    after = high.astimezone(here.tzinfo).utcoffset()
    while high - low > _MINUTE:
        middle = low + (high - low) // 2
        if middle.astimezone(here.tzinfo).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.replace(second=0, microsecond=0)


def _days(day: date, step: timedelta) -> list[date]:
    """A week of days from *day* on, one of which is a working day."""
    return [day + step * count for count in range(_WEEK)]
