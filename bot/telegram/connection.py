"""Opens the door to Telegram and keeps it open, whatever the network does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import field
from datetime import UTC, datetime

from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.door import Ways
from bot.settings import TelegramSettings
from bot.telegram.chat import TelegramChat
from bot.telegram.errors import revoked
from bot.telegram.intake import Intake
from bot.telegram.line import Line, hush
from bot.telegram.poll import Pace, Poller
from bot.telegram.webhook import Webhook
from storage.store import Unwritable
from storage.values import dataclass

Menus = Mapping[str, Sequence[tuple[str, str]]]
USERNAME = "username"
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def connect(
    settings: TelegramSettings,
    ways: Ways,
    menus: Menus | None = None,
    *,
    pace: Pace | None = None,
    now: Callable[[], datetime] = _now,
) -> AsyncIterator[TelegramChat]:
    """The chat to write to, while what comes in is passed to *ways*.

    Does not wait for Telegram for more than a moment: a network that is away at the start is
    tried again until it is there. *menus* are the (command, description) pairs per language,
    ``""`` for all others.
    """
    hush()
    line = Line(settings)
    intake = Intake(line, ways, now)
    pace = pace or Pace()
    service = _Service(line, intake, ways, menus or {}, pace, now)
    task = asyncio.create_task(service.run())
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(pace.start):
                await service.met.wait()
        yield TelegramChat(line, ways)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await intake.close()
        await line.close()


async def announce(bot: Bot, menus: Menus, report: Callable[[str, str], None]) -> None:
    """Show the commands in private chats, per language; a failure is only reported."""
    for language, commands in menus.items():
        try:
            await bot.set_my_commands(
                commands, scope=BotCommandScopeAllPrivateChats(), language_code=language or None
            )
        except TelegramError as error:
            report("menu", type(error).__name__)


@dataclass(slots=True)
class _Service:
    """What goes on behind the chat for as long as the connection is open."""

    line: Line
    intake: Intake
    ways: Ways
    menus: Menus
    pace: Pace
    now: Callable[[], datetime]
    met: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once Telegram has told us who we are, or that our token is refused."""

    async def run(self) -> None:
        """Serve until the token is refused; begin again after whatever else went wrong."""
        wait = self.pace.first
        while True:
            try:
                return await self._serve()
            except Exception as error:  # noqa: BLE001  # A port in use, a fault of ours: tell, and try again.
                # A traceback could hold the token.
                _log.error("telegram failed: %s", type(error).__name__)
                self.ways.report("poll", "fault")
            await asyncio.sleep(wait)
            wait = min(wait * 2, self.pace.longest)

    async def _serve(self) -> None:
        """Meet Telegram, then take in what it has for us."""
        known = await self._meet()
        self.met.set()
        if not known:
            return
        await self._introduce()
        # A menu that hangs must not keep us from listening.
        menus = announce(self.line.bot, self.menus, self.ways.report)
        done = await asyncio.gather(self._inward(), menus, return_exceptions=True)
        for failure in filter(None, done):
            raise failure

    async def _introduce(self) -> None:
        """Leave our name where the command line finds it for the links it hands out."""
        with suppress(Unwritable):
            await self.ways.remember(USERNAME, self.line.me.username if self.line.me else "")

    async def _inward(self) -> None:
        if self.line.settings.webhook_url:
            await Webhook(self.line, self.intake, self.ways, self.pace).run()
        else:
            await Poller(self.line, self.intake, self.ways, self.pace, self.now).run()

    async def _meet(self) -> bool:
        """Ask who we are until Telegram says so; False where the token is refused."""
        wait = self.pace.first
        while True:
            try:
                await self.line.meet()
                if not self.line.settings.webhook_url:
                    await self.line.bot.delete_webhook()
            except TelegramError as error:
                if revoked(error):
                    self.ways.report("poll", "unauthorised")
                    return False
                self.ways.report("poll", type(error).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, self.pace.longest)
            else:
                return True
