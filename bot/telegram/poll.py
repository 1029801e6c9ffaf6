"""Our own poll loop: nothing is confirmed to Telegram before it is on our disk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.door import Ways
from bot.telegram.errors import revoked, seconds
from bot.telegram.intake import Intake, update_id
from bot.telegram.line import Line
from storage.store import Unwritable
from storage.values import dataclass

OFFSET, HEARD = "offset", "heard"
"""What the door remembers: the next number to ask for, and when Telegram last answered."""

OFFSET_LIFE = timedelta(days=6)
"""After a silent week Telegram numbers updates afresh, so an older offset would hide them."""

KEPT_FOR = timedelta(hours=24)
"""How long Telegram keeps an update for us."""

_NOTE_EVERY = timedelta(minutes=10)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that may pass."""

    first: float = 0.5
    """Before the first new try after a failure; each next one waits twice as long."""
    longest: float = 60.0
    """Before any new try."""
    dead: float = 90.0
    """Without an answer until the line is rebuilt."""
    start: float = 3.0
    """Until the house goes on without Telegram, which is then tried behind its back."""


class Poller:
    """``run`` asks for updates for ever; it returns only where the token is refused."""

    def __init__(
        self,
        line: Line,
        intake: Intake,
        ways: Ways,
        pace: Pace,
        now: Callable[[], datetime],
    ) -> None:
        self._line, self._intake, self._ways = line, intake, ways
        self._pace, self._now = pace, now
        self._offset, self._confirmed_at = _offset(ways.recall(OFFSET))
        self._heard_at = _moment(ways.recall(HEARD))
        self._failures, self._steady = 0, False
        self._alive_at = _ticks()

    async def run(self) -> None:
        """Poll, pass on, confirm; again after every failure, ever more slowly."""
        while True:
            try:
                await self._round()
                self._failures = 0
            except TelegramError as error:
                if revoked(error):
                    self._ways.report("poll", "unauthorised")
                    return
                await self._failed(error)
            except Unwritable:
                await self._pause("unwritable")
            except Exception as error:  # noqa: BLE001  # A fault of ours must not make us deaf.
                # A traceback could hold a text or the token.
                _log.error("a poll failed: %s", type(error).__name__)
                await self._pause("fault")

    async def _round(self) -> None:
        if self._confirmed_at is None or self._now() - self._confirmed_at > OFFSET_LIFE:
            self._offset = 0
        # The first question after a start or a failure is answered at once: then we know.
        updates = await self._line.updates(self._offset, hold=self._steady)
        self._steady = True
        await self._heard()
        if not updates:
            return
        await self._intake.take_all(updates)
        await self._confirm(updates)

    async def _confirm(self, updates: list[Any]) -> None:
        """From now on ask for what comes after; also where the numbers began again lower."""
        numbers = [number for update in updates if (number := update_id(update)) >= 0]
        if not numbers:
            raise NetworkError("updates without numbers")
        self._offset, self._confirmed_at = numbers[-1] + 1, self._now()
        # Where this fails, the inbox knows the messages that will come again after a restart.
        with suppress(Unwritable):
            await self._ways.remember(OFFSET, f"{self._offset} {self._confirmed_at.isoformat()}")

    async def _heard(self) -> None:
        """Note that Telegram answered, and say so where it had been silent for too long."""
        self._alive_at = _ticks()
        self._ways.report("poll", "ok")
        now, before = self._now(), self._heard_at
        if before and now - before > KEPT_FOR:
            self._ways.report("gap", f"{before.isoformat()} {now.isoformat()}")
        if before is None or now - before > _NOTE_EVERY:
            self._heard_at = now
            with suppress(Unwritable):
                await self._ways.remember(HEARD, now.isoformat())

    async def _failed(self, error: TelegramError) -> None:
        if isinstance(error, RetryAfter):
            self._ways.report("poll", "asked to wait")
            await asyncio.sleep(seconds(error))
            return
        await self._pause("conflict" if isinstance(error, Conflict) else type(error).__name__)
        if _ticks() - self._alive_at > self._pace.dead:
            self._alive_at = _ticks()
            self._ways.report("poll", "rebuilt")
            await self._line.rebuild()

    async def _pause(self, state: str) -> None:
        self._ways.report("poll", state)
        wait = self._pace.first * 2 ** min(self._failures, 20)
        self._failures, self._steady = self._failures + 1, False
        await asyncio.sleep(min(wait, self._pace.longest))


def _ticks() -> float:
    return asyncio.get_running_loop().time()


def _offset(fact: str) -> tuple[int, datetime | None]:
    number, _, at = fact.partition(" ")
    moment = _moment(at)
    return (int(number), moment) if moment and number.isdecimal() else (0, None)


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
