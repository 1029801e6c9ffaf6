"""Signed HTTP: nothing of a request is read before its size and its signature are right."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.listen import silent

PATH = "/slack/events"
LARGEST = 1024 * 1024
"""Bytes of one request; Slack's largest are a tenth of it."""
_SKEW = 5 * 60
"""Seconds a request may be old, or ahead of our clock."""
_TYPES = frozenset(("application/json", "application/x-www-form-urlencoded"))


class Gate:
    """Lets in what Slack signed, and passes it to the Bolt app."""

    def __init__(self, app: AsyncApp, secret: str) -> None:
        self.open = True
        """Whether events are taken; while not, Slack is asked to come again."""
        self._app = app
        self._secret = secret.encode()

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[None]:
        """Serve while the block runs; raises ``OSError`` where the port is taken."""
        served = web.Application(client_max_size=LARGEST)
        served.router.add_post(PATH, self.receive)
        # The server's own log would show what strangers send, with a traceback.
        runner = web.AppRunner(
            served, access_log=None, logger=silent("rapport.slack.http"), shutdown_timeout=2
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            yield
        finally:
            await runner.cleanup()

    async def receive(self, request: web.Request) -> web.Response:
        """One request from outside, whoever sends it."""
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        # aiohttp answers 413 itself where a body without a length grows too long.
        raw = await request.read()
        if not self._signed(request, raw):
            return web.Response(status=401)
        if request.content_type not in _TYPES:
            return web.Response(status=415)
        body = _readable(raw, request.content_type)
        if body is None:
            return web.Response(status=400)
        if not self.open:
            return web.Response(status=503)
        asked = AsyncBoltRequest(
            body=body,
            query=request.query_string,
            headers={name: [value] for name, value in request.headers.items()},
        )
        return await to_aiohttp_response(await self._app.async_dispatch(asked))

    def _signed(self, request: web.Request, raw: bytes) -> bool:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        given = request.headers.get("X-Slack-Signature", "")
        if not (self._secret and stamp.isascii() and stamp.isdigit() and given.isascii()):
            return False
        if len(stamp) > 12 or abs(time.time() - int(stamp)) > _SKEW:  # noqa: PLR2004  # Digits.
            return False
        made = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + raw, sha256).hexdigest()
        return hmac.compare_digest(f"v0={made}", given)


def _readable(raw: bytes, content_type: str) -> str | None:
    """The body as text if it is one of the shapes Slack sends, else ``None``."""
    try:
        body = raw.decode()
        if content_type == "application/json":
            return body if isinstance(json.loads(body), dict) else None
        if body.startswith("{"):
            # Bolt would take it for JSON whatever its type says.
            return None
        fields = dict(parse_qsl(body, keep_blank_values=True))
        if "payload" in fields:
            return body if isinstance(json.loads(fields["payload"]), dict) else None
    except (ValueError, RecursionError):
        return None
    return body if fields else None
