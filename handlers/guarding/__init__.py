"""What is shown behind a lock, and access that somebody closes in danger (PRACTICE D11)."""

from __future__ import annotations

from handlers.guarding import closing, locking
from handlers.guarding.locking import KIND, held
from handlers.guarding.wiping import wiped

__all__ = ["COMMANDS", "KIND", "OWN", "PRESSES", "held", "wiped"]

COMMANDS = {**locking.COMMANDS, **closing.COMMANDS}
PRESSES = {**locking.PRESSES, **closing.PRESSES}
OWN = locking.PRESSES
"""Presses about one's own lock."""
