"""What was understood from a message: values, where they stand in it, and how sure we are."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Generic, TypeVar

from storage.records import Form, Kind, Level, Side, Status
from storage.values import dataclass

T = TypeVar("T")


class Intent(StrEnum):
    """What the person wants done with the message."""

    RECORD = "record"
    QUERY = "query"
    HANDOVER = "handover"
    RESCHEDULE = "reschedule"
    CONTEXT = "context"
    REMINDER = "reminder"
    CORRECTION = "correction"
    ERASE = "erase"


class Sure(StrEnum):
    """How far a value can be trusted: shown, shown and marked, or only asked about."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Span:
    """From *start* up to *end*, in characters of the message as written."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, the words it was read from, and how sure we are."""

    value: T
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class When:
    """A day that was named, in the zone and week of the person who wrote."""

    day: date
    other: date | None = None
    """A second day the words could mean (03/04, "next Friday"); ask which."""
    until: date | None = None
    """The last day, where a range was named."""
    at: time | None = None
    give_or_take: int = 0
    """Days it may move by, where it hangs on the moon."""
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the note who is not one of ours."""

    name: str
    role: str = ""
    organisation: str = ""
    known: tuple[str, ...] = ()
    """Ids of the roster's counterparts this may be, likeliest first; empty for someone new."""
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Agreed:
    """Terms that were accepted, in the words of the note."""

    text: str
    form: Form | None = None
    until: When | None = None
    condition: str = ""
    witnesses: tuple[str, ...] = ()
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Promised:
    """Who will do what by when, in the words of the note."""

    by: Side
    text: str
    who: str = ""
    due: When | None = None
    recurring: str = ""
    condition: str = ""
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Refused:
    """What one side said no to, or a red line of theirs or ours."""

    by: Side
    text: str
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Told:
    """Something personal, or a moment of trust: *about* whom, of which *kind*, in which words."""

    text: str
    kind: str = ""
    about: str = ""
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Updated:
    """News of an earlier promise: which one, in the words used, and how it stands now."""

    refers_to: str
    status: Status
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Step:
    """What was fixed to happen next."""

    text: str
    when: When | None = None
    span: Span | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Note:
    """All that one message was understood to say; anything not found is empty."""

    text: str
    """The message as written, verbatim."""
    intent: Intent = Intent.RECORD
    language: str = "en"
    people: tuple[Person, ...] = ()
    """Counterparts, the main one first."""
    ours: tuple[Found[str], ...] = ()
    on: When | None = None
    place: Found[str] | None = None
    channel: Found[str] | None = None
    """in_person, phone, video, message, email or letter."""
    kind: Found[Kind] | None = None
    level: Found[Level] | None = None
    asked: Found[str] | None = None
    """What we asked of them, in the words used."""
    agreements: tuple[Agreed, ...] = ()
    promises: tuple[Promised, ...] = ()
    refusals: tuple[Refused, ...] = ()
    red_lines: tuple[Refused, ...] = ()
    facts: tuple[Told, ...] = ()
    positions: tuple[Told, ...] = ()
    """What they ask of us, in the words used."""
    trust: tuple[Told, ...] = ()
    updates: tuple[Updated, ...] = ()
    introduced_by: Found[str] | None = None
    next_step: Step | None = None
    flags: tuple[str, ...] = ()
    redact: tuple[Span, ...] = ()
    """Where the message holds what must not be stored."""
    asks: tuple[str, ...] = ()
    """Paths of the values to be confirmed, what matters most first."""


@dataclass(frozen=True, slots=True)
class Known:
    """One counterpart of the roster, as far as the reader needs to know them."""

    id: str
    names: tuple[str, ...]
    """The name and every alias, spelling and script."""
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader knows of the writer: their clock, their week, the people they know."""

    now: datetime
    """When they wrote, in their own zone."""
    language: str = "en"
    """Their setting, used where the words do not tell."""
    week: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Working days of the place, Monday 0 to Sunday 6."""
    day_first: bool = True
    roster: tuple[Known, ...] = ()
    team: tuple[str, ...] = ()
    """Names of our own people."""
    me: str = ""
    """The writer's own name."""
