"""What a command prints, and how far long work has come."""

from __future__ import annotations

import sys

WIDTH = 30


def say(text: str) -> None:
    """One line, or several, on standard output."""
    sys.stdout.write(f"{text}\n")


class Bar:
    """A bar that fills while work is done; drawn only where a person watches."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._drawn = -1
        self._seated = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """So much of it is done."""
        filled = WIDTH if done >= of else WIDTH * done // of
        if self._seated and filled != self._drawn:
            self._drawn = filled
            end = "\n" if done >= of else ""
            sys.stderr.write(f"\r{self._what} [{'#' * filled}{' ' * (WIDTH - filled)}]{end}")
            sys.stderr.flush()
