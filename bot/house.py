"""The house between the doors: the opened store, the way in and the way out, put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.backups import Keeper
from bot.breathing import breathe
from bot.calendars import listed
from bot.commit import Commit
from bot.direct import Follower
from bot.door import Ways
from bot.exit import Hands
from bot.gaps import Gaps
from bot.handling import Clock, Handling
from bot.health import Health
from bot.inbox import LEARNING, Inbox
from bot.minds import MINDS, followed
from bot.nudging import Nudger
from bot.orphans import Orphans
from bot.outbox import Outbox
from bot.settings import Settings
from bot.watch import steady
from bot.ways import recalled, ways
from handlers.chat import Message
from storage.keys import KeyFile, KeySource, KeyText
from storage.passphrase import Passphrase
from storage.store import Unwritable
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from storage.values import dataclass

log = logging.getLogger(__name__)


SERVICE, SEEN = "service", "seen"
SEEN_EVERY, DRIFT = timedelta(hours=1), timedelta(minutes=5)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def key_source(settings: Settings) -> KeySource:
    """Where the store's key comes from: given outright, made from a passphrase, or in a file."""
    if settings.key:
        return KeyText(settings.key, "RAPPORT_KEY or the credential")
    if settings.passphrase:
        return Passphrase(settings.passphrase)
    return KeyFile(settings.key_file)


@dataclass(frozen=True, slots=True)
class House:
    """The parts that live as long as the store is open."""

    store: TinyStore
    commit: Commit
    inbox: Inbox
    outbox: Outbox
    nudger: Nudger
    follower: Follower
    keeper: Keeper
    orphans: Orphans
    health: Health
    gaps: Gaps
    clock: Clock

    def ways(self, name: str) -> Ways:
        """What the door called *name* is given."""
        return ways(
            name,
            accept=self._accept,
            store=self.store,
            commit=self.commit,
            blobs=self.store.blobs,
            report=self.gaps.noting(name, self.health.of(name)),
            clock=self.clock,
        )

    async def _accept(self, message: Message) -> bool:
        """As the inbox does; where the disk refuses, whoever wrote is told so."""
        try:
            return await self.inbox.accept(message)
        except Unwritable:
            await self.nudger.unkept.not_kept(message)
            raise

    async def tick(self) -> None:
        """What is done every half minute or so; trouble is reported, never raised."""
        try:
            self.health.report("store", await asyncio.to_thread(self.store.check) or "ok")
            # Also where the disk takes nothing: a promise is due all the same.
            await self._nudge()
            await self.gaps.tell(self.store, self.outbox, self.commit)
            while not self.store.learn(LEARNING):  # noqa: ASYNC110  # Others have their turn.
                await asyncio.sleep(0)
            await self.inbox.tidy()
            await self.follower.look()
            self.health.report("backups", await self.keeper.tick())
            self.health.report("files", await self.orphans.tick())
            if (ticket := self.store.renew()) is not None:
                await self.commit(ticket)
            if self.store.wants_tidying:
                await asyncio.to_thread(self.store.tidy, breathe)
            if self.store.wants_standing:
                await asyncio.to_thread(self.store.stand, breathe)
        except Unwritable:
            self.health.report("store", "the disk refuses")
            await self.nudger.unkept.alarm()
        except Trouble as trouble:
            self.health.report("store", str(trouble))

    def behind(self) -> str:
        """The latest time this store was seen at, where our clock stands before it; else empty."""
        seen = recalled(self.store, SERVICE, SEEN)
        return seen if seen and self.clock() < datetime.fromisoformat(seen) - DRIFT else ""

    async def _nudge(self) -> None:
        """Say what is due by a clock that can be believed; note the time, once an hour at most."""
        behind = self.behind()
        trusted = await self.nudger.tick(behind=bool(behind))
        self.health.report("clock", "behind" if behind else "ok" if trusted else "it leapt")
        self.health.report("nudges", "ok" if trusted else "they wait for the clock")
        seen = recalled(self.store, SERVICE, SEEN)
        # Only a time that is believed is noted: a wrong one to come would hold everything back.
        fresh = not seen or behind or self.clock() - datetime.fromisoformat(seen) > SEEN_EVERY
        if trusted and fresh:
            await self.ways(SERVICE).remember(SEEN, self.clock().isoformat())

    async def idle(self) -> None:
        """Return once all that was accepted is answered and all answers are out."""
        await self.inbox.idle()
        await self.outbox.idle()

    async def close(self) -> None:
        """Finish what is under way, within eight seconds; the rest is on disk."""
        await self.inbox.close()
        await self.outbox.close()


@asynccontextmanager
async def opened(
    settings: Settings, clock: Clock = now, timer: Callable[[], float] = steady
) -> AsyncIterator[House]:
    """The house on the store of *settings*; raises `Trouble` where that cannot be opened.

    *timer* runs evenly whatever is done to *clock*.
    """
    store = await asyncio.to_thread(open_store, settings.data, key_source(settings))
    try:
        store.patient = True
        for finding in store.findings:
            log.warning("%s", finding)
        health = Health(clock)
        commit = Commit(store.flush)
        outbox = Outbox(store, commit, Hands(clock, report=health.report))
        handling = Handling(store, MINDS, outbox.owe, clock, file=store.blobs.fetch)
        inbox = Inbox(store, outbox, handling, commit=commit, clock=clock)
        nudger = Nudger(store, outbox, commit=commit, clock=clock, calendars=listed, timer=timer)
        follower = Follower(store, outbox, commit=commit, clock=clock, follow=followed)
        outbox.ended = follower.look
        keeper = Keeper(store, settings, clock)
        orphans = Orphans(store, clock, timer, breathe)
        house = House(
            *(store, commit, inbox, outbox, nudger, follower, keeper, orphans),
            *(health, Gaps(), clock),
        )
        try:
            yield house
        finally:
            await house.close()
            await asyncio.to_thread(keeper.reach)
    finally:
        await asyncio.to_thread(store.close)
