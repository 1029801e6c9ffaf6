"""What a nudge says first: with names, and as anybody may read it on a locked screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers import who
from handlers.desk import Desk
from handlers.nudging import between
from handlers.nudging.kinds import LATE
from handlers.rules.occasions import OCCASIONS
from handlers.words import mandate as mandate_words
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    LifeEvent,
    NextStep,
    Nudge,
    Reason,
    Reminder,
)

_QUIET: dict[Reason, str] = {
    Reason.OURS: words.QUIET_OURS,
    Reason.THEIRS: words.QUIET_THEIRS,
    Reason.ENDING: words.QUIET_ENDING,
    Reason.STEP: words.QUIET_STEP,
    Reason.SOON: words.QUIET_SOON,
    Reason.AFTER: words.QUIET_AFTER,
    Reason.CHECKIN: words.QUIET_CHECKIN,
    Reason.OCCASION: words.QUIET_OCCASION,
    Reason.THANKS: words.QUIET_THANKS,
    Reason.SINCE: words.QUIET_SINCE,
    Reason.LIFE: words.QUIET_LIFE,
    Reason.CONFIRM: reasons.QUIET_CONFIRM,
    Reason.REVIEW: reasons.QUIET_REVIEW,
    Reason.LEGAL: reasons.QUIET_LEGAL,
    Reason.FAREWELL: reasons.QUIET_FAREWELL,
    Reason.INTRODUCE: reasons.QUIET_INTRODUCE,
    Reason.REMINDER: words.QUIET_REMINDER,
    Reason.OFFERED: reasons.QUIET_OFFERED,
    Reason.LEAVING: reasons.QUIET_LEAVING,
    Reason.BACK: reasons.BACK,
    Reason.UNANSWERED: reasons.QUIET_UNANSWERED,
    Reason.ASKED: mandate_words.QUESTION_QUIET,
}
_LATE = {
    Reason.OURS: (words.QUIET_OURS_LATE, words.OURS_LATE),
    Reason.THEIRS: (words.QUIET_THEIRS_LATE, words.THEIRS_LATE),
    Reason.ENDING: (reasons.QUIET_ENDED, reasons.ENDED),
}
_NAMED: dict[Reason, str] = {
    Reason.OURS: words.OURS,
    Reason.THEIRS: words.THEIRS,
    Reason.ENDING: words.ENDING,
    Reason.STEP: words.STEP,
    Reason.AFTER: words.AFTER,
    Reason.CHECKIN: words.CHECKIN,
    Reason.SINCE: words.SINCE,
    Reason.CONFIRM: reasons.CONFIRM,
    Reason.REVIEW: reasons.REVIEW,
    Reason.LEGAL: reasons.LEGAL,
    Reason.FAREWELL: reasons.FAREWELL,
    Reason.INTRODUCE: reasons.INTRODUCE,
}


def when(day: date, desk: Desk) -> str:
    """*day* as it is said in a sentence: today, tomorrow, or on its date."""
    if day == desk.today:
        return desk.say(words.TODAY)
    if day == desk.today + timedelta(days=1):
        return desk.say(words.TOMORROW)
    return desk.say(words.ON_DAY, day=desk.say.day(day))


def of_day(nudge: Nudge, desk: Desk) -> date:
    """The day it is about: when the promise is due, the agreement ends, the feast falls."""
    match nudge.reason:
        case Reason.OURS | Reason.THEIRS:
            promise = desk.book.get(Commitment, nudge.about)
            return (promise and promise.due) or nudge.day
        case Reason.ENDING:
            agreement = desk.book.get(Agreement, nudge.about)
            return (agreement and agreement.until) or nudge.day
        case Reason.STEP | Reason.SOON | Reason.AFTER:
            step = desk.book.get(NextStep, nudge.about)
            return (step and step.on) or nudge.day
    return nudge.day


def quiet(nudge: Nudge, desk: Desk) -> str:
    """The title that names nobody and no place."""
    day = of_day(nudge, desk)
    if nudge.reason in _LATE and day < desk.today:
        return desk.say(_LATE[nudge.reason][0])
    return desk.say(_QUIET[nudge.reason], when=when(day, desk))


def named(nudge: Nudge, desk: Desk) -> str:
    """The title with the name of whom it is about."""
    say, day = desk.say, of_day(nudge, desk)
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    name = who.name_of(one) if one else ""
    if nudge.reason in _LATE and day < desk.today:
        return say(_LATE[nudge.reason][1], name=name, day=say.day(day))
    if nudge.reason in _NAMED:
        return say(_NAMED[nudge.reason], name=name, when=when(day, desk), day=say.day(day))
    return _other(nudge, name, one, desk)


def _other(nudge: Nudge, name: str, one: Counterpart | None, desk: Desk) -> str:
    say = desk.say
    if nudge.reason in between.BETWEEN:
        return between.title(nudge, desk)
    match nudge.reason:
        case Reason.SOON:
            step = desk.book.get(NextStep, nudge.about)
            hour = say.hour(step.at) if step and step.at else ""
            return say(words.SOON, name=name, hour=hour)
        case Reason.OCCASION:
            occasion = OCCASIONS.get(nudge.about.partition(".")[2])
            title = occasion.name(say.language) if occasion else ""
            day = when(nudge.day, desk)
            return say(words.OCCASION, occasion=title[:1].upper() + title[1:], name=name, when=day)
        case Reason.THANKS if one is not None:
            by = desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None
            told = who.name_of(by) if by else one.introducer
            return say(words.THANKS, by=told, name=name)
        case Reason.LIFE:
            event = desk.book.get(LifeEvent, nudge.about)
            return say(words.LIFE[event.event], name=name) if event else name
        case Reason.REMINDER:
            reminder = desk.book.get(Reminder, nudge.about)
            return say(words.REMINDER, text=reminder.text if reminder else "")
    return name


def late_moment(nudge: Nudge, now: datetime) -> datetime | None:
    """When it should have been said, where that is more than a quarter of an hour ago."""
    due = nudge.was_due or nudge.due_at
    return due if now - due > LATE else None
