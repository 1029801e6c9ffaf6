"""What Slack waits for: our share of an event's work, and how soon a command is acknowledged.

P12 and P14. The library is measured from the text of Slack's line to the acknowledgement's.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.answering import AMAL
from benchmarks.measuring import Report, Times, ratio
from bot.house import House, opened
from bot.settings import Settings
from bot.slack import events
from bot.slack.files import Files
from bot.slack.listen import Ears, build
from handlers import commands
from storage.records import Identity, added

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TEXT = "/history Idris"
_RICH = {"type": "rich_text_section", "elements": [{"type": "text", "text": TEXT}]}
EVENT: dict[str, Any] = {
    "token": "made-up",
    "team_id": "T1",
    "context_team_id": "T1",
    "context_enterprise_id": None,
    "api_app_id": "A1",
    "event": {
        "user": "U1",
        "type": "message",
        "ts": "1772000000.000100",
        "client_msg_id": "6f9d8f6e-0000-0000-0000-000000000000",
        "text": TEXT,
        "team": "T1",
        "blocks": [{"type": "rich_text", "block_id": "b1", "elements": [_RICH]}],
        "channel": "D1",
        "event_ts": "1772000000.000100",
        "channel_type": "im",
    },
    "type": "event_callback",
    "event_id": "Ev1",
    "event_time": 1_772_000_000,
    "authorizations": [
        {
            "enterprise_id": None,
            "team_id": "T1",
            "user_id": "U0",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ],
    "is_ext_shared_channel": False,
    "event_context": "4-made-up",
}
"""A message in a person's own conversation with us, with all that Slack sends along."""


class Wire(AsyncBaseSocketModeClient):
    """A line that leads nowhere."""

    def __init__(self, app: AsyncApp) -> None:
        self.sent: list[str] = []
        self.logger = logging.getLogger("slack_sdk")
        self.message_listeners = []
        self.socket_mode_request_listeners = [self._handle]
        self._app = app

    async def _handle(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = await run_async_bolt_app(self._app, request)
        await send_async_response(self, request, answer, time.time())

    async def send_message(self, message: str) -> None:
        """Slack has it."""
        self.sent.append(message)


class Known(AsyncWebClient):
    """Knows everybody without asking."""

    async def users_info(self, **_: Any) -> Any:
        """One name for all."""
        return {"user": {"name": "amal", "locale": "en-GB", "profile": {"real_name": "Amal"}}}


async def _authorize(**_: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-made-up")  # noqa: S106  # Made up.


def _app(*, at_once: bool) -> AsyncApp:
    return AsyncApp(
        authorize=_authorize,
        signing_secret="made-up",  # noqa: S106  # Made up.
        process_before_response=at_once,
    )


async def share(report: Report, rounds: int) -> None:
    """P12: our share of the processor's time for an event."""
    app = _app(at_once=True)

    @app.event("message")
    async def heard() -> None:
        pass

    wire = Wire(app)
    text = json.dumps({"type": "events_api", "envelope_id": "1", "payload": EVENT})
    times: Times = {"slack-bolt and its line": [], "ours": [], "of it the routing": []}
    for _ in range(rounds):
        start = time.perf_counter()
        await wire.run_message_listeners(json.loads(text), text)
        times["slack-bolt and its line"].append(time.perf_counter() - start)
        start = time.perf_counter()
        message = events.to_message(EVENT, NOW, me="U0")
        middle = time.perf_counter()
        asked = commands.read(message.text if message else "")
        end = time.perf_counter()
        times["ours"].append(end - start)
        times["of it the routing"].append(end - middle)
        if asked is None or asked.command is None:
            raise AssertionError("an event was not understood")
    if len(wire.sent) != rounds:
        raise AssertionError("an event was not acknowledged")
    report.times["a Slack event"] = times
    shares(report, "slack", times, "slack-bolt and its line")


def shares(report: Report, door: str, times: Times, library: str) -> None:
    """Our share of the whole, and that of the routing alone."""
    both = [lib + own for lib, own in zip(times[library], times["ours"], strict=True)]
    for goal, name in ((f"P12-{door}", "ours"), (f"P12-{door}-routing", "of it the routing")):
        report.add(goal, ratio([one * 100 for one in times[name]], both), library)


def acknowledged(report: Report, folder: Path, rounds: int) -> None:
    """P14: a slash command, from its dispatch to the acknowledgement; ours is on disk by then."""
    settings = Settings(data=folder / "acked" / "data", key_file=folder / "acked" / "key")
    times = asyncio.run(_acknowledged(settings, rounds))
    report.times["a Slack command, acknowledged"] = times
    of = ratio(times["slack-bolt's default"], times["Rapport"])
    report.add("P14", of, "slack-bolt's default, which keeps nothing")


async def _acknowledged(settings: Settings, rounds: int) -> Times:
    default, times, chance = _app(at_once=False), Times(), random.Random(8)

    @default.command("/rapport")
    async def heard(ack: Any) -> None:
        await ack()

    async with opened(settings) as house:
        account = Identity("slack:U1", AMAL.id, "U1")
        await house.commit(house.store.apply([added(AMAL), added(account)]))
        house.inbox.start()
        ears = _ears(house)
        subjects = {
            "slack-bolt's default": default,
            "Rapport": build(ears, "made-up", AsyncWebClient()),
        }
        for number in range(rounds + 5):
            for name in chance.sample(list(subjects), k=2):
                taken = await _dispatched(subjects[name], number)
                if number >= 5:
                    times.setdefault(name, []).append(taken)
            await house.inbox.idle()
        await ears.close()
    return times


def _ears(house: House) -> Ears:
    client, ways = Known(), house.ways("slack")
    return Ears(client, ways, Files(client, None, ways))  # type: ignore[arg-type]  # No file is fetched.


async def _dispatched(app: AsyncApp, number: int) -> float:
    body = {"command": "/rapport", "text": "help", "user_id": "U1", "team_id": "T1"}
    body |= {"channel_id": "D1", "trigger_id": f"t{number}"}
    start = time.perf_counter()
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    taken = time.perf_counter() - start
    if answer.status != 200:
        raise AssertionError("a command was not acknowledged")
    return taken
