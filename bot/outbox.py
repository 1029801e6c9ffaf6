"""The one way out: every card, whether answer or nudge, leaves from here in its turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.commit import Commit
from bot.courier import Courier, claimed
from bot.exit import Exit, Hands
from bot.pacing import Limits, Queue
from bot.replies import Replies
from handlers.chat import Chat, Reply
from storage.records import Change, Delivery, Passage
from storage.store import Store, Unwritable

log = logging.getLogger(__name__)


class Outbox:
    """Owes cards, and delivers them through whichever doors are open."""

    def __init__(self, store: Store, commit: Commit, hands: Hands) -> None:
        self._store, self._hands = store, hands
        self._commit, self._replies = commit, Replies()
        self._courier = Courier(
            store, self._replies, commit=commit, clock=hands.clock, sleep=hands.sleep
        )
        self._doors: dict[str, Exit] = {}
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
    ) -> tuple[dict[str, tuple[Exit, Delivery]], int]:
        """Those of *owed* whose turn it is now, with the door held open for them."""
        bound: dict[str, tuple[Exit, Delivery]] = {}
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
        door = Exit(platform, chat, Queue(limits), self._courier, self._hands, serves, self._ended)
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
