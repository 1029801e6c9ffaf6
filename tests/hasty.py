"""An event loop that never waits: where nothing can go on, its clock jumps to the next timer.

What it runs is real, servers and clients on loopback among them: whatever is written to a local
socket can be read at once, so that a loop with nothing to read has only timers to wait for.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

STUCK = 5.0
"""Real seconds to wait for something when there is no timer either."""


class _Selector(selectors.DefaultSelector):
    """Looks once, then lets the time pass that it was told to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if found or timeout == 0:
            return found
        if timeout is None:
            return super().select(STUCK)
        self.passed += timeout
        return []


class HastyLoop(asyncio.SelectorEventLoop):
    """Its clock begins at nought and counts only what timers were waited for."""

    def __init__(self) -> None:
        self._hasty = _Selector()
        super().__init__(self._hasty)

    def time(self) -> float:
        return self._hasty.passed


def hurried(work: Coroutine[Any, Any, T]) -> T:
    """Run *work* to its end without waiting for a single timer."""
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        return runner.run(work)
