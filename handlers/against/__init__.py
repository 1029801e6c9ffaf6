"""Acts against us: noted, with where they probably come from and how good the information is."""

from __future__ import annotations

from handlers.against import erasing, noting, origins, showing, weighing
from handlers.against.origins import heard_origin
from handlers.chat import Message, Outcome
from handlers.desk import Desk

COMMANDS = noting.COMMANDS
READING = showing.PRESSES
"""Presses that only show something."""
PRESSES = {**showing.PRESSES, **origins.PRESSES, **weighing.PRESSES, **erasing.PRESSES}
TOPICS = origins.TOPICS


asked = noting.asked


def heard(message: Message, desk: Desk) -> Outcome | None:
    """An act against us told in a line, or where one comes from; ``None`` for all else."""
    return noting.heard(message, desk) or heard_origin(message, desk)
