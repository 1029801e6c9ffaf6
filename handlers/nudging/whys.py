"""Why something is said now, in one sentence."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.nudging import between
from handlers.nudging.titles import of_day
from handlers.nudging.wanted import CONFIRM_EVERY
from handlers.rules import rhythms
from handlers.words import nudges as words
from handlers.words import obstacles, reasons
from storage.records import (
    Agreement,
    Counterpart,
    Handover,
    LifeEvent,
    Nudge,
    Reason,
    Reminder,
)

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
    Reason.REVIEW: reasons.WHY_REVIEW,
    Reason.LEGAL: reasons.WHY_LEGAL,
    Reason.NETWORK: reasons.WHY_NETWORK,
    Reason.UNMET: reasons.WHY_UNMET,
    Reason.FACES: reasons.WHY_FACES,
    Reason.GAPS: reasons.WHY_GAPS,
    Reason.OBSTACLES: obstacles.WHY_LOOK,
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
    return between.why(nudge, desk) if nudge.reason in between.BETWEEN else _other(nudge, desk)


def _other(nudge: Nudge, desk: Desk) -> str:
    say = desk.say
    match nudge.reason:
        case Reason.CHECKIN:
            return _checkin(nudge, desk)
        case Reason.CONFIRM:
            return _confirm(nudge, desk)
        case Reason.FAREWELL | Reason.INTRODUCE:
            passed = desk.book.get(Handover, nudge.about)
            return say(reasons.WHY_HANDOVER, day=say.day(passed.on)) if passed else ""
        case Reason.LIFE:
            event = desk.book.get(LifeEvent, nudge.about)
            return say(words.WHY_LIFE, day=say.day(event.on)) if event else ""
        case Reason.REMINDER:
            told = desk.book.get(Reminder, nudge.about)
            day = told.made_at.astimezone(desk.zone).date() if told else desk.today
            return say(words.WHY_REMINDER, day=say.day(day))
    return ""


def _confirm(nudge: Nudge, desk: Desk) -> str:
    agreement = desk.book.get(Agreement, nudge.about)
    if agreement is None:
        return ""
    if agreement.until is not None or (nudge.day - agreement.made_on) % CONFIRM_EVERY:
        return desk.say(reasons.WHY_CONFIRM_CHANGED)
    return desk.say(reasons.WHY_CONFIRM, day=desk.say.day(agreement.made_on))


def _checkin(nudge: Nudge, desk: Desk) -> str:
    one = desk.book.get(Counterpart, nudge.counterpart)
    met = rhythms.last_contact(one, desk.book) if one else None
    if met is None:
        return desk.say(words.WHY_NEVER_MET)
    ideal, _ = rhythms.interval(rhythms.care_of(nudge.counterpart, desk.book))
    days = max(0, (desk.today - met).days)
    return desk.say(words.WHY_CHECKIN, n=days, ideal=ideal)
