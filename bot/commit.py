"""One flush for all who wait: many messages share a single wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

Flush = Callable[[int | None], None]
InThread = Callable[[Callable[[], None]], Awaitable[None]]


class Commit:
    """``await commit(ticket)`` returns once what that `apply` did is on disk.

    *flush* is the store's; *in_thread* runs it beside the event loop. Raises what it raised.
    """

    def __init__(self, flush: Flush, in_thread: InThread = asyncio.to_thread) -> None:
        self._flush = flush
        self._in_thread = in_thread
        self._waiting: list[tuple[int | None, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, ticket: int | None = None) -> None:
        """Join the next flush: the one under way may have begun before our change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((ticket, future))
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        await future

    async def _work(self) -> None:
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, []
                errors: dict[int | None, Exception] = {}
                tickets = dict.fromkeys(ticket for ticket, _ in waiting)
                await self._in_thread(partial(self._each, tickets, errors))
                for ticket, future in waiting:
                    if future.done():
                        continue
                    if ticket in errors:
                        future.set_exception(errors[ticket])
                    else:
                        future.set_result(None)
        finally:
            self._task = None

    def _each(self, tickets: Iterable[int | None], errors: dict[int | None, Exception]) -> None:
        """The first flush does the work for all; the others only ask after another ticket.

        Those who hand in the same one share what becomes of it.
        """
        for ticket in tickets:
            try:
                self._flush(ticket)
            except Exception as error:  # noqa: BLE001  # Those who wait are told, whatever it was.
                errors[ticket] = error
