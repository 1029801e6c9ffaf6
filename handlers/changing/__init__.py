"""Who came, went, rose, fell or died; one entry that is two people; an authority that fell."""

from __future__ import annotations

from handlers.changing import commanding, following, hearing, regime, renaming, splitting
from handlers.choosing import Edit

COMMANDS = {**commanding.COMMANDS, **splitting.COMMANDS, **regime.COMMANDS}
EDITS: dict[str, Edit] = {**commanding.EDITS, **splitting.EDITS}
PRESSES = {
    **hearing.PRESSES,
    **renaming.PRESSES,
    **following.PRESSES,
    **splitting.PRESSES,
    **regime.PRESSES,
}
READING = ("introwho",)
"""Presses that only show something."""
TOPICS = hearing.TOPICS
heard = hearing.heard
