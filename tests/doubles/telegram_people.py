"""The people, the chats and what stands in them, as a person at a phone sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.doubles.telegram_limits import units

if TYPE_CHECKING:
    from tests.doubles.telegram import TelegramDouble

_AUTOMATIC = re.compile(r"(?P<bot_command>(?<!\S)/\w+(?:@\w+)?)|(?P<mention>(?<!\w)@\w+)")


@dataclass
class Seen:
    """One message of a chat, as it stands now."""

    id: int
    mine: bool
    """Written by the bot."""
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    file: bytes | None = None
    file_name: str = ""
    edits: int = 0
    reactions: list[str] = field(default_factory=list)
    answers: int = 0
    """The message it quotes, or 0."""
    preview: bool = True
    thread: int = 0
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def styled(self, style: str) -> list[str]:
        """The pieces of the text set in *style*, such as ``bold``."""
        whole = self.text.encode("utf-16-le")
        return [
            whole[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
            for e in self.entities
            if e["type"] == style
        ]


@dataclass
class Room:
    """A chat: a person's own with the bot, or a group."""

    id: int
    type: str = "private"
    title: str = ""
    log: list[Seen] = field(default_factory=list)
    blocked: str = ""
    """``blocked by the user`` words, once the bot may not write here."""
    moved_to: int = 0
    sends: list[float] = field(default_factory=list)

    @property
    def face(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "type": self.type}
        return shown | ({"title": self.title} if self.title else {})

    def message(self, id: int) -> Seen | None:
        return next((seen for seen in self.log if seen.id == id), None)


class Person:
    """Somebody with a phone, in one chat with the bot."""

    def __init__(self, double: TelegramDouble, user: dict[str, Any], room: Room) -> None:
        self.double = double
        self.user = user
        self.room = room

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def log(self) -> list[Seen]:
        """The whole chat, both sides, edits applied."""
        return self.room.log

    @property
    def cards(self) -> list[Seen]:
        """What the bot wrote here, edits applied."""
        return [seen for seen in self.room.log if seen.mine]

    def in_group(self, room: Room) -> Person:
        return Person(self.double, self.user, room)

    async def says(self, text: str, **extra: Any) -> int:
        """Write *text*; *extra* is laid over the message as Telegram would send it."""
        content = {"text": text}
        if entities := list(_entities(text)):
            content |= {"entities": entities}  # type: ignore[dict-item]  # JSON holds lists too.
        return self._send({**content, **extra}, text)

    async def edits(self, message_id: int, text: str, **extra: Any) -> None:
        seen = self._there(message_id)
        seen.text, seen.edits = text, seen.edits + 1
        edit = {"text": text, "edit_date": self._now() + seen.edits}
        seen.raw = {**seen.raw, **edit, **extra}
        self.double.updates.add("edited_message", seen.raw)

    async def presses(self, message_id: int, label: str) -> str:
        """Press the button that bears *label* on the keyboard as it stands; the query's id."""
        card = self._there(message_id)
        found = [b for row in card.keyboard for b in row if b["text"] == label]
        if len(found) != 1 or "callback_data" not in found[0]:
            raise AssertionError(f"no one button to press named {label!r} among {card.labels}")
        return await self.presses_data(message_id, found[0]["callback_data"])

    async def presses_data(self, message_id: int, data: str) -> str:
        """Send a press whatever the keyboard holds, as a forger or a slow phone would."""
        query = self.double.new_query()
        message = {
            "message_id": message_id,
            "chat": self.room.face,
            "date": self._now(),
            "from": self.double.me,
        }
        content = {"id": query, "from": self.user, "chat_instance": "1", "data": data}
        self.double.updates.add("callback_query", content | {"message": message})
        return query

    async def sends_file(
        self,
        kind: str,
        data: bytes,
        name: str = "",
        mime: str = "",
        caption: str = "",
        **extra: Any,
    ) -> int:
        """Send a photo, voice, video, document …; ``size=`` claims another size than it has."""
        size = extra.pop("size", len(data))
        entry = self.double.keep_file(data, size)
        named = {"file_name": name} if name else {}
        typed = {"mime_type": mime} if mime else {}
        whole: Any = {**entry, **named, **typed, "file_size": size}
        if kind in ("voice", "video", "audio", "animation", "video_note"):
            whole |= {"duration": 1}
        if kind in ("video", "animation", "photo"):
            whole |= {"width": 1, "height": 1}
        if kind == "video_note":
            whole |= {"length": 1}
        told = {"caption": caption} if caption else {}
        return self._send({kind: [whole] if kind == "photo" else whole, **told, **extra}, caption)

    async def forwards(self, text: str, author: str, date: datetime, **origin: Any) -> int:
        """Forward what *author* wrote; *origin* replaces parts of the MessageOrigin."""
        source = {"type": "hidden_user", "sender_user_name": author, "date": int(date.timestamp())}
        return await self.says(text, forward_origin={**source, **origin})

    async def sees(self, count: int, *, seconds: float = 10.0) -> list[Seen]:
        """The bot's messages here as soon as there are *count*."""
        await self.double.until(lambda: len(self.cards) >= count, seconds=seconds)
        return self.cards

    def blocks(self, words: str = "bot was blocked by the user") -> None:
        self.room.blocked = words

    def unblocks(self) -> None:
        self.room.blocked = ""

    def deactivates(self) -> None:
        self.blocks("user is deactivated")

    def _send(self, content: dict[str, Any], text: str) -> int:
        id = self.double.new_message_id()
        raw = {"message_id": id, "from": self.user, "chat": self.room.face, "date": self._now()}
        raw |= content
        self.room.log.append(Seen(id, mine=False, text=text, raw=raw))
        self.double.updates.add("message", raw)
        return id

    def _there(self, message_id: int) -> Seen:
        seen = self.room.message(message_id)
        if seen is None:
            raise AssertionError(f"no message {message_id} in this chat")
        return seen

    def _now(self) -> int:
        return int(datetime.now(UTC).timestamp())


def _entities(text: str) -> Iterator[dict[str, Any]]:
    for found in _AUTOMATIC.finditer(text):
        before = text[: found.start()].encode("utf-16-le", "surrogatepass")
        yield {
            "type": found.lastgroup,
            "offset": len(before) // 2,
            "length": units(found[0]),
        }
