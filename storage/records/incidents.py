"""What was done against us, where it probably comes from, and how good the information is."""

from __future__ import annotations

from datetime import date

from storage.records.base import Record
from storage.values import dataclass

UNWEIGHED = -1


@dataclass(frozen=True, slots=True)
class Incident(Record):
    """An act against us, as one of our people told it (PRACTICE row 13, FM Tool 1)."""

    member: str
    on: date
    """The day it was told."""
    text: str
    by: str
    """Whose name it bears, in the words used."""
    counterpart: str = ""
    """Whose name it bears, where that is somebody we know."""
    unit: str = ""
    """The id of the office or the organisation whose name it bears."""
    origin: str = ""
    """Who is probably behind it, in the words used; empty where nobody said, or where it is
    somebody we know."""
    other: str = ""
    """The id of who is probably behind it, where that is somebody we know."""
    origin_from: str = ""
    """Who says so, in the words used; empty where it is the member's own guess."""
    origin_on: date | None = None
    """The day that was told."""
    source: int = UNWEIGHED
    """How well whoever said it knows, 0 to 3; as long as nobody looked, -1."""
    chain: int = UNWEIGHED
    """Through how few hands it came, 0 to 3."""
    clarity: int = UNWEIGHED
    """How clear it is, 0 to 3."""
    others: int = UNWEIGHED
    """How many others say the same by themselves, 0 to 3."""
    weighed_on: date | None = None
    sort: str = ""
    """What it is about, where somebody said so; else its words tell (PRACTICE row 3)."""
