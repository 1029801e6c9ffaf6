"""What each part last said of itself: for the log, and for ``rapport check``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from storage.values import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How something is, since when, and when it last said so."""

    state: str
    since: datetime
    at: datetime


class Health:
    """Remembers the last word of each part; logs only what is new."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._states: dict[str, State] = {}

    def report(self, what: str, state: str) -> None:
        """Note how *what* is: one short word such as ``ok``; never names or texts."""
        now = self._clock()
        known = self._states.get(what)
        changed = known is None or known.state != state
        if changed:
            log.log(logging.INFO if state == "ok" else logging.WARNING, "%s: %s", what, state)
        self._states[what] = State(state, now if known is None or changed else known.since, now)

    def of(self, part: str) -> Callable[[str, str], None]:
        """The same for one *part*, whose name stands before all that it reports."""
        return lambda what, state: self.report(f"{part} {what}", state)

    def states(self) -> dict[str, State]:
        """Every part's last word, by its name."""
        return dict(sorted(self._states.items()))
