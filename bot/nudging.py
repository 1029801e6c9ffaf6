"""Says what is due, a few members at a time, and keeps what is planned in step day by day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.commit import Commit
from bot.handling import Clock
from bot.odd import Odd
from bot.outbox import Outbox
from bot.slip import Slip
from bot.unkept import Unkept
from bot.watch import Watch, steady
from handlers.nudging.marked import Calendars, no_calendars
from storage import chain
from storage.records import Counterpart, Did, Identity, Member, added
from storage.store import Conflict, Store, Unwritable

if TYPE_CHECKING:
    from handlers.nudging.due import Told

log = logging.getLogger(__name__)

FADING = timedelta(minutes=5)
"""How often cards are looked for whose time is over."""
AT_A_TIME, STEPS = 8, 10
"""Whose plans are looked over in one step, and the steps of a tick: nobody who writes waits."""


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
        slip: Slip | None = None,
    ) -> None:
        self._store, self._outbox, self._commit = store, outbox, commit
        self.unkept = Unkept(store, outbox, commit, clock, slip)
        self._odd = Odd(store, outbox, commit, clock)
        self._clock, self._calendars = clock, calendars
        self._watch = Watch(clock, timer)
        self._looked: date | None = None
        self._left: Iterator[str] = iter(())
        self._faded: datetime | None = None

    async def tick(self, *, behind: bool = False) -> bool:
        """Say all that is due; False where the clock cannot be believed, so that nothing is.

        *behind* where the clock stands before a time at which this store was last seen.
        """
        if not self._watch.trusted(behind=behind):
            return False
        try:
            await self.unkept.write_down()
            await self._look_over()
        except Unwritable:
            await self.unkept.alarm()
        await self._say_what_is_due()
        await self._fade()
        await self.unkept.settle()
        return True

    async def _say_what_is_due(self) -> None:
        """To a few members at a time, until each has had their turn."""
        from handlers.nudging.due import due  # noqa: PLC0415  # After the doors opened.

        done: frozenset[str] = frozenset()
        more = True
        while more:
            told = due(
                *(self.unkept.book, self._clock()),
                is_open=self._is_open,
                calendars=self._calendars,
                told_already=done,
            )
            try:
                await self._say(told)
            except Unwritable:
                log.warning("the disk refuses; what is due is said from memory")
                await self.unkept.say(told)
                await self.unkept.alarm()
            with suppress(Unwritable):
                await self._odd.note(told.faults)
                await self._odd.well({""} - {fault.about for fault in told.faults})
            more, done = told.more and bool(told.members), done | told.members
            await asyncio.sleep(0)

    async def _fade(self) -> None:
        """Take away the cards that somebody wants to be gone by now, every few minutes."""
        from handlers.guarding import faded  # noqa: PLC0415  # After the doors opened.
        from handlers.nudging.due import Told  # noqa: PLC0415  # The same.

        now = self._clock()
        if self._faded is None or now - self._faded >= FADING:
            self._faded = now
            gone = faded(self._store, now)
            await self._say(Told(changes=gone.changes, replies=gone.replies))

    def _is_open(self, identity: Identity) -> bool:
        return self._outbox.serves(identity.id.partition(":")[0], identity.place)

    async def _say(self, told: Told) -> None:
        """Apply in one step that it is said and that its card is owed; then let the cards leave."""
        if not told.changes:
            return
        owed = [*self.unkept.owed(told), *self._outbox.owe(told.replies)]
        from handlers import audited  # noqa: PLC0415  # After the doors opened.

        try:
            noted = audited.told(told.changes, self._store)
            lines = chain.lines(self._store, self._clock(), Did.TOLD, "nudge", noted)
            await self._commit(self._store.apply([*told.changes, *lines, *map(added, owed)]))
        except Conflict:
            log.info("something changed under a tick; the next one sees it")
            return
        self._outbox.take(owed)

    async def _look_over(self) -> None:
        """Bring plans in step that nothing has touched, each once a day and after a start.

        Years pass, calendars and zones are corrected and releases add kinds, and no change of a
        record tells of that.
        """
        from handlers.nudging import planning  # noqa: PLC0415  # After the doors opened.
        from handlers.nudging.due import Told  # noqa: PLC0415  # The same.

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
            await self._odd.note(plan.faults)
            await self._odd.well(set(ids) - {fault.about for fault in plan.faults})
            await asyncio.sleep(0)
