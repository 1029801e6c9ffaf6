"""The days counterparts mark, when they fall, and how each is written to."""

from __future__ import annotations

from handlers.observing import announcing, channels, marks
from handlers.observing.heard import said

__all__ = ["COMMANDS", "EDITS", "PRESSES", "READING", "said"]

COMMANDS = {**marks.COMMANDS, **announcing.COMMANDS, **channels.COMMANDS}
PRESSES = {**marks.PRESSES, **announcing.PRESSES, **channels.PRESSES}
EDITS = {**marks.EDITS, **channels.EDITS}
READING = announcing.READING
"""Presses that only show something."""
