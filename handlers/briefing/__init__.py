"""What to know before a meeting: one screen, from what is on record and nothing else."""

from __future__ import annotations

from handlers.briefing import about, health, showing
from handlers.briefing.sections import openers
from handlers.briefing.showing import brief_card, screen

__all__ = ["COMMANDS", "PRESSES", "READING", "TOPICS", "brief_card", "openers", "screen"]

COMMANDS = {**showing.COMMANDS, **about.COMMANDS, **health.COMMANDS}
PRESSES = {**showing.PRESSES, **about.PRESSES, **health.PRESSES}
READING = (*showing.PRESSES, *health.PRESSES, "about")
"""Presses that only show something."""
TOPICS = {about.TOPIC: about.told}
