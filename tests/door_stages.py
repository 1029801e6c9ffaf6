"""The stage with a platform between: the same dialogues through a real door and all of the house.

Everything is real but the platform's servers, which are the doubles, and the clock.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Protocol

from bot.commit import Commit
from bot.direct import Follower
from bot.door import Ways
from bot.exit import Hands
from bot.handling import Handling
from bot.inbox import Inbox
from bot.minds import MINDS, limber
from bot.nudging import Nudger
from bot.outbox import Outbox
from bot.pacing import Limits
from bot.ways import ways
from handlers.chat import Chat, Message
from storage.blobs import Blobs
from storage.files import Files
from storage.memory import MemoryStore
from storage.records import Identity, Member, Nudge, added
from tests.drawing import SARA
from tests.fakes import ids, inline, secrets, until
from tests.scene import NAMES, Scene


@dataclass(frozen=True, slots=True)
class Look:
    """A message of ours as a person sees it now."""

    id: str
    text: str
    labels: tuple[str, ...]

    def canonical(self, *, changed: bool) -> str:
        """As dialogue files show a card."""
        buttons = " ".join(f"[{label}]" for label in self.labels)
        return "\n".join(filter(None, ("(changed)" if changed else "", self.text, buttons)))


class NotHere(Exception):
    """This platform has no such thing."""


SUFFIXES = {
    "photo": ".jpg",
    "voice": ".ogg",
    "video": ".mp4",
    "document": ".pdf",
    "chat": ".txt",
    "table": ".csv",
}
WRITTEN = ("chat", "table")
"""Files whose content stands in the dialogue."""
TOO_LARGE = 21 * 1024 * 1024


def contents(kind: str, caption: str) -> bytes:
    """The bytes of a file in a dialogue: for a chat what is written below it, else made up."""
    return caption.encode() if kind in WRITTEN else b"x" * 1000


class Phone(Protocol):
    """What one person can do on one platform, and what they see there."""

    def looks(self) -> list[Look]: ...

    async def says(self, text: str) -> str: ...

    async def presses(self, look: Look, label: str) -> None: ...

    async def edits(self, message: str, text: str) -> None: ...

    async def sends(self, kind: str, trouble: str, caption: str) -> str: ...

    async def forwards(self, author: str, text: str, at: datetime) -> str: ...

    async def opens(self) -> None: ...

    def page(self) -> Look: ...


class Front(Protocol):
    """A platform with everybody's phones, and the door that leads to it."""

    platform: str

    def phone(self, person: str) -> Phone: ...

    def account(self, person: str) -> str: ...


warm = cache(limber)
"""As a start does: what a first answer loads must not keep a platform waiting for its yes."""


class House:
    """The house behind a door, on a store in memory and the scene's own clock."""

    def __init__(
        self, scene: Scene, front: Front, folder: Path, store: MemoryStore | None = None
    ) -> None:
        warm()
        self.now = scene.now
        self.folder = folder
        self.accepted = 0
        self.front = front
        self.store = MemoryStore(NAMES) if store is None else store
        for member in scene.members:
            self._admit(member, front)
        commit = Commit(self.store.flush, inline)
        hands = Hands(lambda: self.now, new_id=ids("d"))
        self.outbox = Outbox(self.store, commit, hands)
        self.nudger = Nudger(
            *(self.store, self.outbox),
            commit=commit,
            clock=hands.clock,
            timer=lambda: self.now.timestamp(),  # noqa: PLW0108  # The moment moves.
        )
        blobs = Blobs(folder, Files())
        handling = Handling(
            *(self.store, MINDS, self.outbox.owe, hands.clock, ids(), secrets()), file=blobs.fetch
        )
        follower = Follower(
            *(self.store, self.outbox),
            commit=commit,
            clock=hands.clock,
            follow=MINDS.follow,
            new_id=ids("f"),
        )
        self.outbox.ended = follower.look
        self.inbox = Inbox(self.store, self.outbox, handling, commit=commit, clock=hands.clock)
        self.ways = self._timed(
            ways(
                front.platform,
                accept=self.inbox.accept,
                store=self.store,
                commit=commit,
                blobs=blobs,
                report=lambda what, state: None,
                clock=hands.clock,
            )
        )

    def laid_out(self, kind: str, trouble: str, caption: str) -> tuple[Path, str]:
        """A file of that kind on somebody's own disk, and the words that go with it."""
        path = self.folder / f"{kind}{SUFFIXES[kind]}"
        path.write_bytes(b"" if trouble == "empty" else contents(kind, caption))
        if trouble == "large":
            os.truncate(path, TOO_LARGE)
        return path, "" if kind in WRITTEN else caption

    def _admit(self, member: Member, front: Front) -> None:
        account = front.account(member.id)
        known = Identity(f"{front.platform}:{account}", member.id, account)
        self.store.apply([added(member), added(known)])

    def _timed(self, own: Ways) -> Ways:
        """*own* with every message told at the scene's time: the doubles live in ours."""

        async def accept(message: Message) -> bool:
            self.now += timedelta(seconds=1)
            fresh = await own.accept(replace(message, at=self.now))
            self.accepted += 1
            return fresh

        return replace(own, accept=accept)

    async def passes(self, time: timedelta) -> None:
        """Let *time* pass, with a tick whenever something is due meanwhile."""
        end = self.now + time
        await self._tick()
        while waiting := self.store.due(Nudge, end):
            before, self.now = self.now, max(self.now, waiting[0].due_at)
            if not await self._tick() and self.now == before:
                break
        self.now = end
        await self._tick()

    async def _tick(self) -> bool:
        """Whether a tick changed anything about what is due."""
        before = self.store.due(Nudge, self.now)
        await self.nudger.tick()
        await self.outbox.idle()
        return self.store.due(Nudge, self.now) != before

    async def answered(self, count: int) -> None:
        """Return once *count* messages were accepted, answered, and their answers sent."""
        await until(lambda: self.accepted >= count, 20)
        await self.inbox.idle()
        await self.outbox.idle()


class DoorStage:
    """A `Stage` whose every act goes through a platform."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._last: dict[str, str] = {}
        self._past: list[Look] = []
        self._known: dict[str, list[Look]] = {}
        """What each person saw when they last did anything."""
        self._acts = count(1)

    async def says(self, person: str, text: str) -> list[str]:
        before = self._phone(person).looks()
        self._last[person] = await self._phone(person).says(text)
        return await self._seen(person, before)

    async def presses(self, person: str, label: str) -> list[str]:
        phone = self._phone(person)
        before = phone.looks()
        for look in (*reversed(before), *reversed(self._past)):
            if label in look.labels:
                await phone.presses(look, label)
                return await self._seen(person, before)
        raise LookupError(f"no card has a button {label}")

    async def edits(self, person: str, text: str) -> list[str]:
        before = self._phone(person).looks()
        await self._phone(person).edits(self._last[person], text)
        return await self._seen(person, before)

    async def sends(self, person: str, kind: str, trouble: str, caption: str) -> list[str]:
        before = self._phone(person).looks()
        self._last[person] = await self._phone(person).sends(kind, trouble, caption)
        return await self._seen(person, before)

    async def forwards(self, person: str, author: str, text: str) -> list[str]:
        before = self._phone(person).looks()
        self._last[person] = await self._phone(person).forwards(
            author, text, self._house.now - timedelta(hours=1)
        )
        return await self._seen(person, before)

    async def passes(self, time: timedelta) -> list[str]:
        known = self._known.get(SARA, [])
        await self._house.passes(time)
        return self._fresh(SARA, known)

    async def looks(self, person: str) -> list[str]:
        return self._fresh(person, self._known.get(person, []))

    def left(self, person: str) -> list[str]:
        """All of ours that is in the person's chat now, word for word."""
        return [look.text for look in self._phone(person).looks()]

    def page(self, person: str) -> str:
        """What stands on the person's own page now."""
        return self._phone(person).page().text

    async def opens(self, person: str) -> list[str]:
        phone = self._phone(person)
        await phone.opens()
        await self._house.answered(next(self._acts))
        return [phone.page().canonical(changed=False)]

    async def calls(self, person: str, text: str) -> list[str]:
        raise NotHere

    def _phone(self, person: str) -> Phone:
        elsewhere, _, _ = person.rpartition("_")
        if elsewhere:
            raise NotHere
        return self._house.front.phone(person)

    async def _seen(self, person: str, before: Sequence[Look]) -> list[str]:
        await self._house.answered(next(self._acts))
        return self._fresh(person, before)

    def _fresh(self, person: str, before: Sequence[Look]) -> list[str]:
        known = {look.id: look for look in before}
        now = self._known[person] = self._phone(person).looks()
        # A file without words is told of on the card it goes with.
        fresh = [look for look in now if known.get(look.id) != look and (look.text or look.labels)]
        self._past += fresh
        # A card that changed was shown before those that came below it.
        return [look.canonical(changed=look.id in known) for look in fresh]


@asynccontextmanager
async def open_house(house: House, chat: Chat) -> AsyncIterator[DoorStage]:
    """The stage while *chat* is where the cards go."""
    house.outbox.open(house.front.platform, chat, Limits())
    house.inbox.start()
    try:
        yield DoorStage(house)
    finally:
        await house.inbox.close()
        await house.outbox.close()
