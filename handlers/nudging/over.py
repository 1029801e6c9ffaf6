"""Whether there is still a reason to say what was planned."""

from __future__ import annotations

from handlers.nudging.wanted import STANDING
from handlers.rules.open import is_open
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Meeting,
    NextStep,
    Nudge,
    Reason,
    Reminder,
)
from storage.store import Book

_BY_CONTACT = (Reason.CHECKIN, Reason.SINCE)


def is_over(nudge: Nudge, book: Book) -> bool:
    """Whether what it is about has been done, or is gone."""
    if nudge.counterpart:
        one = book.get(Counterpart, nudge.counterpart)
        if one is None or one.merged_into:
            return True
    match nudge.reason:
        case Reason.OURS | Reason.THEIRS:
            promise = book.get(Commitment, nudge.about)
            return promise is None or not is_open(promise)
        case Reason.ENDING:
            agreement = book.get(Agreement, nudge.about)
            return agreement is None or agreement.standing not in STANDING
        case Reason.REMINDER:
            reminder = book.get(Reminder, nudge.about)
            return reminder is None or reminder.done
    return _met_since(nudge, book)


def _met_since(nudge: Nudge, book: Book) -> bool:
    """Whether they were spoken to since it was said, or since the step it follows was due."""
    step = book.get(NextStep, nudge.about) if nudge.reason in _OF_A_STEP else None
    since = step.on if step is not None else nudge.told_on
    if nudge.reason not in (*_BY_CONTACT, *_OF_A_STEP) or since is None:
        return False
    met = book.find(Meeting, "counterpart", nudge.counterpart)
    own = step.meeting if step is not None else ""
    return any(one.on >= since and one.id != own for one in met)


_OF_A_STEP = (Reason.STEP, Reason.SOON, Reason.AFTER)
