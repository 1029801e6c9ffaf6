"""The platforms as those see them who watch a service from outside, whichever double it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import TelegramDouble
from tests.slack_link import free_port


class Front(Protocol):
    """A platform as the people on it know it, and what of it the double saw."""

    name: str

    def environ(self) -> dict[str, str]: ...

    async def says(self, who: int, text: str) -> None: ...

    def cards(self, who: int) -> list[str]: ...

    def acknowledged(self) -> int: ...

    async def heard(self, seconds: float = 30.0) -> None:
        """Return once a process that was just started is there to be written to."""
        ...

    async def wait(self, seconds: float) -> None:
        """Return at the double's next news, or after *seconds*."""
        ...

    async def until(self, true: Callable[[], bool], seconds: float) -> None:
        """Return as soon as *true* holds of the double, or after *seconds*."""
        ...

    async def redeliver(self) -> None:
        """Bring once more what was never acknowledged, as the platform's last try would."""
        ...


class OnTelegram:
    """Long polling."""

    name = "telegram"

    def __init__(self, double: TelegramDouble) -> None:
        self.double = double

    def environ(self) -> dict[str, str]:
        return {
            "TELEGRAM_BOT_TOKEN": self.double.token,
            "RAPPORT_TELEGRAM_API_URL": self.double.url,
        }

    async def says(self, who: int, text: str) -> None:
        await self.double.person(1 + who).says(text)

    def cards(self, who: int) -> list[str]:
        return [seen.text for seen in self.double.person(1 + who).cards]

    def acknowledged(self) -> int:
        return len(self.double.updates.confirmed)

    async def heard(self, seconds: float = 30.0) -> None:
        polls = self.double.updates.polls
        await self.double.until(lambda: self.double.updates.polls > polls, seconds=seconds)

    async def wait(self, seconds: float) -> None:
        calls = len(self.double.calls)
        await self.until(lambda: len(self.double.calls) > calls, seconds)

    async def until(self, true: Callable[[], bool], seconds: float) -> None:
        with suppress(TimeoutError):
            await self.double.until(true, seconds=seconds)

    async def redeliver(self) -> None:
        """Telegram keeps what was not confirmed, and gives it to the next poll."""


class OnSlack:
    """Socket Mode or signed HTTP events, as the double says."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double
        self.name = f"slack {double.mode}"
        self.port = free_port()
        if double.mode == "http":
            double.events_url = f"http://127.0.0.1:{self.port}/slack/events"

    def environ(self) -> dict[str, str]:
        tokens = {
            "SLACK_BOT_TOKEN": self.double.bot_token,
            "RAPPORT_SLACK_API_URL": self.double.url,
        }
        if self.double.mode == "socket":
            return {**tokens, "SLACK_APP_TOKEN": self.double.app_token}
        secret = {"SLACK_SIGNING_SECRET": self.double.signing_secret}
        return {**tokens, **secret, "RAPPORT_SLACK_HTTP_PORT": str(self.port)}

    async def says(self, who: int, text: str) -> None:
        await self.double.person(f"U{1 + who}").says(text)

    def cards(self, who: int) -> list[str]:
        return [post.plain for post in self.double.person(f"U{1 + who}").cards]

    def acknowledged(self) -> int:
        return len(self.double.acked)

    async def heard(self, seconds: float = 30.0) -> None:
        """Its first words are `auth.test`; the door is open a moment later."""
        asked = len(self.double.called("auth.test"))
        await self.double.until(lambda: len(self.double.called("auth.test")) > asked, seconds)

    async def wait(self, seconds: float) -> None:
        calls = len(self.double.calls)
        await self.until(lambda: len(self.double.calls) > calls, seconds)

    async def until(self, true: Callable[[], bool], seconds: float) -> None:
        with suppress(TimeoutError):
            await self.double.until(true, seconds)

    async def redeliver(self) -> None:
        for sent in self.double.sent:
            if sent.done.is_set() and not sent.acked:
                sent.acked = await self.double.repeat(sent, 3, sent.attempts[-1])


@asynccontextmanager
async def platform(kind: str) -> AsyncIterator[Front]:
    """The double of *kind*: ``telegram``, ``http`` or ``socket``."""
    if kind == "telegram":
        async with TelegramDouble() as telegram:
            yield OnTelegram(telegram)
        return
    async with SlackDouble(kind, hasten=60.0) as slack:
        yield OnSlack(slack)
