"""The one way in: a message is on disk, then handled in its person's turn, exactly once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from bot.clean import clean
from bot.commit import Commit
from bot.handling import Clock, Handling, person_of
from bot.housekeeping import outdated
from bot.outbox import Outbox
from bot.redact import where
from handlers.chat import Message
from storage import chain
from storage.records import Change, Received, Waiting, added
from storage.store import Store, Unready, Unwritable
from storage.written import to_line

log = logging.getLogger(__name__)

TRIES = 3
"""How often a message may be found unfinished at a start before it is set aside."""

AT_ONCE = 16
"""How many persons are answered at the same time."""

LEARNING = 0.005
"""Seconds for which words are taken in to be searched, before whoever waits has their turn."""

PAUSE = 5.0
"""Seconds before a message is tried again that the disk refused."""

_Sleep = Callable[[float], Awaitable[None]]
_Lane = deque[tuple[str, "asyncio.Future[None]"]]


class Inbox:
    """Everything people do comes through here: one lane a person, in order of arrival."""

    def __init__(  # noqa: PLR0913  # Each is a part of the house that a test may replace.
        self,
        store: Store,
        outbox: Outbox,
        handling: Handling,
        *,
        commit: Commit,
        clock: Clock,
        sleep: _Sleep = asyncio.sleep,
        at_once: int = AT_ONCE,
    ) -> None:
        self._store, self._outbox, self._handling = store, outbox, handling
        self._commit, self._clock, self._sleep = commit, clock, sleep
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Event()
        self._closing = False
        unfinished = store.find(Received, "state", Waiting.NEW)
        self._unfinished = sorted(unfinished, key=lambda received: received.number)
        self._number = max((received.number for received in unfinished), default=0)

    async def accept(self, message: Message) -> bool:
        """Return once *message* is on disk: True where it is new, False where its key is known.

        Raises `Unwritable` where the disk refuses; the platform must then send it again.
        """
        if self._store.get(Received, message.key) is not None:
            await self._commit()
            if self._store.get(Received, message.key) is None:
                raise Unwritable("the disk took it back")
            return False
        whole = clean(message)
        self._number += 1
        body = to_line(whole)
        received = Received(whole.key, whole.sender, self._clock(), body, self._number)
        flushed = self._commit(self._store.apply([added(received)]))
        self._queue(received, flushed)
        await asyncio.shield(flushed)
        return True

    async def tidy(self) -> None:
        """Drop keys and cards that are too old to matter."""
        now = self._clock()
        changes = [*outdated(self._store, now.date()), *chain.outdated(self._store, now)]
        if changes:
            await self._commit(self._store.apply(changes))

    def start(self) -> None:
        """Take up what an earlier run left unfinished, then whatever is accepted."""
        self._spawn(self._take_up())

    @property
    def quiet(self) -> bool:
        """Whether nobody waits for an answer."""
        return not self._tasks

    async def idle(self) -> None:
        """Return once nothing that was accepted is still to be handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self, seconds: float = 4.0) -> None:
        """Let those being answered finish, at most for *seconds*; the rest is on disk.

        What is accepted from now on is kept, and handled after the next start.
        """
        self._closing = True
        for lane in self._lanes.values():
            while len(lane) > 1:
                lane.pop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _queue(self, received: Received, flushed: asyncio.Future[None]) -> None:
        if self._closing:
            return
        name = received.sender
        if name not in self._lanes and (member := person_of(self._store, name)):
            name = member.id
        if name in self._lanes:
            self._lanes[name].append((received.id, flushed))
            return
        self._lanes[name] = deque(((received.id, flushed),))
        self._spawn(self._work(name))

    async def _work(self, name: str) -> None:
        """Handle one person's messages, the oldest first, until none is left."""
        lane = self._lanes[name]
        try:
            await self._ready.wait()
            while lane:
                key, flushed = lane[0]
                with suppress(Unwritable):
                    await asyncio.shield(flushed)
                await self._in_turn(key)
                lane.popleft()
        finally:
            del self._lanes[name]

    async def _take_up(self) -> None:
        """Handle what was left, one by one, so that only the one that crashes us is counted."""
        for received in self._unfinished:
            tried = replace(received, tries=received.tries + 1)
            with suppress(Unwritable):
                await self._commit(self._store.apply([Change(received, tried)]))
            await self._in_turn(received.id)
        self._ready.set()

    async def _in_turn(self, key: str) -> None:
        """Handle the message under *key*, once what it searches has been taken in.

        After a start, that takes a while; whoever searches waits, and keeps nobody from a turn.
        """
        while True:
            try:
                async with self._slots:
                    return await self._finish(key)
            except Unready:
                while not self._store.learn(LEARNING):  # noqa: ASYNC110  # Others have their turn.
                    await asyncio.sleep(0)

    async def _finish(self, key: str) -> None:
        """Handle the message under *key*, waiting while the disk refuses.

        One that cannot even be told that it failed is set aside, for good.
        """
        faults = 0
        while faults <= TRIES:
            try:
                return await self._handle(key, aside=faults == TRIES)
            except Unwritable:
                log.warning("the disk refuses; a message waits")
                await self._sleep(PAUSE)
            except Unready:
                raise
            except Exception as error:  # noqa: BLE001  # One message must not stop its person's lane.
                faults += 1
                log.error("unhandled: %s at %s", type(error).__name__, where(error))  # noqa: TRY400  # A traceback carries words.
        return None

    async def _handle(self, key: str, *, aside: bool) -> None:
        received = self._store.get(Received, key)
        if received is None or received.state is not Waiting.NEW:
            return
        if aside or received.tries >= TRIES:
            handled = self._handling.set_aside(received)
        else:
            handled = self._handling.handle(received)
        await self._outbox.send(handled.ticket, handled.owed)
