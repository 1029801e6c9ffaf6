"""What happened with one's people while one was away: meetings, promises, agreements, news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers import history, promises, who
from handlers.chat import Button, Items, Part, Text
from handlers.desk import Desk
from handlers.handing.covering import NAMES, mine
from handlers.portrait import member_name
from handlers.rules.open import is_open
from handlers.words import handing as words
from handlers.words import history as history_words
from storage.records import Agreement, Commitment, Counterpart, LifeEvent, Meeting

LINES = 4
BUTTONS = 3


def happened(since: date, desk: Desk) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """It person by person, ten at most, and the way to the whole story of the first few."""
    say = desk.say
    told = {one.id: (one, tuple(_lines(one, since, desk))) for one in mine(desk)}
    busy = [(one, lines) for one, lines in told.values() if lines]
    if not busy:
        return (Text(say(words.NOTHING_HAPPENED)),), ()
    parts: list[Part] = [Items(who.name_of(one), lines[:LINES]) for one, lines in busy[:NAMES]]
    if len(busy) > NAMES:
        parts.append(Text(say(words.AND_MORE, n=len(busy) - NAMES)))
    label = history_words.TITLE
    buttons = [
        Button(say(label, name=who.name_of(one)), f"history:{one.id}") for one, _ in busy[:BUTTONS]
    ]
    return tuple(parts), tuple(buttons)


def _lines(one: Counterpart, since: date, desk: Desk) -> Iterator[str]:
    """What others told since that day, and what is due by now."""
    say, book, me = desk.say, desk.book, desk.member.id
    for met in book.find(Meeting, "counterpart", one.id):
        if met.member != me and met.written_at.astimezone(desk.zone).date() >= since:
            by = member_name(met.member, desk)
            yield say(words.MET_BY, heading=history.heading(met, desk), member=by)
    agreed = (a for a in book.find(Agreement, "counterpart", one.id) if a.made_on >= since)
    yield from (promises.agreement_line(one, desk) for one in agreed)
    promised = book.find(Commitment, "counterpart", one.id)
    yield from (promises.line(p, desk) for p in promised if _is_news(p, since, desk))
    events = (e for e in book.find(LifeEvent, "counterpart", one.id) if e.on >= since)
    yield from (event.text for event in events if event.text)


def _is_news(promise: Commitment, since: date, desk: Desk) -> bool:
    """Whether it was given or settled meanwhile, or fell due and is still open."""
    if not is_open(promise):
        return promise.settled_on is not None and promise.settled_on >= since
    overdue = promise.due is not None and since <= promise.due <= desk.today
    return promise.made_on >= since or overdue
