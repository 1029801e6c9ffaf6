"""``/health NAME``: five questions a good relation can answer, each with its day (row 82)."""

from __future__ import annotations

from datetime import date, timedelta

from handlers import choosing, who
from handlers.briefing.profile import FIELDS, day_of
from handlers.chat import Button, Card, Line, Message, Outcome
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.rules import rhythms
from handlers.rules.meetings import contacts_with
from handlers.showing import answered, card
from handlers.words import briefing as words
from storage.records import Counterpart, Kind, PersonalFact, Position

_LATELY = timedelta(days=90)


def health(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/health NAME``."""
    return choosing.for_named(
        message, desk, rest, "health", lambda one: answered(message, health_card(one, desk))
    )


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was meant."""
    return answered(message, health_card(by_id(desk, rest), desk))


def health_card(one: Counterpart, desk: Desk) -> Card:
    """Proactive, small talk, coverage, maintained, broad: yes with its day, or not yet."""
    say = desk.say
    met = contacts_with(one.id, desk.book)
    free = [m.on for m in met if m.kind is Kind.ENGAGEMENT and not m.asked]
    ideal, _ = rhythms.interval(rhythms.care_of(one.id, desk.book))
    last = max((m.on for m in met), default=None)
    rows = (
        (words.PROACTIVE, _since(max(free, default=None), _LATELY, desk)),
        (words.SMALL_TALK, _day(_personal(one, desk), desk)),
        (words.COVERAGE, say(words.YES) if one.deputies else say(words.NOT_YET)),
        (words.MAINTAINED, _since(last, timedelta(days=ideal), desk)),
        (words.BROAD, say(words.YES) if _others(one, desk) else say(words.NOT_YET)),
    )
    lines = tuple(Line(say(label), told) for label, told in rows)
    buttons = (Button(say(words.BRIEF_BUTTON), f"brief:{one.id}"),)
    return card(say, say(words.HEALTH_TITLE, name=who.name_of(one)), lines, buttons)


def _since(day: date | None, within: timedelta, desk: Desk) -> str:
    say = desk.say
    if day is None:
        return say(words.NOT_YET)
    lately = desk.today - day <= within
    return say(words.YES_SINCE if lately else words.NOT_SINCE, day=say.short_day(day))


def _day(day: date | None, desk: Desk) -> str:
    if day is None:
        return desk.say(words.NOT_YET)
    return desk.say(words.YES_SINCE, day=desk.say.short_day(day))


def _personal(one: Counterpart, desk: Desk) -> date | None:
    """The day of the latest thing they let us know of their own life."""
    told = desk.book.find(PersonalFact, "counterpart", one.id)
    days = [day_of(fact, desk) for fact in told if fact.kind not in FIELDS]
    return max((day for day in days if day is not None), default=None)


def _others(one: Counterpart, desk: Desk) -> bool:
    """Whether somebody else where they belong is known to us."""
    for held in desk.book.find(Position, "counterpart", one.id):
        if held.organisation and who.is_held(held, desk):
            there = desk.book.find(Position, "organisation", held.organisation)
            if any(p.counterpart != one.id and who.is_held(p, desk) for p in there):
                return True
    return False


COMMANDS = {"health": health}
PRESSES = {"health": pressed}
