"""What sets kinds of nudges apart, for all who plan, say and move them."""

from __future__ import annotations

from datetime import timedelta

from storage.records import Event, Reason

LATE = timedelta(minutes=15)
"""What comes later than this says so."""

TOO_LATE = timedelta(hours=24)
"""What comes later than this is told together with all else that waited."""

SOFT = frozenset(
    (
        *(Reason.CHECKIN, Reason.OCCASION, Reason.THANKS, Reason.SINCE),
        *(Reason.CONFIRM, Reason.REVIEW, Reason.LEGAL),
        *(Reason.SINGLE, Reason.STRATEGIC, Reason.NETWORK, Reason.UNMET, Reason.FACES),
        *(Reason.GAPS, Reason.OBSTACLES),
    )
)
"""Cheerful or patient: these wait for a better day; all others are due."""

BELATED = timedelta(days=7)
"""How long after a feast a greeting that we were late with is still one."""

OF_NO_DAY = frozenset((Reason.CHECKIN, Reason.SINCE))
"""These ask for a word on no day in particular, so they keep away from all but a promise."""

PROMISES = frozenset((Reason.OURS, Reason.THEIRS))

PRESSING = frozenset((*PROMISES, Reason.ENDING, Reason.STEP, Reason.SOON))
"""Worth nothing once their day is over, so no number a day holds them back."""

OWN = (Reason.DIGEST, Reason.MISSED)
"""Cards about many things, which are never told among others."""

APART = (Reason.REMINDER, Reason.MISSED, Reason.FAREWELL)
"""May name a counterpart, and hang on one member all the same: nobody else hears them instead."""

HANDING_OVER = (Reason.FAREWELL, Reason.INTRODUCE)
"""Words of a handover, which no house in mourning has to read."""

JOYS = (Event.BIRTH, Event.WEDDING, Event.SUCCESS)
"""Good news, which is met with cheerful words."""

UNREADABLE = "unreadable"
"""The reason that stands on a card which another program drew and this one cannot read."""
