"""What was found, a page at a time, each with a button that opens it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import hostile, who
from handlers.chat import Button, Card, Items, Line, Part, Quote, Text
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.drafting.shown import cut
from handlers.nearby import BELOW
from handlers.portrait import member_name
from handlers.rules.rights import Visible
from handlers.searching.finding import Found, Wanted, by_person
from handlers.searching.lines import line
from handlers.searching.terms import terms
from handlers.showing import card, page_start
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import history as history_words
from handlers.words import searching as words
from handlers.words.speech import Plural
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Incident,
    Meeting,
    NextStep,
    Organisation,
    PersonalFact,
    Record,
    RedLine,
    Refusal,
    TrustEvent,
)
from storage.sought import Term

PAGE = 5
"""Answers on one page, each of one person."""
SHOWN_WORDS = 1_200
_OF_A_MEETING: tuple[type[Record], ...] = (
    *(Agreement, Commitment, Refusal, RedLine, PersonalFact, TrustEvent, NextStep),
)


def found_card(asked: Wanted, found: Sequence[Found], start: str, more: str, desk: Desk) -> Card:
    """One page of *found*; *more* is what the button for the next page carries before its start."""
    if not found:
        return nothing(asked, desk)
    rows = [(one, 1) for one in found]
    sentence = words.FOUND if asked.words.strip() else words.FOUND_DAYS
    return _page(asked, rows, sentence, start, more, desk)


def people_card(asked: Wanted, found: Sequence[Found], start: str, more: str, desk: Desk) -> Card:
    """Who it was that spoke of it: one line a person."""
    rows = by_person(found)
    if not rows:
        return nothing(asked, desk)
    return _page(asked, rows, words.WHO_FOUND, start, more, desk)


def _page(  # noqa: PLR0913, PLR0917  # All of a card, and where in it we are.
    asked: Wanted,
    rows: Sequence[tuple[Found, int]],
    sentence: Plural,
    start: str,
    more: str,
    desk: Desk,
) -> Card:
    say, looked_for = desk.say, terms(asked.words, desk.say.language)
    first = page_start(start, len(rows))
    shown = rows[first : first + PAGE]
    if isinstance(desk.book, Visible):
        # Of all that was weighed, only what stands on this page has been looked at.
        desk.book.looked_at |= {one.about.id: None for one, _ in shown if one.about is not None}
    parts = [
        _row(first + n, one, times, looked_for, desk) for n, (one, times) in enumerate(shown, 1)
    ]
    buttons = [
        Button(say(words.OPEN, n=first + n), f"{BELOW}:{opened(one.record)}")
        for n, (one, _) in enumerate(shown, 1)
    ]
    last, hint = first + len(shown), ""
    if last < len(rows):
        buttons.append(Button(say(common.MORE), f"{more}{last}"))
    if len(rows) > PAGE:
        hint = say(history_words.PAGE, from_=first + 1, to=last, total=len(rows))
    title = say(sentence, words=shortened(asked.words.strip()), n=len(rows))
    return card(say, title, parts, buttons, hint)


def opened(record: Record) -> str:
    """What a button carries to open *record*."""
    if isinstance(record, Incident):
        return f"deed:{record.id}"
    return f"found:{type(record).__name__}:{record.id}"


def _row(n: int, one: Found, times: int, looked_for: list[Term], desk: Desk) -> Part:
    say = desk.say
    told = say(words.TIMES, line=line(one, looked_for, desk), n=times)
    name = _name(one, desk)
    if one.on is None:
        return Line(say(words.HIT_NO_DAY, n=n, name=name), told)
    return Line(say(words.HIT, n=n, name=name, day=say.short_day(one.on)), told)


def _name(one: Found, desk: Desk) -> str:
    if isinstance(one.record, Incident):
        return hostile.by_text(one.record, desk)
    if one.about is not None:
        return who.name_of(one.about)
    is_place = isinstance(one.record, Organisation)
    return desk.say(words.ORGANISATION) if is_place else desk.say(history_words.ABOUT)


def nothing(asked: Wanted, desk: Desk) -> Card:
    """Nothing was found, and what to do next."""
    say = desk.say
    told = asked.words.strip()
    title = say(words.NOT_FOUND, words=shortened(told)) if told else say(words.NOTHING_THEN)
    buttons = (
        Button(say(help_words.MY_PEOPLE), "do:people"),
        Button(say(help_words.WHAT_I_CAN_DO), "do:help"),
    )
    return card(say, title, (Text(say(words.NOT_FOUND_HOW)),), buttons)


def meeting_card(meeting: Meeting, desk: Desk) -> Card:
    """One meeting in its own words, and all that came of it."""
    say = desk.say
    about = desk.book.get(Counterpart, meeting.counterpart)
    name = who.name_of(about) if about is not None else ""
    title = say(words.OPENED, name=name, day=say.day(meeting.on))
    buttons = (Button(say(words.HISTORY), f"history:{meeting.counterpart}"),) if about else ()
    return card(say, title, tuple(_all_of(meeting, desk)), buttons)


def _all_of(meeting: Meeting, desk: Desk) -> Iterator[Part]:
    if meeting.words:
        yield Quote(cut(meeting.words, SHOWN_WORDS))
    came = [one for kind in _OF_A_MEETING for one in desk.book.find(kind, "meeting", meeting.id)]
    lines = [line(Found(one, None, None, 0.0), [], desk) for one in came]
    if lines:
        yield Items(desk.say(words.CAME_OF_IT), tuple(lines))
    if meeting.member != desk.member.id:
        yield Text(desk.say(history_words.TOLD_BY, name=member_name(meeting.member, desk)))
