"""Whether there is still a reason to say what was planned."""

from __future__ import annotations

from handlers.nudging import between
from handlers.nudging.kept import has_spoken
from handlers.nudging.series import takes_leave
from handlers.nudging.wanted import STANDING
from handlers.rules.meetings import contacts_with
from handlers.rules.open import is_open
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Handover,
    Meeting,
    NextStep,
    Nudge,
    Reason,
    Record,
    Reminder,
)
from storage.store import Book

_TO_THEM = frozenset(Reason) - {Reason.REMINDER, Reason.MISSED, Reason.LATE}
"""Nothing of these is said of somebody who has died."""
_BY_CONTACT = (Reason.CHECKIN, Reason.SINCE)


def is_over(nudge: Nudge, book: Book) -> bool:
    """Whether what it is about has been done, or is gone."""
    if nudge.counterpart:
        one = book.get(Counterpart, nudge.counterpart)
        if one is None or one.merged_into or (one.died_on and nudge.reason in _TO_THEM):
            return True
    kind = _KINDS.get(nudge.reason)
    if kind is None:
        return _met_since(nudge, book)
    record = book.get(kind, nudge.about)
    return record is None or _done(nudge.reason, record, book)


_KINDS: dict[Reason, type[Record]] = {
    **dict.fromkeys((Reason.OURS, Reason.THEIRS), Commitment),
    **dict.fromkeys((Reason.ENDING, Reason.CONFIRM), Agreement),
    **dict.fromkeys((Reason.FAREWELL, Reason.INTRODUCE), Handover),
    Reason.LEGAL: Meeting,
    Reason.REMINDER: Reminder,
    **between.KINDS,
}
"""What a reason hangs on, where it is over with that."""


def _done(reason: Reason, record: Record, book: Book) -> bool:
    if reason in between.BETWEEN:
        return between.is_done(reason, record)
    match record:
        case Commitment():
            return not is_open(record)
        case Agreement():
            return record.standing not in STANDING
        case Handover():
            if reason is Reason.FAREWELL:
                return not takes_leave(record, book)
            return has_spoken(record, record.to, book)
        case Reminder():
            return record.done
    return False


def _met_since(nudge: Nudge, book: Book) -> bool:
    """Whether they were spoken to since it was said, or since the step it follows was due."""
    step = book.get(NextStep, nudge.about) if nudge.reason in _OF_A_STEP else None
    since = step.on if step is not None else nudge.told_on
    if nudge.reason not in (*_BY_CONTACT, *_OF_A_STEP) or since is None:
        return False
    met = contacts_with(nudge.counterpart, book)
    own = step.meeting if step is not None else ""
    return any(one.on >= since and one.id != own for one in met)


_OF_A_STEP = (Reason.STEP, Reason.SOON, Reason.AFTER)
