"""The mandate: what holds, who sets it, and what is asked before agreeing."""

from __future__ import annotations

from handlers.choosing import Edit
from handlers.mandating import asking, setting

COMMANDS = setting.COMMANDS
EDITS: dict[str, Edit] = setting.EDITS
PRESSES = {**setting.PRESSES, **asking.PRESSES}
READING = (*setting.READING, "question", "answer")
"""Presses that only show something."""
