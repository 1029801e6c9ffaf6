"""A bot's Slack side joined to the double, with nothing of the house behind it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.slack import SlackChat, connect
from tests.doubles.slack import SlackDouble
from tests.doubles.slack_people import Person
from tests.doubles.ways import FakeWays

MODES = ("socket", "http")


@dataclass
class Link:
    """The double, the ways in and the way out."""

    slack: SlackDouble
    house: FakeWays
    chat: SlackChat

    @property
    def amina(self) -> Person:
        return self.slack.person("U1", "Amina")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@asynccontextmanager
async def double(mode: str, **how: Any) -> AsyncIterator[SlackDouble]:
    async with SlackDouble(mode, **how) as slack:
        slack.person("U1", "Amina")
        yield slack


@asynccontextmanager
async def joined(
    slack: SlackDouble, house: FakeWays | None = None, **more: Any
) -> AsyncIterator[Link]:
    """The bot connected to *slack*, on the transport the double is set to."""
    house = house or FakeWays()
    if slack.mode == "http":
        more = {"http_port": free_port()} | more
        slack.events_url = f"http://127.0.0.1:{more['http_port']}/slack/events"
    async with connect(slack.settings(**more), house.ways) as chat:
        yield Link(slack, house, chat)


@asynccontextmanager
async def link(mode: str, **how: Any) -> AsyncIterator[Link]:
    """All of it, with a person of the team there and the connection up."""
    async with double(mode, **how) as slack, joined(slack) as linked:
        await linked.house.until(lambda: ("auth", "ok") in linked.house.reports)
        yield linked
