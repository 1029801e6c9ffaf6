"""The mandate: what holds, who sets it, and what is asked before agreeing."""

from __future__ import annotations

from handlers.choosing import Edit
from handlers.mandating import asking, hearing, raising, setting

COMMANDS = setting.COMMANDS
EDITS: dict[str, Edit] = setting.EDITS
PRESSES = {**setting.PRESSES, **asking.PRESSES, **raising.PRESSES}
READING = (*setting.READING, *raising.READING, "question", "answer")
"""Presses that only show something."""
heard = hearing.heard
