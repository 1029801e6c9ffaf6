"""Each way into the house as a newcomer finds it: a real door, a real store, and what they see."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot import inviting
from bot.console import PLATFORM
from bot.house import House, opened
from bot.pacing import Limits
from bot.settings import Settings
from bot.slack import connect as connect_slack
from bot.telegram import connect as connect_telegram
from storage.records import Draft, Identity, Meeting, Received
from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import TelegramDouble
from tests.fakes import until
from tests.hands import Hand, OnConsole, OnSlack, OnTelegram, Sight
from tests.telegram_rig import QUICK
from tests.telegram_rig import settings as telegram_settings

Newcomer = Callable[[str], Awaitable["Visit"]]
"""Gives the visit of somebody of that name who was never here before."""


@dataclass
class Visit:
    """One newcomer's conversation through one door."""

    house: House
    hand: Hand
    rest: Callable[[int], Awaitable[None]]
    """Returns once that many messages were accepted, answered, and their answers are out."""
    name: str
    newcomer: Newcomer
    """Lets somebody else in who was never here."""

    async def enters(self) -> None:
        """By an invitation, past the one question."""
        asked = {"do": "invite", "name": self.name, "role": "negotiator"}
        store, commit, clock = self.house.store, self.house.commit, self.house.clock
        told = await inviting.invited(asked, store=store, commit=commit, clock=clock)
        await self.says(f"/start {told['token']}")
        await self.says("Beirut")

    @property
    def member(self) -> str:
        identity = self.house.store.get(Identity, self.hand.sender)
        assert identity is not None
        return identity.member

    @property
    def drafts(self) -> list[Draft]:
        return [one for one in self.house.store.all(Draft) if one.member == self.member]

    @property
    def meetings(self) -> list[Meeting]:
        return self.house.store.find(Meeting, "member", self.member)

    async def says(self, text: str) -> list[Sight]:
        """Write *text*; the cards that are new or changed since."""
        return await self._then(self.hand.says(text))

    async def presses(self, sight: Sight, label: str) -> list[Sight]:
        return await self._then(self.hand.presses(sight, label))

    async def forges(self, press: str) -> list[Sight]:
        return await self._then(self.hand.forges(press))

    async def _then(self, act: Awaitable[None]) -> list[Sight]:
        known = {sight.id: sight for sight in self.hand.cards()}
        heard = self.house.store.count(Received)
        await act
        await self.rest(heard + 1)
        return [sight for sight in self.hand.cards() if known.get(sight.id) != sight]


@asynccontextmanager
async def on_console(house: House) -> AsyncIterator[Newcomer]:
    async def newcomer(name: str) -> Visit:
        hand = OnConsole(house, name)
        await house.outbox.shut(PLATFORM)
        house.outbox.open(PLATFORM, hand.chat, Limits())

        async def rest(heard: int) -> None:
            await house.idle()

        return Visit(house, hand, rest, name, newcomer)

    yield newcomer


@asynccontextmanager
async def on_telegram(house: House) -> AsyncIterator[Newcomer]:
    numbers = count(1)
    async with TelegramDouble(strict_rates=False) as double:

        async def newcomer(name: str) -> Visit:
            hand = OnTelegram(double.person(next(numbers), name))
            return Visit(house, hand, lambda heard: _rest(house, heard), name, newcomer)

        settings = telegram_settings(double)
        async with connect_telegram(settings, house.ways("telegram"), pace=QUICK) as chat:
            chat.pause = 0.0
            house.outbox.open("telegram", chat, Limits())
            yield newcomer
            await house.close()


@asynccontextmanager
async def on_slack(house: House) -> AsyncIterator[Newcomer]:
    numbers = count(1)
    async with SlackDouble("socket", rate=0) as double:

        async def newcomer(name: str) -> Visit:
            hand = OnSlack(double.person(f"U{next(numbers)}", name))
            return Visit(house, hand, lambda heard: _rest(house, heard), name, newcomer)

        async with connect_slack(double.settings(), house.ways("slack")) as chat:
            house.outbox.open("slack", chat, Limits())
            yield newcomer
            await house.close()
        assert double.pings == []
        assert double.unfurled == []


async def _rest(house: House, heard: int) -> None:
    await until(lambda: house.store.count(Received) >= heard, 10)
    await house.idle()


ENTRANCES: dict[str, Callable[[House], AbstractAsyncContextManager[Newcomer]]] = {
    "console": on_console,
    "telegram": on_telegram,
    "slack": on_slack,
}


@asynccontextmanager
async def entrance(door: str, folder: Path) -> AsyncIterator[Newcomer]:
    """A house on a fresh store in *folder*, with one door open."""
    settings = Settings(data=folder / "data", key_file=folder / "key")
    async with opened(settings) as house:
        house.inbox.start()
        async with ENTRANCES[door](house) as newcomer:
            yield newcomer
