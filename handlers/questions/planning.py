"""A brief asked for in words, and the meeting it is for, kept where the person wants it so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from handlers import briefing, choosing, who
from handlers.chat import PRESS_LIMIT, Button, Card, Message, Outcome, Part, Refusal, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.patterns import pattern
from handlers.questions.asked import Asked
from handlers.questions.grammar import after_plan, deeds, plans
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

_WHEN, _DAY = "%Y%m%d%H%M", "%Y%m%d"
_DAY_SIGNS = 8
_NEAR = 3
"""People of a like name who are offered beside somebody new."""
_NAME_WORDS, _LONGEST_NAME = 5, 60
_LED = pattern(r"(?:with|w|avec|con|al?|mr|mrs|مع)\s+", re.IGNORECASE)
_TRAILED = pattern(r"\s+(?:on|at|this|next|le|la|ce|à|el|este|يوم|في)\s*$", re.IGNORECASE)
_JOINED = pattern(r"[\d?؟]|\s(?:and|or|et|ou|y|o|&)\s|\sو", re.IGNORECASE)
Moment = tuple[date, time | None]
"""A day, and the hour where one was told."""


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
    moments = _moments(message, desk)
    if not moments:
        return None
    one = who.named_in(message.text, desk.book)
    if one is None:
        return _of_somebody_new(message, desk, moments)
    if len(moments) > 1:
        return _which_day(message, desk, one, moments)
    day, _ = moments[0]
    if any(step.on == day for step in desk.book.find(NextStep, "counterpart", one.id)):
        return answered(message, card(desk.say, desk.say(words.MEETING_KEPT)))
    brief_me = Button(desk.say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}")
    return _keep(message, desk, one, moments[0], (brief_me,))


def _moments(message: Message, desk: Desk) -> tuple[Moment, ...]:
    """When the meeting will be; two days where a weekday may be today or in a week, else one."""
    here = message.at.astimezone(desk.zone)
    named = dates.find(message.text, here, language=desk.say.language, week=desk.member.week)
    if len(named) != 1:
        return ()
    day, other, at = named[0].day, named[0].other, named[0].at
    today, to_come = here.date(), at is not None and at > here.time()
    if other is None:
        return ((day, at),) if day > today or (day == today and to_come) else ()
    if other != today or day <= today:
        return ()
    if to_come:
        return (today, at), (day, at)
    return ((day, at),) if deeds(message.text) else ()


def _which_day(
    message: Message, desk: Desk, one: Counterpart, moments: Sequence[Moment]
) -> Outcome:
    buttons = [Button(_said(when, desk), f"meet:{one.id}:{_packed(when)}") for when in moments]
    asked = desk.say(words.WHICH_MEETING, name=who.name_of(one))
    return answered(message, card(desk.say, asked, (), buttons))


def _of_somebody_new(message: Message, desk: Desk, moments: Sequence[Moment]) -> Outcome | None:
    """A meeting with somebody not on record: nothing is added before it is pressed."""
    say, name = desk.say, named_in_plan(message.text, desk)
    if not name:
        return None
    near = who.find(desk.book, name, _NEAR).offered
    if not near:
        choosing.unless_elsewhere(desk, name)
    buttons = [
        Button(_with(who.label(one, desk), when, moments, desk), f"meet:{one.id}:{_packed(when)}")
        for one in near
        for when in moments
    ]
    new = say(words.ADD_AND_KEEP, name=name)
    for when in moments:
        press = f"meetnew:{_packed(when)}:{name}"
        if len(press.encode()) <= PRESS_LIMIT:
            buttons.append(Button(_with(new, when, moments, desk), press))
    title = say(words.NEW_MEETING, name=name, day=_said(moments[0], desk))
    if len(moments) > 1:
        title = say(words.NEW_WHICH, name=name)
    return answered(message, card(say, title, (), buttons))


def _with(label: str, when: Moment, moments: Sequence[Moment], desk: Desk) -> str:
    """*label*, and the day where there is more than one to choose from."""
    return label if len(moments) == 1 else desk.say.joined((_said(when, desk), label))


def named_in_plan(text: str, desk: Desk) -> str:
    """The name of whom a meeting to come is with, as written; empty where it is not plain."""
    rest = after_plan(text)
    days = dates.find(rest, desk.now.astimezone(desk.zone), language=desk.say.language)
    cut = days[0].span.start if days and days[0].span else len(rest)
    name = _LED.sub("", _TRAILED.sub("", rest[:cut].strip(" ,،.:")).strip()).strip(" ,،.:")
    told = name.split()
    if not 0 < len(told) <= _NAME_WORDS or len(name) > _LONGEST_NAME or _JOINED.search(name):
        return ""
    letter = name[0]
    return (
        name if (letter.isalpha() and letter.lower() == letter.upper()) or letter.isupper() else ""
    )


def _keep(
    message: Message, desk: Desk, one: Counterpart, when: Moment, buttons: tuple[Button, ...] = ()
) -> Outcome:
    """The meeting kept as what is planned; somebody who is not on record yet is added with it."""
    name, say = who.name_of(one), desk.say
    step = NextStep(desk.new_id(), one.id, "", say(words.MEETING_TEXT, name=name), *when)
    new = () if desk.book.get(Counterpart, one.id) else (added(one),)
    title = say(words.KEPT_MEETING, name=name, day=_said(when, desk))
    kept = saved(message, desk, (*new, added(step)), title, buttons=buttons)
    return briefing.advised(kept, one, desk)


def is_dated(message: Message, desk: Desk) -> bool:
    """Whether the words name a day to come."""
    here = message.at.astimezone(desk.zone)
    named = dates.find(message.text, here, language=desk.say.language, week=desk.member.week)
    return any(one.day > here.date() for one in named)


def _said(when: Moment, desk: Desk) -> str:
    day, at, say = *when, desk.say
    return say(note_words.WHEN_AT, day=say.day(day), hour=say.hour(at)) if at else say.day(day)


def _packed(when: Moment) -> str:
    day, at = when
    return datetime.combine(day, at).strftime(_WHEN) if at else day.strftime(_DAY)


def _unpacked(told: str, desk: Desk) -> Moment:
    """What a button bears of when; refused where it is over or no time at all."""
    form = _DAY if len(told) == _DAY_SIGNS else _WHEN
    try:
        when = datetime.strptime(told, form).replace(tzinfo=desk.zone)
    except ValueError:
        raise Refusal(desk.say(help_words.STALE)) from None
    over = when.date() < desk.today if form == _DAY else when <= desk.now
    if over:
        raise Refusal(desk.say(words.PAST_MEETING))
    return when.date(), None if form == _DAY else when.time()


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
    return _keep(message, desk, by_id(desk, id), _unpacked(told, desk))


def keep_new(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Add them and keep the meeting]: both in one, and one [Undo] takes both back."""
    told, _, name = rest.partition(":")
    when = _unpacked(told, desk)
    known = who.find(desk.book, name).only
    if known is not None:
        return _keep(message, desk, known, when)
    one = Counterpart(
        *(desk.new_id(), name, desk.member.id),
        known_since=desk.today,
        added_at=desk.now,
    )
    return _keep(message, desk, one, when)


PRESSES = {"meet": keep, "meetnew": keep_new}
