"""What happened with a counterpart, and what came of it (PRACTICE section 3)."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Kind(StrEnum):
    """Relation-building with no demand, or terms on the table (PRACTICE rows 25, 30)."""

    ENGAGEMENT = "engagement"
    NEGOTIATION = "negotiation"


class Level(StrEnum):
    """Immediate problems with implementers, or policy with those who make it (rows 7-9)."""

    TACTICAL = "tactical"
    STRATEGIC = "strategic"


class Form(StrEnum):
    """How an agreement was given (row 70)."""

    ORAL = "oral"
    WRITTEN = "written"
    MESSAGE = "message"


class Side(StrEnum):
    """Whose promise, refusal or red line it is."""

    US = "us"
    THEM = "them"


class Exposure(StrEnum):
    """Who may know that there is an agreement (FM p. 176)."""

    CONFIDENTIAL = "confidential"
    PUBLIC = "public"


class Standing(StrEnum):
    """Where an agreement stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    """We wrote what we understood, and they answered yes."""
    RENEWED = "renewed"
    ENDED = "ended"
    LAPSED = "lapsed"
    """Its day passed and nobody said a word; kept only where somebody says so."""
    DISPUTED = "disputed"
    BROKEN = "broken"


class Status(StrEnum):
    """Where a promise stands (PRACTICE, Commitment)."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    PARTLY = "partly"
    BROKEN = "broken"
    RELEASED = "released"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Meeting(Record):
    """One contact with one or more counterparts, and the words it was told in."""

    counterpart: str
    member: str
    on: date
    words: str
    """What the member wrote, verbatim."""
    written_at: datetime
    zone: str = "UTC"
    at: time | None = None
    others: tuple[str, ...] = ()
    """Ids of further counterparts who were there."""
    ours: tuple[str, ...] = ()
    """Our own people who were there, as named."""
    place: str = ""
    channel: str = ""
    kind: Kind = Kind.ENGAGEMENT
    level: Level = Level.TACTICAL
    asked: str = ""
    """What we asked for, in the words used; empty where nothing was."""
    urgent: str = ""
    """Why an early ask could not wait: the life-saving override of PRACTICE row 27."""
    flags: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Agreement(Record):
    """Terms both sides accepted, oral or written (FM p. 153)."""

    counterpart: str
    meeting: str
    text: str
    number: int
    """What people call it by: 14 is shown as A-14."""
    made_on: date
    form: Form | None = None
    until: date | None = None
    give_or_take: int = 0
    """Days the end may move by, where it hangs on the moon."""
    condition: str = ""
    witnesses: tuple[str, ...] = ()
    standing: Standing = Standing.AGREED
    since: date | None = None
    """The first day it holds, where that is not the day it was made."""
    sequence: str = ""
    """What comes first and what follows, in the words used."""
    guarantor: str = ""
    """Who vouches for it, or whom to call where the sides differ."""
    area: str = ""
    exposure: Exposure | None = None
    stands_since: date | None = None
    """The day it came to stand as it does; ``None`` where that is the day it was made."""
    why: str = ""
    """The words in which that was told."""
    asked_back: date | None = None
    """The day we wrote to them what we had understood; ``None`` once they answered."""


@dataclass(frozen=True, slots=True)
class Commitment(Record):
    """One side's promise to act (FM p. 172); people read "promise"."""

    counterpart: str
    meeting: str
    by: Side
    text: str
    made_on: date
    who: str = ""
    due: date | None = None
    due_at: time | None = None
    give_or_take: int = 0
    recurring: str = ""
    condition: str = ""
    status: Status = Status.OPEN
    settled_on: date | None = None
    """The day it came to stand as it does, where it is not open."""
    why: str = ""
    """The words in which that was told."""
    repair: str = ""
    """The id of the breach of trust that it is meant to mend (PRACTICE row 80)."""


@dataclass(frozen=True, slots=True)
class Refusal(Record):
    """What one side said no to."""

    counterpart: str
    meeting: str
    by: Side
    text: str
    sort: str = ""
    """What it is about, where somebody said so; else its words tell (PRACTICE row 3)."""


@dataclass(frozen=True, slots=True)
class RedLine(Record):
    """A limit that was named or touched (FM p. 279)."""

    counterpart: str
    meeting: str
    of: Side
    text: str


@dataclass(frozen=True, slots=True)
class PersonalFact(Record):
    """Something known of a counterpart, or of how they and we stand to each other, and when."""

    counterpart: str
    meeting: str
    text: str
    kind: str = ""
    heard_on: date | None = None
    member: str = ""
    """Who of us told it; empty where its meeting says so."""
    source: str = ""
    """Who said it, in the words used; empty where it was the counterpart or our own eyes."""
    impression: bool = False
    """Whether it is what one of us thinks rather than what was said or seen (PRACTICE D14)."""


@dataclass(frozen=True, slots=True)
class TrustEvent(Record):
    """A moment that built or cost trust (PRACTICE rows 33, 75, 78)."""

    counterpart: str
    meeting: str
    kind: str
    """breach, repair, positive or tension."""
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class NextStep(Record):
    """What was fixed to happen next."""

    counterpart: str
    meeting: str
    text: str
    on: date | None = None
    at: time | None = None
    objective: str = ""
    """What we want from it, in one line (PRACTICE row 45)."""
    outcome: str = ""
    """``met``, ``part`` or ``no``: how far the objective was reached."""


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """A forwarded message, a file or a voice note kept beside what it shows."""

    counterpart: str
    member: str
    kind: str
    """message, photo, voice, video or document; told, where a member only told of their answer."""
    received_at: datetime
    meeting: str = ""
    text: str = ""
    author: str = ""
    said_at: datetime | None = None
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    blob: str = ""
    """Which sealed file holds its bytes; empty where there are none."""
    agreement: str = ""
    """The id of the agreement it shows, where it shows one."""
    direct: bool = False
    """The counterpart wrote it to us themselves, having agreed to be written to directly."""
