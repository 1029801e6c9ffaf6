"""What Telegram refuses, in Telegram's own words (tdlib and telegram-bot-api, `Client.cpp`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

TEXT, CAPTION, ENTITIES, DATA, BUTTONS, A_ROW, COPY, ANSWER = 4096, 1024, 100, 64, 100, 8, 256, 200
PHOTO, PHOTO_SIDES, PHOTO_RATIO = 10_000_000, 10_000, 20
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
UNDER_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)
REACTIONS = frozenset("👍👎❤🔥🥰👏😁🤔🎉🙏👌👀")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Refused(Exception):
    """An answer that is not ok: the HTTP status, Telegram's words and its parameters."""

    def __init__(self, words: str, status: int = 400, **parameters: int) -> None:
        kinds = {400: "Bad Request", 403: "Forbidden", 409: "Conflict", 429: "Too Many Requests"}
        kind = kinds.get(status, "")
        super().__init__(f"{kind}: {words}" if kind else words)
        self.status = status
        self.parameters = parameters


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts entity offsets."""
    return len(text.encode("utf-16-le")) // 2


def check_photo(data: bytes) -> None:
    """What is sent as a photo must be one: a PNG or a JPEG, not too large and not too narrow."""
    if len(data) > PHOTO:
        raise Refused("Request Entity Too Large", 413)
    if data.startswith(b"\xff\xd8\xff"):
        return
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Refused("IMAGE_PROCESS_FAILED")
    wide, high = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if wide + high > PHOTO_SIDES or max(wide, high) > PHOTO_RATIO * min(wide, high):
        raise Refused("PHOTO_INVALID_DIMENSIONS")


def check_text(text: str, entities: list[dict[str, Any]], *, caption: bool = False) -> None:
    if not caption and not text.strip():
        raise Refused("message text is empty")
    if max(units(text), len(text)) > (CAPTION if caption else TEXT):
        raise Refused("message caption is too long" if caption else "message is too long")
    if len(entities) > ENTITIES:
        raise Refused("ENTITIES_TOO_LONG")
    whole = text.encode("utf-16-le")
    for entity in entities:
        _check_entity(entity, whole)


def _check_entity(entity: dict[str, Any], whole: bytes) -> None:
    start, length = int(entity["offset"]), int(entity["length"])
    if start < 0 or length < 1:
        raise Refused("receive an entity with incorrect offset or length")
    if (start + length) * 2 > len(whole):
        raise Refused("receive an entity with incorrect end")
    for border in (start, start + length):
        unit = whole[border * 2 : border * 2 + 2]
        if unit and 0xDC00 <= int.from_bytes(unit, "little") <= 0xDFFF:
            raise Refused("entity begins or ends in the middle of a UTF-16 symbol")


def check_keyboard(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard, once all of it has been found allowed."""
    if markup is None:
        return []
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > BUTTONS:
        raise Refused("too many buttons in the reply markup")
    for row in rows:
        if not row or len(row) > A_ROW:
            raise Refused("BUTTON_ROW_INVALID")
        for button in row:
            _check_button(button)
    return rows


def _check_button(button: dict[str, Any]) -> None:
    if not button.get("text", "").strip():
        raise Refused("text buttons are unallowed in the inline keyboard")
    kinds = [kind for kind in ("callback_data", "url", "copy_text") if kind in button]
    if len(kinds) != 1:
        raise Refused("BUTTON_TYPE_INVALID")
    if button.get("style", "primary") not in ("primary", "success", "danger"):
        raise Refused("BUTTON_STYLE_INVALID")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA:
        raise Refused("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= COPY:
        raise Refused("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise Refused(f"inline keyboard button URL '{button['url']}' is invalid: wrong protocol")


def check_commands(commands: Iterable[dict[str, str]]) -> None:
    listed = list(commands)
    if len(listed) > 100:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    for command in listed:
        if not _COMMAND.fullmatch(command["command"]):
            raise Refused("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")


def check_secret(secret: str) -> None:
    if secret and not _SECRET.fullmatch(secret):
        raise Refused("secret token contains unallowed characters")
