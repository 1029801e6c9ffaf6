"""From an update to the reply that leaves, without a network: ours and a bare echo. P13.

Ours is whole: the update is parsed and understood, kept on disk, handled in a store of 100,000
records, its changes and its reply kept on disk, and the reply drawn and handed to the library's
request. The control is what everybody begins with: an application of python-telegram-bot that
keeps nothing and sends the words back. Both hand their bytes to a request that answers at once.
Beside it a second house of ours is asked the same, with a hundredth of the people and records, as
many to each: what an answer takes must not hang on how much there is.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from telegram import Bot, Update
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from benchmarks.answering import AMAL, named, records
from benchmarks.measuring import Report, Times, ratio
from bot.house import House, opened
from bot.pacing import Limits
from bot.settings import Settings, TelegramSettings
from bot.telegram.chat import TelegramChat
from bot.telegram.intake import Intake
from bot.telegram.line import Line
from bot.telegram.messages import Me
from handlers.words import common
from storage.collecting import Sweeper
from storage.keys import KeyFile
from storage.records import Identity, Record, added
from storage.tiny import open_store

TOKEN = "1:made-up"  # noqa: S105  # Made up.
PERSON = {"id": 7, "is_bot": False, "first_name": "Amal", "language_code": "en"}
ME = {"id": 1, "is_bot": True, "first_name": "R", "username": "r"}
ROOM = {"id": 7, "type": "private", "first_name": "Amal"}
_NUMBERS = itertools.count(1)


class Answered(BaseRequest):
    """A request that leaves nowhere: Telegram's yes comes at once."""

    def __init__(self) -> None:
        self.cards: list[dict[str, Any]] = []
        """What was shown, the newest last."""
        self.shown = asyncio.Event()

    @property
    def read_timeout(self) -> float | None:
        """None is needed."""
        return None

    async def initialize(self) -> None:
        """Nothing is to be opened."""

    async def shutdown(self) -> None:
        """Nothing is to be closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Telegram's answer, as its bytes."""
        result: Any = ME if url.endswith("getMe") else True
        if url.endswith(("sendMessage", "editMessageText")):
            told = dict(parse_qsl(request_data.url_encoded_parameters() if request_data else ""))
            result = {"message_id": next(_NUMBERS), "date": 1_772_000_000, "chat": ROOM}
            result |= {"text": told.get("text", "")}
            self.cards.append(told)
            self.shown.set()
        return 200, json.dumps({"ok": True, "result": result}).encode()


def said(text: str) -> dict[str, Any]:
    """The update in which somebody says *text*, as Telegram sends it."""
    message: dict[str, Any] = {"message_id": next(_NUMBERS), "date": 1_772_000_000}
    message |= {"chat": ROOM, "from": PERSON, "text": text}
    if text.startswith("/"):
        length = len(text.partition(" ")[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"update_id": next(_NUMBERS), "message": message}


def pressed(button: str) -> dict[str, Any]:
    """The update in which somebody presses the button that carries *button*."""
    card = {"message_id": next(_NUMBERS), "date": 1_772_000_000, "chat": ROOM, "text": "a card"}
    press = {"id": str(next(_NUMBERS)), "from": PERSON, "chat_instance": "1", "data": button}
    return {"update_id": next(_NUMBERS), "callback_query": press | {"message": card}}


class Ours:
    """The house behind its own way in from Telegram and its own way out."""

    def __init__(self, house: House, request: Answered) -> None:
        self._request = request
        line = Line(TelegramSettings(token=TOKEN))
        line.bot, line.me = Bot(TOKEN, request=request, get_updates_request=request), Me(1, "r")
        ways = house.ways("telegram")
        self._intake = Intake(line, ways, lambda: datetime.now(UTC))
        house.outbox.open("telegram", TelegramChat(line, ways, pause=0.0), Limits())

    async def take(self, update: dict[str, Any]) -> float:
        """Seconds from *update* to the reply's leaving."""
        self._request.shown.clear()
        start = time.perf_counter()
        await self._intake.take(update)
        await self._request.shown.wait()
        return time.perf_counter() - start

    def button(self, label: str) -> str:
        """What the button of the last card carries that bears *label*."""
        rows = json.loads(self._request.cards[-1]["reply_markup"])["inline_keyboard"]
        found = (one for row in rows for one in row if label in one["text"])
        return str(next(found)["callback_data"])


PER_PERSON = 20
"""Records to each counterpart."""
ECHO = "python-telegram-bot, an echo"
SAVE, NOTE = "[Save], which records it", "a note"


def measured(folder: Path, sizes: Sequence[int], rounds: int) -> dict[int, Times]:
    """By size: what each takes from the update to the reply, in shuffled rounds.

    The echo stands beside the largest.
    """
    for size in sizes:
        _fill(_settings(folder, size), size)
    return asyncio.run(_measure(folder, sizes, rounds))


def _settings(folder: Path, size: int) -> Settings:
    return Settings(data=folder / f"{size}" / "data", key_file=folder / f"{size}" / "key")


async def _measure(folder: Path, sizes: Sequence[int], rounds: int) -> dict[int, Times]:
    times: dict[int, Times] = {size: {} for size in sizes}
    chance = random.Random(6)
    async with AsyncExitStack() as stack:
        subjects = {max(sizes): {ECHO: _echo()}}
        for size in sizes:
            house = await stack.enter_async_context(opened(_settings(folder, size)))
            house.inbox.start()
            steps = _steps(Ours(house, Answered()), house, size // PER_PERSON, chance)
            subjects.setdefault(size, {}).update(steps)
        for _ in range(8):
            await _round(subjects, chance, {size: {} for size in sizes})
        with Sweeper().on_duty():
            for _ in range(rounds):
                await _round(subjects, chance, times)
    return times


Step = Callable[[], Awaitable[float]]


async def _round(
    subjects: dict[int, dict[str, Step]], chance: random.Random, times: dict[int, Times]
) -> None:
    """Each once, in any order, but [Save] right after the note that it saves."""
    every = [(size, name) for size, steps in subjects.items() for name in steps if name != SAVE]
    for size, name in chance.sample(every, k=len(every)):
        for one in (name, SAVE) if name == NOTE else (name,):
            times[size].setdefault(one, []).append(await subjects[size][one]())


def _steps(ours: Ours, house: House, people: int, chance: random.Random) -> dict[str, Step]:
    def someone() -> str:
        return named(chance.randrange(people))

    def step(update: Callable[[], dict[str, Any]]) -> Step:
        async def taken() -> float:
            seconds = await ours.take(update())
            await house.idle()
            return seconds

        return taken

    words = "Met {} today at the bridge. He opens the road on Monday."
    return {
        NOTE: step(lambda: said(words.format(someone()))),
        SAVE: step(lambda: pressed(ours.button(common.SAVE))),
        "/history": step(lambda: said(f"/history {someone()}")),
        "/brief": step(lambda: said(f"/brief {someone()}")),
        "/today": step(lambda: said("/today")),
    }


def _echo() -> Step:
    """A bare echo, as the library's own first example has it."""
    request = Answered()
    app = Application.builder().bot(Bot(TOKEN, request=request)).updater(None).build()

    async def back(update: Update, _: Any) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, back))

    async def echo() -> float:
        if not app.running:
            await app.initialize()
            await app.start()
        start = time.perf_counter()
        await app.process_update(Update.de_json(said("hello"), app.bot))
        taken = time.perf_counter() - start
        if not request.cards:
            raise AssertionError("nothing was echoed")
        return taken

    return echo


def _fill(settings: Settings, size: int) -> None:
    store = open_store(settings.data, KeyFile(settings.key_file))
    store.apply([added(AMAL), added(Identity("telegram:7", AMAL.id, "7"))])
    for batch in _batches(records(size, size // PER_PERSON)):
        # No frame is longer than one that came in while somebody waited.
        store.flush(store.apply([added(one) for one in batch]))
    store.tidy()
    store.close()


def _batches(every: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(itertools.islice(every, 500)):
        yield batch


def end_to_end(report: Report, folder: Path, rounds: int, sizes: tuple[int, int]) -> None:
    """P13: what records, and what only proposes, over the echo; and the larger over the smaller."""
    small, large = sizes
    times = measured(folder / "echoing", sizes, rounds)
    for size, taken in times.items():
        report.times[f"an update, to the reply's leaving, at {size:,}"] = taken
    echo = times[large][ECHO]
    control = "python-telegram-bot's echo, which keeps nothing"
    report.add("P13", ratio(times[large][SAVE], echo), control)
    report.add("P13-note", ratio(times[large][NOTE], echo), control)
    grown = {name: ratio(times[large][name], taken) for name, taken in times[small].items()}
    most = max(grown, key=lambda name: grown[name].middle)
    rest = ", ".join(f"{name} {one.middle:.2f}" for name, one in grown.items() if name != most)
    report.add("P13-flat", grown[most], f"the same at {small:,}", f"{most}; {rest}")
