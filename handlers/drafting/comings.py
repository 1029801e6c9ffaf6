"""Who came and went, as a note's card and what is saved of it show it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.chat import Button, Items, Part, Text
from handlers.desk import Desk
from handlers.drafting import moved, people, shown
from handlers.drafting.sheet import meeting_of, records
from handlers.nearby import BELOW
from handlers.rules.meetings import is_contact
from handlers.words import agreeing as agreeing_words
from handlers.words import changing as words
from handlers.words import people as people_words
from storage.records import Change, Counterpart, Draft, Entry, Event, LifeEvent, Position

SHOWN = 5
AGAIN = 3
"""Agreements that have a button of their own."""


def parts(draft: Draft, desk: Desk) -> Iterator[Part]:
    """Roles that end and begin, and what is to be agreed anew; that news is no contact."""
    lines = tuple(line for change in draft.changes if (line := _line(change, draft, desk)))
    if lines:
        yield Items(desk.say(words.CAME_AND_WENT), lines)
    terms = [each for one in _left(draft.changes, desk) for each in moved.standing(one, desk)]
    if terms:
        told = tuple(shown.agreement(each, desk) for each in terms[:SHOWN])
        yield Items(desk.say(words.RECONFIRM), told)
    meeting = meeting_of(draft)
    if meeting is None or is_contact(meeting):
        return
    if name := people.name_in(meeting.counterpart, draft, desk):
        yield Text(desk.say(words.NEWS_ONLY, name=name))


def _line(change: Change, draft: Draft, desk: Desk) -> str:
    say = desk.say
    match change.before, change.after:
        case Position(until=None), Position(until=day) as ended if day is not None:
            role = say(people_words.UNTIL, role=_role(ended, draft, desk), day=say.short_day(day))
            return _of(ended, role, draft, desk)
        case None, Position(since=day) as begun if day is not None:
            role = say(people_words.SINCE, role=_role(begun, draft, desk), day=say.short_day(day))
            return _of(begun, role, draft, desk)
        case None, LifeEvent(event=Event.TRANSFER) as told:
            name = people.name_in(told.counterpart, draft, desk)
            if told.text:
                return say(words.MOVED, name=name, place=told.text)
            return say(words.MOVED_AWAY, name=name)
        case Counterpart(died_on=None), Counterpart(died_on=day) as one if day is not None:
            return say(words.DIED, name=who.name_of(one))
    return ""


def _role(one: Position, draft: Draft, desk: Desk) -> str:
    return who.role_and_place(one.title, people.place(one.organisation, draft, desk), desk)


def _of(one: Position, role: str, draft: Draft, desk: Desk) -> str:
    return desk.say(words.PERSON_ROLE, name=people.name_in(one.counterpart, draft, desk), role=role)


def _left(changes: tuple[Change, ...], desk: Desk) -> Iterator[Counterpart]:
    """Those whose role ends, or who were moved, each once."""
    ended = [c.after.counterpart for c in changes if _ends(c) and isinstance(c.after, Position)]
    ended += [e.counterpart for e in records(changes, LifeEvent) if e.event is Event.TRANSFER]
    for id in dict.fromkeys(ended):
        one = desk.book.get(Counterpart, id)
        if one is not None:
            yield one


def _ends(change: Change) -> bool:
    match change.before, change.after:
        case Position(until=None), Position(until=day):
            return day is not None
    return False


def buttons(entry: Entry, desk: Desk) -> Iterator[Button]:
    """Once it is saved: what was agreed, put to whoever follows; and who brings us together."""
    ended = [c.after for c in entry.changes if _ends(c) and isinstance(c.after, Position)]
    for begun in records(entry.changes, Position):
        before = next((p for p in ended if p.title == begun.title and p.id != begun.id), None)
        if before is None or begun.until is not None:
            continue
        one = desk.book.get(Counterpart, before.counterpart)
        for each in moved.standing(one, desk)[:AGAIN] if one else ():
            number = desk.say(agreeing_words.NUMBER, number=str(each.number))
            label = desk.say(words.AGAIN, number=number)
            yield Button(label, f"{BELOW}:reagree:{each.id}:{begun.counterpart}")
        yield Button(desk.say(words.WHO_INTRODUCES), f"{BELOW}:introwho:{begun.counterpart}")
        return
