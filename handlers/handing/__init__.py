"""A relation is handed to a colleague, for good or for a while; what was accepted is given back."""

from __future__ import annotations

from handlers.chat import Message, Outcome
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.handing import absence, covering, deciding, offering, returning

COMMANDS = {**offering.COMMANDS, **absence.COMMANDS}
EDITS: dict[str, Edit] = offering.EDITS
SHARING = {**offering.PRESSES, **deciding.PRESSES, **covering.PRESSES}
"""Presses about whose a relation is."""
OWN = absence.PRESSES
"""Presses about one's own absence."""
PRESSES = {**SHARING, **OWN}
given_back = returning.given_back


def heard(message: Message, desk: Desk) -> Outcome | None:
    """That a relation is handed over, or that somebody is away or back."""
    return offering.heard(message, desk) or absence.heard(message, desk)
