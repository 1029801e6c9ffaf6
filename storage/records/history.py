"""What a record was before it changed, and how each turn of a promise that comes again went."""

from __future__ import annotations

from datetime import date, datetime

from storage.records.base import Record
from storage.records.meetings import Agreement, Commitment, Status
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Version(Record):
    """An agreement or a promise as it was until somebody changed it (PRACTICE D18)."""

    counterpart: str
    of: str
    """The id of the agreement or the promise."""
    member: str
    """Who changed it."""
    at: datetime
    was: Agreement | Commitment | None = None


@dataclass(frozen=True, slots=True)
class Turn(Record):
    """One occasion of a promise that comes again, and how it went."""

    counterpart: str
    promise: str
    on: date
    """The day it was due, or on which it was told where no day was fixed."""
    status: Status
    told_on: date
