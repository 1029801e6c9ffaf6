"""What comes back by itself to one member: reminders, the weekly digest, the monthly looks."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from handlers.nudging import between
from handlers.nudging.faults import Faults
from handlers.nudging.kept import has_spoken
from handlers.nudging.wanted import Lean, Wanted
from handlers.rules.hours import Hours, instant
from handlers.rules.roles import sees
from storage.records import Counterpart, Handover, Member, Nudge, Reason, Reminder, Stage
from storage.store import Book

Fits = Callable[[date], bool]

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LOOKED_AT = 800
"""Days that are looked through for the next time: more than two years, for 29 February."""
_QUARTERS = (1, 4, 7, 10)
WEEKLY = (4, 10)
"""The fewest and the most days from one overview to the next, though its weekday has changed.

Of the days in between, one and no more falls on any weekday.
"""
LOOKS: dict[Reason, Fits] = {
    Reason.SINGLE: lambda day: day.day == 1,
    Reason.STRATEGIC: lambda day: day.day == 1,
    Reason.OBSTACLES: lambda day: day.day == 3,  # noqa: PLR2004  # Once the month is over.
    Reason.NETWORK: lambda day: day.day == 8,  # noqa: PLR2004  # Spread over the month.
    Reason.UNMET: lambda day: day.day == 10 and day.month in _QUARTERS,  # noqa: PLR2004
    Reason.FACES: lambda day: day.day == 15,  # noqa: PLR2004
    Reason.GAPS: lambda day: day.day == 22,  # noqa: PLR2004
}
"""The looks at a member's whole work, each with the days of its own."""
SERIES = (Reason.REMINDER, Reason.DIGEST, Reason.FAREWELL, *between.BETWEEN, *LOOKS)
"""What hangs on a member and not on a counterpart."""


def about_member(
    member: Member, book: Book, hours: Hours, now: datetime, faults: Faults
) -> list[Wanted]:
    """The next of everything that comes back to *member*, but for what makes no sense."""
    reminders = partial(book.find, Reminder, "member", member.id)
    handed = partial(book.find, Handover, "member", member.id)
    return [
        *faults.of_each(member.id, reminders, lambda one: _reminder(one, book, hours, now)),
        *faults.of_each(member.id, handed, lambda one: _farewell(one, book)),
        *between.about_member(member, book, hours, faults),
        *faults.of(member.id, lambda: _own(member, book, hours, now)),
    ]


def _farewell(one: Handover, book: Book) -> Iterator[Wanted]:
    """A word of leave to whoever they handed over and have not written to since."""
    if takes_leave(one, book):
        day = one.on + _DAY
        yield Wanted(Reason.FAREWELL, one.id, day, day, one.counterpart, lean=Lean.AFTER)


def takes_leave(one: Handover, book: Book) -> bool:
    """Whether whoever handed over still sees the relation and has not said farewell."""
    about, member = book.get(Counterpart, one.counterpart), book.get(Member, one.member)
    if about is None or member is None or about.owner == member.id:
        return False
    if about.merged_into or about.died_on:
        return False
    return sees(member, about) and not has_spoken(one, member.id, book)


def _own(member: Member, book: Book, hours: Hours, now: datetime) -> Iterator[Wanted]:
    digest_day = hours.rhythm.digest_day
    if digest_day not in range(7):
        digest_day = first_day(hours)

    def digest(day: date) -> Wanted:
        hour = hours.rhythm.digest_hour
        return Wanted(Reason.DIGEST, member.id, day, day, at=hour, lean=Lean.AFTER)

    told: dict[Reason, list[Nudge]] = defaultdict(list)
    for one in book.find(Nudge, "about", member.id):
        told[one.reason].append(one)
    weekly = told[Reason.DIGEST]
    yield from _next(digest, lambda day: day.weekday() == digest_day, weekly, hours, now, WEEKLY)
    for reason, fits in LOOKS.items():
        if reason in hours.rhythm.never:
            continue

        def look(day: date, reason: Reason = reason) -> Wanted:
            return Wanted(reason, member.id, day, day, lean=Lean.AFTER)

        yield from _next(look, fits, told[reason], hours, now)


def first_day(hours: Hours) -> int:
    """The weekday on which their working week begins, Monday 0."""
    week = set(hours.week) or {0}
    return next((day for day in sorted(week) if (day - 1) % 7 not in week), min(week))


def _reminder(one: Reminder, book: Book, hours: Hours, now: datetime) -> Iterator[Wanted]:
    def remind(day: date) -> Wanted:
        return Wanted(
            *(Reason.REMINDER, one.id, day, day, one.counterpart, one.at or hours.hour),
            zone=one.zone,
            lean=Lean.STAY,
            asked=True,
            lasting=not one.every,
        )

    if one.every and not one.done:
        told = book.find(Nudge, "about", one.id)
        yield from _next(remind, partial(occurs, one), told, hours, now, each=True)
    elif not one.done:
        yield remind(one.on)


def occurs(one: Reminder, day: date) -> bool:
    """Whether a repeated reminder falls on *day*; a day a month lacks is its last one."""
    if day < one.on:
        return False
    match one.every:
        case "day":
            return True
        case "week":
            return day.weekday() == one.on.weekday()
        case "month":
            return day.day == min(_day_of(one), monthrange(day.year, day.month)[1])
        case "year":
            same = day.month == one.on.month
            return same and day.day == min(_day_of(one), monthrange(day.year, day.month)[1])
    return day == one.on


def _day_of(one: Reminder) -> int:
    return one.day or one.on.day


def _next(  # noqa: PLR0913, PLR0917  # All that tells when a turn comes.
    make: Callable[[date], Wanted],
    fits: Fits,
    told: list[Nudge],
    hours: Hours,
    now: datetime,
    within: tuple[int, int] = (1, _LOOKED_AT),
    *,
    each: bool = False,
) -> Iterator[Wanted]:
    """What is due already and not yet told, late as it may be; else the next that is to come.

    *within* so many days at least and at most it follows the last. Where several are due, because
    nobody could be reached, the last stands for all, unless *each* is to be told.
    """
    waiting = [one for one in told if one.stage is Stage.PLANNED]
    yield from (make(one.day) for one in waiting if one.origin)
    own = [one for one in waiting if not one.origin]
    due = [
        one for one in own if one.was_due or min(one.due_at, placed_at(make(one.day), hours)) <= now
    ]
    days = sorted(one.day for one in due)
    yield from map(make, days if each else days[-1:])
    # What is late may wait for a better moment, which the next need not.
    if due and not (each and min(one.due_at for one in due) > now):
        return

    def comes(day: date) -> bool:
        return fits(day) and placed_at(make(day), hours) >= now

    today = hours.today(now)
    # A clock that was wrong may have told of days that are still to come.
    ended = [one.day for one in told if one.stage is not Stage.PLANNED and one.day <= today + _DAY]
    planned = [one.day for one in own if one not in due]
    if (day := _day_of_next(comes, [*ended, *days], planned, today, within)) is not None:
        yield make(day)


def _day_of_next(
    comes: Fits, ended: list[date], planned: list[date], today: date, within: tuple[int, int]
) -> date | None:
    """The first day that *comes*, at a distance from the last of those that have *ended*.

    Where its days have just become others, what was *planned* stays if none of them is so near.
    """
    least, most = within
    # Where none was told yet, as if one had been, a week before the first.
    last = max(ended, default=planned[0] - _WEEK if planned else None)
    start = today - _DAY if last is None else max(today - _DAY, last + least * _DAY)
    day = next(filter(comes, (start + step * _DAY for step in range(_LOOKED_AT))), None)
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
