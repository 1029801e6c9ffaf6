"""The methods of the Bot API, as strict as Telegram is."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.doubles import telegram_limits as limits
from tests.doubles.telegram_limits import Refused
from tests.doubles.telegram_people import Room, Seen

if TYPE_CHECKING:
    from tests.doubles.telegram import TelegramDouble

Asked = dict[str, Any]
Method = Callable[["TelegramDouble", Asked], Awaitable[Any]]


async def get_me(double: TelegramDouble, _: Asked) -> Any:
    return double.me


async def get_updates(double: TelegramDouble, asked: Asked) -> Any:
    if (allowed := asked.get("allowed_updates")) is not None:
        double.updates.allowed = tuple(allowed)
    offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 100))
    return await double.updates.poll(offset, limit, float(asked.get("timeout", 0)))


async def set_webhook(double: TelegramDouble, asked: Asked) -> Any:
    if (allowed := asked.get("allowed_updates")) is not None:
        double.updates.allowed = tuple(allowed)
    double.updates.dropped |= bool(asked.get("drop_pending_updates"))
    double.updates.set_webhook(asked)
    return True


async def delete_webhook(double: TelegramDouble, asked: Asked) -> Any:
    double.updates.dropped |= bool(asked.get("drop_pending_updates"))
    double.updates.set_webhook({})
    return True


async def get_webhook_info(double: TelegramDouble, _: Asked) -> Any:
    return {
        "url": double.updates.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(double.updates.pending),
    }


async def send_message(double: TelegramDouble, asked: Asked) -> Any:
    return _post(double, asked, str(asked.get("text", "")), asked.get("entities") or [])


async def send_file(double: TelegramDouble, asked: Asked) -> Any:
    given = asked.get("document", asked.get("photo"))
    if isinstance(given, str) and given.startswith("attach://"):
        given = asked.get(given.removeprefix("attach://"))
    if not isinstance(given, tuple):
        raise Refused("there is no document in the request")
    name, data = given
    if not data:
        raise Refused("file must be non-empty")
    if len(data) > 50_000_000:
        raise Refused("Request Entity Too Large", 413)
    caption = str(asked.get("caption", ""))
    entities = asked.get("caption_entities") or []
    answer = _post(double, asked, caption, entities, (name, data))
    kept = double.keep_file(data, len(data))
    return answer | {"document": {**kept, "file_name": name}}


async def send_photo(double: TelegramDouble, asked: Asked) -> Any:
    given = asked.get("photo")
    if isinstance(given, str) and given.startswith("attach://"):
        given = asked.get(given.removeprefix("attach://"))
    if isinstance(given, tuple):
        limits.check_photo(given[1])
    told = await send_file(double, asked)
    return told | {"photo": [told.pop("document") | {"width": 90, "height": 90}]}


def _post(
    double: TelegramDouble,
    asked: Asked,
    text: str,
    entities: list[dict[str, Any]],
    file: tuple[str, bytes] | None = None,
) -> dict[str, Any]:
    room = double.room(asked)
    if asked.get("parse_mode"):
        raise Refused("this double reads no markup: send entities")
    limits.check_text(text, entities, caption=file is not None)
    keyboard = limits.check_keyboard(asked.get("reply_markup"))
    answers = _answered(room, asked)
    double.count_send(room)
    seen = Seen(double.new_message_id(), True, text, entities, keyboard)
    seen.file_name, seen.file = file or ("", None)
    seen.answers = answers
    seen.preview = not (asked.get("link_preview_options") or {}).get("is_disabled")
    seen.thread = int(asked.get("message_thread_id", 0))
    if seen.thread and seen.thread not in double.threads:
        raise Refused("message thread not found")
    room.log.append(seen)
    return double.shown(room, seen)


def _answered(room: Room, asked: Asked) -> int:
    reply = asked.get("reply_parameters") or {}
    wanted = int(reply.get("message_id", 0))
    if wanted and room.message(wanted) is None:
        if not reply.get("allow_sending_without_reply"):
            raise Refused("message to be replied not found")
        return 0
    return wanted


def _own(double: TelegramDouble, asked: Asked, words: str) -> tuple[Room, Seen]:
    room = double.room(asked)
    seen = room.message(int(asked.get("message_id", 0)))
    if seen is None:
        raise Refused(f"message to {words} not found")
    if not seen.mine:
        raise Refused(f"message can't be {words}ed")
    return room, seen


async def edit_text(double: TelegramDouble, asked: Asked) -> Any:
    room, seen = _own(double, asked, "edit")
    text, entities = str(asked.get("text", "")), asked.get("entities") or []
    if seen.file is not None:
        raise Refused("there is no text in the message to edit")
    limits.check_text(text, entities)
    keyboard = limits.check_keyboard(asked.get("reply_markup"))
    if (text, entities, keyboard) == (seen.text, seen.entities, seen.keyboard):
        raise Refused(limits.NOT_MODIFIED)
    seen.text, seen.entities, seen.keyboard = text, entities, keyboard
    seen.edits += 1
    return double.shown(room, seen)


async def edit_markup(double: TelegramDouble, asked: Asked) -> Any:
    room, seen = _own(double, asked, "edit")
    keyboard = limits.check_keyboard(asked.get("reply_markup"))
    if keyboard == seen.keyboard:
        raise Refused(limits.NOT_MODIFIED)
    seen.keyboard, seen.edits = keyboard, seen.edits + 1
    return double.shown(room, seen)


async def delete_message(double: TelegramDouble, asked: Asked) -> Any:
    room, seen = _own(double, asked, "delete")
    if double.old:
        raise Refused("message can't be deleted for everyone")
    room.log.remove(seen)
    return True


async def answer_query(double: TelegramDouble, asked: Asked) -> Any:
    if limits.units(str(asked.get("text", ""))) > limits.ANSWER:
        raise Refused("MESSAGE_TOO_LONG")
    if not double.take_query(str(asked.get("callback_query_id", ""))):
        raise Refused(limits.TOO_OLD)
    return True


async def react(double: TelegramDouble, asked: Asked) -> Any:
    seen = double.room(asked).message(int(asked.get("message_id", 0)))
    if seen is None:
        raise Refused("message to react not found")
    wanted = [reaction["emoji"] for reaction in asked.get("reaction") or []]
    if len(wanted) > 1 or not limits.REACTIONS.issuperset(wanted) or not double.reactions:
        raise Refused("REACTION_INVALID")
    seen.reactions = wanted
    return True


async def set_commands(double: TelegramDouble, asked: Asked) -> Any:
    limits.check_commands(asked.get("commands") or [])
    wanted = asked.get("scope") or {}
    scope = wanted.get("type", "default")
    if scope == "chat":
        double.room(wanted)
        scope = f"chat:{wanted['chat_id']}"
    language = str(asked.get("language_code", ""))
    double.menus[(scope, language)] = copy.deepcopy(asked.get("commands") or [])
    return True


async def get_file(double: TelegramDouble, asked: Asked) -> Any:
    kept = double.files.get(str(asked.get("file_id", "")))
    if kept is None:
        raise Refused("wrong file_id or the file is temporarily unavailable")
    data, size = kept
    if size > 20 * 1024 * 1024:
        raise Refused("file is too big")
    id = str(asked["file_id"])
    return {
        "file_id": id,
        "file_unique_id": f"u{id}",
        "file_size": len(data),
        "file_path": f"d/{id}",
    }


async def get_chat(double: TelegramDouble, asked: Asked) -> Any:
    return double.room(asked).face | {"accent_color_id": 0, "max_reaction_count": 1}


async def chat_action(double: TelegramDouble, asked: Asked) -> Any:
    double.room(asked)
    await asyncio.sleep(0)
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "senddocument": send_file,
    "sendphoto": send_photo,
    "editmessagetext": edit_text,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_query,
    "setmessagereaction": react,
    "setmycommands": set_commands,
    "getfile": get_file,
    "getchat": get_chat,
    "sendchataction": chat_action,
}
