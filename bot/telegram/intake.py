"""Takes updates in: understood, answered where they are presses, and passed on to be kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.door import Ways
from bot.telegram.attachments import file_id, with_bytes
from bot.telegram.line import Line
from bot.telegram.messages import to_message
from handlers.chat import Message
from storage.store import Unwritable

_TRIES = 3
_log = logging.getLogger(__name__)


class Intake:
    """Everything that happens to an update before Telegram is told that we have it."""

    def __init__(self, line: Line, ways: Ways, now: Callable[[], datetime]) -> None:
        self._line = line
        self._ways = ways
        self._now = now
        self._answers: set[asyncio.Task[None]] = set()

    async def take_all(self, updates: Sequence[Any]) -> None:
        """Take every update: in order within a chat, chats beside each other.

        Raises `Unwritable` where the disk refused one; those before it may have been taken.
        """
        lanes: dict[object, list[Any]] = {}
        for update in updates:
            lanes.setdefault(_chat(update), []).append(update)
        done = await asyncio.gather(*map(self._lane, lanes.values()), return_exceptions=True)
        for failure in filter(None, done):
            raise failure

    async def _lane(self, updates: list[Any]) -> None:
        for update in updates:
            await self.take(update)

    async def take(self, raw: Any) -> None:
        """Return once the update is kept, or was found not to be for us."""
        number = update_id(raw)
        try:
            understood = self._understood(raw)
        except Exception as error:  # noqa: BLE001  # Whatever Telegram sends must not stop the door.
            _log.warning("update %s was not understood: %s", number, type(error).__name__)
            self._ways.report("update", "not understood")
            return
        if understood is None:
            return
        update, message = understood
        if update.callback_query:
            self._answer(update.callback_query.id)
        if message.files and update.message:
            message = await with_bytes(message, file_id(update.message), self._line.bot, self._ways)
        await self._pass_on(message, number)

    def _understood(self, raw: Any) -> tuple[Update, Message] | None:
        me = self._line.me
        update = Update.de_json(raw, self._line.bot)
        message = to_message(update, me, self._now()) if me else None
        return (update, message) if message else None

    async def _pass_on(self, message: Message, number: int) -> None:
        """Accept, trying again where the house stumbles, so that one message stops nobody."""
        for again in range(1, _TRIES + 1):
            try:
                await self._ways.accept(message)
            except Unwritable:
                raise
            except Exception as error:  # noqa: BLE001  # A fault of ours in one message.
                # A traceback could hold the text.
                _log.error("update %s failed: %s", number, type(error).__name__)
                await asyncio.sleep(0.1 * again)
            else:
                return
        self._ways.report("update", "skipped")

    def _answer(self, query: str) -> None:
        """Stop the button's spinner at once, beside the rest: its answer may be slow or late."""
        task = asyncio.create_task(self._answered(query))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answered(self, query: str) -> None:
        try:
            await self._line.bot.answer_callback_query(query)
        except TelegramError as error:
            # Nothing is lost but a spinner that turns a little longer.
            _log.debug("a press was not answered: %s", type(error).__name__)

    async def close(self) -> None:
        """Let go of answers under way."""
        for task in self._answers:
            task.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)


def update_id(raw: Any) -> int:
    """The update's number, -1 where it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else -1


def _chat(raw: Any) -> object:
    """The chat an update belongs to, so that its order is kept; others share one lane."""
    try:
        part = next(value for key, value in raw.items() if key != "update_id")
        return part.get("message", part)["chat"]["id"]
    except (AttributeError, KeyError, TypeError, StopIteration):
        return None
