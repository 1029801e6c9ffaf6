"""How far long work has come, in bytes, and a moment for others after every piece of it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""(bytes done, of how many)."""

Pause = Callable[[], None]
"""Called after every piece, so that others get their turn."""

Step = Callable[[int], None]
"""A piece of so many bytes is done."""


def unseen(done: int, of: int) -> None:
    """The progress that nobody watches."""


def unmeasured(size: int) -> None:
    """The step that nobody counts."""


class Meter:
    """Counts the steps of one piece of work; only `end` says that all of it is done."""

    def __init__(self, of: int, progress: Progress, pause: Pause) -> None:
        self._of, self._progress, self._pause = max(of, 1), progress, pause
        self._done = 0

    def __call__(self, size: int) -> None:
        """A piece of so many bytes is done."""
        self._done += size
        self._progress(min(self._done, self._of - 1), self._of)
        self._pause()

    def end(self) -> None:
        """All is done."""
        self._progress(self._of, self._of)
