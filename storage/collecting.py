"""When Python looks for what nobody needs any more: not while loading, nor while somebody waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

YOUNG, NEVER = 2_000, 1_000_000_000
"""Objects made until the newest are looked at, in under a millisecond; looks until older ones are:
`Sweeper` does that. Python's own ten looks kept the loop for twenty milliseconds while a journal
was tidied."""

LONG, THOROUGH = 500, timedelta(days=1)
"""Looks at the newest after which the sweep comes whoever waits; time between looks at all."""


@contextmanager
def no_collecting() -> Iterator[None]:
    """No collection within, nor at once afterwards."""
    # A collection in the middle of loading would visit every record, for nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Count all that was made so far among the old, as outliving a full look would do."""
    frozen = gc.get_freeze_count()
    gc.freeze()
    if not frozen:
        gc.unfreeze()


class Sweeper:
    """Looks through all that was made since the last sweep, at a time when nobody waits.

    What outlives a sweep is not looked at again until the thorough one of the next day. Records
    hold no cycles, so that nearly all goes by itself as soon as nobody needs it.
    """

    def __init__(self) -> None:
        self._thorough_at: datetime | None = None
        self._looks = 0

    @contextmanager
    def on_duty(self) -> Iterator[None]:
        """Within, what stands now is not looked at, and a full look comes by sweeping only."""
        before = gc.get_threshold()
        # No look before it: that would keep all waiting for a tenth of a second, at a start.
        gc.freeze()
        gc.set_threshold(YOUNG, NEVER, NEVER)
        self._looks = _looks()
        try:
            yield
        finally:
            gc.set_threshold(*before)
            gc.unfreeze()

    def sweep(self, now: datetime, *, quiet: bool) -> None:
        """Sweep where anything was made; *quiet* where nobody waits for an answer."""
        looks = _looks() - self._looks
        if not looks or not (quiet or looks > LONG):
            return
        self._thorough_at = self._thorough_at or now
        if quiet and now - self._thorough_at >= THOROUGH:
            self._thorough_at = now
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._looks = _looks()


def _looks() -> int:
    """How often the newest were looked at."""
    return int(gc.get_stats()[0]["collections"])
