"""Two thousand nudges due in one minute, through the real way out, to servers that are strict.

Time is the loop's own, which never waits (`tests.hasty`); servers, clients, pacing, courier and
nudger are the real ones.
"""

from __future__ import annotations

import asyncio
import math
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import SLACK, TELEGRAM
from bot.commit import Commit
from bot.exit import Hands
from bot.nudging import Nudger
from bot.outbox import Outbox
from bot.slack.chat import SlackChat
from bot.telegram.chat import TelegramChat
from bot.telegram.line import Line
from handlers.chat import Address, Card, Chat, Reply
from handlers.nudging.planning import replanned
from storage.memory import MemoryStore
from storage.records import Identity, Member, Reminder, added
from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import TelegramDouble
from tests.doubles.ways import FakeWays
from tests.fakes import inline
from tests.hasty import hurried
from tests.telegram_rig import settings as telegram_settings

START = datetime(2026, 3, 20, 6, tzinfo=UTC)
DUE = time(9)
ANSWERS = 0.05, 0.15
"""Seconds that the platforms take to answer, from and to."""
WORKSPACE = 300
"""Posts a minute that a strict Slack takes from all of a workspace: "several hundred"."""


@dataclass
class Drained:
    """What came of it."""

    seconds: float = 0.0
    """From the tick to the last card."""
    cards: Counter[str] = field(default_factory=Counter)
    """How often each account was told."""
    floods: int = 0
    answered: list[float] = field(default_factory=list)
    """Seconds that answers to people took, which leave by the same door meanwhile."""
    most_under_way: int = 0
    """Cards under way on one platform at the same moment, at most: what a crash puts in doubt."""

    @property
    def p99(self) -> float:
        """What 99 of 100 answers took at most, in seconds."""
        return sorted(self.answered)[math.ceil(len(self.answered) * 0.99) - 1]


@dataclass
class Street:
    """Members who were promised a word at one hour, and the doors to them."""

    nudges: int
    platforms: Sequence[str]
    seed: int = 1

    def __post_init__(self) -> None:
        self.store = MemoryStore()
        self.chance = random.Random(self.seed)
        self.drained = Drained()
        self.asked: dict[str, float] = {}
        commit = Commit(self.store.flush, inline)
        loop = asyncio.get_running_loop()
        self.outbox = Outbox(self.store, commit, Hands(self.clock, loop.time))
        self.nudger = Nudger(
            self.store, self.outbox, commit=commit, clock=self.clock, timer=loop.time
        )
        self.commit = commit
        for number in range(self.nudges):
            self._member(number)

    def clock(self) -> datetime:
        return START + timedelta(seconds=asyncio.get_running_loop().time())

    def _member(self, number: int) -> None:
        id, platform = f"m{number}", self.platforms[number % len(self.platforms)]
        place = f"U{number}" if platform == "slack" else str(number + 1)
        account = Identity(f"{platform}:{place}", id, place)
        asked = Reminder(f"r{number}", id, "call", START.date(), START, at=DUE)
        made = [added(Member(id, id)), added(account), added(asked)]
        self.store.apply([*made, *replanned(self.store, made, START).changes])

    async def lives(self) -> Drained:
        """Let the hour come; measure until the last card has arrived."""
        loop = asyncio.get_running_loop()
        async with AsyncExitStack() as stack:
            for platform in self.platforms:
                opened = _telegram if platform == "telegram" else _slack
                await stack.enter_async_context(opened(self))
            due = datetime.combine(START.date(), DUE, UTC)
            await asyncio.sleep((due - self.clock()).total_seconds())
            began = loop.time()
            asking = asyncio.create_task(self._asks())
            await self.nudger.tick()
            await self.outbox.idle()
            self.drained.seconds = loop.time() - began
            asking.cancel()
            await self.outbox.close()
        return self.drained

    async def _asks(self) -> None:
        """Now and then somebody asks something, and waits for the answer; each somebody else."""
        for number in count(0):
            await asyncio.sleep(self.chance.uniform(0.3, 0.9))
            who = self.nudges - 1 - number
            platform = self.platforms[who % len(self.platforms)]
            place = f"U{who}" if platform == "slack" else str(who + 1)
            owed = self.outbox.owe([Reply(Address(platform, place), Card("Answer"))])
            await self.commit(self.store.apply([added(one) for one in owed]))
            self.asked[owed[0].id] = asyncio.get_running_loop().time()
            self.outbox.take(owed)

    def pause(self) -> float:
        """Half of what a platform takes to answer: on the way there, and on the way back."""
        return self.chance.uniform(*ANSWERS) / 2


@dataclass
class Watched:
    """A chat that is looked at while it works: what is under way, and how long answers take."""

    chat: Chat
    street: Street
    under_way: int = 0

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        drained, loop = self.street.drained, asyncio.get_running_loop()
        self.under_way += 1
        drained.most_under_way = max(drained.most_under_way, self.under_way)
        try:
            id = await self.chat.send(reply, delivery, repeat=repeat)
        finally:
            self.under_way -= 1
        if reply.urgent:
            drained.answered.append(loop.time() - self.street.asked[delivery])
        else:
            drained.cards[f"{reply.to.platform}:{reply.to.place}"] += 1
        return id

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        return await self.chat.sent(reply, delivery)


@asynccontextmanager
async def _telegram(street: Street) -> AsyncIterator[None]:
    async with TelegramDouble() as double:
        double.delay = street.pause
        for number in range(street.nudges):
            double.person(number + 1)
        line = Line(telegram_settings(double))
        chat = Watched(TelegramChat(line, FakeWays().ways), street)
        street.outbox.open("telegram", chat, TELEGRAM)
        yield
        street.drained.floods += double.floods
        await line.close()


@asynccontextmanager
async def _slack(street: Street) -> AsyncIterator[None]:
    async with SlackDouble() as double, aiohttp.ClientSession() as session:
        double.delay, double.workspace = street.pause, WORKSPACE
        for number in range(street.nudges):
            double.person(f"U{number}")
        client = AsyncWebClient(
            double.bot_token, base_url=double.url, session=session, retry_handlers=[]
        )
        chat = Watched(SlackChat(client, FakeWays().ways), street)
        street.outbox.open("slack", chat, SLACK)
        yield
        street.drained.floods += double.floods


def drained(nudges: int, platforms: Sequence[str], seed: int = 1) -> Drained:
    """What comes of *nudges* that are due in one minute, shared by *platforms*."""

    async def lives() -> Drained:
        return await Street(nudges, platforms, seed).lives()

    return hurried(lives())


def told(nudges: int, platforms: Sequence[str], found: Drained) -> str:
    """One line of a report."""
    return (
        f"{nudges} nudges on {' and '.join(platforms)}: {found.seconds:.1f} s, "
        f"{found.seconds / least(found, platforms):.2f} times the least; "
        f"{found.floods} refused for being too fast, {nudges - len(found.cards)} lost, "
        f"{sum(found.cards.values()) - len(found.cards)} twice; answers meanwhile p99 "
        f"{found.p99:.2f} s of {len(found.answered)}; at most {found.most_under_way} under way"
    )


def least(found: Drained, platforms: Sequence[str]) -> float:
    """Seconds in which the platforms would have taken all that was sent, answers among it."""
    whole = sum(found.cards.values()) + len(found.answered)
    rates = {"telegram": 30.0, "slack": WORKSPACE / 60}
    # Accounts are shared out evenly, so that the slower platform has the last word.
    return whole / len(platforms) / min(rates[one] for one in platforms)


def main() -> None:
    """Two thousand on every platform: ``python -m tests.drain``."""
    for platforms in (("telegram",), ("slack",), ("telegram", "slack")):
        found = drained(2000, platforms)
        sys.stdout.write(f"{told(2000, platforms, found)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
