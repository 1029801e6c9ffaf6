"""Later: this evening, tomorrow, the next working day, next week, or when the person says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from handlers.chat import Button, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging import telling
from handlers.nudging.series import first_day
from handlers.reading import dates
from handlers.rules.hours import Hours, hours_of, instant
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import nudges as words
from storage.records import Change, Dialogue, Nudge, Stage, added

TOPIC = "nudge"
"""What a dialogue is about while we wait to be told when."""

EVENING, TOMORROW, NEXT_WORKDAY, WEEK = "e", "t", "d", "w"
"""The choices as buttons carry them: one letter, for ids of nudges are long."""
_EVENING, _HOUR = time(18), timedelta(hours=1)
_DAY = timedelta(days=1)
_DAYS = 7


def later(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Later]: when?"""
    say, hours = desk.say, hours_of(desk.member, desk.book)
    choices = [
        (words.THIS_EVENING, EVENING),
        (words.NEXT_DAY, TOMORROW),
        (words.WORKDAY, NEXT_WORKDAY),
        (words.NEXT_WEEK, WEEK),
    ]
    buttons = tuple(
        Button(say(label), f"nudge:put:{when}:{nudge.id}")
        for label, when in choices
        if _moment(when, desk, hours) is not None
    )
    before = desk.book.get(Dialogue, desk.member.id)
    waits = Dialogue(desk.member.id, TOPIC, nudge.id, desk.now)
    shown = card(say, say(words.LATER_ASK), (Text(say(words.LATER_WORDS)),), buttons)
    return answered(message, shown, (Change(before, waits),))


def put(message: Message, desk: Desk, nudge: Nudge, when: str) -> Outcome:
    """A choice was pressed."""
    here = _moment(when, desk, hours_of(desk.member, desk.book))
    if here is None:
        raise Refusal(desk.say(help_words.STALE))
    return _put_off(message, desk, nudge, here)


def said(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The words after [Later]; ``None`` where they name no time, so that they tell something."""
    nudge = desk.book.get(Nudge, dialogue.about)
    if nudge is None or message.files or message.forwarded:
        return None
    return until(message.text, message, desk, nudge)


def until(text: str, message: Message, desk: Desk, nudge: Nudge) -> Outcome | None:
    """Put off until what *text* says; ``None`` where it names no time, or more than a time."""
    try:
        told = telling.moment(text, message, desk)
    except telling.Trouble:
        # A note of yesterday is no time to come back to; a bare "yesterday" is.
        here = message.at.astimezone(desk.zone)
        if dates.phrase(text, here, language=desk.say.language, week=desk.member.week):
            raise Refusal(desk.say(words.LATER_PAST)) from None
        return None
    if told is None or not told.alone:
        return None
    at = told.at or hours_of(desk.member, desk.book).hour
    if instant(told.day, at, desk.member.zone) <= desk.now:
        raise Refusal(desk.say(words.LATER_PAST))
    return _put_off(message, desk, nudge, datetime.combine(told.day, at))


def _moment(when: str, desk: Desk, hours: Hours) -> datetime | None:
    """A choice as an hour on the member's own clock; ``None`` where it has passed."""
    today, at = desk.today, hours.hour
    match when:
        case "e":
            quiet = hours.rhythm.quiet_from
            evening = _EVENING if not hours.quiet(_EVENING) else time(max(0, quiet.hour - 1))
            early = desk.here + _HOUR < datetime.combine(today, evening, tzinfo=desk.zone)
            return datetime.combine(today, evening) if early else None
        case "t":
            return datetime.combine(today + _DAY, at)
        case "d":
            return datetime.combine(hours.on_or_after(today + _DAY), at)
        case "w":
            days = (first_day(hours) - today.weekday() - 1) % _DAYS + 1
            return datetime.combine(hours.on_or_after(today + timedelta(days=days)), at)
    return None


def _put_off(message: Message, desk: Desk, nudge: Nudge, here: datetime) -> Outcome:
    """The nudge ends here, and another of the same occasion waits for that hour."""
    due = instant(here.date(), here.time(), desk.member.zone)
    shown = card(desk.say, desk.say(words.PUT_OFF_TO, moment=desk.say.moment(due)))
    waits = desk.book.get(Dialogue, desk.member.id)
    gone = (Change(waits, None),) if waits is not None and waits.topic == TOPIC else ()
    return answered(message, shown, (*postponed(nudge, here, desk), *gone))


def postponed(nudge: Nudge, here: datetime, desk: Desk) -> tuple[Change, Change]:
    """The end of *nudge*, and its next occurrence at *here* on the member's own clock."""
    origin = nudge.origin or nudge.id
    count = sum(one.origin == origin for one in desk.book.find(Nudge, "about", nudge.about))
    again = replace(
        nudge,
        id=f"{origin}+{count + 1}",
        member=desk.member.id,
        due_at=instant(here.date(), here.time(), desk.member.zone),
        stage=Stage.PLANNED,
        origin=origin,
        held_until=here,
        was_due=None,
        asked=True,
        card="",
        sent_at=None,
        told_on=None,
        doors=(),
    )
    ended = Change(nudge, replace(nudge, stage=Stage.SNOOZED, why="put off"))
    return ended, added(again)
