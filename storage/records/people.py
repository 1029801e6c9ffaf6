"""The people across the table, the offices they hold, and who speaks to them for us."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from storage.records.base import Record
from storage.records.network import Actor
from storage.values import dataclass


class Sensitivity(StrEnum):
    """Who may read an item beyond its owner (PRACTICE D12)."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Counterpart(Record):
    """A person across the table whose consent or help we seek."""

    name: str
    owner: str
    """The member who leads the relation."""
    deputies: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Every other spelling, script, kunya or call-sign this person is known by."""
    code_name: str = ""
    """Shown in place of the name wherever it is set (PRACTICE D3)."""
    introduced_by: str = ""
    """The id of the counterpart who introduced them, where that one is known."""
    introducer: str = ""
    """Who introduced them, in the words used."""
    language: str = ""
    known_since: date | None = None
    added_at: datetime | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    merged_into: str = ""
    """The id of the record this one was found to be the same person as."""
    areas: tuple[str, ...] = ()
    """Where they can be reached or decide, in the words used."""
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    """An authority, armed group, company or community that counterparts belong to."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: Actor | None = None
    """What sort of actor it is, where somebody said so."""
    part_of: str = ""
    """The id of the organisation this one is a department of."""
    answers_to: str = ""
    """The id of the office or the organisation above it."""
    areas: tuple[str, ...] = ()
    gone_since: date | None = None
    """The day from which it is no more, where it fell or was dissolved (PRACTICE row 76)."""


@dataclass(frozen=True, slots=True)
class Position(Record):
    """A role a counterpart held, at an organisation, from a day until a day."""

    counterpart: str
    title: str
    organisation: str = ""
    """The id of the organisation, where one was named."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Handover(Record):
    """A relation that passed from one of our people to another on a day (PRACTICE row 43)."""

    counterpart: str
    member: str
    """Who led it before, and takes leave."""
    to: str
    """Who leads it now, and is to be introduced."""
    on: date
    deputies: tuple[str, ...] = ()
    """Who stood in before, so that it can be given back as it was."""


class Passing(StrEnum):
    """Where the offer of a relation stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    """The receiver leads; whoever gave it stays beside them until the day."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    """Whoever gave it sees it no more (PRACTICE D21)."""


@dataclass(frozen=True, slots=True)
class Offer(Record):
    """A relation offered to a colleague: duty moves once they accept, access ends on its day."""

    counterpart: str
    member: str
    """Who leads it, and offers it."""
    to: str
    name: str
    """What the receiver may call the counterpart before they accept; empty once decided."""
    on: date
    """From the first minute of that day on whoever gave it sees it no more."""
    offered_at: datetime
    passing: Passing = Passing.OFFERED
    brief: tuple[str, ...] = ()
    """What the receiver may read before they accept; empty once decided."""
    zone: str = ""
    """On whose clock its day begins; empty for the giver's own, wherever they are."""


@dataclass(frozen=True, slots=True)
class StandIn(Record):
    """A colleague asked to look after the relations of somebody who is away for a while."""

    member: str
    """Who is away."""
    to: str
    """Who was asked."""
    until: date
    """The last day of the absence."""
    asked_at: datetime
    about: tuple[str, ...] = ()
    """Ids of the counterparts they see only for as long as this lasts."""
    answer: str = ""
    """``yes`` or ``no``; empty as long as they said nothing."""
    over: bool = False
