"""Cards to Telegram: sent, edited in place, ticked, and resumed where a long one was cut off."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import (
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bot.door import Ways
from bot.telegram.drawing import CAPTION_LIMIT, Drawn, marked, to_texts
from bot.telegram.enclosing import Enclosed, enclosed
from bot.telegram.errors import (
    no_thread,
    not_editable,
    not_modified,
    to_delivery_error,
    undeletable,
)
from bot.telegram.keyboard import to_rows
from bot.telegram.line import Line
from handlers.chat import DeliveryError, Reply
from handlers.words import direct, doors
from handlers.words.speech import Speech
from storage.values import dataclass

_REMEMBERED = 1000
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(slots=True)
class _Course:
    """How far one delivery has come in this process."""

    done: int = 0
    last: str = ""


class TelegramChat:
    """Telegram as a place to write to; see `handlers.chat.Chat`.

    A card too long for one message becomes several, *pause* seconds apart; its id is that of
    the last, which bears the buttons.
    """

    def __init__(self, line: Line, ways: Ways, *, pause: float = 1.0) -> None:
        self.line = line
        self._ways = ways
        self.pause = pause
        self._courses: dict[str, _Course] = {}
        self._veiled: set[int] = set()
        """Chats of counterparts in which our menu is hidden already."""

    @property
    def username(self) -> str:
        """The bot's name for deep links, without @; empty until Telegram has been reached."""
        return self.line.me.username if self.line.me else ""

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        """Show the card and return the message's id; see `handlers.chat.Chat`."""
        if reply.page:
            return ""
        to = _numbers(reply)
        course = self._courses.pop(delivery, None) or _Course()
        try:
            if reply.guest:
                await self._veil(to["chat_id"], reply.card.language)
            if reply.tick:
                return await self._tick(reply, to)
            if reply.gone:
                return await self._taken_away(reply, to)
            return await self._show(reply, to, course, repeat=repeat)
        except TelegramError as error:
            refused = to_delivery_error(error)
            if not refused.permanent:
                self._keep(delivery, course)
            # The original may hold the token in its words.
            raise refused from None

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        """Telegram cannot be asked."""
        return None

    async def _veil(self, chat: int, language: str) -> None:
        """Show a counterpart no menu of ours but the way out, before anything else reaches them."""
        if chat in self._veiled:
            return
        leave = [("stop", Speech(language)(direct.MENU_STOP))]
        try:
            await self.line.bot.set_my_commands(leave, scope=BotCommandScopeChat(chat))
        except TelegramError as error:
            refused = to_delivery_error(error)
            # Whatever became of the menu, the card has not left yet.
            refused.lost = False
            raise refused from None
        self._veiled.add(chat)

    def _keep(self, delivery: str, course: _Course) -> None:
        self._courses[delivery] = course
        while len(self._courses) > _REMEMBERED:
            del self._courses[next(iter(self._courses))]

    async def _tick(self, reply: Reply, to: dict[str, int]) -> str:
        if not reply.tick.isdecimal():
            return ""
        try:
            await self.line.bot.set_message_reaction(
                to["chat_id"], int(reply.tick), ReactionEmoji.THUMBS_UP
            )
        except BadRequest:
            # A chat without reactions, or a message that is gone: the mark is no more than nice.
            return ""
        return ""

    async def _taken_away(self, reply: Reply, to: dict[str, int]) -> str:
        """Telegram deletes what is younger than two days; of what is older the words are taken."""
        if not reply.replaces.isdecimal():
            return ""
        try:
            await self.line.bot.delete_message(to["chat_id"], int(reply.replaces))
        except BadRequest as error:
            if not undeletable(error):
                raise
            await self._edited(reply, to, to_texts(reply.card)[0], None)
        return ""

    async def _show(
        self, reply: Reply, to: dict[str, int], course: _Course, *, repeat: bool
    ) -> str:
        file, card = await enclosed(reply, self._ways)
        texts = [drawn for drawn in to_texts(card) if drawn.text.strip()] or [Drawn("…")]
        mark = Speech(card.language)(doors.REPEATED) if repeat else ""
        keyboard = to_rows(card.buttons)
        if file and not reply.document and len(texts) == 1 and texts[0].units <= CAPTION_LIMIT:
            drawn = marked(texts[0], mark) if mark else texts[0]
            return await self._post(reply, to, drawn, keyboard, file)
        first = course.done
        for at in range(first, len(texts)):
            markup = keyboard if at == len(texts) - 1 else None
            if at:
                await asyncio.sleep(self.pause)
            if at or not await self._edited(reply, to, texts[at], markup):
                drawn = marked(texts[at], mark) if mark and at == first else texts[at]
                course.last = await self._post(reply, to, drawn, markup)
            else:
                course.last = reply.replaces
            course.done += 1
        if file:
            await self._post(reply, to, Drawn(""), None, file)
        return course.last

    async def _edited(
        self, reply: Reply, to: dict[str, int], drawn: Drawn, markup: InlineKeyboardMarkup | None
    ) -> bool:
        """Whether the card now stands in place of the one it replaces."""
        if not reply.replaces.isdecimal():
            return False
        try:
            await self.line.bot.edit_message_text(
                drawn.text,
                chat_id=to["chat_id"],
                message_id=int(reply.replaces),
                entities=drawn.entities,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if not_editable(error):
                return False
            if not not_modified(error):
                raise
        return True

    async def _post(
        self,
        reply: Reply,
        to: dict[str, int],
        drawn: Drawn,
        markup: InlineKeyboardMarkup | None,
        file: Enclosed | None = None,
    ) -> str:
        common: dict[str, Any] = {**to, "reply_markup": markup}
        if reply.quotes.isdecimal():
            quoted = ReplyParameters(int(reply.quotes), allow_sending_without_reply=True)
            common["reply_parameters"] = quoted
        try:
            return await self._call(common, drawn, file)
        except BadRequest as error:
            if "message_thread_id" not in to or not no_thread(error):
                raise
            del common["message_thread_id"]
            return await self._call(common, drawn, file)

    async def _call(self, common: dict[str, Any], drawn: Drawn, file: Enclosed | None) -> str:
        bot = self.line.bot
        if file:
            common |= {"caption": drawn.text or None, "caption_entities": drawn.entities}
            if file.photo:
                sent = await bot.send_photo(photo=file.content, **common)
            else:
                sent = await bot.send_document(document=file.content, **common)
        else:
            sent = await bot.send_message(
                text=drawn.text,
                entities=drawn.entities,
                link_preview_options=_NO_PREVIEW,
                **common,
            )
        return str(sent.message_id)


def _numbers(reply: Reply) -> dict[str, int]:
    """Where to send, as Telegram numbers it."""
    try:
        to = {"chat_id": int(reply.to.place)}
        if reply.to.thread:
            to["message_thread_id"] = int(reply.to.thread)
    except ValueError:
        raise DeliveryError("not a telegram place", permanent=True) from None
    return to
