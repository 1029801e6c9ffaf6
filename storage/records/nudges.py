"""What we will say by ourselves, to whom and when, and what people told us about how."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Reason(StrEnum):
    """Why a nudge is given; the first part of its id."""

    OURS = "ours"
    THEIRS = "theirs"
    ENDING = "ending"
    STEP = "step"
    SOON = "soon"
    AFTER = "after"
    CHECKIN = "checkin"
    OCCASION = "occasion"
    THANKS = "thanks"
    SINCE = "since"
    LIFE = "life"
    SINGLE = "single"
    STRATEGIC = "strategic"
    REMINDER = "reminder"
    DIGEST = "digest"
    CONFIRM = "confirm"
    REVIEW = "review"
    LEGAL = "legal"
    FAREWELL = "farewell"
    INTRODUCE = "introduce"
    OFFERED = "offered"
    """A relation was offered to them, and they have not decided."""
    LEAVING = "leaving"
    """The day is near on which they see a relation no more that they gave away."""
    BACK = "back"
    """Their absence is over."""
    UNANSWERED = "unanswered"
    """What they asked the mandators is still open."""
    ASKED = "asked"
    """A colleague waits for their word as a mandator."""
    NETWORK = "network"
    FACES = "faces"
    GAPS = "gaps"
    OBSTACLES = "obstacles"
    UNMET = "unmet"
    LATE = "late"
    MISSED = "missed"


class Stage(StrEnum):
    """Where a nudge stands; each step is on disk before its effect."""

    PLANNED = "planned"
    OWED = "owed"
    """Its card is on the way; the delivery knows how far."""
    SENT = "sent"
    """The platform has told us the card's id."""
    SETTLED = "settled"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    UNREACHED = "unreached"
    """No door took it; told when the person is next heard of."""


class Tier(StrEnum):
    """How closely a relation is kept."""

    CLOSE = "close"
    STEADY = "steady"
    SLOW = "slow"


class Event(StrEnum):
    """Something in a counterpart's own life."""

    DEATH = "death"
    ILLNESS = "illness"
    BIRTH = "birth"
    WEDDING = "wedding"
    SUCCESS = "success"
    TRANSFER = "transfer"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Nudge(Record):
    """One thing to say on one occasion; its id is ``reason:about:day``, so it is said once."""

    member: str
    """Whom it is meant for now."""
    reason: Reason
    about: str
    """The id of the record it hangs on."""
    day: date
    """The day it speaks of, which may not be the day on which it is said."""
    due_at: datetime
    """When it is to be said, in UTC."""
    counterpart: str = ""
    stage: Stage = Stage.PLANNED
    origin: str = ""
    """The id of the occurrence that was put off to this one; empty for the first."""
    held_until: datetime | None = None
    """The hour on the member's own clock, without a zone, to which they put it off."""
    was_due: datetime | None = None
    """When it should have been said, where we could not; then it says so."""
    asked: bool = False
    """The person chose this very hour, so no habit of ours moves it."""
    card: str = ""
    """The key its card is found under: its own id, or that of the digest that told it."""
    sent_at: datetime | None = None
    told_on: date | None = None
    """The member's own day on which it was said."""
    tries: int = 0
    doors: tuple[str, ...] = ()
    """Accounts that did not take it."""
    why: str = ""
    """Why it came to its end, in our own terms."""


@dataclass(frozen=True, slots=True)
class Rhythm(Record):
    """When a member wants to hear from us; its id is the member's."""

    quiet_from: time = time(20, 0)
    quiet_to: time = time(7, 0)
    hour: time = time(9, 0)
    """When nudges without an hour of their own come."""
    cap: int = 6
    """Cards a day that nobody asked for by the hour."""
    digest_day: int = -1
    """Monday 0 to Sunday 6; -1 is the first day of their working week."""
    digest_hour: time = time(8, 0)
    away_from: date | None = None
    away_until: date | None = None
    """The last day they are away."""
    never: tuple[str, ...] = ()
    """The monthly looks that they asked not to get again."""


@dataclass(frozen=True, slots=True)
class Presence(Record):
    """When and where a member was last heard of; its id is the member's."""

    on: date
    account: str
    """The ``platform:account`` they last wrote from."""
    lost: tuple[str, ...] = ()
    """Accounts that could not be written to since."""


@dataclass(frozen=True, slots=True)
class Care(Record):
    """How one counterpart is looked after; its id is the counterpart's."""

    counterpart: str
    tier: Tier = Tier.STEADY
    ideal: int = 0
    """Days between contacts; 0 is the tier's own."""
    maximum: int = 0
    never: tuple[str, ...] = ()
    """Reasons, or ``reason:about`` of one thing, that are never to be said again."""
    silent_until: date | None = None
    reviewed_on: date | None = None
    """When somebody last chose to keep what had been kept for long (PRACTICE D9)."""


@dataclass(frozen=True, slots=True)
class LifeEvent(Record):
    """A death, a birth, an illness … in a counterpart's life."""

    counterpart: str
    member: str
    event: Event
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reminder(Record):
    """Something a member asked to be reminded of."""

    member: str
    text: str
    on: date
    made_at: datetime
    counterpart: str = ""
    at: time | None = None
    zone: str = ""
    """The zone the hour was named in; empty is the member's own, wherever they are."""
    every: str = ""
    """``year``, ``month``, ``week``, ``day`` or empty."""
    day: int = 0
    """The day of the month that was meant, where the first month lacks it; else 0."""
    done: bool = False
