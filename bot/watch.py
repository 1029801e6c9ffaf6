"""Whether the clock on the wall can be believed: nothing is said by one that has just leapt."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.handling import Clock

log = logging.getLogger(__name__)

JUMP, STEADY = timedelta(minutes=5), timedelta(minutes=10)
"""How far a clock may leap unnoticed, and how long it must run evenly before it is believed."""

FAR = timedelta(days=30)
"""A leap ahead by so much, while we run, is no correction: it takes a restart to be believed."""

LONG = timedelta(days=1)
"""A clock that stands before what was last seen, evenly and for so long, is right after all."""

FLOOR = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock shows a time before this one was written."""


def steady() -> float:
    """Seconds that pass evenly whatever the clock on the wall does, asleep or awake."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Watch:
    """Compares the clock on the wall with one that nobody can set."""

    def __init__(self, clock: Clock, timer: Callable[[], float] = steady) -> None:
        self._clock, self._timer = clock, timer
        self._before = self._offset()
        self._started = timer()
        self._believed: datetime | None = None
        """What the wall showed when the even clock stood at nought, once that can be relied on."""
        self._leapt: float | None = None
        self._behind: float | None = None

    def trusted(self, *, behind: bool = False) -> bool:
        """Whether the clock can be believed now; to be asked at every tick.

        *behind* where it stands before a time at which the store was last seen.
        """
        offset, even = self._offset(), self._timer()
        drift, self._before = offset - self._before, offset
        if abs(drift) > JUMP:
            log.error("the clock leapt by %d seconds; nudges wait", drift.total_seconds())
            self._leapt, self._behind = even, None
        if self._leapt is not None and even - self._leapt < STEADY.total_seconds():
            return False
        self._leapt = None
        if self._too_early(even, behind=behind):
            # Whatever it is set to next is a correction.
            self._believed = None
            return False
        if self._believed is not None and offset - self._believed >= FAR:
            return False
        # Machines without a clock of their own are set right in their first minutes.
        if even - self._started >= STEADY.total_seconds():
            self._believed = offset
        return True

    def _too_early(self, even: float, *, behind: bool) -> bool:
        """Whether it stands before times that were seen, and has not run evenly there for long."""
        if self._clock() < FLOOR:
            return True
        if not behind:
            self._behind = None
            return False
        if self._behind is None:
            self._behind = even
        return even - self._behind < LONG.total_seconds()

    def _offset(self) -> datetime:
        return self._clock() - timedelta(seconds=self._timer())
