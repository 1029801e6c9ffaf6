"""kill -9 at random moments while people write, on every transport: nothing lost or doubled.

Three kills each, as a rule. For the long run: ``RAPPORT_KILLS=200 pytest tests/test_kill.py -s``;
``RAPPORT_SEED`` plays one run's moments again.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handlers.words import doors
from storage.keys import KeyFile
from storage.records import Delivery, Draft, Passage, Received, Waiting
from storage.tiny import open_store
from tests.service import Service, admit
from tests.service_fronts import Front, platform

KILLS = int(os.environ.get("RAPPORT_KILLS", "3"))
SEED = int(os.environ.get("RAPPORT_SEED", str(random.SystemRandom().randrange(10**6))))
PEOPLE = ("Amina", "Boris", "Claire", "Dunia", "Emre")
MESSAGES = max(50, 6 * KILLS)
LONGEST = 1.5
"""Seconds that a life lasts at most, from the moment the platform hears of it."""
BURST = 8
"""Messages that come at once, on average."""
AFTER = 0.04
"""Seconds in which what was accepted is dealt with, more or less."""


def name(number: int) -> str:
    """A made-up name for each number, of letters only."""
    first, second, third = "BDFGKLMN", "aeiou", "RSTVZ"
    syllables = [
        first[number % 8] + second[number // 8 % 5],
        third[number // 40 % 5].lower() + second[number // 200 % 5],
        "m" + second[number // 1000 % 5] + "n",
    ]
    return "".join(syllables)


def note(number: int) -> str:
    return f"Met Colonel {name(number)} today at the bridge. He opens the road on Monday."


@dataclass
class Siege:
    """One service, its people, and all they said."""

    service: Service
    front: Front
    chance: random.Random
    sent: int = 0
    before: list[int] = field(default_factory=list)
    """How many cards everybody had before the first note."""

    async def stream(self, count: int) -> None:
        """Everybody in turn, a few at once, with pauses of a few hundredths of a second."""
        for _ in range(count):
            await self.front.says(self.sent % len(PEOPLE), note(self.sent))
            self.sent += 1
            if self.chance.random() < 1 / BURST:
                await self.front.wait(self.chance.uniform(0.0, 0.1))

    def answers(self) -> list[str]:
        return [
            text for who, seen in enumerate(self.before) for text in self.front.cards(who)[seen:]
        ]

    def unanswered(self) -> list[int]:
        shown = "\n".join(self.answers())
        return [number for number in range(MESSAGES) if name(number) not in shown]

    async def live_and_die(self, share: int) -> None:
        """Start, hear *share* messages, and be killed at a moment nobody chose."""
        hears = asyncio.create_task(self.front.heard())
        await self.service.start()
        await hears
        talking = asyncio.create_task(self.stream(share))
        await self._moment(share)
        await self.service.kill()
        await talking

    async def _moment(self, share: int) -> None:
        """Any time at all, or the first hundredths of a second after something was accepted."""
        longest = self.chance.uniform(0.0, LONGEST)
        if self.chance.random() < 0.5:
            await self.front.until(lambda: False, longest)
            return
        enough = self.front.acknowledged() + self.chance.randint(1, max(1, share))
        await self.front.until(lambda: self.front.acknowledged() >= enough, LONGEST)
        await self.front.until(lambda: False, self.chance.uniform(0.0, AFTER))

    async def end(self) -> None:
        """One more life, in which everything is brought to an end."""
        hears = asyncio.create_task(self.front.heard())
        await self.service.start()
        await hears
        await self.stream(MESSAGES - self.sent)
        async with asyncio.timeout(60 + KILLS):
            while self.unanswered():
                await self.front.redeliver()
                await self.front.wait(0.2)
        assert await self.service.stop() == 0


@pytest.mark.parametrize("kind", ["telegram", "http", "socket"])
async def test_nothing_is_lost_or_doubled_however_often_the_service_is_killed(
    kind: str, tmp_path: Path
) -> None:
    async with platform(kind) as front:
        service = Service(tmp_path / "home", front.environ())
        siege = Siege(service, front, random.Random(SEED))
        try:
            hears = asyncio.create_task(front.heard())
            await service.start()
            await hears
            await admit(service, front, PEOPLE)
            siege.before = [len(front.cards(who)) for who in range(len(PEOPLE))]
            await service.kill()
            shares = [MESSAGES * (n + 1) // (KILLS + 1) for n in range(KILLS)]
            for share in shares:
                await siege.live_and_die(share - siege.sent)
            await siege.end()
        finally:
            await service.kill()
            _say(f"{front.name}: seed {SEED}, {KILLS} kills")
        _check_answers(siege)
        _check_kept(service)


def _check_answers(siege: Siege) -> None:
    """Each message is answered; an answer that comes again says so, and a kill repeats one."""
    answers = siege.answers()
    repeated = [text for text in answers if doors.REPEATED in text]
    extra = len(answers) - MESSAGES
    _say(f"{MESSAGES} messages, {extra} repeated, {len(repeated)} marked")
    plain = Counter(text for text in answers if doors.REPEATED not in text)
    assert set(plain.values()) == {1}
    assert extra <= min(KILLS, len(repeated))


def _say(figures: str) -> None:
    """For whoever reads the report of a failure, or runs this with ``-s``."""
    sys.stdout.write(f"{figures}\n")


def _check_kept(service: Service) -> None:
    """Each message is kept once, as one draft, and all its answers came to an end."""
    store = open_store(service.data, KeyFile(service.key))
    try:
        states = Counter(received.state for received in store.all(Received))
        drafts = Counter(draft.words for draft in store.all(Draft))
        passages = {delivery.state for delivery in store.all(Delivery)}
    finally:
        store.close()
    assert states == {Waiting.DONE: MESSAGES + 2 * len(PEOPLE)}
    assert drafts == {note(number): 1 for number in range(MESSAGES)}
    assert passages == {Passage.SENT}
