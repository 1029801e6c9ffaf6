"""What falls due, as a calendar that phones take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from handlers import promises, who
from handlers.desk import Desk
from handlers.rules.agreeing import stands
from handlers.rules.open import is_open
from handlers.words import exporting as words
from storage.records import Agreement, Commitment, Counterpart, NextStep, Side

if TYPE_CHECKING:
    from icalendar import Event

_LONG = timedelta(hours=1)


def calendar(people: Iterable[Counterpart], desk: Desk, note: str) -> str:
    """Open promises, ends of agreements and next steps, each on its day (RFC 5545).

    Where the member wants no names on a locked screen, the titles hold none.
    """
    from icalendar import Calendar  # noqa: PLC0415  # Eighty modules that only this needs.

    made = Calendar()
    made.add("prodid", "-//Rapport//EN")
    made.add("version", "2.0")
    made.add("x-wr-caldesc", note)
    for one in people:
        for event in _events(one, desk):
            made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical()).decode()


def _events(one: Counterpart, desk: Desk) -> Iterator[Event]:
    say, name = desk.say, who.name_of(one)
    for promise in desk.book.find(Commitment, "counterpart", one.id):
        if promise.due is not None and is_open(promise):
            ours = promise.by is Side.US
            quiet = words.OUR_PROMISE if ours else words.THEIR_PROMISE
            told = words.OUR_PROMISE_TO if ours else words.PROMISE_OF
            title = say(quiet) if desk.member.discreet else say(told, name=name)
            body = say.joined((name, promises.line(promise, desk)))
            yield _event(promise.id, promise.due, promise.due_at, (title, body), desk)
    for agreement in desk.book.find(Agreement, "counterpart", one.id):
        if agreement.until is not None and stands(agreement, desk.today):
            title = say(words.ENDS if desk.member.discreet else words.ENDS_WITH, name=name)
            body = say.joined((name, promises.agreement_line(agreement, desk)))
            yield _event(agreement.id, agreement.until, None, (title, body), desk)
    for step in desk.book.find(NextStep, "counterpart", one.id):
        if step.on is not None and step.on >= desk.today:
            title = say(words.STEP if desk.member.discreet else words.STEP_WITH, name=name)
            yield _event(step.id, step.on, step.at, (title, say.joined((name, step.text))), desk)


def _event(id: str, on: date, at: time | None, told: tuple[str, str], desk: Desk) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415  # Eighty modules that only this needs.

    event = Event()
    title, body = told
    event.add("uid", f"{id}@rapport")
    event.add("dtstamp", desk.now)
    event.add("summary", title)
    event.add("description", body)
    # What stands in a shared calendar is seen by whoever shares it.
    event.add("class", "PRIVATE")
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        return event
    start = datetime.combine(on, at, desk.zone)
    event.add("dtstart", start)
    event.add("dtend", start + _LONG)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -_LONG)
    event.add_component(alarm)
    return event
