"""What we may agree to: bounds set by the mandator, our own stops, and questions about them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass


class Bound(StrEnum):
    """What a line of the mandate says (FM Tools 15 and 16, p. 279, 326, 367)."""

    CAN = "can"
    ASK = "ask"
    """Only after the mandator was asked."""
    RED = "red"
    """The outer limit, set and changed only by a mandator."""
    BOTTOM = "bottom"
    """The negotiator's own stop: below it, suspend and consult."""


@dataclass(frozen=True, slots=True)
class Boundary(Record):
    """One line of a mandate; one that is lifted is kept, so that every version can be read."""

    bound: Bound
    text: str
    set_by: str
    set_at: datetime
    counterpart: str = ""
    """With whom it holds; empty for everybody."""
    member: str = ""
    """Whose mandate it is; empty for the whole team."""
    until: date | None = None
    """The last day it holds."""
    gone_by: str = ""
    gone_at: datetime | None = None
    about: str = ""
    """What the negotiation is about, in the words used (FM Tool 15: the object)."""
    report: str = ""
    """Who must be told, and when (the reporting line)."""


@dataclass(frozen=True, slots=True)
class Consultation(Record):
    """What a member asked the mandators, and what they answered (PRACTICE rows 16, 81)."""

    counterpart: str
    member: str
    text: str
    """The terms, in the words used."""
    bound: str
    """The id of the line it touches; empty where it asks to take something one level up."""
    asked_at: datetime
    answer: str = ""
    """``yes``, ``no`` or ``talk``; empty as long as nobody answered."""
    answered_by: str = ""
    answered_at: datetime | None = None
    taken_back: bool = False
    """Whoever asked no longer waits for it."""
