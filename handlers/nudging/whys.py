"""Why something is said now, in one sentence."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.nudging.titles import of_day
from handlers.rules import rhythms
from handlers.words import nudges as words
from storage.records import Counterpart, LifeEvent, Nudge, Reason, Reminder

_BY_DAY = {
    Reason.OURS: words.WHY_OURS,
    Reason.THEIRS: words.WHY_THEIRS,
    Reason.ENDING: words.WHY_ENDING,
    Reason.STEP: words.WHY_STEP,
    Reason.SOON: words.WHY_STEP,
    Reason.AFTER: words.WHY_STEP,
}
_PLAIN = {
    Reason.OCCASION: words.WHY_OCCASION,
    Reason.THANKS: words.WHY_THANKS,
    Reason.SINCE: words.WHY_SINCE,
    Reason.SINGLE: words.WHY_SINGLE,
    Reason.STRATEGIC: words.WHY_STRATEGIC,
    Reason.DIGEST: words.WHY_DIGEST,
}


def why(nudge: Nudge, desk: Desk) -> str:
    """The sentence; empty where there is none."""
    say = desk.say
    if nudge.reason in _BY_DAY:
        return say(_BY_DAY[nudge.reason], day=say.day(of_day(nudge, desk)))
    if nudge.reason in _PLAIN:
        return say(_PLAIN[nudge.reason])
    match nudge.reason:
        case Reason.CHECKIN:
            return _checkin(nudge, desk)
        case Reason.LIFE:
            event = desk.book.get(LifeEvent, nudge.about)
            return say(words.WHY_LIFE, day=say.day(event.on)) if event else ""
        case Reason.REMINDER:
            told = desk.book.get(Reminder, nudge.about)
            day = told.made_at.astimezone(desk.zone).date() if told else desk.today
            return say(words.WHY_REMINDER, day=say.day(day))
    return ""


def _checkin(nudge: Nudge, desk: Desk) -> str:
    one = desk.book.get(Counterpart, nudge.counterpart)
    met = rhythms.last_contact(one, desk.book) if one else None
    if met is None:
        return desk.say(words.WHY_NEVER_MET)
    ideal, _ = rhythms.interval(rhythms.care_of(nudge.counterpart, desk.book))
    days = max(0, (desk.today - met).days)
    return desk.say(words.WHY_CHECKIN, n=days, ideal=ideal)
