"""What happened with one counterpart and what is to come, as the entries of a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from handlers import who
from handlers.desk import Desk
from handlers.rules.meetings import contacts_with
from handlers.rules.occasions import OCCASIONS, coming, country_of
from handlers.rules.open import stands
from handlers.words import note as note_words
from handlers.words import pictures as words
from storage.records import (
    Agreement,
    Announced,
    Commitment,
    Counterpart,
    Kind,
    LifeEvent,
    Observance,
    Position,
    Side,
    Status,
)
from storage.values import dataclass

MOST = 20
"""Entries on one timeline; earlier ones are counted."""
BACK, AHEAD = timedelta(days=45), timedelta(days=60)
"""How far back and ahead the days they mark are shown."""


class Sign(StrEnum):
    """What an entry is, by the shape of its sign."""

    ENGAGED = "engaged"
    NEGOTIATED = "negotiated"
    AGREED = "agreed"
    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    DAY = "day"
    LIFE = "life"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day."""

    day: date
    sign: Sign
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An agreement from its first day to its last, or with none known."""

    name: str
    since: date
    until: date | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The entries in their order, the agreements beside them, and how many are left out."""

    entries: tuple[Entry, ...]
    spans: tuple[Span, ...]
    earlier: int = 0


_STATES = {
    Status.KEPT: Sign.KEPT,
    Status.LATE: Sign.KEPT,
    Status.PARTLY: Sign.PARTLY,
    Status.BROKEN: Sign.BROKEN,
}


def story(one: Counterpart, desk: Desk) -> Story:
    """What is on record with *one*, the oldest first."""
    found = [
        *_meetings(one, desk),
        *_agreements(one, desk),
        *_promises(one, desk),
        *_days(one, desk),
        *_life(one, desk),
        *_roles(one, desk),
    ]
    found.sort(key=lambda entry: entry.day)
    shown = found[-MOST:]
    spans = [
        Span(f"A-{a.number}", a.since or a.made_on, a.until, stands(a, desk.today))
        for a in desk.book.find(Agreement, "counterpart", one.id)
        if shown and (a.until is None or a.until >= shown[0].day)
    ]
    spans.sort(key=lambda span: (span.since, span.name))
    return Story(tuple(shown), tuple(spans), len(found) - len(shown))


def _meetings(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    for met in contacts_with(one.id, desk.book):
        engaged = met.kind is Kind.ENGAGEMENT
        kind = note_words.ENGAGEMENT if engaged else note_words.NEGOTIATION
        sign = Sign.ENGAGED if engaged else Sign.NEGOTIATED
        yield Entry(met.on, sign, desk.say(kind), met.place)


def _agreements(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    for agreed in desk.book.find(Agreement, "counterpart", one.id):
        label = desk.say.joined((desk.say(words.AGREED), f"A-{agreed.number}"))
        yield Entry(agreed.made_on, Sign.AGREED, label, agreed.text)


def _promises(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    say = desk.say
    for promise in desk.book.find(Commitment, "counterpart", one.id):
        by = words.WE_PROMISED if promise.by is Side.US else words.THEY_PROMISED
        label = say.joined((say(by), say(words.STATES[promise.status.value])))
        sign = _STATES.get(promise.status, Sign.OPEN)
        yield Entry(promise.due or promise.made_on, sign, label, promise.text)


def _days(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    marks = desk.book.find(Observance, "counterpart", one.id)
    first, last = desk.today - BACK, desk.today + AHEAD
    place = country_of(desk.member.zone)
    told = desk.book.all(Announced)
    for found in coming(marks, first, last, place, told):
        name = OCCASIONS[found.occasion.code].name(desk.say.language)
        yield Entry(found.window.day, Sign.DAY, desk.say(words.MARKS), name)


def _life(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    for event in desk.book.find(LifeEvent, "counterpart", one.id):
        yield Entry(event.on, Sign.LIFE, desk.say(words.LIFE), event.text)


def _roles(one: Counterpart, desk: Desk) -> Iterator[Entry]:
    if one.code_name:
        # A role tells who stands behind a code name.
        return
    for held in desk.book.find(Position, "counterpart", one.id):
        if held.since is not None:
            yield Entry(
                held.since, Sign.ROLE, desk.say(words.NEW_ROLE), who.position_text(held, desk)
            )
