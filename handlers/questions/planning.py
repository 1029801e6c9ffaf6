"""A brief asked for in words, and the meeting it is for, kept where the person wants it so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handlers import briefing, who
from handlers.chat import Button, Card, Message, Outcome, Part, Refusal, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.questions.asked import Asked
from handlers.questions.grammar import plans
from handlers.reading import dates
from handlers.reading.note import Intent
from handlers.reading.read import read
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import briefing as briefing_words
from handlers.words import help as help_words
from handlers.words import note as note_words
from handlers.words import questions as words
from storage.records import Counterpart, NextStep, added

_WHEN = "%Y%m%d%H%M"


def card_of(one: Counterpart, desk: Desk) -> Card:
    """The brief alone."""
    return briefing.brief_card(one, desk)


def brief(message: Message, desk: Desk, one: Counterpart, question: Asked) -> Outcome:
    """The brief, and the meeting it is for: on record already, or to be kept with one press."""
    when = _moment(question.planned or question.rest, message, desk)
    if when is None:
        return answered(message, briefing.brief_card(one, desk))
    shown = briefing.brief_card(one, desk, _meeting(one, when, desk))
    if not _kept(one, when, desk) and may(desk.member, Action.WRITE):
        keep = Button(desk.say(words.KEEP_MEETING), f"meet:{one.id}:{when.strftime(_WHEN)}")
        buttons = (keep, *shown.buttons)
        shown = Card(shown.title, shown.parts, buttons, shown.hint, shown.language)
    return answered(message, shown)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """A meeting to come that was told and nothing else: kept as what is planned, never as held."""
    if message.forwarded or message.files or not plans(message.text):
        return None
    return told(message, desk)


def told(message: Message, desk: Desk) -> Outcome | None:
    """The same of words that may ask or tell: "next meeting with Hana on 3 December at 9"."""
    if not may(desk.member, Action.WRITE) or _is_moved(message, desk):
        return None
    here = message.at.astimezone(desk.zone)
    named = dates.find(message.text, here, language=desk.say.language, week=desk.member.week)
    one = who.named_in(message.text, desk.book)
    if one is None or len(named) != 1 or named[0].other is not None or named[0].day <= here.date():
        return None
    day, at = named[0].day, named[0].at
    if any(step.on == day for step in desk.book.find(NextStep, "counterpart", one.id)):
        return answered(message, card(desk.say, desk.say(words.MEETING_KEPT)))
    name, say = who.name_of(one), desk.say
    step = NextStep(desk.new_id(), one.id, "", say(words.MEETING_TEXT, name=name), day, at)
    when = say(note_words.WHEN_AT, day=say.day(day), hour=say.hour(at)) if at else say.day(day)
    brief_me = Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}")
    title = say(words.KEPT_MEETING, name=name, day=when)
    kept = saved(message, desk, (added(step),), title, buttons=(brief_me,))
    return briefing.advised(kept, one, desk)


def is_dated(message: Message, desk: Desk) -> bool:
    """Whether the words name a day to come."""
    here = message.at.astimezone(desk.zone)
    named = dates.find(message.text, here, language=desk.say.language, week=desk.member.week)
    return any(one.day > here.date() for one in named)


def _is_moved(message: Message, desk: Desk) -> bool:
    """Whether the words move or call off what was planned before."""
    return read(message.text, setting_of(message, desk)).intent is not Intent.RECORD


def _moment(text: str, message: Message, desk: Desk) -> datetime | None:
    """The hour named for a meeting to come, on the member's clock; today where only that is."""
    here = message.at.astimezone(desk.zone)
    named = dates.find(text, here, language=desk.say.language, week=desk.member.week)
    at = next((one.at for one in named if one.at is not None), None)
    day = next((one.day for one in named), desk.today)
    if at is None:
        return None
    return datetime.combine(day, at, tzinfo=desk.zone)


def _meeting(one: Counterpart, when: datetime, desk: Desk) -> Iterator[Part]:
    say = desk.say
    moment = say(note_words.WHEN_AT, day=say.day(when.date()), hour=say.hour(when.time()))
    yield Text(say(words.MEETING, day=moment))
    if _kept(one, when, desk):
        yield Text(say(words.MEETING_KEPT))


def _kept(one: Counterpart, when: datetime, desk: Desk) -> bool:
    return any(
        step.on == when.date() and step.at in (None, when.time())
        for step in desk.book.find(NextStep, "counterpart", one.id)
    )


def keep(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Keep this meeting]: it becomes a next step, and is come back to before and after."""
    id, _, told = rest.partition(":")
    one, say = by_id(desk, id), desk.say
    try:
        when = datetime.strptime(told, _WHEN).replace(tzinfo=desk.zone)
    except ValueError:
        raise Refusal(say(help_words.STALE)) from None
    if when <= desk.now:
        raise Refusal(say(words.PAST_MEETING))
    name = who.name_of(one)
    text = say(words.MEETING_TEXT, name=name)
    step = NextStep(desk.new_id(), one.id, "", text, when.date(), when.time())
    moment = say(note_words.WHEN_AT, day=say.day(when.date()), hour=say.hour(when.time()))
    title = say(words.KEPT_MEETING, name=name, day=moment)
    return briefing.advised(saved(message, desk, (added(step),), title), one, desk)


PRESSES = {"meet": keep}
