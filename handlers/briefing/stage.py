"""How far a relation is, and what asks for care: counted from the record, never a sum of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers import who
from handlers.chat import Items, Line, Part, Text
from handlers.desk import Desk
from handlers.rules import rhythms
from handlers.rules.meetings import WITHOUT_ASKS, counts
from handlers.rules.repairing import PATIENCE, breaches
from handlers.words import briefing as words
from storage.records import (
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Side,
    Status,
    TrustEvent,
)

_LONG = timedelta(days=365)
"""After so long it is worth saying since when somebody is known (PRACTICE row 39)."""


def stage(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Met so often, so many promises of ours kept, and the two-meeting rule (rows 19, 26)."""
    say, book = desk.say, desk.book
    met = [meeting for meeting in book.find(Meeting, "counterpart", one.id) if counts(meeting)]
    made = book.find(Commitment, "counterpart", one.id)
    kept = sum(p.by is Side.US and p.status is Status.KEPT for p in made)
    told = [say(words.MET, n=len(met)) if met else say(words.NEVER_MET)]
    if met:
        told.append(say(words.KEPT, n=kept) if kept else say(words.NONE_KEPT))
    if one.known_since is not None and desk.today - one.known_since > _LONG:
        told.append(say(words.KNOWN_SINCE, day=say.short_day(one.known_since)))
    if 0 < len(met) < WITHOUT_ASKS:
        told.append(say(words.MEETING_NUMBER, n=len(met) + 1))
    yield Line(say(words.STAGE), say.joined(told))
    if met:
        yield Line(say(words.LAST), who.last_contact_day(one, desk))
    else:
        yield Text(say(words.FIRST_TIME))


def careful(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Mourning, trust that was hurt and not yet mended, and whoever was annoyed lately."""
    lines = [*_silent(one, desk), *_annoyed(one, desk)]
    if lines:
        yield Items(desk.say(words.CAREFUL), tuple(lines))


def _annoyed(one: Counterpart, desk: Desk) -> Iterator[str]:
    """The last tense meeting, as long as we keep more room because of it (row 21)."""
    last = rhythms.annoyed_on(one.id, desk.book, desk.today)
    if last is not None:
        day, until = desk.say.short_day(last.on), desk.say.short_day(last.on + rhythms.ANNOYED)
        yield desk.say(words.ANNOYED, day=day, text=last.text, until=until)


def _silent(one: Counterpart, desk: Desk) -> Iterator[str]:
    say = desk.say
    until = rhythms.silent_until(one.id, rhythms.care_of(one.id, desk.book), desk.book, desk.today)
    if until is None:
        return
    events = desk.book.find(LifeEvent, "counterpart", one.id)
    if any(e.event is Event.DEATH and e.on + rhythms.MOURNING >= desk.today for e in events):
        yield say(words.MOURNING)
    for event in breaches(desk.book.find(TrustEvent, "counterpart", one.id)):
        if event.on + PATIENCE >= desk.today:
            yield say(words.BREACH, day=say.short_day(event.on), text=event.text)
    yield say(words.SILENT, day=say.short_day(until))
