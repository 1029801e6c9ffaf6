"""``/road``: which roads are closed, said, taken back and asked after in words too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.chat import Button, Items, Line, Message, Outcome, Refusal, Text
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.drafting.dated import dated
from handlers.reading import roads as reading
from handlers.roads import line
from handlers.rules.closures import closed, closed_to
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import ground as words
from handlers.words import help as help_words
from handlers.words import people as people_words
from storage.records import Change, Closure, added

SHOWN = 8
LONGEST = 60
"""Characters of the name of a place."""


def road(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/road`` lists; ``/road Zalingei = closed since 3 March`` and ``= open`` tell."""
    if not rest.strip():
        return _list(message, desk)
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    place, _, told = rest.partition("=")
    told, day = dated(told, message, desk)
    is_closed = reading.is_closed(told)
    if not place.strip() or is_closed is None:
        example = f"/road {desk.say(words.EX_ROAD)}"
        raise Refusal(desk.say(words.ROAD_UNREAD, example=example))
    return _told(message, desk, reading.Road(place.strip(), is_closed), day)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """ "The road to Zalingei is closed", that it is open again, and the question whether it is."""
    if message.forwarded or message.files:
        return None
    if "?" in message.text or "؟" in message.text:
        place = reading.asked(message.text)
        return None if place is None else _answer(message, desk, place)
    if not may(desk.member, Action.WRITE):
        return None
    text, day = dated(message.text, message, desk)
    told = reading.said(text)
    return _told(message, desk, told, day) if told is not None else None


def opened(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Zalingei is open]."""
    kept = desk.book.get(Closure, rest)
    if kept is None or kept.until is not None:
        raise Refusal(desk.say(help_words.STALE))
    return _told(message, desk, reading.Road(kept.area, closed=False), None)


def _told(message: Message, desk: Desk, told: reading.Road, day: date | None) -> Outcome:
    say, place = desk.say, shortened(told.place)
    if len(place) > LONGEST:
        raise Refusal(say(people_words.TOO_LONG, n=LONGEST))
    day = min(day or desk.today, desk.today)
    before = closed_to(place, desk.book, desk.today)
    if told.closed and before is None:
        made = Closure(desk.new_id(), desk.member.id, place, day)
        title = say(words.ROAD_CLOSED, place=place, day=say.short_day(day))
        return saved(message, desk, (added(made),), title)
    if told.closed and before is not None:
        title = say(words.ROAD_ALREADY, place=before.area, day=say.short_day(before.since))
        return answered(message, card(say, title))
    if before is None:
        return answered(message, card(say, say(words.ROAD_NOT_CLOSED, place=place)))
    change = Change(before, replace(before, until=max(day, before.since)))
    title = say(words.ROAD_OPEN, place=before.area, day=say.short_day(day))
    return saved(message, desk, (change,), title)


def _answer(message: Message, desk: Desk, place: str) -> Outcome:
    """Whether the road to *place* is closed, as far as somebody told; all roads where none is."""
    say, kept = desk.say, closed_to(place, desk.book, desk.today) if place else None
    if not place:
        return _list(message, desk)
    if kept is None:
        return answered(message, card(say, say(words.ROAD_NOT_CLOSED, place=shortened(place))))
    part = Line(say(words.ROAD_HERE), line(kept, desk))
    return answered(message, card(say, say(words.ROADS_TITLE), (part,)))


def _list(message: Message, desk: Desk) -> Outcome:
    say, kept = desk.say, closed(desk.book, desk.today)[:SHOWN]
    how = Text(say(words.ROADS_HOW, example=f"/road {say(words.EX_ROAD)}"))
    if not kept:
        return answered(message, card(say, say(words.ROADS_NONE), (how,)))
    buttons: tuple[Button, ...] = ()
    if may(desk.member, Action.WRITE):
        buttons = tuple(
            Button(say(words.ROAD_OPENED, place=one.area), f"roadopen:{one.id}") for one in kept
        )
    lines = tuple(line(one, desk) for one in kept)
    return answered(message, card(say, say(words.ROADS_TITLE), (Items("", lines), how), buttons))


COMMANDS = {"road": road}
PRESSES = {"roadopen": opened}
