"""Our own small server for Telegram's calls: the secret first, yes only after the disk."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TelegramError

from bot.door import Ways
from bot.telegram.errors import revoked
from bot.telegram.intake import Intake
from bot.telegram.line import ASKED_FOR, Line
from bot.telegram.poll import Pace
from storage.store import Unwritable

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1024 * 1024
_CHECK_EVERY = 60.0
_log = logging.getLogger(__name__)
_AGAIN_AFTER = "5"


class Webhook:
    """``run`` serves for ever; it returns only where the token is refused."""

    def __init__(self, line: Line, intake: Intake, ways: Ways, pace: Pace) -> None:
        self._line, self._intake, self._ways, self._pace = line, intake, ways, pace
        self._secret = line.settings.webhook_secret or secrets.token_urlsafe(32)
        self._told = False

    async def run(self) -> None:
        """Serve, and keep Telegram told where to call."""
        async with self._serving():
            wait = self._pace.first
            while True:
                try:
                    await self._tell()
                    self._ways.report("webhook", "ok")
                    wait = self._pace.first
                    await asyncio.sleep(_CHECK_EVERY)
                except TelegramError as error:
                    if revoked(error):
                        self._ways.report("webhook", "unauthorised")
                        return
                    self._ways.report("webhook", type(error).__name__)
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, self._pace.longest)

    async def _tell(self) -> None:
        """Have Telegram call us; what it holds for us is never thrown away."""
        info = await self._line.bot.get_webhook_info()
        if info.url != self._line.settings.webhook_url or not self._told:
            await self._line.bot.set_webhook(
                self._line.settings.webhook_url,
                secret_token=self._secret,
                allowed_updates=ASKED_FOR,
            )
            self._told = True

    @asynccontextmanager
    async def _serving(self) -> AsyncIterator[None]:
        app = web.Application(client_max_size=_LARGEST)
        path = urlsplit(self._line.settings.webhook_url).path or "/"
        app.router.add_post(path, self._called)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            settings = self._line.settings
            await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
            yield
        finally:
            await runner.cleanup()

    async def _called(self, request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        try:
            await self._intake.take(update)
        except Unwritable:
            return self._not_yet("unwritable")
        except Exception as error:  # noqa: BLE001  # A fault of ours: Telegram keeps it for us.
            # A traceback could hold the text.
            _log.error("a call failed: %s", type(error).__name__)
            return self._not_yet("fault")
        return web.Response()

    def _not_yet(self, state: str) -> web.Response:
        self._ways.report("webhook", state)
        return web.Response(status=503, headers={"Retry-After": _AGAIN_AFTER})
