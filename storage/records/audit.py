"""Who saw or changed what, and what was erased: no words of anybody's, only ids."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from storage.records.base import Record
from storage.values import dataclass

OPERATOR = "operator"
"""Whoever runs the machine, where a member's id would stand; ``operator:ACCOUNT`` names them."""

ITSELF = "rapport"
"""What was done by nobody's order, such as the backup of a day, where a member's id would stand."""


class Did(StrEnum):
    """What somebody did."""

    SAW = "saw"
    CHANGED = "changed"
    ERASED = "erased"
    TOOK = "took"
    """Took out of here as a file."""
    TOLD = "told"
    """Was told by us, unasked, of somebody whose relation another leads."""
    INVITED = "invited"
    JOINED = "joined"
    """Came onto the team by an invitation."""
    REMOVED = "removed"
    """Took somebody off the team."""
    READMITTED = "readmitted"
    """Took back that somebody was taken off the team."""
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    ROTATED = "rotated"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Audit(Record):
    """One line of the audit; its id is its number, in twelve digits."""

    number: int
    at: datetime
    member: str
    """Who; `OPERATOR` for the command line, `ITSELF` for nobody."""
    did: Did
    what: str
    """The command or button it was done by, never words."""
    about: tuple[str, ...] = ()
    """Ids of the counterparts, or of the members, that it concerned."""
    seal: str = ""
    """SHA-256 over this line and the seal of the one before, so that none goes unnoticed."""


@dataclass(frozen=True, slots=True)
class Erasure(Record):
    """That something was erased: by whom and when, and nothing of what it was.

    Adding one lets the store drop the keys of *gone*, and move what is left of *renewed* under
    fresh keys, so that no older copy of either can be read again.
    """

    member: str
    at: datetime
    gone: tuple[str, ...] = ()
    """Ids of which nothing is left."""
    renewed: tuple[str, ...] = ()
    """Ids of counterparts of whom something was erased."""
