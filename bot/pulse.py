"""Notices when everything stood still: a beat a second, and how late each one comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

BEAT, LATE = 1.0, 2.0
"""Seconds between two beats, and by how many one may come late before we say so."""

REMEMBERED = 600.0
"""Seconds for which it is still told afterwards."""


class Pulse:
    """Beats while the service runs, by a clock that nobody sets.

    What is due while everything stands still is in the records and is said afterwards; but the
    chats waited, and whoever runs the machine should hear of it.
    """

    def __init__(
        self,
        timer: Callable[[], float],
        report: Callable[[str, str], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._timer, self._report, self._sleep = timer, report, sleep
        self._until = 0.0

    async def beat(self) -> None:
        """One beat."""
        before = self._timer()
        await self._sleep(BEAT)
        now = self._timer()
        late = now - before - BEAT
        if late > LATE:
            self._until = now + REMEMBERED
            self._report("loop", f"everything stood still for {late:.0f} seconds")
        elif now >= self._until:
            self._report("loop", "ok")

    async def beats(self) -> None:
        """One beat after the other, until it is cancelled."""
        while True:
            await self.beat()
