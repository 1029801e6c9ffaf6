"""How long an answer takes, from the platform's sending a message to its holding our answer.

The house is whole: a real door on our double of the platform, the inbox, the handlers, a store of
5,000 counterparts and 50,000 records on disk, all led by the one who writes. Only the pace that
platforms ask for is lifted. Beside it, turn by turn, the same door on a double of its own with an
echo behind it, which keeps nothing: the limit that door and double set.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.doors import ACCOUNTS, ON, Line
from bot.house import House, opened
from bot.settings import Settings
from handlers.words import common, note
from storage.keys import KeyFile
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Identity,
    Meeting,
    Member,
    Record,
    Side,
    added,
)
from storage.tiny import open_store

PEOPLE = 5_000
SESSIONS = 20
"""Of ten messages each."""
AMAL = Member("m1", "Amal", told_privacy=True)
DAY = datetime(2026, 3, 1, tzinfo=UTC)

Times = dict[str, list[float]]


def measured(folder: Path) -> dict[str, Times]:
    """By platform: what each sort of message took, and the echo, in milliseconds."""
    settings = Settings(data=folder / "data", key_file=folder / "key")
    _fill(settings)
    return asyncio.run(_measure(settings))


async def _measure(settings: Settings) -> dict[str, Times]:
    async with opened(settings) as house:
        house.inbox.start()
        return {name: await _side_by_side(name, house) for name in ON}


async def _side_by_side(name: str, house: House) -> Times:
    """Rapport and the echo in turns, each first in every second round."""
    times: Times = defaultdict(list)
    async with ON[name](house) as ours, ON[name](None) as echo:
        await _warmed(ours, echo)
        talk = Talk(ours, times)
        for number in range(SESSIONS):
            async for _ in talk.session(number):
                times["echo"].append(await _timed(echo, echo.says("hello")))
    return times


async def _warmed(*lines: Line) -> None:
    """What is loaded by the first message is not what is measured."""
    for line in lines:
        for _ in range(3):
            await _timed(line, line.says("/people"))


async def _timed(line: Line, act: Awaitable[None]) -> float:
    """Milliseconds from *act* to what it brings to be seen."""
    before = line.seen()
    began = time.perf_counter()
    await act
    await line.until(lambda: line.seen() != before)
    return (time.perf_counter() - began) * 1e3


@dataclass
class Talk:
    """What one member says and presses, message by message."""

    line: Line
    times: Times
    chance: random.Random = field(default_factory=lambda: random.Random(4))

    async def session(self, number: int) -> AsyncIterator[None]:
        """Ten messages: three notes on people known, one on somebody new, and looking back."""
        known = [named(self.chance.randrange(PEOPLE)) for _ in range(3)]
        for name in known[:2]:
            async for _ in self._noted("note", name):
                yield
            await self._measured("/history", self.line.says(f"/history {name}"))
            yield
        family = _FAMILIES[self.line.name]
        async for _ in self._noted("note on someone new", f"{NEW[number]} {family}"):
            yield
        async for _ in self._noted("first note after that", known[2]):
            yield

    async def _noted(self, kind: str, name: str) -> AsyncIterator[None]:
        words = f"Met {name} today at the bridge. He opens the road on Monday."
        await self._measured(kind, self.line.says(words))
        yield
        if note.SOMEONE_NEW in self.line.labels():
            await self.line.presses(note.SOMEONE_NEW)
            await self.line.until(lambda: common.SAVE in self.line.labels())
        await self._measured("[Save]", self.line.presses(common.SAVE))
        yield

    async def _measured(self, kind: str, act: Awaitable[None]) -> None:
        taken = await _timed(self.line, act)
        self.times[kind].append(taken)
        self.times["all of Rapport"].append(taken)


NEW = [f"{first}{last}" for first in ("Okwu", "Pfeifh", "Wjelk", "Xhosh") for last in
       ("ando", "ertig", "ilbur", "omsky", "ulvar")]  # fmt: skip
"""Names like no other in the store."""
_FAMILIES = {"telegram": "Vrbicky", "slack": "Ghezzal"}


def named(number: int) -> str:
    """One of 5,000 made-up names of a first and a family name."""
    first = ("Ba", "Da", "Fa", "Ha", "Ja", "Ka", "La", "Ma", "Na", "Sa")
    middle = ("bir", "dun", "far", "him", "kel", "lam", "mir", "nun", "rid", "sul")
    last = ("Abad", "Berri", "Choum", "Daher", "Essam")
    given = f"{first[number % 10]}{middle[number // 10 % 10]}"
    return f"{given} {last[number // 100 % 5]}{middle[number // 500 % 10]}"


def _fill(settings: Settings) -> None:
    store = open_store(settings.data, KeyFile(settings.key_file))
    accounts = [Identity(sender, AMAL.id, place) for sender, place in ACCOUNTS]
    store.apply([added(AMAL), *map(added, accounts)])
    waiting: list[Record] = []
    for record in records():
        waiting.append(record)
        if len(waiting) == 500:
            store.apply([added(one) for one in waiting])
            waiting = []
    store.apply([added(one) for one in waiting])
    store.close()


def records(size: int = 50_000, people: int = PEOPLE) -> Iterator[Record]:
    """So many records, as many to each of so many counterparts."""
    words = "We met at the warehouse and agreed on the road until June, by word of mouth. " * 4
    on = date(2024, 1, 1)
    for n in range(people):
        yield Counterpart(f"c{n}", named(n), AMAL.id)
    for n in range(size - 5 * people):
        yield Meeting(f"g{n}", f"c{n % people}", AMAL.id, on + timedelta(n % 700), words, DAY)
    for n in range(2 * people):
        yield Agreement(f"a{n}", f"c{n % people}", f"g{n}", "the road is open on Mondays", n, on)
    for n in range(2 * people):
        yield Commitment(f"p{n}", f"c{n % people}", f"g{n}", Side.US, "send the plates", on)
