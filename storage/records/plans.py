"""What a member means to reach on each level, and whom for it."""

from __future__ import annotations

from datetime import date

from storage.records.base import Record
from storage.records.meetings import Level
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class LevelPlan(Record):
    """A member's plan for one level; its id is ``member:level`` (PRACTICE rows 11, 15)."""

    member: str
    level: Level
    set_on: date
    """The day it was last changed."""
    objective: str = ""
    """What is to be reached, in one line."""
    purpose: str = ""
    """Of a strategic plan: what decision makers are to do for whom, in one line."""
    whom: tuple[str, ...] = ()
    """The ids of the counterparts to be won for it, in the order they were named."""
