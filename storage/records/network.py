"""Who stands how to whom: ties between people, offices, how somebody stood, who grants what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Actor(StrEnum):
    """What sort of actor an organisation is (PRACTICE row 20)."""

    AUTHORITY = "authority"
    SECURITY = "security"
    """The army or the police of a state."""
    ARMED_GROUP = "armed_group"
    COMMUNITY = "community"
    COMPANY = "company"
    RELIGIOUS = "religious"
    MEDIA = "media"
    HUMANITARIAN = "humanitarian"


class Bond(StrEnum):
    """How two counterparts belong together (PRACTICE rows 22, 34, 59)."""

    REPORTS = "reports"
    """The first answers to the other."""
    KIN = "kin"
    FRIEND = "friend"
    SCHOOL = "school"
    UNIT = "unit"
    HOME = "home"
    """The same village, quarter or tribe."""
    WORK = "work"
    TRUST = "trust"
    """The first is trusted by the other: an adviser, somebody they listen to."""
    KNOWS = "knows"
    RIVAL = "rival"
    KEPT_FROM = "kept_from"
    """The other must not learn of our contact with the first (PRACTICE row 22)."""


class Aspect(StrEnum):
    """What is said of how a counterpart stands (FM Tool 12, p. 262-275)."""

    ATTITUDE = "attitude"
    """Towards us: warm, open, reserved or hostile."""
    INFLUENCE = "influence"
    """What their word weighs: high, some or low."""
    OUTLOOK = "outlook"
    """Open to change, or keeping to what is: transformative or conservative."""
    REACH = "reach"
    """Global or local."""


class Ready(StrEnum):
    """What somebody can be called for when it happens (PRACTICE row 37)."""

    ACCESS = "access"
    SAFETY = "safety"
    DETENTION = "detention"
    CONTINUITY = "continuity"


@dataclass(frozen=True, slots=True)
class Tie(Record):
    """What joins two counterparts, as one of our people told it."""

    counterpart: str
    other: str
    bond: Bond
    member: str
    on: date
    """The day it was told."""
    words: str = ""
    """What the first is to the other: a key such as ``uncle``, else the words used."""


@dataclass(frozen=True, slots=True)
class Office(Record):
    """A post that outlives whoever holds it; positions of its title there are its holders."""

    name: str
    organisation: str = ""
    aliases: tuple[str, ...] = ()
    answers_to: str = ""
    """The id of the office or the organisation above it."""
    gone_since: date | None = None
    """The day from which there is no such office any more."""


@dataclass(frozen=True, slots=True)
class Stance(Record):
    """How a counterpart stood on one day, and who says so; never a sum of anything."""

    counterpart: str
    member: str
    aspect: Aspect
    value: str
    """One of `STANCES` for its aspect."""
    on: date
    source: str = ""
    """Where it is from, in the words used; empty where the member saw it."""


STANCES: dict[Aspect, tuple[str, ...]] = {
    Aspect.ATTITUDE: ("warm", "open", "reserved", "hostile"),
    Aspect.INFLUENCE: ("high", "some", "low"),
    Aspect.OUTLOOK: ("transformative", "conservative"),
    Aspect.REACH: ("global", "local"),
}
"""What each aspect may be."""


@dataclass(frozen=True, slots=True)
class Approval(Record):
    """A permit, a visa or a route: who grants it in an area, who has it, until when (row 1)."""

    member: str
    area: str
    what: str
    granter: str = ""
    """The id of the office or the organisation that grants it."""
    counterpart: str = ""
    """Who grants it, where that is a person; then it is seen as they are."""
    holder: str = ""
    """Who of us holds one, in the words used; empty where nobody does."""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FocalPoint(Record):
    """Who can be called in an area when something happens."""

    counterpart: str
    member: str
    topic: Ready
    area: str


@dataclass(frozen=True, slots=True)
class Closure(Record):
    """A road that is closed from a day on, until somebody says that it is open (row 74)."""

    member: str
    """Who told us."""
    area: str
    """The place it leads to, in the words used."""
    since: date
    until: date | None = None
    """The first day on which it is open again."""
