"""How the double reaches the bot: envelopes or signed requests, with Slack's retries."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    from tests.doubles.slack import SlackDouble

Payload = dict[str, Any]
RETRIES = (0.0, 60.0, 300.0)
KINDS = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}


class NotTaken(Exception):
    """The bot did not acknowledge; the text is Slack's reason."""


@dataclass
class Sent:
    """One thing Slack tells the bot, however often it has to."""

    id: str
    kind: str
    payload: Payload
    attempts: list[str] = field(default_factory=list)
    """``ok`` or the reason of each failure, in order."""
    acked: bool = False
    answer: Payload = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Sockets:
    """The server side of Socket Mode."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double
        self.open: list[web.WebSocketResponse] = []
        self.enabled = True
        self.refusals = 0
        """How many upgrades are refused from now on."""
        self.dead_tickets = 0
        """How many of the next tickets lead nowhere, however often they are tried."""
        self.upgrades = 0
        self._tickets: dict[str, bool] = {}
        self._acks: dict[str, asyncio.Future[Payload]] = {}

    def ticket(self) -> str:
        """A fresh address, for one connection."""
        name = self.double.name("ticket")
        self._tickets[name] = not self.dead_tickets
        self.dead_tickets -= bool(self.dead_tickets)
        return f"{self.double.root.replace('http', 'ws', 1)}/link/?ticket={name}&app_id=A1"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        self.upgrades += 1
        refused = self.refusals > 0
        self.refusals -= refused
        alive = self._tickets.get(request.query.get("ticket", ""), False)
        if refused or not alive or not self.enabled:
            return web.Response(status=408)
        self._tickets[request.query["ticket"]] = False
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        await socket.send_json(self._hello())
        await self.double.changed()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acked(json.loads(message.data))
        finally:
            self.open.remove(socket)
            await self.double.changed()
        return socket

    def _hello(self) -> Payload:
        told = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060}
        connection = {"app_id": "A1"}
        about = {"num_connections": len(self.open), "connection_info": connection}
        return {"type": "hello", "debug_info": told} | about

    def _acked(self, answer: Payload) -> None:
        waiting = self._acks.pop(answer.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    async def deliver(self, sent: Sent, attempt: int, reason: str) -> Payload:
        """The bot's answer; raises `NotTaken`."""
        await self._connected()
        envelope_id = self.double.name("envelope")
        acknowledged = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        envelope: Payload = {"type": KINDS[sent.kind], "payload": sent.payload}
        envelope |= {"envelope_id": envelope_id, "accepts_response_payload": sent.kind != "event"}
        if sent.kind == "event":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        try:
            await self.open[-1].send_json(envelope)
            async with asyncio.timeout(self.double.ack_seconds):
                answer: Payload = await acknowledged
                return answer
        except TimeoutError:
            raise NotTaken("timeout") from None
        except (ConnectionError, IndexError, aiohttp.ClientError):
            raise NotTaken("connection_failed") from None

    async def _connected(self) -> None:
        try:
            await self.double.until(lambda: bool(self.open), self.double.ack_seconds)
        except TimeoutError:
            raise NotTaken("connection_failed") from None

    async def disconnect(self, reason: str) -> None:
        """Tell the bot to connect anew; a warning leaves the socket open, all else closes it."""
        self.enabled = self.enabled and reason != "link_disabled"
        for socket in list(self.open):
            told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
            await socket.send_json(told)
            if reason != "warning":
                await socket.close()

    def cut(self) -> None:
        """Every cable at once, without a word."""
        for socket in self.open:
            writer = getattr(socket, "_writer", None)
            if writer is not None and writer.transport is not None:
                writer.transport.abort()


class Requests:
    """The client side of signed HTTP."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double
        self.session: aiohttp.ClientSession | None = None

    async def deliver(self, sent: Sent, attempt: int, reason: str) -> Payload:
        """The bot's answer; raises `NotTaken`."""
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        body, kind = encoded(sent)
        status, text = await self.post(body, kind, retry if attempt else {})
        if not 200 <= status < 300:
            raise NotTaken("http_error")
        if not text.startswith("{"):
            # A plain text is shown to whoever typed the command.
            return {"text": text} if text else {}
        answer: Payload = json.loads(text)
        return answer

    async def post(
        self,
        body: bytes,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        *,
        skew: float = 0.0,
        secret: str | None = None,
    ) -> tuple[int, str]:
        """(status, text) of a signed request; raises `NotTaken` where there is no answer."""
        if self.session is None:
            self.session = aiohttp.ClientSession()
        stamp = str(int(time.time() + skew))
        key = self.double.signing_secret if secret is None else secret
        made = hmac.new(key.encode(), f"v0:{stamp}:".encode() + body, sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}
        signed |= {"Content-Type": kind, "User-Agent": "Slackbot 1.0"} | (headers or {})
        timeout = aiohttp.ClientTimeout(total=self.double.ack_seconds)
        try:
            async with self.session.post(
                self.double.events_url, data=body, headers=signed, timeout=timeout
            ) as answer:
                return answer.status, await answer.text()
        except TimeoutError:
            raise NotTaken("http_timeout") from None
        except aiohttp.ClientError:
            raise NotTaken("connection_failed") from None


def encoded(sent: Sent) -> tuple[bytes, str]:
    """(body, content type) as Slack sends that kind over HTTP."""
    if sent.kind == "event":
        return json.dumps(sent.payload).encode(), "application/json"
    form = sent.payload if sent.kind == "command" else {"payload": json.dumps(sent.payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
