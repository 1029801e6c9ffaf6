"""Working stand-ins: a clock that moves only when told, a chat that writes down what it shows."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from handlers.chat import Address, Card, DeliveryError, Message, Reply

NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)
"""Tuesday 17 March 2026, the day on which tests begin."""

TURNS = 60


async def settle(turns: int = TURNS) -> None:
    """Let every task that can go on without time passing do so."""
    for _ in range(turns):
        await asyncio.sleep(0)


async def inline(work: Callable[[], None]) -> None:
    """Do *work* here and now, in place of a thread, so that `settle` sees it done."""
    work()


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until *true* holds; fail loudly where it does not in time."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # Any fact can be waited for, not only events.
            await asyncio.sleep(0.002)


class FakeClock:
    """A wall clock, a timer and a sleep that share one hand, moved by `pass_time` alone."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now
        self.elapsed = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def __call__(self) -> datetime:
        return self.now

    def timer(self) -> float:
        """Seconds since the clock was made: what a monotonic clock would say."""
        return self.elapsed

    def advance(self, seconds: float = 0.0, *, days: float = 0.0) -> None:
        """Move the hand at once; nobody who sleeps is woken."""
        self.elapsed += seconds + days * 86_400
        self.now += timedelta(seconds=seconds, days=days)

    async def sleep(self, seconds: float) -> None:
        """Return once the hand has moved on by *seconds*."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.elapsed + seconds, next(self._order), future))
        await future

    async def pass_time(self, seconds: float) -> None:
        """Move on by *seconds*, waking every sleeper at its own moment."""
        end = self.elapsed + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            at, _, future = heapq.heappop(self._sleepers)
            if future.done():
                continue
            self.advance(max(0.0, at - self.elapsed))
            future.set_result(None)
            await settle()
        self.advance(end - self.elapsed)
        await settle()


class FakeChat:
    """Shows cards to nobody; fails as told, and can lose the answer to a card that arrived."""

    def __init__(self, clock: Callable[[], float] = lambda: 0.0) -> None:
        self.shown: list[Reply] = []
        """Every reply that arrived, in order."""
        self.log: list[tuple[float, str, str, bool]] = []
        """(timer, place, delivery, repeat) of each arrival."""
        self.failures: list[Exception] = []
        """Raised in turn, before anything is shown."""
        self.losses: list[Exception] = []
        """Raised in turn, after the reply has arrived."""
        self.known: dict[str, str] = {}
        """What `sent` knows: delivery to message id."""
        self.asked: list[str] = []
        self.remembers = True
        """Whether this platform can say what has arrived, as Slack can and Telegram cannot."""
        self.powered: Callable[[], bool] = lambda: True
        """Whether there is power: without it, nothing leaves."""
        self.hold: asyncio.Event | None = None
        """Where set, nothing arrives before this event."""
        self._clock = clock

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        if not self.powered():
            raise DeliveryError("no power")
        if self.failures:
            raise self.failures.pop(0)
        if self.hold is not None:
            await self.hold.wait()
        self.shown.append(reply)
        self.log.append((self._clock(), reply.to.place, delivery, repeat))
        message = reply.replaces or f"m{len(self.shown)}"
        self.known[delivery] = message
        if self.losses:
            raise self.losses.pop(0)
        return message

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        self.asked.append(delivery)
        return self.known.get(delivery, "") if self.remembers else None

    @property
    def titles(self) -> list[str]:
        """The titles of the cards shown, oldest first."""
        return [reply.card.title for reply in self.shown]


def ids(prefix: str = "id") -> Callable[[], str]:
    """Fresh ids that a reader can follow: id1, id2 …"""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def secrets() -> Callable[[], str]:
    """Secrets that a reader can follow, and that look like nothing that was ever secret."""
    numbers = count(1)
    return lambda: f"a-secret-of-this-test-{next(numbers):04}"


_keys: Iterator[int] = count(1)


def said(text: str = "", *, sender: str = "fake:amal", at: datetime = NOON, **more: str) -> Message:
    """A private message of *sender* with a key of its own; *more* are text fields of `Message`."""
    platform, _, account = sender.partition(":")
    key = more.pop("key", "") or f"{sender}/{next(_keys)}"
    return Message(key, sender, Address(platform, account), at, text, **more)  # type: ignore[arg-type]  # Only text fields are handed on.


def card_to(place: str, title: str, *, platform: str = "fake", urgent: bool = True) -> Reply:
    """A reply that is a title and nothing else."""
    return Reply(Address(platform, place), Card(title), urgent=urgent)
