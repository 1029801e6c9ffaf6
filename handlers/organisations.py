"""The offices people hold: a new role closes the one before, and keeps its days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlers import choosing, offices, who
from handlers.chat import Line, Message, Outcome, Refusal
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import people as words
from storage.records import Change, Counterpart, Organisation, Position, Record, added

_SINCE = pattern(r"\s+(?:since|from|depuis|desde|منذ)\s+(?=\S+)", re.IGNORECASE)


def role(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``TITLE, ORGANISATION since DAY``: their role from that day; the one before ends then."""
    told, since = _told_and_day(value, message, desk)
    title, _, place = (part.strip() for part in told.replace("،", ",").partition(","))
    if not title:
        raise Refusal(desk.say(words.SPLIT_IN_TWO))
    fresh = offices.position(one.id, title, place, desk, since or desk.today)
    return _moved(message, desk, one, fresh, since)


def organisation(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """They belong to *value*, in the role they have."""
    place, since = _told_and_day(value, message, desk)
    if not place:
        raise Refusal(desk.say(words.SPLIT_IN_TWO))
    held = _held(one, desk)
    title = held[0].title if held else ""
    known = offices.named(place, desk)
    if held and known is not None and held[0].organisation == known.id:
        told = desk.say(words.BELONGS_TO, name=who.name_of(one), place=known.name)
        return answered(message, card(desk.say, told))
    if held and not held[0].organisation:
        return _placed(message, desk, one, held[0], place)
    fresh = offices.position(one.id, title, place, desk, since or desk.today)
    return _moved(message, desk, one, fresh, since)


def told(changes: Iterable[Change], desk: Desk) -> list[str]:
    """The roles that *changes* bring into being, in words."""
    records: list[Record] = [change.after for change in changes if change.after is not None]
    places = {one.id: one.name for one in records if isinstance(one, Organisation)}
    return [_line(one, places, desk) for one in records if isinstance(one, Position)]


def _line(one: Position, fresh: dict[str, str], desk: Desk) -> str:
    place = fresh.get(one.organisation, "")
    if not place:
        return who.position_text(one, desk)
    return desk.say(words.ROLE_AND_PLACE, role=one.title, place=place) if one.title else place


def _held(one: Counterpart, desk: Desk) -> list[Position]:
    """The roles they hold today, the latest first."""
    kept = desk.book.find(Position, "counterpart", one.id)
    held = [position for position in kept if who.is_held(position, desk)]
    return sorted(held, key=who.since, reverse=True)


def _moved(
    message: Message,
    desk: Desk,
    one: Counterpart,
    fresh: tuple[Change, ...],
    since: date | None,
) -> Outcome:
    """The new role, and the end of every one held until then."""
    say, day = desk.say, since or desk.today
    closed = [Change(held, replace(held, until=day)) for held in _held(one, desk)]
    changes = (*closed, *fresh)
    text = told(fresh, desk)[-1]
    parts = tuple(
        Line(
            say(words.ROLE_BEFORE),
            say(
                words.OLD_ROLE_CLOSED,
                role=who.position_text(change.after, desk),
                day=say.short_day(day),
            ),
        )
        for change in closed
        if isinstance(change.after, Position)
    )
    since_text = say(words.SINCE, role=text, day=say.short_day(day))
    title_text = say(words.NEW_ROLE, name=who.name_of(one), role=since_text)
    return saved(message, desk, changes, title_text, parts)


def _placed(message: Message, desk: Desk, one: Counterpart, held: Position, place: str) -> Outcome:
    """The role they have gets the organisation it lacked."""
    known = offices.named(place, desk)
    found = known or Organisation(desk.new_id(), place)
    changes = [] if known else [added(found)]
    changes.append(Change(held, replace(held, organisation=found.id)))
    title = desk.say(words.BELONGS_TO, name=who.name_of(one), place=found.name)
    return saved(message, desk, changes, title)


def _told_and_day(value: str, message: Message, desk: Desk) -> tuple[str, date | None]:
    """What stands before ``since``, and the day after it; refuses a day it cannot read."""
    sign = _SINCE.search(value)
    if sign is None:
        return value.strip(), None
    day_text = value[sign.end() :]
    found = dates.find(
        day_text,
        message.at.astimezone(desk.zone),
        language=desk.say.language,
        week=desk.member.week,
    )
    if not found:
        raise Refusal(desk.say(words.DAY_UNCLEAR, text=choosing.shortened(day_text)))
    day = found[0].day
    # A role has begun already: "since 1 May" said in March is the May before.
    while day > desk.today and day.year > desk.today.year - 1:
        day = _year_before(day)
    return value[: sign.start()].strip(), day


def _year_before(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


EDITS: dict[str, Edit] = {"role": role, "organisation": organisation}
COMMANDS = {
    "role": choosing.command("role", role, help_words.EX_ROLE),
    "organisation": choosing.command("organisation", organisation, help_words.EX_ORGANISATION),
}
