"""The whole service, killed again and again while people write to it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.house import opened
from bot.settings import Settings
from handlers.words import doors
from storage.records import Identity, Member, Received, Waiting, added
from tests.doubles.telegram import TelegramDouble
from tests.doubles.telegram_people import Person

ROOT = Path(__file__).parent.parent
PEOPLE, EACH, KILLS = 25, 2, 3


async def enrol(settings: Settings) -> None:
    """Put everybody into the store, as if they had come in long ago."""
    async with opened(settings) as house:
        changes = []
        for n in range(1, PEOPLE + 1):
            member = Member(f"m{n}", f"Person {n}", told_privacy=True)
            changes += [added(member), added(Identity(f"telegram:{n}", member.id, str(n)))]
        await house.commit(house.store.apply(changes))


@asynccontextmanager
async def service(double: TelegramDouble, folder: Path) -> AsyncIterator[None]:
    """``rapport run`` while the block lasts; then it is killed."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "RAPPORT_DATA": str(folder / "data"),
        "RAPPORT_KEY_FILE": str(folder / "key"),
        "RAPPORT_TELEGRAM_API_URL": double.url,
        "TELEGRAM_BOT_TOKEN": double.token,
        "PYTHONPATH": str(ROOT),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env=environ,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


def answers(people: list[Person]) -> list[str]:
    """The text of every card that anybody was sent."""
    return [card.text for person in people for card in person.cards]


async def test_fifty_messages_are_each_answered_however_often_the_service_is_killed(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path / "data", key_file=tmp_path / "key")
    await enrol(settings)
    async with TelegramDouble() as double:
        people = [double.person(n) for n in range(1, PEOPLE + 1)]
        for n in range(EACH):
            for person in people:
                await person.says(f"/history Nobody{person.id}x{n}z")
        for kill in range(KILLS):
            seen = 8 * (kill + 1)
            async with service(double, tmp_path):
                await double.until(lambda seen=seen: len(answers(people)) >= seen, seconds=30)  # type: ignore[misc]  # The default binds this round's number.
        async with service(double, tmp_path):
            await double.until(lambda: len(told(people)) == PEOPLE * EACH, seconds=40)
        extra = len(answers(people)) - PEOPLE * EACH
        marked = sum(doors.REPEATED in text for text in answers(people))
        assert extra <= marked <= KILLS
    async with opened(settings) as house:
        states = Counter(received.state for received in house.store.all(Received))
    assert states == {Waiting.DONE: PEOPLE * EACH}


def told(people: list[Person]) -> set[str]:
    """Whom the answers so far are about."""
    names = (f"Nobody{person.id}x{n}z" for person in people for n in range(EACH))
    everything = "\n".join(answers(people))
    return {name for name in names if name in everything}
