"""HTTP under the Telegram double: parameters in, answers out, and what goes wrong between."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.doubles.telegram_limits import Refused
from tests.doubles.telegram_methods import METHODS

if TYPE_CHECKING:
    from tests.doubles.telegram import TelegramDouble

_JSON = frozenset(
    (
        *("allowed_updates", "entities", "caption_entities", "reply_markup", "reply_parameters"),
        *("reaction", "commands", "scope", "link_preview_options", "drop_pending_updates"),
    )
)


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a call instead of, before or after what was asked."""

    status: int = 0
    """Answer this status, with *body*, instead of applying the call."""
    body: str = "<html><h1>502 Bad Gateway</h1></html>"
    retry_after: int = 0
    """Answer 429 with this many seconds."""
    cut: str = ""
    """``before``: the socket is cut and nothing applied; ``after``: applied, the answer lost."""
    slow: float = 0.0
    """Seconds before the call is applied and answered."""


def application(double: TelegramDouble) -> web.Application:
    """The routes of the Bot API, served from what *double* holds."""
    wire = _Wire(double)
    app = web.Application(client_max_size=60_000_000)
    app.router.add_route("*", "/bot{token}/{method}", wire.call)
    app.router.add_get("/file/bot{token}/{path:.+}", wire.download)
    return app


class _Wire:
    def __init__(self, double: TelegramDouble) -> None:
        self._double = double

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        if self._strange(request):
            return _refusal(Refused("Unauthorized", 401))
        asked = await _asked(request)
        await asyncio.sleep(self._double.delay())
        self._double.calls.append((request.match_info["method"], asked))
        fault = self._double.fault(method)
        early = await self._early(fault, request)
        if early is None:
            early = await self._applied(method, asked)
            if fault.cut == "after":
                _cut(request)
        self._double.wake()
        await asyncio.sleep(self._double.delay())
        return early

    async def download(self, request: web.Request) -> web.StreamResponse:
        if self._strange(request):
            return _refusal(Refused("Unauthorized", 401))
        self._double.calls.append(("download", {}))
        if early := await self._early(self._double.fault("download"), request):
            return early
        kept = self._double.files.get(request.match_info["path"].removeprefix("d/"))
        return web.Response(body=kept[0]) if kept else web.Response(status=404, text="Not Found")

    def _strange(self, request: web.Request) -> bool:
        return self._double.revoked or request.match_info["token"] != self._double.token

    async def _applied(self, method: str, asked: dict[str, Any]) -> web.Response:
        known = METHODS.get(method)
        if known is None:
            return _refusal(Refused("Not Found", 404))
        try:
            return web.json_response({"ok": True, "result": await known(self._double, asked)})
        except Refused as refused:
            return _refusal(refused)

    async def _early(self, fault: Fault, request: web.Request) -> web.Response | None:
        """What goes wrong before anything is applied."""
        if fault.slow:
            stopped = asyncio.ensure_future(self._double.stopping.wait())
            await asyncio.wait([stopped], timeout=fault.slow)
            stopped.cancel()
        if fault.retry_after:
            words = f"retry after {fault.retry_after}"
            return _refusal(Refused(words, 429, retry_after=fault.retry_after))
        if fault.status:
            return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        if fault.cut == "before":
            _cut(request)
            return web.Response()
        return None


async def _asked(request: web.Request) -> dict[str, Any]:
    """The parameters, from the query, a form, JSON or a multipart body, as plain values."""
    asked: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        asked |= await request.json()
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            asked[name] = _value(value)
    for name in _JSON & asked.keys():
        if isinstance(asked[name], str):
            asked[name] = json.loads(asked[name])
    return asked


def _value(value: Any) -> Any:
    if isinstance(value, web.FileField):
        with value.file:
            return value.filename, value.file.read()
    return value


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.status,
        "description": str(refused),
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
