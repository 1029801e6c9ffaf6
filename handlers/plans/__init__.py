"""A plan for each level: what is to be reached, whom for it, what a strategic one is for."""

from __future__ import annotations

from handlers.plans import setting, showing, telling

COMMANDS = telling.COMMANDS
PRESSES = {**showing.PRESSES, **setting.PRESSES}
READING = showing.PRESSES
"""Presses that only show something."""
TOPICS = setting.TOPICS
heard = telling.heard
