"""What comes back by itself to one member: reminders, the weekly digest, the monthly looks."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from handlers.nudging import between
from handlers.nudging.faults import Faults
from handlers.nudging.kept import has_spoken
from handlers.nudging.turns import Fits, Turns
from handlers.nudging.wanted import Lean, Wanted
from handlers.rules.hours import Hours
from handlers.rules.roles import sees
from storage.records import Counterpart, Handover, Member, Nudge, Reason, Reminder
from storage.store import Book

_DAY = timedelta(days=1)
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
    falls = Turns(digest, lambda day: day.weekday() == digest_day, hours, now, WEEKLY)
    yield from falls.wanted(told[Reason.DIGEST])
    for reason, fits in LOOKS.items():
        if reason in hours.rhythm.never:
            continue

        def look(day: date, reason: Reason = reason) -> Wanted:
            return Wanted(reason, member.id, day, day, lean=Lean.AFTER)

        yield from Turns(look, fits, hours, now).wanted(told[reason])


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
        turns = Turns(remind, partial(occurs, one), hours, now, each=True)
        yield from turns.wanted(book.find(Nudge, "about", one.id))
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
