"""The HTTP side of the double: every call checked, counted, paced and, where asked, broken."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.doubles.slack_rules import SlackError
from tests.doubles.slack_web import METHODS, WebApi, decoded

if TYPE_CHECKING:
    from tests.doubles.slack import SlackDouble

BURST = {"chat.postMessage": (20, 1.0), "chat.update": (50, 50 / 60)}
"""Method → (calls at once, calls a second after that); posts count for each channel."""


@dataclass
class Fault:
    """What happens to the next *times* calls of a method (-1: to all)."""

    method: str
    error: str = ""
    times: int = 1
    status: int = 200
    cut: str = ""
    """``before`` or ``after`` the call was applied: the connection breaks without an answer."""
    wait: float = 0.0

    def refuse(self) -> None:
        """Raises what the call is answered with, if it is answered."""
        if not self.cut:
            raise SlackError(self.error, status=self.status, wait=self.wait)


class Server:
    """Serves one double on a free port of this machine."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double
        self.faults: list[Fault] = []
        self._api = WebApi(double)
        self._buckets: dict[str, tuple[float, float]] = {}
        self._posts: deque[float] = deque()
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Serve; returns the address, without a slash."""
        served = web.Application(client_max_size=64 * 1024 * 1024)
        served.router.add_route("*", "/api/{method}", self._called)
        served.router.add_get("/link/", self.double.sockets.serve)
        served.router.add_get("/files/{id}/{name}", self._download)
        served.router.add_post("/upload/{id}", self._upload)
        served.router.add_post("/response/{id}", self._respond)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method, params = request.match_info["method"], await _params(request)
        await asyncio.sleep(self.double.delay())
        self.double.calls.append((method, params))
        fault = self._fault(method)
        if fault and fault.cut == "before":
            return _broken(request)
        try:
            if fault:
                fault.refuse()
            told = {"ok": True} | self._answer(request, method, decoded(params))
        except SlackError as error:
            return _refused(error)
        finally:
            await self.double.changed()
        await asyncio.sleep(self.double.delay())
        return _broken(request) if fault else web.json_response(told)

    def _answer(self, request: web.Request, method: str, params: dict[str, Any]) -> dict[str, Any]:
        if method not in METHODS:
            raise SlackError("unknown_method")
        answer, scope = METHODS[method]
        token = (
            self.double.app_token if method == "apps.connections.open" else self.double.bot_token
        )
        if request.headers.get("Authorization", "") != f"Bearer {token}":
            raise SlackError("invalid_auth")
        if scope not in self.double.scopes:
            raise SlackError("missing_scope", f"needed: {scope}")
        self._paced(method, params)
        try:
            return answer(self._api, params)
        except KeyError as missing:
            raise SlackError("invalid_arguments", f"missing {missing}") from None

    def _paced(self, method: str, params: Mapping[str, Any]) -> None:
        if method not in BURST or not self.double.rate:
            return
        most, speed = BURST[method]
        place = str(params.get("channel")) if method == "chat.postMessage" else ""
        now, key = asyncio.get_running_loop().time(), method + place
        left, at = self._buckets.get(key, (float(most), now))
        left = min(float(most), left + (now - at) * speed * self.double.rate)
        while self._posts and self._posts[0] <= now - 60:
            self._posts.popleft()
        if left < 1 or 0 < self.double.workspace <= len(self._posts):
            self.double.floods += 1
            raise SlackError("ratelimited", status=429, wait=1)
        self._buckets[key] = left - 1, now
        self._posts.append(now)

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times:
                fault.times -= 1
                return fault
        return None

    async def _download(self, request: web.Request) -> web.Response:
        """A file's bytes, or Slack's sign-in page with status 200 for whoever has no right."""
        file = self.double.world.files.get(request.match_info["id"])
        right = request.headers.get("Authorization") == f"Bearer {self.double.bot_token}"
        fault = self._fault("file")
        if file is None or (fault and fault.status != 200):
            return web.Response(status=fault.status if fault else 404)
        if not right or fault or "files:read" not in self.double.scopes:
            return web.Response(text="<html>Sign in to Field</html>", content_type="text/html")
        return web.Response(body=file.content, content_type=file.mime)

    async def _upload(self, request: web.Request) -> web.Response:
        upload = self.double.world.uploads.get(request.match_info["id"])
        content = await request.read()
        if upload is None or upload.content or len(content) != upload.length:
            return web.Response(status=400, text="invalid upload")
        upload.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def _respond(self, request: web.Request) -> web.Response:
        """A response_url: good for five answers."""
        user, left = self.double.world.responses[request.match_info["id"]]
        if not left:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self.double.world.responses[request.match_info["id"]] = user, left - 1
        told = await request.json()
        self.double.world.people[user].ephemerals.append(told.get("text", ""))
        await self.double.changed()
        return web.Response(text="ok")


async def _params(request: web.Request) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        return params | dict(await request.json())
    return params | dict(await request.post())


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _refused(error: SlackError) -> web.Response:
    if error.status >= 500:
        page = "<html>Our servers are having a moment</html>"
        return web.Response(status=error.status, text=page, content_type="text/html")
    told = {"ok": False, "error": error.error, "response_metadata": {"messages": error.details}}
    headers = {"Retry-After": str(int(error.wait))} if error.wait else {}
    return web.json_response(told, status=error.status, headers=headers)
