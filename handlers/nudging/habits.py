"""How a member wants to hear from us: usual hour, quiet hours, number a day, digest, absence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from babel import Locale

from handlers.chat import Card, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging.series import first_day
from handlers.patterns import pattern
from handlers.preferences import day_named
from handlers.rules.hours import Hours, hours_of
from handlers.showing import answered, card
from handlers.words import nudges as words
from storage.records import Change, Rhythm, added

MOST = 30
"""Cards a day that can be asked for."""

_CLOCK = r"(\d{1,2})(?::(\d{2}))?\s*(am|pm)?"
_SPAN = pattern(rf"{_CLOCK}\s*(?:-|–|—|to|à|a|إلى)\s*{_CLOCK}", re.IGNORECASE)
_ONE = pattern(_CLOCK, re.IGNORECASE)
_QUIET = pattern(r"\b(?:quiet|silence|silencio)\b|هدوء", re.IGNORECASE)
_MOST = pattern(r"\b(?:most|max|plus|máximo|maximo)\b|أقصى", re.IGNORECASE)
_DIGEST = pattern(r"\b(?:week|digest|semaine|semana|résumé|resumen)\b|أسبوع", re.IGNORECASE)
_MIDDAY = 12
_LEAST = 60
"""Minutes a day in which we must be able to write: a stop or a shut door may fill fewer."""


def hours(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/hours``: when we write; ``8:30``, ``quiet 21-6``, ``most 4``, ``week Sunday 8`` set it."""
    mine = hours_of(desk.member, desk.book)
    if not rest.strip():
        return answered(message, _card(desk, mine))
    changed = _read(rest, mine.rhythm)
    if changed is None:
        raise Refusal(desk.say(words.HOURS_UNCLEAR, example=_example(desk)))
    if _awake(changed) < _LEAST:
        raise Refusal(desk.say(words.HOURS_NONE_LEFT))
    return _kept(message, desk, mine.rhythm, changed)


def _awake(rhythm: Rhythm) -> int:
    """Minutes of a day in which we may write."""
    start, end = (at.hour * 60 + at.minute for at in (rhythm.quiet_to, rhythm.quiet_from))
    return (end - start) % (24 * 60)


def _read(text: str, rhythm: Rhythm) -> Rhythm | None:
    """*rhythm* as *text* would have it; ``None`` where that cannot be read."""
    if span := _SPAN.search(text):
        start, end = _time(span.groups()[:3]), _time(span.groups()[3:])
        if start is None or end is None or start == end:
            return None
        if _QUIET.search(text):
            return replace(rhythm, quiet_from=start, quiet_to=end)
        return replace(rhythm, quiet_from=end, quiet_to=start)
    found = _ONE.search(text)
    at = _time(found.groups()) if found else None
    if _MOST.search(text):
        number = int(found[1]) if found else 0
        return replace(rhythm, cap=number) if 0 < number <= MOST else None
    if _DIGEST.search(text):
        day = next((d for word in text.split() if (d := day_named(word)) is not None), None)
        if day is None and at is None:
            return None
        kept = rhythm.digest_day if day is None else day
        return replace(rhythm, digest_day=kept, digest_hour=at or rhythm.digest_hour)
    return replace(rhythm, hour=at) if at is not None else None


def _time(groups: tuple[str | None, ...]) -> time | None:
    """An hour as written, such as ``8``, ``8:30`` or ``8 pm``."""
    hour, minute = int(groups[0] or 0), int(groups[1] or 0)
    half = (groups[2] or "").casefold()
    if half:
        hour = hour % _MIDDAY + (_MIDDAY if half == "pm" else 0)
    return time(hour, minute) if hour < 2 * _MIDDAY and minute < 60 else None  # noqa: PLR2004  # Minutes.


def _example(desk: Desk) -> str:
    return f"/hours 8:30 · /hours quiet 21-6 · /hours week {_weekday(6, desk)} 8"


def _weekday(day: int, desk: Desk) -> str:
    name: str = Locale(desk.say.language).days["format"]["wide"][day]
    return name


def _kept(message: Message, desk: Desk, before: Rhythm, after: Rhythm) -> Outcome:
    known = desk.book.get(Rhythm, desk.member.id)
    change = added(after) if known is None else Change(known, after)
    mine = Hours(desk.member.zone, desk.member.week, after)
    changes = () if after == before and known is not None else (change,)
    return answered(message, _card(desk, mine), changes)


def _card(desk: Desk, mine: Hours) -> Card:
    say, rhythm = desk.say, mine.rhythm
    start, end = say.hour(rhythm.quiet_from), say.hour(rhythm.quiet_to)
    day = rhythm.digest_day if rhythm.digest_day >= 0 else first_day(mine)
    week = say(words.HOURS_ON_AT, day=_weekday(day, desk), hour=say.hour(rhythm.digest_hour))
    away = say(words.HOURS_NOT_AWAY)
    if mine.away(desk.today) or (rhythm.away_until and rhythm.away_until >= desk.today):
        away = say.day(rhythm.away_until or desk.today)
    parts = (
        Line(say(words.HOURS_HOUR), say.hour(mine.hour)),
        Line(say(words.HOURS_QUIET), say(words.HOURS_FROM_TO, start=start, end=end)),
        Line(say(words.HOURS_CAP), say.number(rhythm.cap)),
        Line(say(words.HOURS_DIGEST), week),
        Line(say(words.HOURS_AWAY), away),
        Text(say(words.HOURS_HOW, example=_example(desk))),
    )
    return card(say, say(words.HOURS), parts)


COMMANDS = {"hours": hours}
