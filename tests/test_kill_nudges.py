"""kill -9 between claim, send and record while nudges leave: none lost, few repeated, all marked.

Two kills each, as a rule. For the long run: ``RAPPORT_KILLS=50 pytest -s`` with this file;
``RAPPORT_SEED`` plays one run's moments again.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.house import opened
from bot.settings import Settings
from handlers.nudging.planning import replanned
from handlers.words import doors
from storage.keys import KeyFile
from storage.records import Change, Identity, Member, Nudge, Reminder, Stage, added
from storage.tiny import open_store
from tests.doubles.telegram import TelegramDouble
from tests.doubles.telegram_people import Person
from tests.service import Service
from tests.service_fronts import OnTelegram

KILLS = int(os.environ.get("RAPPORT_KILLS", "2"))
SEED = int(os.environ.get("RAPPORT_SEED", str(random.SystemRandom().randrange(10**6))))
ANSWER = 0.03
"""Seconds on the way to Telegram, and as many back."""


async def enrolled(service: Service, people: int) -> None:
    """Everybody asked to be reminded of something, a minute ago by now."""
    settings = Settings(data=service.data, key_file=service.key)
    due = datetime.now(UTC) - timedelta(minutes=1)
    async with opened(settings) as house:
        made: list[Change] = []
        for n in range(1, people + 1):
            id = f"m{n}"
            asked = Reminder(f"r{n}", id, f"call {n:04}", due.date(), due, at=due.time())
            member = Member(id, f"Person {n}", week=(), discreet=False, told_privacy=True)
            made += [added(member), added(Identity(f"telegram:{n}", id, str(n))), added(asked)]
        planned = replanned(house.store, made, due - timedelta(hours=1))
        await house.commit(house.store.apply([*made, *planned.changes]))


def told(people: list[Person]) -> list[str]:
    return [card.text for person in people for card in person.cards if "call " in card.text]


@pytest.mark.parametrize(("crowd", "most"), [(False, 1), (True, 8)], ids=["a few", "a crowd"])
async def test_no_nudge_is_lost_and_few_are_repeated_however_often_we_are_killed(
    crowd: bool, most: int, tmp_path: Path
) -> None:
    number = 30 * (KILLS + 1) if crowd else min(20, 6 * (KILLS + 1))
    chance = random.Random(SEED)
    async with TelegramDouble() as double:
        double.delay = lambda: ANSWER
        people = [double.person(n) for n in range(1, number + 1)]
        front = OnTelegram(double)
        service = Service(tmp_path / "home", front.environ())
        await enrolled(service, number)
        try:
            for _ in range(KILLS):
                await service.start()
                enough = min(number, len(told(people)) + chance.randint(1, number // KILLS))
                await double.until(lambda enough=enough: len(told(people)) >= enough, seconds=60)  # type: ignore[misc]  # The default binds this round's number.
                await front.until(lambda: False, chance.uniform(0.0, 0.08))
                await service.kill()
            await service.start()
            wanted = {f"call {n:04}" for n in range(1, number + 1)}
            await double.until(lambda: wanted <= _named(told(people)), seconds=90)
            assert await service.stop() == 0
        finally:
            await service.kill()
        plain = Counter(_name(text) for text in told(people) if doors.REPEATED not in text)
        extra = len(told(people)) - number
        marked = sum(doors.REPEATED in text for text in told(people))
        figures = f"seed {SEED}: {KILLS} kills, {number} nudges, {extra} repeated, {marked} marked"
        sys.stdout.write(f"{figures}\n")
    assert max(plain.values()) == 1
    assert extra <= min(marked, most * KILLS)
    _check_kept(service, number)


def _name(text: str) -> str:
    return text[text.index("call ") :][:9]


def _named(texts: list[str]) -> set[str]:
    return {_name(text) for text in texts}


def _check_kept(service: Service, number: int) -> None:
    """The store knows of each that it was told."""
    store = open_store(service.data, KeyFile(service.key))
    try:
        stages = Counter(one.stage for one in store.all(Nudge) if one.about.startswith("r"))
    finally:
        store.close()
    assert stages[Stage.SENT] + stages[Stage.OWED] == number
