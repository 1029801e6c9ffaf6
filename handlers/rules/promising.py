"""What became of promises: kept, late, partly, broken … each a fact with its day, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from storage.records import Change, Commitment, Side, Status, Turn, added
from storage.values import dataclass

ONCE = (Status.KEPT, Status.LATE, Status.PARTLY, Status.BROKEN)
"""How one occasion of a promise may go."""
WHOLE = (Status.RELEASED, Status.DISPUTED)
"""What becomes of a promise as a whole, however often it comes again."""
ENDS = (*ONCE, *WHOLE)

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises of one side went how, and since when; facts, not a mark for anybody."""

    counts: Mapping[Status, int]
    since: date | None

    @property
    def total(self) -> int:
        """How many there are that went one way or another."""
        return sum(self.counts.values())


def comes_again(promise: Commitment) -> bool:
    """Whether it is to be kept time and again."""
    return bool(promise.recurring)


def settled(promise: Commitment, status: Status, today: date, why: str = "") -> Commitment:
    """The promise once it stands as *status*, told *today* in the words *why*."""
    on = None if status is Status.OPEN else today
    return replace(promise, status=status, settled_on=on, why=why)


def turn(promise: Commitment, status: Status, today: date, id: str) -> tuple[Turn, Commitment]:
    """One occasion of a promise that comes again, and the promise with its next day."""
    on = promise.due if promise.due is not None and promise.due <= today else today
    done = Turn(id, promise.counterpart, promise.id, on, status, today)
    begin = max(on, promise.due or on)
    return done, replace(promise, due=next_day(promise, max(begin, today)), give_or_take=0)


def went(
    promise: Commitment, status: Status, today: date, id: str, why: str = ""
) -> tuple[Change, ...]:
    """What changes once it went so: the promise, or one turn of it, recorded under *id*."""
    if comes_again(promise) and status in ONCE:
        done, became = turn(promise, status, today, id)
        moved = (Change(promise, became),) if became != promise else ()
        return (added(done), *moved)
    became = settled(promise, status, today, why)
    return (Change(promise, became),) if became != promise else ()


def next_day(promise: Commitment, after: date) -> date | None:
    """The first day after *after* on which it is due again, where its rhythm tells one."""
    often, _, name = promise.recurring.partition(":")
    if often == "daily":
        return after + timedelta(1)
    if often == "weekly":
        weekday = _DAYS.index(name) if name in _DAYS else (promise.due or after).weekday()
        return after + timedelta((weekday - after.weekday() - 1) % _WEEK + 1)
    if often == "monthly":
        return _next_month(promise.due or after, after)
    return None


def _next_month(like: date, after: date) -> date:
    """The same day of the month as *like*, the first one after *after*."""
    year, month = after.year, after.month
    while True:
        day = _in_month(year, month, like.day)
        if day > after:
            return day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004  # December.


def _in_month(year: int, month: int, day: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - timedelta(1)).day
    return date(year, month, min(day, last))


def tally(promises: Sequence[Commitment], turns: Iterable[Turn], side: Side) -> Tally:
    """How the promises of *side* went, each occasion of one that comes again for itself."""
    own = [one for one in promises if one.by is side]
    ids = {one.id for one in own}
    done = [one for one in turns if one.promise in ids]
    ended = (one.status for one in own if one.status is not Status.OPEN)
    counts: Counter[Status] = Counter(ended)
    counts.update(one.status for one in done)
    told = {one.promise for one in done}
    counted = [one.made_on for one in own if one.status is not Status.OPEN or one.id in told]
    ordered = {status: counts[status] for status in ENDS if counts[status]}
    return Tally(ordered, min(counted, default=None))
