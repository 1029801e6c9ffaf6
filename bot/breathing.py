"""How a thread of ours stands aside for the event loop while it is busy."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

BREATH = 0.001
"""Seconds for which tidying and backing up stand aside, after every little."""

TURN = 0.001
"""Seconds for which one thread may keep the interpreter while another waits for it. Python's own
five milliseconds are felt where an answer has to wait for it several times."""


def breathe() -> None:
    """Let the event loop have its turn while a thread of ours is busy."""
    time.sleep(BREATH)


@contextmanager
def in_turn() -> Iterator[None]:
    """Within, no thread keeps the event loop waiting for longer than a `TURN`."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
