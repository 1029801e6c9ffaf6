"""A door's ways in memory: what came in is kept, and the disk can be made to refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from bot.door import Ways
from bot.painting import painted
from handlers.chat import Message
from storage.store import Unwritable


class FakeWays:
    """The house behind a door: accepts once per key, keeps blobs and facts in dictionaries.

    ``ways`` is what a door is given. ``refuse(n)`` makes the disk refuse the next *n* messages,
    ``-1`` all of them until ``refuse(0)``. ``until`` waits for a state without polling.
    """

    def __init__(self) -> None:
        self.accepted: list[Message] = []
        """Messages with a new key, in the order they were taken."""
        self.repeated: list[Message] = []
        """Messages whose key had been seen before."""
        self.blobs: dict[str, bytes] = {}
        self.facts: dict[str, str] = {}
        self.reports: list[tuple[str, str]] = []
        self.refused = 0
        self.keepers: Callable[[str], bool] = lambda _: True
        """Whose files may be kept."""
        self.paint = painted
        """What turns a picture into what is sent."""
        self.hold: asyncio.Event | None = None
        """While set and not yet fired, a message waits here before it is taken."""
        self._keys: set[str] = set()
        self._refusals = 0
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Future[None]] = set()

    @property
    def ways(self) -> Ways:
        return Ways(
            accept=self._accept,
            keep=self._keep,
            fetch=self._fetch,
            recall=lambda name: self.facts.get(name, ""),
            remember=self._remember,
            report=self._report,
            here=lambda sender: datetime.now(UTC),
            may_keep=self._may_keep,
            paint=lambda picture: self.paint(picture),  # noqa: PLW0108  # A test may replace it later.
        )

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.accepted]

    def refuse(self, times: int) -> None:
        self._refusals = times

    def said(self, what: str) -> list[str]:
        """Every state reported of *what*, in order."""
        return [state for name, state in self.reports if name == what]

    async def until(self, true: Callable[[], bool], *, seconds: float = 10.0) -> None:
        """Return as soon as *true* holds; raises ``TimeoutError`` naming what was there instead."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(true)
        except TimeoutError:
            told = f"accepted {len(self.accepted)}, refused {self.refused}, {self.reports[-5:]}"
            raise TimeoutError(told) from None

    async def sees(self, count: int) -> list[Message]:
        """The accepted messages as soon as there are *count*."""
        await self.until(lambda: len(self.accepted) >= count)
        return self.accepted

    async def _accept(self, message: Message) -> bool:
        if self.hold is not None:
            await self.hold.wait()
        if self._refusals:
            self._refusals -= 1
            self.refused += 1
            await self._notify()
            raise Unwritable
        fresh = message.key not in self._keys
        self._keys.add(message.key)
        (self.accepted if fresh else self.repeated).append(message)
        await self._notify()
        return fresh

    async def _keep(self, data: bytes) -> str:
        if self._refusals:
            self._refusals -= 1
            self.refused += 1
            raise Unwritable
        name = f"blob-{len(self.blobs) + 1}"
        self.blobs[name] = data
        return name

    async def _fetch(self, name: str) -> bytes:
        return self.blobs[name]

    async def _remember(self, name: str, value: str) -> None:
        self.facts[name] = value
        await self._notify()

    def _may_keep(self, sender: str) -> bool:
        return self.keepers(sender)

    def _report(self, what: str, state: str) -> None:
        self.reports.append((what, state))
        asyncio.get_running_loop().call_soon(self._wake)

    def _wake(self) -> None:
        task = asyncio.ensure_future(self._notify())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()
