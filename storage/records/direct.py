"""Writing to a counterpart directly: what the team allows, who agreed, and what was sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Consent(StrEnum):
    """How a counterpart's account stands to being written to."""

    ASKED = "asked"
    """They were shown the notice and have not answered it."""
    AGREED = "agreed"
    LEFT = "left"


class Course(StrEnum):
    """How far a message to a counterpart has come."""

    UNDER_WAY = "under way"
    """Its delivery knows how far."""
    ARRIVED = "arrived"
    """The platform has told us the message's id."""
    FAILED = "failed"
    """It surely did not arrive; a person sends it by hand."""
    DOUBTFUL = "doubtful"
    """Nobody can say whether it arrived: a person decides, never we."""
    DECIDED = "decided"
    """It was doubtful, and a person has said what became of it."""


@dataclass(frozen=True, slots=True)
class Policy(Record):
    """What a mandator decided for the whole team; its id is ``team``."""

    direct: bool = False
    """Whether counterparts who agreed to it may be written to directly."""
    by: str = ""
    """The mandator who said so last."""
    at: datetime | None = None
    made_up: bool = False
    """Whether all that is on record here is made up, to look around in."""


@dataclass(frozen=True, slots=True)
class Correspondent(Record):
    """A counterpart's own account, never a member's; its id is ``platform:account``."""

    counterpart: str
    place: str
    """Where that platform lets us write to them."""
    language: str
    invited_by: str
    """The member who made the invitation."""
    asked_at: datetime
    consent: Consent = Consent.ASKED
    answered_at: datetime | None = None
    """When they last agreed or left."""
    shown: str = ""
    """What the platform called them when they came, so that the owner can tell a stranger."""
    why: str = ""
    """Why they left, in our own terms: ``word``, ``closed`` or ``owner``."""


@dataclass(frozen=True, slots=True)
class CounterpartInvitation(Record):
    """A one-use way for one counterpart to agree; its id is the SHA-256 of the token."""

    counterpart: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_by: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DirectMessage(Record):
    """One text a member sent to a counterpart, by one press, about one nudge."""

    counterpart: str
    member: str
    correspondent: str
    nudge: str
    text: str
    at: datetime
    course: Course = Course.UNDER_WAY
    asked: str = ""
    """The key of the press that sent it: the card that answered it is shown anew."""
    door: str = ""
    """The ``platform:place`` where it was pressed."""
    sent_id: str = ""
    """The platform's id of the message, once it has arrived."""
    meeting: str = ""
    """The id of the contact it was recorded as."""
    why: str = ""
    """What kept it from arriving, in our own terms."""
