"""Our own people: who they are, how they are reached, and how they were let in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Role(StrEnum):
    """What a member may do (PRACTICE: frontline negotiator, support team, mandator)."""

    MANDATOR = "mandator"
    COORDINATOR = "coordinator"
    NEGOTIATOR = "negotiator"
    OBSERVER = "observer"


class Sharing(StrEnum):
    """What colleagues who are neither owner nor deputy learn of an owner's counterparts."""

    NOTHING = "nothing"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class Member(Record):
    """One of our people, whichever doors they come through."""

    name: str
    role: Role = Role.NEGOTIATOR
    language: str = "en"
    zone: str = "UTC"
    week: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Working days of their place, Monday 0 to Sunday 6."""
    sharing: Sharing = Sharing.NOTHING
    discreet: bool = True
    """No names or places in what a lock screen may show."""
    active: bool = True
    enrolled_at: datetime | None = None
    told_privacy: bool = False
    fade_hours: int = 0
    """After how many hours our cards leave their chats (PRACTICE D6); 0 is never."""
    staff: str = ""
    """``national`` or ``international``, by their own word; empty where they said nothing."""
    work: str = ""
    """``programme`` or ``security``, by their own word; empty where they said nothing."""
    closed_at: datetime | None = None
    """When they closed their own access in danger; a second person opens it again (D11)."""


@dataclass(frozen=True, slots=True)
class Identity(Record):
    """An account on a platform that is a member; its id is ``platform:account``."""

    member: str
    place: str
    """Where that platform lets us write to them first."""
    linked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation(Record):
    """A one-use way in; its id is the SHA-256 of the token, which is kept nowhere."""

    name: str
    role: Role
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_by: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkCode(Record):
    """A code shown on one door and typed on another; its id is the code's SHA-256."""

    member: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TakingOut(Record):
    """That a member asked to take stories out as a file, and what became of it."""

    member: str
    about: tuple[str, ...]
    """Ids of the counterparts; empty for everybody they see."""
    form: str
    sealed: bool
    asked_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    allowed: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class Stranger(Record):
    """An account that wrote without an invitation; its id is ``platform:account``."""

    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Latch(Record):
    """Whether a member has locked what is shown to them, and behind what; its id is the member's.

    Keys are pressed, never typed, so that a PIN stands nowhere in a chat.
    """

    pin: str = ""
    """What is kept of the PIN; empty as long as none is chosen."""
    salt: str = ""
    locked_at: datetime | None = None
    entered: str = ""
    """The keys pressed so far."""
    choosing: bool = False
    """Whether a PIN is being chosen."""
    chosen: str = ""
    """What is kept of a PIN that is being chosen, until it was pressed a second time."""
    tries: int = 0
    wait_until: datetime | None = None
    discreet: bool = True
    """How their cards were before it was locked."""
