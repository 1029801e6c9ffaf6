"""Opens the way to and from one Slack workspace, and keeps it open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Ways
from bot.settings import SlackSettings
from bot.slack import errors
from bot.slack.chat import SlackChat
from bot.slack.files import Files
from bot.slack.gate import Gate
from bot.slack.line import Line
from bot.slack.listen import Ears, build
from storage.store import Unwritable

_LIBRARIES = ("slack_sdk", "slack_bolt", "aiohttp")
_TIMEOUT = 30
"""Seconds for one call, connecting included."""
_LONGEST = 30.0
"""Seconds between two tries to reach Slack at the start."""


@asynccontextmanager
async def connect(settings: SlackSettings, ways: Ways) -> AsyncIterator[SlackChat]:
    """The way out, with the way in open beside it while the block runs.

    Where Slack cannot be reached yet it is tried in the background; where it refuses our token
    that is reported and this adapter stays shut. Raises ``OSError`` where the port is taken.
    """
    for library in _LIBRARIES:
        # At lower levels they log texts, headers and addresses with tickets in them.
        logging.getLogger(library).setLevel(logging.WARNING)
    async with AsyncExitStack() as stack:
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=timeout))
        client = _client(settings, session)
        ears = Ears(client, ways, Files(client, session, ways))
        stack.push_async_callback(ears.close)
        way_in = _WayIn(settings, ways, client, ears)
        await way_in.enter(stack)
        chat = SlackChat(client, ways)
        opening = asyncio.create_task(way_in.keep_open())
        try:
            yield chat
        finally:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)


def _client(settings: SlackSettings, session: aiohttp.ClientSession) -> AsyncWebClient:
    # No retry handler: a call repeated after a lost answer would post twice, and the pacing
    # and the retries are the outbox's.
    return AsyncWebClient(
        settings.bot_token, base_url=settings.api_url, session=session, retry_handlers=[]
    )


class _WayIn:
    """Signed HTTP where a port is set, Socket Mode otherwise."""

    def __init__(
        self, settings: SlackSettings, ways: Ways, client: AsyncWebClient, ears: Ears
    ) -> None:
        self._settings = settings
        self._ways = ways
        self._client = client
        self._ears = ears
        bolt_client = AsyncWebClient(base_url=settings.api_url)
        self._app = build(ears, settings.signing_secret, bolt_client)
        self._gate = Gate(self._app, settings.signing_secret)

    async def enter(self, stack: AsyncExitStack) -> None:
        """Take the port at once, so that a taken one is known at the start."""
        if self._settings.http_port:
            where = self._settings.http_host, self._settings.http_port
            await stack.enter_async_context(self._gate.listening(*where))
            self._ways.report("http", "ok")

    async def keep_open(self) -> None:
        """Find out who we are, however long it takes, then listen."""
        refused = await self._introduced()
        if refused:
            self._gate.open = False
        elif not self._settings.http_port:
            await Line(self._settings, self._app, self._ways).run()

    async def _introduced(self) -> str:
        """Empty once Slack knows us; its code where it never will."""
        wait = min(1.0, self._settings.watchdog_seconds)
        while True:
            try:
                told = await self._client.auth_test()
            except errors.FAILURES as error:
                reason = errors.reason(error)
                self._ways.report("auth", reason)
                if reason in errors.SHUT:
                    return reason
                wait = max(wait, errors.delivery(error).wait)
            else:
                self._ears.me = str(told["user_id"])
                with suppress(Unwritable):
                    await self._ways.remember("username", str(told.get("user") or told["user_id"]))
                self._ways.report("auth", "ok")
                return ""
            await asyncio.sleep(wait)
            wait = min(_LONGEST, wait * 2)
