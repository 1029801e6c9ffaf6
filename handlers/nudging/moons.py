"""A greeting that waits for the moon: which days it may still be, and one press to settle it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handlers.chat import Button, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.nudging.marked import window_of
from handlers.nudging.putting import postponed
from handlers.observing import announcing
from handlers.rules.hours import hours_of
from handlers.rules.occasions import Window
from handlers.words import help as help_words
from handlers.words import nudges as words
from handlers.words import occasions as occasion_words
from storage.records import Nudge, Reason

PRESS = "nm"
"""The verb of the buttons that name the announced day; short, for ids of nudges are long."""


def _open(nudge: Nudge, desk: Desk) -> Window | None:
    """The window of a feast of the moon that nobody has announced yet."""
    if nudge.reason is not Reason.OCCASION:
        return None
    found = window_of(nudge, desk.book, desk.member.zone)
    return found if found is not None and found.moon and found.is_open else None


def parts(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    """That the day may still move, and that a greeting waits for the announcement."""
    found = _open(nudge, desk)
    if found is not None:
        say = desk.say
        days = {"first": say.short_day(found.first), "last": say.short_day(found.last)}
        yield Text(say(words.MAY_MOVE, **days))


def buttons(nudge: Nudge, desk: Desk) -> Iterator[Button]:
    """One for each day that may be announced."""
    found = _open(nudge, desk)
    for day in found.choices if found else ():
        if day >= desk.today:
            label = desk.say(occasion_words.ANNOUNCED_FOR, day=desk.say.day(day))
            yield Button(label, f"{PRESS}:{day:%Y%m%d}:{nudge.id}")


def announced(nudge: Nudge, told: str, message: Message, desk: Desk) -> Outcome:
    """A day was pressed: the feast is on it, and this greeting comes back on it."""
    found, day = _open(nudge, desk), _day(told)
    if found is None or day is None:
        raise Refusal(desk.say(help_words.STALE))
    about = f"{found.occasion}:{found.year}:{found.place}:{day.isoformat()}"
    done = announcing.announced(message, desk, about)
    if day <= desk.today:
        return done
    hours = hours_of(desk.member, desk.book)
    later = postponed(nudge, datetime.combine(day, hours.hour), desk)
    return Outcome(done.replies, (*done.changes, *later))


def _day(told: str) -> date | None:
    try:
        return datetime.strptime(told, "%Y%m%d").date()  # noqa: DTZ007  # A day, of no zone.
    except ValueError:
        return None
