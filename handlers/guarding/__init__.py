"""What is shown behind a lock, and access that somebody closes in danger (PRACTICE D11)."""

from __future__ import annotations

from handlers.guarding import closing, fading, locking
from handlers.guarding.fading import faded
from handlers.guarding.locking import KIND, held
from handlers.guarding.wiping import wiped

__all__ = ["COMMANDS", "KIND", "OWN", "PRESSES", "faded", "held", "wiped"]

COMMANDS = {**locking.COMMANDS, **closing.COMMANDS, **fading.COMMANDS}
PRESSES = {**locking.PRESSES, **closing.PRESSES, **fading.PRESSES}
OWN = {**locking.PRESSES, **fading.PRESSES}
"""Presses about one's own lock and cards."""
