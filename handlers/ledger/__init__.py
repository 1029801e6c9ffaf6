"""The promises of both sides, ours first: how each went, told in words or by a press."""

from __future__ import annotations

from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.ledger import asked, settling, showing, telling

PRESSES = {**showing.PRESSES, **settling.PRESSES, **telling.PRESSES}
READING = showing.PRESSES
"""Presses that only show something."""
TOPICS = {settling.TOPIC: settling.day_told}


def wondered(message: Message, desk: Desk) -> Outcome | None:
    """A question about what is owed; ``None`` for all else."""
    return None if message.forwarded else asked.asked(message, desk)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """News of a promise; ``None`` for all else."""
    return None if message.forwarded else telling.heard(message, desk)
