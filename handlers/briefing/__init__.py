"""What to know before a meeting: one screen, from what is on record and nothing else."""

from __future__ import annotations

from handlers.briefing import about, asking, common, health, hearing, showing
from handlers.briefing.caution import advised, first_to_go, risk
from handlers.briefing.sections import openers
from handlers.briefing.showing import brief_card, screen

__all__ = [
    "COMMANDS",
    "EDITS",
    "PRESSES",
    "READING",
    "TOPICS",
    "advised",
    "brief_card",
    "first_to_go",
    "heard",
    "openers",
    "risk",
    "screen",
]

COMMANDS = {
    **showing.COMMANDS,
    **asking.COMMANDS,
    **about.COMMANDS,
    **common.COMMANDS,
    **health.COMMANDS,
}
EDITS = {**about.EDITS, **common.EDITS}
PRESSES = {
    **showing.PRESSES,
    **asking.PRESSES,
    **about.PRESSES,
    **common.PRESSES,
    **health.PRESSES,
}
READING = (*showing.PRESSES, *asking.PRESSES, *common.PRESSES, *health.PRESSES, "about")
"""Presses that only show something."""
TOPICS = {about.TOPIC: about.told}
heard = hearing.heard
