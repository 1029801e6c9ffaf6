"""Files that come with a message: which they are, their safe names, and their bytes."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from urllib.parse import unquote

from telegram import Bot
from telegram import Message as Sent
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.chats import kept
from bot.door import LARGEST, Ways
from bot.telegram.drawing import clean
from bot.telegram.errors import too_big
from handlers.chat import Attachment, Message
from handlers.patterns import pattern

FETCH_SECONDS = 20.0
NAME_LIMIT = 100
_KINDS = {
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "audio": "document",
    "document": "document",
}
_OTHERS = (
    *("sticker", "location", "venue", "contact", "poll", "dice", "game", "story"),
    *("paid_media", "checklist", "invoice"),
)
_UNSAFE = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def attached(sent: Sent) -> Attachment | None:
    """What came with the message, its bytes not yet taken; kind ``other`` is none we can keep."""
    if sent.text:
        # What has a text has nothing else, so none of the many others need be looked for.
        return None
    if sent.photo:
        return Attachment("photo", media_type="image/jpeg", size=sent.photo[-1].file_size or 0)
    for field, kind in _KINDS.items():
        part = getattr(sent, field)
        if part:
            name = safe_name(getattr(part, "file_name", None) or "")
            media_type = clean(getattr(part, "mime_type", None) or "")[:NAME_LIMIT]
            return Attachment(kind, name, media_type, part.file_size or 0)
    return Attachment("other") if any(getattr(sent, field) for field in _OTHERS) else None


def file_id(sent: Sent) -> str:
    """By which id the bytes can be asked for; empty where there are none."""
    if sent.photo:
        return sent.photo[-1].file_id
    parts = (getattr(sent, field) for field in _KINDS)
    return next((str(part.file_id) for part in parts if part), "")


def safe_name(name: str) -> str:
    """The last part of a file's name, without marks that could mislead; at most 100 characters."""
    last = re.split(r"[/\\]", unquote(clean(name)))[-1]
    plain = _UNSAFE.sub("", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and stem and len(ending) < NAME_LIMIT // 5:
        return f"{stem[: NAME_LIMIT - len(ending) - 1]}.{ending}"
    return plain[:NAME_LIMIT]


async def with_bytes(message: Message, id: str, bot: Bot, ways: Ways) -> Message:
    """The message with its file sealed, or with why it could not be.

    Nothing is fetched for a sender whose files may not be kept. Raises
    `storage.store.Unwritable` where the disk refuses.
    """
    part = message.files[0]
    if not id or not ways.may_keep(message.sender):
        return message
    data, trouble = await _fetched(id, part.size, bot)
    if trouble:
        return replace(message, files=(replace(part, trouble=trouble),))
    return replace(message, files=(await kept(part, data, message.sender, ways),))


async def _fetched(id: str, size: int, bot: Bot) -> tuple[bytes, str]:
    """The bytes and no trouble, or the trouble."""
    if size > LARGEST:
        return b"", "large"
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            data = await _downloaded(id, bot)
    except BadRequest as error:
        return b"", "large" if too_big(error) else "unreachable"
    except (TelegramError, TimeoutError):
        return b"", "unreachable"
    if len(data) > LARGEST:
        return b"", "large"
    return data, "" if data else "empty"


async def _downloaded(id: str, bot: Bot) -> bytes:
    """The bytes, asked for once more where the line broke."""
    try:
        return bytes(await (await bot.get_file(id)).download_as_bytearray())
    except BadRequest:
        raise
    except NetworkError:
        return bytes(await (await bot.get_file(id)).download_as_bytearray())
