"""One flush for all who wait: many messages share a single wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

Flush = Callable[[int | None], None]
InThread = Callable[[Callable[[], None]], Awaitable[None]]


class _Wait:
    """One who waits: the ticket of their `apply`, and what became of it."""

    def __init__(self, ticket: int | None) -> None:
        self.ticket = ticket
        self.error: Exception | None = None
        self.future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def flush(self, flush: Flush) -> None:
        try:
            flush(self.ticket)
        except Exception as error:  # noqa: BLE001  # The one who waits is told, whatever it was.
            self.error = error

    def tell(self) -> None:
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(None)
        else:
            self.future.set_exception(self.error)


class Commit:
    """``await commit(ticket)`` returns once what that `apply` did is on disk.

    *flush* is the store's; *in_thread* runs it beside the event loop. Raises what it raised.
    """

    def __init__(self, flush: Flush, in_thread: InThread = asyncio.to_thread) -> None:
        self._flush = flush
        self._in_thread = in_thread
        self._waiting: list[_Wait] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, ticket: int | None = None) -> None:
        """Join the next flush: the one under way may have begun before our change."""
        wait = _Wait(ticket)
        self._waiting.append(wait)
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        await wait.future

    async def _work(self) -> None:
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, []
                await self._in_thread(partial(self._each, waiting))
                for wait in waiting:
                    wait.tell()
        finally:
            self._task = None

    def _each(self, waiting: list[_Wait]) -> None:
        """The first flush does the work for all; the others only ask after their own ticket."""
        for wait in waiting:
            wait.flush(self._flush)
