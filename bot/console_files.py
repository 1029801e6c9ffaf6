"""Files of somebody at a terminal: ``/send PATH`` and, behind it, what they would write with it."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from bot.chats import kept
from bot.door import LARGEST, Ways
from handlers.chat import Attachment, Message
from handlers.patterns import pattern

_SEND = "/send "
_PATH = pattern(r"""\s*(?:["']([^"']+)["']|(\S+))(.*)""", re.DOTALL)
_FAMILIES = {"image": "photo", "audio": "voice", "video": "video"}


def accepting(ways: Ways, missing: Callable[[], None]) -> Callable[[Message], Awaitable[bool]]:
    """Accept messages as the house does, files with them; *missing* says that there is no file."""

    async def accept(message: Message) -> bool:
        if message.press or not message.text.startswith(_SEND):
            return await ways.accept(message)
        path, caption = _told(message.text.removeprefix(_SEND))
        if not path.is_file():
            missing()
            return False
        file = await _taken(path, message.sender, ways)
        return await ways.accept(replace(message, text=caption, files=(file,)))

    return accept


def _told(text: str) -> tuple[Path, str]:
    """The path, which may stand in quotes, and the words behind it."""
    found = _PATH.match(text)
    if found is None:
        return Path(text.strip()), ""
    quoted, plain, words = found.groups()
    return Path(quoted or plain).expanduser(), words.strip()


async def _taken(path: Path, sender: str, ways: Ways) -> Attachment:
    part, data = await asyncio.to_thread(_read, path)
    return part if part.trouble else await kept(part, data, sender, ways)


def _read(path: Path) -> tuple[Attachment, bytes]:
    """The file as an attachment, and its bytes, or why they cannot be had."""
    media_type = mimetypes.guess_type(path.name)[0] or ""
    kind = _FAMILIES.get(media_type.partition("/")[0], "document")
    part = Attachment(kind, path.name, media_type)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError:
        return replace(part, trouble="unreachable"), b""
    trouble = "" if data else "large" if size else "empty"
    return replace(part, size=size, trouble=trouble), data
