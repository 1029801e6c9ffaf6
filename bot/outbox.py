"""The one way out: every card, whether answer or nudge, leaves from here in its turn."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from bot import ids
from bot.commit import Commit
from bot.courier import Carried, Courier
from bot.handling import Clock
from bot.pacing import Limits, Queue
from bot.plainer import readable
from bot.redact import where
from handlers.chat import Chat, DeliveryError, Reply
from storage.codec import from_text, to_text
from storage.records import Delivery, Passage
from storage.store import Store
from storage.values import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hands:
    """What the outbox works with besides the store, each replaceable in a test."""

    clock: Clock
    timer: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    new_id: Callable[[], str] = ids.new_id
    report: Callable[[str, str], None] = lambda what, state: None


class Outbox:
    """Owes cards, and delivers them through whichever doors are open."""

    def __init__(self, store: Store, commit: Commit, hands: Hands) -> None:
        self._store, self._hands = store, hands
        self._courier = Courier(store, commit=commit, clock=hands.clock, sleep=hands.sleep)
        self._doors: dict[str, _Door] = {}
        self.ended: Callable[[], Awaitable[None]] = _nobody
        """Awaited whenever a card has come to its end, by whoever wants to know at once."""
        self._shelf: dict[str, list[Delivery]] = {}
        left = _left(store)
        self._number = left[-1].number if left else 0
        self.take(left)

    def owe(self, replies: Sequence[Reply], answers: str = "") -> list[Delivery]:
        """The deliveries of *replies*, to be added to the store in one `apply` with their cause."""
        return [self._owed(reply, answers) for reply in replies]

    def take(self, deliveries: Sequence[Delivery]) -> None:
        """Send *deliveries*, which are on disk by now, each in its turn."""
        for delivery in deliveries:
            door = self._doors.get(delivery.platform)
            if door is not None and door.serves(delivery.place):
                door.push(delivery)
            else:
                self._shelf.setdefault(delivery.platform, []).append(delivery)

    def open(
        self,
        platform: str,
        chat: Chat,
        limits: Limits,
        *,
        serves: Callable[[str], bool] = lambda place: True,
    ) -> None:
        """Deliver to *platform* through *chat* from now on, to the places that it *serves*."""
        door = _Door(platform, chat, Queue(limits), self._courier, self._hands, serves, self._ended)
        self._doors[platform] = door
        door.start()
        self.take(self._shelf.pop(platform, []))

    def serves(self, platform: str, place: str) -> bool:
        """Whether a door is open through which a card could reach *place* now."""
        door = self._doors.get(platform)
        return door is not None and door.serves(place)

    async def at_once(self, delivery: Delivery) -> Delivery:
        """Send a card that is not on disk, past everybody's turn; what became of it.

        Only for what must be said while the disk refuses.
        """
        door = self._doors.get(delivery.platform)
        if door is None or not door.serves(delivery.place):
            return delivery
        return await door.at_once(delivery)

    async def shut(self, platform: str) -> None:
        """Let nothing more leave to *platform*; what is owed there waits until it is opened."""
        door = self._doors.pop(platform, None)
        if door is not None:
            await door.close(0.0)
            self.take([one for one in _left(self._store) if one.platform == platform])

    async def idle(self) -> None:
        """Return once nothing waits behind an open door."""
        for door in self._doors.values():
            await door.idle()

    async def close(self, seconds: float = 4.0) -> None:
        """Let the cards under way arrive, at most for *seconds*; the rest stays owed."""
        await asyncio.gather(*(door.close(seconds) for door in self._doors.values()))

    async def _ended(self) -> None:
        await self.ended()

    def _owed(self, reply: Reply, answers: str) -> Delivery:
        self._number += 1
        return Delivery(
            self._hands.new_id(),
            reply.to.platform,
            reply.to.place,
            self._hands.clock(),
            to_text(reply),
            self._number,
            answers=reply.known_as or answers,
        )


async def _nobody() -> None:
    """Where nobody waits for the end of a card."""


def _left(store: Store) -> list[Delivery]:
    """Every card that has not come to an end, oldest first."""
    left = [
        delivery
        for state in (Passage.OWED, Passage.CLAIMED)
        for delivery in store.find(Delivery, "state", state)
    ]
    return sorted(left, key=lambda delivery: delivery.number)


class _Door:
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
        # One that cannot be read must not keep the others from leaving: the courier sees to it.
        reply = readable(delivery)
        urgent = reply is None or reply.urgent
        self._queue.push(delivery.place, delivery.id, urgent=urgent)
        self._empty.clear()
        self._changed.set()

    async def at_once(self, delivery: Delivery) -> Delivery:
        try:
            reply, doubtful = from_text(Reply, delivery.body), delivery.state is Passage.CLAIMED
            sent_id = await self._chat.sent(reply, delivery.id) if doubtful else None
            sent_id = sent_id or await self._chat.send(reply, delivery.id, repeat=doubtful)
        except DeliveryError as error:
            return replace(delivery, state=Passage.CLAIMED) if error.lost else delivery
        except Exception as error:  # noqa: BLE001  # A card that a door cannot draw must not stop the others.
            log.error("at once: %s at %s", type(error).__name__, where(error))  # noqa: TRY400  # A traceback carries words.
            return delivery
        return replace(delivery, state=Passage.SENT, sent_id=sent_id, body="")

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def idle(self) -> None:
        await self._empty.wait()

    async def close(self, seconds: float) -> None:
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
                task = asyncio.create_task(self._carry(*found))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            await self._pause(self._queue.wait(self._hands.timer()))

    async def _pause(self, seconds: float | None) -> None:
        """Until something changes, or the next card may leave."""
        changed = asyncio.ensure_future(self._changed.wait())
        waits: set[asyncio.Future[object]] = {changed}  # type: ignore[arg-type]  # Their results are not read.
        if seconds is not None:
            waits.add(asyncio.ensure_future(self._hands.sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _carry(self, place: str, id: str, urgent: bool) -> None:
        carried = await self._courier.carry(id, self._chat)
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
        if not len(self._queue):
            self._empty.set()
        self._changed.set()

    def _tell(self, carried: Carried) -> None:
        if carried.reason:
            self._hands.report(f"{self._platform} delivery", carried.reason)
