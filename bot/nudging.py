"""Says what is due, a few members at a time, and keeps what is planned in step day by day."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from bot.commit import Commit
from bot.handling import Clock
from bot.outbox import Outbox
from bot.redact import where
from handlers.nudging import planning
from handlers.nudging.due import Told, due
from handlers.nudging.marked import Calendars, no_calendars
from storage.records import Counterpart, Identity, Member, added
from storage.store import Conflict, Store

log = logging.getLogger(__name__)

JUMP, STEADY = timedelta(minutes=5), timedelta(minutes=10)
"""How far a clock may leap unnoticed, and how long it must run evenly before it is believed."""
AT_A_TIME, STEPS = 8, 10
"""Whose plans are looked over in one step, and the steps of a tick: nobody who writes waits."""


def steady() -> float:
    """Seconds that pass evenly whatever the clock on the wall does, asleep or awake."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Watch:
    """Notices when the clock on the wall leaps, and waits until it can be believed again."""

    def __init__(self, clock: Clock, timer: Callable[[], float] = steady) -> None:
        self._clock, self._timer = clock, timer
        self._wall, self._even = clock(), timer()
        self._leapt: float | None = None

    def trusted(self) -> bool:
        """Whether the clock has run evenly for a while; to be asked at every tick."""
        wall, even = self._clock(), self._timer()
        drift = (wall - self._wall) - timedelta(seconds=even - self._even)
        self._wall, self._even = wall, even
        if abs(drift) > JUMP:
            log.error("the clock leapt by %d seconds; nudges wait", drift.total_seconds())
            self._leapt = even
        if self._leapt is not None and even - self._leapt >= STEADY.total_seconds():
            self._leapt = None
        return self._leapt is None


class Nudger:
    """What the house does at every tick about what is due."""

    def __init__(  # noqa: PLR0913  # Each is a part of the house that a test may replace.
        self,
        store: Store,
        outbox: Outbox,
        *,
        commit: Commit,
        clock: Clock,
        calendars: Calendars = no_calendars,
        timer: Callable[[], float] = steady,
    ) -> None:
        self._store, self._outbox, self._commit = store, outbox, commit
        self._clock, self._calendars = clock, calendars
        self._watch = Watch(clock, timer)
        self._looked: date | None = None
        self._left: Iterator[str] = iter(())

    async def tick(self) -> bool:
        """Say all that is due; False where the clock cannot be believed, so that nothing is."""
        if not self._watch.trusted():
            return False
        await self._look_over()
        done: frozenset[str] = frozenset()
        more = True
        while more:
            told = due(
                *(self._store, self._clock()),
                is_open=self._is_open,
                calendars=self._calendars,
                told_already=done,
            )
            await self._say(told)
            more, done = told.more and bool(told.members), done | told.members
            await asyncio.sleep(0)
        return True

    def _is_open(self, identity: Identity) -> bool:
        return self._outbox.serves(identity.id.partition(":")[0], identity.place)

    async def _say(self, told: Told) -> None:
        """Apply in one step that it is said and that its card is owed; then let the cards leave."""
        for error in told.faults:
            log.error("nudges: %s at %s", type(error).__name__, where(error))
        if not told.changes:
            return
        owed = [one for key, reply in told.cards for one in self._outbox.owe([reply], key)]
        owed += self._outbox.owe(told.replies)
        try:
            await self._commit(self._store.apply([*told.changes, *map(added, owed)]))
        except Conflict:
            log.info("something changed under a tick; the next one sees it")
            return
        self._outbox.take(owed)

    async def _look_over(self) -> None:
        """Bring plans in step that nothing has touched, each once a day and after a start.

        Years pass, calendars and zones are corrected and releases add kinds, and no change of a
        record tells of that.
        """
        now = self._clock()
        if self._looked != now.date():
            self._looked = now.date()
            ids = [one.id for one in self._store.all(Counterpart)]
            ids += [one.id for one in self._store.all(Member)]
            self._left = iter(ids)
        for _ in range(STEPS):
            ids = list(islice(self._left, AT_A_TIME))
            plan = planning.looked_over(self._store, ids, now, calendars=self._calendars)
            await self._say(Told(changes=plan.changes, replies=plan.replies))
            await asyncio.sleep(0)
