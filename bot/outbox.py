"""The one way out: every card, whether answer or nudge, leaves from here in its turn."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace

from bot import ids
from bot.commit import Commit
from bot.courier import Carried, Courier, claimed, needs_claim
from bot.handling import Clock
from bot.pacing import Limits, Queue
from bot.redact import where
from bot.replies import Replies
from handlers.chat import Chat, DeliveryError, Reply
from storage.records import Change, Delivery, Passage
from storage.store import Store, Unwritable
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
        self._commit, self._replies = commit, Replies()
        self._courier = Courier(
            store, self._replies, commit=commit, clock=hands.clock, sleep=hands.sleep
        )
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

    async def send(self, ticket: int, owed: Sequence[Delivery]) -> None:
        """Send *owed*, which that `apply` added, each in its turn once all of it is on disk.

        What may leave at once is claimed beforehand, so that one write tells of both. Raises
        `Unwritable`, and nothing leaves then.
        """
        bound, ticket = self._bound(owed, ticket)
        try:
            await self._commit(ticket)
        except BaseException:
            for door, one in bound.values():
                door.release(one.place)
            raise
        for door, one in bound.values():
            if self._doors.get(one.platform) is door:
                # Else it was shut meanwhile, and all that was owed there waits on the shelf.
                door.go(one)
        self.take([one for one in owed if one.id not in bound])

    def _bound(
        self, owed: Sequence[Delivery], ticket: int
    ) -> tuple[dict[str, tuple[_Door, Delivery]], int]:
        """Those of *owed* whose turn it is now, with the door held open for them."""
        bound: dict[str, tuple[_Door, Delivery]] = {}
        first = {(one.platform, one.place): one for one in reversed(owed)}
        for one in first.values():
            door = self._doors.get(one.platform)
            if door is not None and door.serves(one.place) and door.seize(one):
                bound[one.id] = door, one
        if not bound:
            return bound, ticket
        try:
            claims = [Change(one, claimed(one)) for _, one in bound.values()]
            return bound, self._store.apply(claims)
        except Unwritable:
            for door, one in bound.values():
                door.release(one.place)
            return {}, ticket

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
            self._replies.written(reply),
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
        urgent = self._courier.replies.read(delivery.body).urgent
        self._queue.push(delivery.place, delivery.id, urgent=urgent)
        self._empty.clear()
        self._changed.set()

    def seize(self, delivery: Delivery) -> bool:
        """Whether its turn is now; the door is then held open for it until `go` or `release`."""
        reply = self._courier.replies.read(delivery.body)
        if not reply.urgent or reply.once or not needs_claim(reply):
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
        try:
            reply = self._courier.replies.taken(delivery.body)
            sent_id = await self._chat.send(reply, delivery.id, repeat=False)
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
