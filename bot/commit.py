"""One flush for all who wait: many messages share a single wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

Flush = Callable[[int | None], None]
InThread = Callable[[Callable[[], None]], Awaitable[None]]
_Waiting = list[tuple[int | None, "asyncio.Future[None]"]]


def in_thread(work: Callable[[], None]) -> Awaitable[None]:
    """*work*, beside the event loop."""
    return asyncio.get_running_loop().run_in_executor(None, work)


class Commit:
    """``await commit(ticket)`` returns once what that `apply` did is on disk.

    *flush* is the store's; *in_thread* runs it beside the event loop. Raises what it raised.
    """

    def __init__(self, flush: Flush, in_thread: InThread = in_thread) -> None:
        self._flush = flush
        self._in_thread = in_thread
        self._waiting: _Waiting = []
        self._busy = False

    def __call__(self, ticket: int | None = None) -> asyncio.Future[None]:
        """Join the next flush: the one under way may have begun before our change."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._waiting.append((ticket, future))
        if not self._busy:
            self._busy = True
            # Whoever has their turn before that shares it.
            loop.call_soon(self._begin)
        return future

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        errors: dict[int | None, Exception] = {}
        tickets = dict.fromkeys(ticket for ticket, _ in waiting)
        work = asyncio.ensure_future(self._in_thread(partial(self._each, tickets, errors)))
        work.add_done_callback(partial(self._done, waiting, errors))

    def _done(
        self,
        waiting: _Waiting,
        errors: dict[int | None, Exception],
        work: asyncio.Future[None],
    ) -> None:
        for ticket, future in waiting:
            if future.done():
                continue
            if work.cancelled():
                future.cancel()
            elif error := work.exception() or errors.get(ticket):
                future.set_exception(error)
            else:
                future.set_result(None)
        if self._waiting:
            self._begin()
        else:
            self._busy = False

    def _each(self, tickets: Iterable[int | None], errors: dict[int | None, Exception]) -> None:
        """The first flush does the work for all; the others only ask after another ticket.

        Those who hand in the same one share what becomes of it.
        """
        for ticket in tickets:
            try:
                self._flush(ticket)
            except Exception as error:  # noqa: BLE001  # Those who wait are told, whatever it was.
                errors[ticket] = error
