"""A relation is offered to a colleague, who reads the brief as far as allowed, and decides."""

from __future__ import annotations

from handlers.choosing import Edit
from handlers.handing import deciding, offering, returning

COMMANDS = offering.COMMANDS
EDITS: dict[str, Edit] = offering.EDITS
PRESSES = {**offering.PRESSES, **deciding.PRESSES}
heard = offering.heard
given_back = returning.given_back
