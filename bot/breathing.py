"""How a thread of ours stands aside for the event loop while it is busy."""

from __future__ import annotations

import time

BREATH = 0.001
"""Seconds for which tidying and backing up stand aside, after every little."""


def breathe() -> None:
    """Let the event loop have its turn while a thread of ours is busy."""
    time.sleep(BREATH)
