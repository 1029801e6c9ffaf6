"""The platforms a dialogue is played on, each with a phone for every person of the scene."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.slack import connect as connect_slack
from bot.telegram import connect as connect_telegram
from tests.door_stages import (
    SUFFIXES,
    TOO_LARGE,
    WRITTEN,
    DoorStage,
    House,
    Look,
    NotHere,
    contents,
    open_house,
)
from tests.doubles.slack import SlackDouble
from tests.doubles.slack_people import Person as SlackPerson
from tests.doubles.slack_rules import Block, buttons
from tests.doubles.telegram import Fault, TelegramDouble
from tests.doubles.telegram import Person as TelegramPerson
from tests.drawing import ENCLOSED
from tests.scene import Scene
from tests.telegram_rig import QUICK
from tests.telegram_rig import settings as telegram_settings

_MIMES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "document": "application/pdf",
    "chat": "text/plain",
    "table": "text/csv",
}


def enclosed(file_name: str, text: str) -> str:
    """A card's text as dialogues show it, with what it came with above it."""
    mark = next((told for ending, told in ENCLOSED.items() if file_name.endswith(ending)), "")
    return f"{mark}\n{text}" if mark else text


class TelegramPhone:
    def __init__(self, double: TelegramDouble, person: TelegramPerson) -> None:
        self._double, self._person = double, person
        self._past: dict[tuple[str, str], str] = {}
        """What each button of each card carried when it was last seen."""

    def looks(self) -> list[Look]:
        for seen in self._person.cards:
            keys = [key for row in seen.keyboard for key in row if "callback_data" in key]
            self._past |= {(str(seen.id), key["text"]): key["callback_data"] for key in keys}
        return [
            Look(str(seen.id), enclosed(seen.file_name, seen.text), tuple(seen.labels))
            for seen in self._person.cards
        ]

    async def says(self, text: str) -> str:
        return str(await self._person.says(text))

    async def presses(self, look: Look, label: str) -> None:
        await self._person.presses_data(int(look.id), self._past[look.id, label])

    async def edits(self, message: str, text: str) -> None:
        await self._person.edits(int(message), text)

    async def sends(self, kind: str, trouble: str, caption: str) -> str:
        if kind == "other":
            return str(
                await self._person.says(caption, location={"latitude": 0.0, "longitude": 0.0})
            )
        data = b"" if trouble == "empty" else contents(kind, caption)
        size = {"large": TOO_LARGE, "empty": 0}.get(trouble, len(data))
        if trouble == "unreachable":
            self._double.fail("getFile", Fault(status=404))
        sort, words = ("document", "") if kind in WRITTEN else (kind, caption)
        name, mime = f"{kind}{SUFFIXES[kind]}", _MIMES[kind]
        return str(await self._person.sends_file(sort, data, name, mime, words, size=size))

    async def forwards(self, author: str, text: str, at: datetime) -> str:
        return str(await self._person.forwards(text, author, at))

    async def opens(self) -> None:
        raise NotHere

    def page(self) -> Look:
        raise NotHere


class TelegramFront:
    platform = "telegram"

    def __init__(self, double: TelegramDouble, language: str = "en") -> None:
        self._double, self._language = double, language
        self._phones: dict[str, TelegramPhone] = {}

    def account(self, person: str) -> str:
        return str(1000 + zlib.crc32(person.encode()) % 1000)

    def phone(self, person: str) -> TelegramPhone:
        if person not in self._phones:
            there = self._double.person(int(self.account(person)), person.title(), self._language)
            self._phones[person] = TelegramPhone(self._double, there)
        return self._phones[person]


class SlackPhone:
    def __init__(self, double: SlackDouble, person: SlackPerson) -> None:
        self._double, self._person = double, person
        self._past: dict[tuple[str, str], tuple[Block, Block]] = {}

    def looks(self) -> list[Look]:
        looks, before = [], ""
        for post in self._person.cards:
            there = buttons(post.blocks)
            self._past |= {(post.ts, label): found for label, found in there.items()}
            if post.upload is not None and not post.blocks:
                # What a card comes with is posted just before it.
                before = post.upload.name
                continue
            looks.append(Look(post.ts, enclosed(before, post.plain), tuple(post.buttons)))
            before = ""
        return looks

    async def says(self, text: str) -> str:
        return await self._person.says(text)

    async def presses(self, look: Look, label: str) -> None:
        await self._person.presses_late(look.id, *self._past[look.id, label])

    async def edits(self, message: str, text: str) -> None:
        await self._person.edits(message, text)

    async def sends(self, kind: str, trouble: str, caption: str) -> str:
        data = b"" if trouble == "empty" else contents(kind, caption)
        more: dict[str, Any] = {}
        if kind == "other":
            more = {"mode": "tombstone"}
        if trouble == "large":
            more = {"size": TOO_LARGE}
        if trouble == "unreachable":
            more = {"size": 7}
        name, mime = f"{kind}{SUFFIXES.get(kind, '')}", _MIMES.get(kind, "")
        words = "" if kind in WRITTEN else caption
        return await self._person.uploads(name, data, mime, words, **more)

    async def forwards(self, author: str, text: str, at: datetime) -> str:
        return await self._person.shares(author, text, f"{at.timestamp():.6f}")

    async def opens(self) -> None:
        await self._person.opens_home()

    def page(self) -> Look:
        page = self._person.home
        if page is None:
            raise LookupError("no page was published")
        return Look("home", page.plain, tuple(buttons(page.shown["blocks"])))


class SlackFront:
    platform = "slack"

    def __init__(self, double: SlackDouble, language: str = "en") -> None:
        self._double, self._language = double, language
        self._phones: dict[str, SlackPhone] = {}

    def account(self, person: str) -> str:
        return f"U{zlib.crc32(person.encode())}"

    def phone(self, person: str) -> SlackPhone:
        if person not in self._phones:
            there = self._double.person(self.account(person), person.title(), self._language)
            self._phones[person] = SlackPhone(self._double, there)
        return self._phones[person]


@asynccontextmanager
async def on_telegram(scene: Scene, folder: Path) -> AsyncIterator[DoorStage]:
    async with TelegramDouble(strict_rates=False) as double:
        front = TelegramFront(double, scene.language)
        for member in scene.members:
            front.phone(member.id)
        house = House(scene, front, folder)
        async with (
            connect_telegram(telegram_settings(double), house.ways, pace=QUICK) as chat,
            open_house(house, chat) as stage,
        ):
            chat.pause = 0.0
            yield stage


@asynccontextmanager
async def on_slack(scene: Scene, folder: Path) -> AsyncIterator[DoorStage]:
    async with SlackDouble("socket", rate=0) as double:
        front = SlackFront(double, scene.language)
        for member in scene.members:
            front.phone(member.id)
        house = House(scene, front, folder)
        # A form is opened only within three seconds; here it is always too late, so that the
        # cards are seen that every platform has.
        double.fail("views.open", "expired_trigger_id", times=-1)
        async with (
            connect_slack(double.settings(), house.ways) as chat,
            open_house(house, chat) as stage,
        ):
            yield stage


Opened = Callable[[Scene, Path], AbstractAsyncContextManager[DoorStage]]

FRONTS: dict[str, Opened] = {"telegram": on_telegram, "slack": on_slack}
