"""One platform's way out: what is owed there, and the task that sends it in turn."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace

from bot import ids
from bot.courier import Carried, Courier
from bot.handling import Clock
from bot.pacing import Queue
from bot.redact import where
from bot.replies import needs_claim
from handlers.chat import Chat, DeliveryError
from storage.records import Delivery, Passage
from storage.values import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hands:
    """What the way out works with besides the store, each replaceable in a test."""

    clock: Clock
    timer: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    new_id: Callable[[], str] = ids.new_id
    report: Callable[[str, str], None] = lambda what, state: None


class Exit:
    """One platform's queue, and the task that empties it."""

    def __init__(  # noqa: PLR0913, PLR0917  # A private whole that only `Outbox.open` puts together.
        self,
        platform: str,
        chat: Chat,
        queue: Queue,
        courier: Courier,
        hands: Hands,
        serves: Callable[[str], bool],
        ended: Callable[[], Awaitable[None]],
    ) -> None:
        self.serves = serves
        self._ended = ended
        self._platform, self._chat, self._queue = platform, chat, queue
        self._courier, self._hands = courier, hands
        self._changed = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._task: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    def push(self, delivery: Delivery) -> None:
        """Let it leave in its turn."""
        # One that cannot be read must not keep the others from leaving: the courier sees to it.
        reply = self._courier.replies.readable(delivery.body)
        urgent = reply is None or reply.urgent
        self._queue.push(delivery.place, delivery.id, urgent=urgent)
        self._empty.clear()
        self._changed.set()

    def seize(self, delivery: Delivery) -> bool:
        """Whether its turn is now; the door is then held open for it until `go` or `release`."""
        reply = self._courier.replies.readable(delivery.body)
        if reply is None or not reply.urgent or reply.once or not needs_claim(reply):
            return False
        if not self._queue.seize(delivery.place, self._hands.timer()):
            return False
        self._empty.clear()
        return True

    def release(self, place: str) -> None:
        """Nothing leaves for *place* after all."""
        self._queue.done(place, self._hands.timer())
        self._settle()

    def go(self, delivery: Delivery) -> None:
        """Let a delivery leave for which the door is held open, and whose claim is on disk."""
        self._start(self._carry(delivery.place, delivery.id, urgent=True, fresh=True))

    async def at_once(self, delivery: Delivery) -> Delivery:
        """Send what is not on disk, past everybody's turn; what became of it."""
        try:
            reply = self._courier.replies.taken(delivery.body)
            doubtful = delivery.state is Passage.CLAIMED
            sent_id = await self._chat.sent(reply, delivery.id) if doubtful else None
            sent_id = sent_id or await self._chat.send(reply, delivery.id, repeat=doubtful)
        except DeliveryError as error:
            return replace(delivery, state=Passage.CLAIMED) if error.lost else delivery
        except Exception as error:  # noqa: BLE001  # A card that a door cannot draw must not stop the others.
            log.error("at once: %s at %s", type(error).__name__, where(error))  # noqa: TRY400  # A traceback carries words.
            return delivery
        return replace(delivery, state=Passage.SENT, sent_id=sent_id, body="")

    def start(self) -> None:
        """Send what is owed from now on."""
        self._task = asyncio.create_task(self._run())

    async def idle(self) -> None:
        """Return once nothing waits."""
        await self._empty.wait()

    async def close(self, seconds: float) -> None:
        """Let what is under way arrive, at most for *seconds*."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            while found := self._queue.pop(self._hands.timer()):
                self._start(self._carry(*found))
            await self._pause(self._queue.wait(self._hands.timer()))

    async def _pause(self, seconds: float | None) -> None:
        """Until something changes, or the next card may leave."""
        if seconds is None:
            await self._changed.wait()
            return
        changed = asyncio.ensure_future(self._changed.wait())
        slept = asyncio.ensure_future(self._hands.sleep(seconds))
        waits: set[asyncio.Future[object]] = {changed, slept}  # type: ignore[arg-type]  # Their results are not read.
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _start(self, carrying: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(carrying)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _carry(self, place: str, id: str, urgent: bool, *, fresh: bool = False) -> None:
        carried = await self._courier.carry(id, self._chat, fresh=fresh)
        if not carried.again:
            await self._ended()
        now = self._hands.timer()
        if carried.moved:
            self._queue.move(place, carried.moved)
        if carried.again:
            self._queue.push(carried.moved or place, id, urgent=urgent, first=True)
        if carried.everyone:
            self._queue.hold(now + carried.hold)
        self._queue.done(place, now, hold=carried.hold)
        self._tell(carried)
        self._settle()

    def _settle(self) -> None:
        if not len(self._queue):
            self._empty.set()
        self._changed.set()

    def _tell(self, carried: Carried) -> None:
        if carried.reason:
            self._hands.report(f"{self._platform} delivery", carried.reason)
