"""What the tests of the Telegram door share: a door on a double, with the house behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.settings import TelegramSettings
from bot.telegram import Pace, TelegramChat, connect
from handlers.chat import Address, Button, Card, Line, Reply, Text
from tests.doubles.telegram import Person, TelegramDouble
from tests.doubles.ways import FakeWays

QUICK = Pace(first=0.01, longest=0.05, dead=0.2, start=1.0)


@dataclass
class Rig:
    """One run of the door; ``amina`` is a person on the other side."""

    double: TelegramDouble
    house: FakeWays
    chat: TelegramChat
    amina: Person


def settings(double: TelegramDouble) -> TelegramSettings:
    return TelegramSettings(double.token, double.url, poll_seconds=5)


@asynccontextmanager
async def rig(
    double: TelegramDouble | None = None, house: FakeWays | None = None, **options: object
) -> AsyncIterator[Rig]:
    """A door on a double; a double that is given stays open, as Telegram does."""
    if double is None:
        async with TelegramDouble(strict_rates=False) as fresh, rig(fresh, house, **options) as run:
            yield run
        return
    house = house or FakeWays()
    shown = replace(settings(double), **options)  # type: ignore[arg-type]  # Any field of the settings.
    async with connect(shown, house.ways, pace=QUICK) as chat:
        chat.pause = 0.0
        yield Rig(double, house, chat, double.person(7, "Amina"))


def reply(text: str = "Is this right?", to: int = 7, **parts: object) -> Reply:
    """A small card for *to*; *parts* are those of a `Reply`."""
    buttons = (Button("Save", "s:1", "primary"), Button("Edit", "e:1"), Button("Drop", "d:1"))
    card = Card("Meeting with Yusuf", (Line("When", "Tue 17 March"), Text(text)), buttons)
    return replace(Reply(Address("telegram", str(to)), card), **parts)  # type: ignore[arg-type]  # Any field of a reply.
