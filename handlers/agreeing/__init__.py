"""Agreements as they live: found by number or in words, moved on, corrected, with every version."""

from __future__ import annotations

from handlers.agreeing import acting, correcting, showing, telling

COMMANDS = showing.COMMANDS
PRESSES = {**showing.PRESSES, **acting.PRESSES, **correcting.PRESSES}
READING = showing.PRESSES
"""Presses that only show something."""
TOPICS = {acting.TOPIC: acting.answered_until, correcting.TOPIC: correcting.answered_part}
heard = telling.heard
