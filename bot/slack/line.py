"""Socket Mode: one connection to Slack, and a watchdog so that it never stays deaf."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from aiohttp import WSMessage, WSMsgType
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Ways
from bot.settings import SlackSettings
from bot.slack import errors
from bot.slack.listen import silent

_PING = 10.0
"""Seconds between pings at most; also how often a lost connection is tried again."""


_OF_ITSELF = ('"hello"', '"disconnect"')
"""What Slack says of the connection, as it stands in the text."""


class Tickets(AsyncWebClient):
    """Asks for tickets to the socket, and notices when there will be none any more."""

    refused = ""
    """Slack's code for why this app gets no tickets, once it has said so."""

    async def apps_connections_open(self, *, app_token: str, **rest: Any) -> Any:
        """As the SDK's own."""
        try:
            return await super().apps_connections_open(app_token=app_token, **rest)
        except SlackApiError as error:
            told = errors.reason(error)
            self.refused = told if told in errors.SHUT else ""
            raise


class Line:
    """Keeps the socket connected until it is cancelled or Slack shuts the app out."""

    def __init__(self, settings: SlackSettings, app: AsyncApp, ways: Ways) -> None:
        self._seconds = settings.watchdog_seconds
        self._ways = ways
        self._tickets = Tickets(
            settings.app_token,
            base_url=settings.api_url,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )
        self._app = app
        self._token = settings.app_token

    async def run(self) -> None:
        """Stay connected; returns only where Slack refuses our token for good."""
        handler = AsyncSocketModeHandler(
            self._app,
            self._token,
            # Its lines may hold addresses with a ticket, and whole events.
            logger=silent("rapport.slack.socket"),
            web_client=self._tickets,
            ping_interval=min(_PING, self._seconds),
        )
        handler.client.on_message_listeners.append(self._overhear)
        connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]  # The SDK's gap.
        try:
            await self._watch(handler)
        finally:
            connecting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await connecting
            await self._close(handler)

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Look every few seconds; a ticket that led nowhere is thrown away for a fresh one.

        Without this the client tries one dead ticket for ever.
        """
        was = True
        while not self._tickets.refused:
            await asyncio.sleep(self._seconds)
            connected = await handler.client.is_connected()
            if not connected:
                handler.client.wss_uri = None
            if connected != was:
                self._ways.report("socket", "ok" if connected else "down")
            was = connected
        self._ways.report("socket", self._tickets.refused)

    async def _overhear(self, message: WSMessage) -> None:
        """Tell how the connection is from what Slack says of it."""
        if message.type is not WSMsgType.TEXT or not any(
            map(message.data.__contains__, _OF_ITSELF)
        ):
            # Nearly all of it is about what people do, and is read once, by the SDK.
            return
        with contextlib.suppress(ValueError):
            told = json.loads(message.data)
            if told.get("type") == "hello":
                self._ways.report("socket", "ok")
            elif told.get("type") == "disconnect":
                self._ways.report("socket", str(told.get("reason", "down")))

    @staticmethod
    async def _close(handler: AsyncSocketModeHandler) -> None:
        client = handler.client
        await client.close()  # type: ignore[no-untyped-call]  # The SDK's gap.
        tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
        await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)
