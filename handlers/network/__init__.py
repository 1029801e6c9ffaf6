"""Who stands how to whom, who can lead us to whom, and who grants what."""

from __future__ import annotations

from collections.abc import Callable

from handlers.chat import Message, Outcome
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.network import (
    areas,
    authority,
    gaps,
    obstacles,
    office,
    overview,
    reaching,
    roads,
    stances,
    ties,
    upward,
)
from handlers.network.reaching import ways_card
from handlers.network.ties import told
from handlers.network.upward import with_suggestion
from handlers.reading import ties as reading

__all__ = [
    "COMMANDS",
    "EDITS",
    "PRESSES",
    "READING",
    "asked",
    "roads_heard",
    "told",
    "ways_card",
    "with_suggestion",
]

_ASKS: dict[str, Callable[[Message, Desk, str], Outcome | None]] = {
    "path": reaching.asked,
    "above": upward.asked,
    "network": overview.asked,
    "area": areas.area_map,
    "ready": areas.ready,
    "coverage": gaps.coverage,
    "balance": gaps.balance,
    "obstacles": obstacles.asked,
}
"""What a question in words is about → what answers it."""


def asked(message: Message, desk: Desk) -> Outcome | None:
    """A question in words about the network; ``None`` where it is none, or about nobody known."""
    found = reading.wanted(message.text)
    return _ASKS[found.topic](message, desk, found.about) if found else None


COMMANDS = {
    **ties.COMMANDS,
    **authority.COMMANDS,
    **office.COMMANDS,
    **stances.COMMANDS,
    **reaching.COMMANDS,
    **upward.COMMANDS,
    **overview.COMMANDS,
    **gaps.COMMANDS,
    **areas.COMMANDS,
    **obstacles.COMMANDS,
    **roads.COMMANDS,
}
READING = {**reaching.PRESSES, **overview.PRESSES, **obstacles.READING}
"""Presses that only show something."""
PRESSES = {**ties.PRESSES, **obstacles.PRESSES, **roads.PRESSES, **READING}
roads_heard = roads.heard
EDITS: dict[str, Edit] = {**stances.EDITS, **areas.EDITS}
