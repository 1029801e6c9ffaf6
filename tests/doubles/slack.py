"""Our own strict Slack on loopback: Web API, Socket Mode, signed HTTP, faults, people."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any

from bot.settings import SlackSettings
from tests.doubles.slack_lines import RETRIES, NotTaken, Requests, Sent, Sockets
from tests.doubles.slack_people import Person
from tests.doubles.slack_server import Fault, Server
from tests.doubles.slack_web import METHODS
from tests.doubles.slack_world import Channel, World


class SlackDouble:
    """A workspace with one app in it; use as ``async with SlackDouble() as slack``.

    *hasten* is how many times faster than Slack's the retries come; *rate* 0 lifts the rate
    limits; *mode* is ``socket`` or ``http``, for which ``events_url`` must be set.
    """

    def __init__(self, mode: str = "socket", *, hasten: float = 200.0, rate: float = 1.0) -> None:
        self.mode, self.hasten, self.rate = mode, hasten, rate
        self.bot_token, self.app_token, self.signing_secret = "xoxb-1-test", "xapp-1-test", "s-test"
        self.team, self.bot, self.bot_id = "T1", "UBOT", "B1"
        self.ack_seconds = 3.0
        self.events_url = self.root = self.url = ""
        self.scopes = {scope for _, scope in METHODS.values()}
        self.edits_closed = False
        self.keeps_all = False
        self.delay: Callable[[], float] = lambda: 0.0
        """Seconds that a call takes to come, and as many anew for its answer."""
        self.workspace = 0
        """Posts a minute that the whole workspace takes from us; 0 is any number."""
        self.floods = 0
        """How many calls were refused because of the rates."""
        self.pings: list[str] = []
        """Every mention, or link with a mask, that a post of the bot brought to life."""
        self.unfurled: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """(method, arguments) of every call, also of those refused."""
        self.sent: list[Sent] = []
        """All the bot was told of, with what became of it."""
        self.world = World(self.bot)
        self.sockets = Sockets(self)
        self.requests = Requests(self)
        self._server = Server(self)
        self._numbers = itertools.count(1)
        self._last = 0.0
        self._changed = asyncio.Condition()
        self._deliveries: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Serve on a free port of this machine."""
        self.root = await self._server.start()
        self.url = f"{self.root}/api/"

    async def stop(self) -> None:
        """Stop serving and let go of every retry still to come."""
        for task in self._deliveries:
            task.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        for socket in list(self.sockets.open):
            await socket.close()
        if self.requests.session:
            await self.requests.session.close()
        await self._server.stop()

    async def __aenter__(self) -> SlackDouble:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.stop()

    def settings(self, **more: Any) -> SlackSettings:
        """Settings of a bot that lives here."""
        return replace(
            SlackSettings(
                bot_token=self.bot_token,
                app_token=self.app_token if self.mode == "socket" else "",
                signing_secret=self.signing_secret,
                api_url=self.url,
                watchdog_seconds=0.2,
            ),
            **more,
        )

    def person(self, id: str, name: str = "", locale: str = "en-GB") -> Person:
        """Somebody of the workspace, the same one for the same id."""
        if id not in self.world.people:
            self.world.people[id] = Person(self, id, name or id.title(), locale)
        return self.world.people[id]

    def channel(self, id: str, *members: str, bot: bool = True) -> Channel:
        """A channel of the workspace, with the bot in it unless told otherwise."""
        everyone = {*members, *([self.bot] if bot else [])}
        return self.world.channels.setdefault(id, Channel(id, everyone, private=False))

    def fail(self, method: str, error: str = "", **how: Any) -> None:
        """Let the next call, or calls, of *method* go wrong: see `Fault`."""
        self._server.faults.append(Fault(method, error, **how))

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of *method* so far."""
        return [params for name, params in self.calls if name == method]

    @property
    def acked(self) -> list[Sent]:
        """What the bot acknowledged."""
        return [sent for sent in self.sent if sent.acked]

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Return as soon as *true* holds of this double; raises ``TimeoutError``."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    async def settle(self, seconds: float = 10.0) -> None:
        """Return once everything sent was acknowledged or given up."""
        await self.until(lambda: all(sent.done.is_set() for sent in self.sent), seconds)

    async def changed(self) -> None:
        """Wake whoever waits in `until`."""
        async with self._changed:
            self._changed.notify_all()

    def name(self, kind: str) -> str:
        """A name nobody else has."""
        return f"{kind}{next(self._numbers):06d}"

    def stamp(self) -> str:
        """A message's time, later than every one before it."""
        self._last = max(time.time(), self._last + 0.000_002)
        return f"{self._last:.6f}"

    def tell(self, kind: str, payload: dict[str, Any]) -> Sent:
        """Bring something to the bot, again as Slack would where it is not acknowledged."""
        sent = Sent(self.name("Ev"), kind, payload)
        self.sent.append(sent)
        task = asyncio.create_task(self._deliver(sent))
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)
        return sent

    def event(self, event: dict[str, Any], **more: Any) -> Sent:
        """Bring an event of the Events API to the bot."""
        about = {"token": "t", "team_id": self.team, "api_app_id": "A1", "type": "event_callback"}
        us = {"team_id": self.team, "user_id": self.bot, "is_bot": True}
        told = about | {"event": event, "authorizations": [us], "event_time": int(time.time())}
        return self.tell("event", told | {"event_id": self.name("Ev")} | more)

    async def repeat(self, sent: Sent, attempt: int = 0, reason: str = "http_timeout") -> bool:
        """Bring the very same thing once more; whether it was acknowledged."""
        line = self.sockets if self.mode == "socket" else self.requests
        try:
            sent.answer = await line.deliver(sent, attempt, reason if attempt else "")
        except NotTaken as why:
            sent.attempts.append(str(why))
            await self.changed()
            return False
        sent.attempts.append("ok")
        return True

    async def _deliver(self, sent: Sent) -> None:
        waits = RETRIES if sent.kind == "event" else ()
        for attempt, wait in enumerate((0.0, *waits)):
            await asyncio.sleep(wait / self.hasten)
            reason = sent.attempts[-1] if sent.attempts else ""
            if await self.repeat(sent, attempt, reason):
                sent.acked = True
                break
        sent.done.set()
        await self.changed()
