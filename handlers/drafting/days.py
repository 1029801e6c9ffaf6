"""Days a person typed: read by the one grammar of dates, put where they belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from handlers.chat import Message
from handlers.desk import Desk
from handlers.reading import dates
from handlers.reading.note import When
from storage.records import Agreement, Commitment, Meeting, NextStep, Record

_SOON = timedelta(days=60)
"""How far ahead a change is told before it comes."""


def lately(day: date, today: date) -> date:
    """What was told has happened, or soon will: "16 March" on the 17th is no day next year."""
    while day - today > _SOON:
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        day = day.replace(year=day.year - 1, day=last)
    return day


def typed(text: str, message: Message, desk: Desk) -> When | None:
    """The first day named in *text*; ``None`` where there is none."""
    found = dates.every(
        text,
        message.at.astimezone(desk.zone),
        language=desk.say.language,
        week=desk.member.week,
    )
    return found[0] if found else None


def moved(record: Record, field: str, day: date | None, at: time | None = None) -> Record:
    """*record* with that day, and hour where one was named, in *field*."""
    match record:
        case Meeting():
            return replace(record, on=day or record.on, at=at or record.at)
        case Agreement() if field == "until":
            return replace(record, until=day, give_or_take=0)
        case Agreement() if field == "since":
            return replace(record, since=day)
        case Commitment() if field == "due":
            return replace(record, due=day, due_at=at, give_or_take=0)
        case NextStep():
            return replace(record, on=day, at=at)
    return record
