"""Erases kept files that no record refers to: seen at two looks, and a day old at least."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import field
from datetime import timedelta

from bot.handling import Clock
from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.values import dataclass

AGE = timedelta(days=1)
"""A file is kept a moment before the message it came with: none so young is looked at."""

FIRST, EVERY = 600.0, 6 * 3600.0
"""Seconds from the start to the first look, and from one to the next, by a clock nobody sets."""


@dataclass(slots=True)
class Orphans:
    """Looks now and then, and erases what it has seen twice.

    A clock on the wall that leaps can make a file look old that was kept just now; it cannot make
    it be seen twice, hours apart.
    """

    store: TinyStore
    clock: Clock
    timer: Callable[[], float]
    pause: Callable[[], None] = lambda: None
    next: float = field(init=False)
    seen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.next = self.timer() + FIRST

    async def tick(self) -> str:
        """Look, if it is time; what is wrong, in words, or ``ok``."""
        if self.timer() < self.next:
            return "ok"
        self.next = self.timer() + EVERY
        try:
            look = await asyncio.to_thread(self.store.unclaimed, self._before(), self.pause)
            await asyncio.to_thread(self.store.sweep, look.only(self.seen))
        except Unwritable as trouble:
            return str(trouble)
        self.seen = look.names
        return "ok"

    async def now(self) -> int:
        """Erase at once all that is old enough, for an operator who asks; how many files.

        Raises `Unwritable`.
        """
        look = await asyncio.to_thread(self.store.unclaimed, self._before(), self.pause)
        return await asyncio.to_thread(self.store.sweep, look)

    def _before(self) -> float:
        return (self.clock() - AGE).timestamp()
