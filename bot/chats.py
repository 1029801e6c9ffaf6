"""Files that come in: sealed as they are, but of an exported chat only the lines that were read.

A chat holds far more than what was agreed in it, and people who never thought of us. So the file
itself is not kept: its lines rest sealed until those that matter are picked.
"""

from __future__ import annotations

import asyncio
import io
import zipfile
import zlib
from dataclasses import replace
from datetime import datetime

from bot.door import LARGEST, Ways
from handlers.chat import Attachment

CHAT = "chat"
"""The kind of an attachment whose blob holds the lines of a chat."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NAMED = (".txt", ".json", ".md", ".zip")


async def kept(part: Attachment, data: bytes, sender: str, ways: Ways) -> Attachment:
    """*part* with its bytes sealed; raises `storage.store.Unwritable` where the disk refuses."""
    lines = ""
    if part.kind == "document" and _may_be_one(part):
        # Reading a long chat takes a quarter of a second, which nobody else should wait for.
        lines = await asyncio.to_thread(chat_in, data, ways.here(sender))
    if lines:
        return replace(part, kind=CHAT, blob=await ways.keep(lines.encode()), size=len(data))
    return replace(part, blob=await ways.keep(data), size=len(data))


def chat_in(data: bytes, here: datetime) -> str:
    """The lines of the chat in a file, packed; empty where it holds none."""
    from handlers.reading.exports import packed_export  # noqa: PLC0415  # Few bring whole chats.

    text = _text(data)
    return packed_export(text, here) if text else ""


def _may_be_one(part: Attachment) -> bool:
    return part.name.lower().endswith(_NAMED) or part.media_type.startswith("text/plain")


def _text(data: bytes) -> str:
    """A file's text: its own, or that of the chat in an archive; empty where it is neither."""
    if data[:2] == b"PK":
        data = _unzipped(data)
    try:
        return data.decode("utf-16" if data[:2] in _WIDE else "utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _unzipped(data: bytes) -> bytes:
    """The first text in an archive, never more of it than is looked at; empty where none is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [one for one in archive.infolist() if one.filename.endswith((".txt", ".json"))]
            if not names:
                return b""
            with archive.open(names[0]) as file:
                found = file.read(LARGEST + 1)
            return found if len(found) <= LARGEST else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        OSError,
        ValueError,
        EOFError,
    ):
        return b""
