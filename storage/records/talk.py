"""The conversation itself: what came in, what goes out, what waits for an answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from storage.records.base import Change, Record
from storage.values import dataclass


class Waiting(StrEnum):
    """Where a received message stands."""

    NEW = "new"
    DONE = "done"
    ASIDE = "aside"


class Passage(StrEnum):
    """Where a delivery stands; each step is on disk before its effect."""

    OWED = "owed"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    DOUBTFUL = "doubtful"
    """It may have arrived and must not leave again; whoever sent it decides."""


@dataclass(frozen=True, slots=True)
class Received(Record):
    """A message a platform was told we have; its id is the message's stable key."""

    sender: str
    at: datetime
    body: str
    """The message as JSON, emptied once it has been dealt with."""
    number: int = 0
    """The order in which it arrived."""
    state: Waiting = Waiting.NEW
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Delivery(Record):
    """One card owed to one place."""

    platform: str
    place: str
    made_at: datetime
    body: str
    """The reply as JSON, emptied once it is with the platform."""
    number: int = 0
    """The order in which it was owed."""
    state: Passage = Passage.OWED
    tries: int = 0
    not_before: datetime | None = None
    sent_id: str = ""
    reason: str = ""
    answers: str = ""
    """The key of the received message this answers; empty where we wrote first."""


@dataclass(frozen=True, slots=True)
class Draft(Record):
    """Changes shown to a member and not yet saved."""

    member: str
    changes: tuple[Change, ...]
    made_at: datetime
    words: str = ""
    """The note it was drawn from, verbatim."""
    kind: str = "note"
    """note, merge, evidence …: which handler draws and saves it."""
    choice: str = ""
    """The question still open, such as ``who``; empty where it can be saved."""
    source: str = ""
    """The place and platform id of the person's message, so that an edit finds it."""
    reading: str = ""
    """What was understood, as JSON, so that it can be drawn up again."""
    card: str = ""
    """The platform's id of the card it is shown on, where known."""


@dataclass(frozen=True, slots=True)
class Entry(Record):
    """One applied set of changes, kept so that it can be undone."""

    member: str
    changes: tuple[Change, ...]
    at: datetime
    title: str = ""
    source: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Dialogue(Record):
    """The one thing we asked a member and wait to be told; its id is the member's."""

    topic: str
    """Which handler takes the next text."""
    about: str
    """What it is about, in that handler's own terms."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Hints(Record):
    """Which one-line pieces of advice a member has had; its id is the member's."""

    seen: tuple[str, ...] = ()
    """``key`` or ``key:about``, each said once."""
    off: tuple[str, ...] = ()
    """Keys that are never to be said again."""


@dataclass(frozen=True, slots=True)
class Tally(Record):
    """How many of something were ever numbered, so that no number is given out twice."""

    last: int


@dataclass(frozen=True, slots=True)
class Setting(Record):
    """One small fact the running service keeps about itself, such as a poll offset."""

    value: str
