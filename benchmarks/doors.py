"""Each platform's door on its double, with the house behind it or a bare echo."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Protocol

from bot.door import Ways
from bot.house import House
from bot.pacing import Limits
from bot.slack import connect as connect_slack
from bot.telegram import connect as connect_telegram
from handlers.chat import Card, Chat, Message, Reply
from tests.doubles.slack import SlackDouble
from tests.doubles.slack_people import Person as SlackPerson
from tests.doubles.telegram import Person as TelegramPerson
from tests.doubles.telegram import TelegramDouble
from tests.telegram_rig import settings as telegram_settings


class Line(Protocol):
    """One person's conversation on one platform."""

    name: str

    async def says(self, text: str) -> None:
        """Write *text*."""
        ...

    async def presses(self, label: str) -> None:
        """Press the button of the last card that bears *label*."""
        ...

    def labels(self) -> list[str]:
        """What can be pressed on the last card."""
        ...

    def seen(self) -> tuple[int, int]:
        """How many cards there are, and how often any was changed."""
        ...

    async def until(self, true: Callable[[], bool]) -> None:
        """Return as soon as *true* holds of what is seen."""
        ...


class Echo:
    """Says back what was said, and keeps nothing."""

    def __init__(self) -> None:
        self.chat: Chat | None = None
        self.facts: dict[str, str] = {}
        self._answers: set[asyncio.Task[str]] = set()

    def ways(self) -> Ways:
        """What a door needs to be given."""
        return Ways(
            accept=self._accept,
            keep=_nothing,
            fetch=_no_file,
            recall=lambda name: self.facts.get(name, ""),
            remember=self._remember,
            report=lambda what, state: None,
            here=lambda sender: datetime.now(UTC),
            may_keep=lambda sender: False,
        )

    async def _accept(self, message: Message) -> bool:
        assert self.chat is not None  # noqa: S101  # The chat is there before anybody writes.
        answer = Reply(message.place, Card(message.text))
        task = asyncio.create_task(self.chat.send(answer, message.key, repeat=False))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)
        return True

    async def _remember(self, name: str, value: str) -> None:
        self.facts[name] = value


async def _nothing(data: bytes) -> str:
    return ""


async def _no_file(name: str) -> bytes:
    raise KeyError(name)


class OnTelegram:
    """A person with a phone."""

    name = "telegram"

    def __init__(self, double: TelegramDouble, person: TelegramPerson) -> None:
        self._double, self._person = double, person

    async def says(self, text: str) -> None:
        """Write *text*."""
        await self._person.says(text)

    async def presses(self, label: str) -> None:
        """Press the button of the last card that bears *label*."""
        await self._person.presses(self._person.cards[-1].id, label)

    def labels(self) -> list[str]:
        """What can be pressed on the last card."""
        return self._person.cards[-1].labels

    def seen(self) -> tuple[int, int]:
        """How many cards there are, and how often any was changed."""
        cards = self._person.cards
        return len(cards), sum(card.edits for card in cards)

    async def until(self, true: Callable[[], bool]) -> None:
        """Return as soon as *true* holds of what is seen."""
        await self._double.until(true, seconds=30)


class OnSlack:
    """A person of the workspace."""

    name = "slack"

    def __init__(self, double: SlackDouble, person: SlackPerson) -> None:
        self._double, self._person = double, person

    async def says(self, text: str) -> None:
        """Write *text*."""
        await self._person.says(text)

    async def presses(self, label: str) -> None:
        """Press the button of the last card that bears *label*."""
        await self._person.presses(self._person.cards[-1].ts, label)

    def labels(self) -> list[str]:
        """What can be pressed on the last card."""
        return self._person.cards[-1].buttons

    def seen(self) -> tuple[int, int]:
        """How many cards there are, and how often any was changed."""
        cards = self._person.cards
        return len(cards), sum(card.changes for card in cards)

    async def until(self, true: Callable[[], bool]) -> None:
        """Return as soon as *true* holds of what is seen."""
        await self._double.until(true, 30)


@asynccontextmanager
async def _telegram(house: House | None) -> AsyncIterator[Line]:
    echo = Echo()
    async with TelegramDouble(strict_rates=False) as double:
        ways = house.ways("telegram") if house else echo.ways()
        async with connect_telegram(telegram_settings(double), ways) as chat:
            chat.pause = 0.0
            await _joined(house, echo, chat, "telegram")
            yield OnTelegram(double, double.person(1))
            await _left(house, "telegram")


@asynccontextmanager
async def _slack(house: House | None) -> AsyncIterator[Line]:
    echo = Echo()
    async with SlackDouble("socket", rate=0) as double:
        ways = house.ways("slack") if house else echo.ways()
        async with connect_slack(double.settings(), ways) as chat:
            await _joined(house, echo, chat, "slack")
            yield OnSlack(double, double.person("U1"))
            await _left(house, "slack")


async def _joined(house: House | None, echo: Echo, chat: Chat, name: str) -> None:
    echo.chat = chat
    if house is not None:
        house.outbox.open(name, chat, Limits())


async def _left(house: House | None, name: str) -> None:
    if house is not None:
        await house.idle()
        await house.outbox.shut(name)


ON: dict[str, Callable[[House | None], AbstractAsyncContextManager[Line]]] = {
    "telegram": _telegram,
    "slack": _slack,
}
"""Each platform with the house behind its door, or with the echo where there is none."""


ACCOUNTS = (("telegram:1", "1"), ("slack:U1", "U1"))
"""(sender, place) of the person that each `Line` speaks for."""
