"""Broken trust: what the practice says to do first, what to build on, small promises, the end.

Only who sees the relation sees any of it, in private, and anger at us is kept as what was told,
never as a mark for the person (PRACTICE rows 78-81).
"""

from __future__ import annotations

from handlers.repairing import acting, showing, telling

COMMANDS = showing.COMMANDS
PRESSES = {**showing.PRESSES, **acting.PRESSES, **telling.PRESSES}
READING = showing.PRESSES
"""Presses that only show something."""
TOPICS = acting.TOPICS
heard = telling.heard
