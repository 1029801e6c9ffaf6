"""Agreements as they live: found by number or in words, moved on, corrected, with every version."""

from __future__ import annotations

from collections.abc import Callable

from handlers import proposing
from handlers.agreeing import acting, correcting, showing, telling
from handlers.chat import Message, Outcome
from handlers.desk import Desk

Press = Callable[[Message, Desk, str], Outcome]

COMMANDS = showing.COMMANDS
_TOPICS = (acting.TOPIC, correcting.TOPIC)


def _over(press: Press) -> Press:
    """*press*, after which no day and no part of an agreement is waited for any more."""

    def run(message: Message, desk: Desk, rest: str) -> Outcome:
        return proposing.unasked(press(message, desk, rest), desk, *_TOPICS)

    return run


PRESSES: dict[str, Press] = {
    verb: _over(press)
    for verb, press in {**showing.PRESSES, **acting.PRESSES, **correcting.PRESSES}.items()
}
READING = showing.PRESSES
"""Presses that only show something."""
TOPICS = {acting.TOPIC: acting.answered_until, correcting.TOPIC: correcting.answered_part}
heard = telling.heard
