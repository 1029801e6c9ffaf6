"""The line to Telegram: one Bot with its own connections for asking and for sending."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from httpx import create_ssl_context
from telegram import Bot
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import TelegramSettings
from bot.telegram.messages import Me

ASKED_FOR = ("message", "edited_message", "callback_query", "my_chat_member")
_ANSWER_SECONDS = 15.0
_GRACE = 10.0


class Line:
    """Rebuilt whole when it seems dead; ``bot`` is the one in use now."""

    def __init__(self, settings: TelegramSettings) -> None:
        self.settings = settings
        self.me: Me | None = None
        """Known once Telegram has been reached."""
        # Twenty milliseconds that each request would take for itself, whenever it is built.
        self._trusted = create_ssl_context()
        self._build()

    def _build(self) -> None:
        self._asking, self._sending = self._request(2), self._request(32)
        api = self.settings.api_url
        self.bot = Bot(
            self.settings.token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._sending,
            get_updates_request=self._asking,
        )

    def _request(self, connections: int) -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=connections,
            read_timeout=_ANSWER_SECONDS,
            pool_timeout=_GRACE,
            httpx_kwargs={"verify": self._trusted},
        )

    async def meet(self) -> Me:
        """Ask Telegram who we are."""
        user = await self.bot.get_me()
        self.me = Me(user.id, user.username or "")
        return self.me

    async def updates(self, offset: int, *, hold: bool) -> list[Any]:
        """What Telegram has from *offset* on, as it came; with *hold*, waits when it has nothing.

        The Bot's own `get_updates` would read all of it into types, so that one update it
        cannot read would hold up all the others for ever.
        """
        asked = {
            "offset": offset,
            "limit": 100,
            "timeout": self.settings.poll_seconds if hold else 0,
            "allowed_updates": json.dumps(ASKED_FOR),
        }
        url = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        longest = self.settings.poll_seconds + _GRACE
        try:
            async with asyncio.timeout(longest + _GRACE):
                found = await self._asking.post(url, read_timeout=longest)
        except TimeoutError:
            raise NetworkError("the poll was never answered") from None
        if not isinstance(found, list):
            raise NetworkError("the poll was answered with something else")
        return found

    async def rebuild(self) -> None:
        """Drop every connection and start with new ones."""
        old = (self._asking, self._sending)
        self._build()
        await _shut(*old)

    async def close(self) -> None:
        """Close every connection."""
        await _shut(self._asking, self._sending)


async def _shut(*requests: HTTPXRequest) -> None:
    for request in requests:
        with suppress(TelegramError, RuntimeError, OSError):
            await request.shutdown()


def hush() -> None:
    """Keep others' loggers from writing our token (httpx) or texts (python-telegram-bot)."""
    for name in ("httpx", "httpcore"):
        log = logging.getLogger(name)
        log.setLevel(max(log.level, logging.WARNING))
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
