"""The cards that show what will go before anything does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import who
from handlers.chat import Button, Card, Items, Part, Text
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.forgetting.parts import cut_out, told
from handlers.forgetting.whole import Whole
from handlers.rules.kinds import OF_A_COUNTERPART
from handlers.showing import card
from handlers.words import forgetting as words
from handlers.words.speech import Plural
from storage.records import (
    Agreement,
    Care,
    Change,
    Commitment,
    Counterpart,
    Evidence,
    Meeting,
    Nudge,
    PersonalFact,
    Record,
)

SHOWN = 10
"""Lines of what goes that are shown."""

_UNSAID = (Nudge, Care)
"""What only follows from the rest is not counted."""

_COUNTED: dict[type[Record], Plural] = {
    Meeting: words.MEETINGS,
    Agreement: words.AGREEMENTS,
    Commitment: words.PROMISES,
    PersonalFact: words.FACTS,
    Evidence: words.FILES,
}


def person(one: Counterpart, all_: Whole, desk: Desk) -> Card:
    """What erasing one person comes to."""
    title = desk.say(words.ASK_PERSON, name=who.name_of(one))
    items = Items(desk.say(words.WHAT_GOES), tuple(_counts(all_, desk)))
    return _asked(desk, title, (items,) if items.values else (), f"erase:person:{one.id}")


def part(title: str, changes: Sequence[Change], press: str, desk: Desk) -> Card:
    """What erasing a part comes to, line by line."""
    say = desk.say
    lines = [line for change in changes for line in _lines(change, desk)]
    more = len(lines) - SHOWN
    shown = lines[:SHOWN] + ([say(words.AND_MORE, n=more)] if more > 0 else [])
    return _asked(desk, title, (Items(say(words.WHAT_GOES), tuple(shown)),), press)


def _asked(desk: Desk, title: str, parts: Sequence[Part], press: str) -> Card:
    say = desk.say
    buttons = (
        Button(say(words.ERASE), press, "danger"),
        Button(say(words.KEEP), "spare:"),
    )
    told = (Text(say(words.EVERYWHERE)), Text(say(words.STAYS)))
    return card(say, title, (*parts, *told), buttons)


def _counts(all_: Whole, desk: Desk) -> Iterator[str]:
    gone = [change.subject for change in all_.changes if change.after is None]
    counted = [one for one in gone if type(one) in OF_A_COUNTERPART and type(one) not in _UNSAID]
    for kind, sentence in _COUNTED.items():
        if n := sum(isinstance(one, kind) for one in counted):
            yield desk.say(sentence, n=n)
    if n := sum(type(one) not in _COUNTED for one in counted):
        yield desk.say(words.OTHERS, n=n)
    if n := sum(isinstance(change.after, Meeting) for change in all_.changes):
        yield desk.say(words.SHARED, n=n)
    if all_.named:
        yield desk.say(words.NAMED, n=len(all_.named))


def _lines(change: Change, desk: Desk) -> Iterator[str]:
    if change.after is None:
        yield shortened(told(change.subject))
        return
    for sentence in cut_out(change):
        meeting = change.subject
        day = desk.say.short_day(meeting.on) if isinstance(meeting, Meeting) else ""
        yield desk.say(words.FROM_NOTE, day=day, words=shortened(sentence))
