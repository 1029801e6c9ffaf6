"""Terminals for everybody of a scene: what is typed is read, what is printed is looked at."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.console import PLATFORM, ConsoleChat
from bot.console_files import accepting
from bot.painting import Painted
from handlers.chat import Reply
from tests.door_stages import DoorStage, House, Look, NotHere, open_house
from tests.drawing import picture_mark
from tests.scene import Scene

_BUTTON = re.compile(r"\[(\d+)\] (.+?)(?=   \[\d+\] |$)")


async def _seen(picture: Painted) -> str:
    return picture.name


class Terminal:
    """One person at a keyboard."""

    def __init__(self, person: str, house: House) -> None:
        self._house = house
        self._printed: list[str] = []
        self._looks: dict[str, Look] = {}
        self.chat = ConsoleChat(self._printed.append, person, album=_seen)

    def looks(self) -> list[Look]:
        return list(self._looks.values())

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        id = await self.chat.send(reply, delivery, repeat=repeat)
        if reply.picture:
            # Where it was put is the terminal's own; everywhere else the picture is just there.
            self._printed[0] = picture_mark(reply.picture)
        if reply.document:
            self._printed.pop(0)
        text, labels = _read("\n".join(self._printed))
        self._printed.clear()
        self._looks.pop(id, None)
        self._looks[id] = Look(id, text, labels)
        return id

    async def says(self, text: str) -> str:
        message = self.chat.to_message(text, self._house.now)
        await self._house.ways.accept(message)
        return message.id

    async def presses(self, look: Look, label: str) -> None:
        await self.says(f"[{label}]")

    async def edits(self, message: str, text: str) -> None:
        raise NotHere

    async def sends(self, kind: str, trouble: str, caption: str) -> str:
        if trouble == "unreachable" or kind == "other":
            raise NotHere
        path, caption = self._house.laid_out(kind, trouble, caption)
        message = self.chat.to_message(f"/send '{path}' {caption}", self._house.now)
        await accepting(self._house.ways, lambda: None)(message)
        return message.id

    async def forwards(self, author: str, text: str, at: datetime) -> str:
        raise NotHere

    async def opens(self) -> None:
        raise NotHere

    def page(self) -> Look:
        raise NotHere


class ConsoleFront:
    """A front, and the one chat that serves all its terminals."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.terminals: dict[str, Terminal] = {}
        self.house: House | None = None

    def account(self, person: str) -> str:
        return person

    def phone(self, person: str) -> Terminal:
        if person not in self.terminals and self.house is not None:
            self.terminals[person] = Terminal(person, self.house)
        return self.terminals[person]

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        return await self.phone(reply.to.place).send(reply, delivery, repeat=repeat)

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        return None


def _read(printed: str) -> tuple[str, tuple[str, ...]]:
    """The text of a printed card as one line, for lines are broken to fit; and its buttons."""
    lines = printed.strip().splitlines()
    below = next((n for n, line in enumerate(lines) if line.startswith("[1] ")), len(lines))
    below = next((n for n, line in enumerate(lines) if _BUTTON.match(line)), below)
    labels: dict[str, str] = {}
    for line in lines[below:]:
        for number, label in _BUTTON.findall(line):
            # Below the buttons stands, under its number again, what one of them copies or opens.
            labels.setdefault(number, label.strip())
    return "\n".join(lines[:below]), tuple(labels.values())


@asynccontextmanager
async def on_console(scene: Scene, folder: Path) -> AsyncIterator[DoorStage]:
    front = ConsoleFront()
    front.house = house = House(scene, front, folder)
    async with open_house(house, front) as stage:
        yield stage
