"""Updates as messages: who did what, or nothing where it is not meant for us."""

from __future__ import annotations

from datetime import datetime

from telegram import (
    CallbackQuery,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
    User,
)
from telegram import Message as Sent
from telegram.constants import ChatType, MessageEntityType

from bot.telegram.attachments import attached
from bot.telegram.drawing import clean
from handlers.chat import Address, Forwarded, Message
from handlers.patterns import pattern
from storage.values import dataclass

PLATFORM = "telegram"
_PRIVATE = ChatType.PRIVATE.value
_COMMAND = pattern(r"(/\w+)@(\w+)")


@dataclass(frozen=True, slots=True)
class Me:
    """Which bot we are."""

    id: int
    username: str


def to_message(update: Update, me: Me, now: datetime) -> Message | None:
    """What the person did, or ``None`` where it is not for us.

    Nothing of a file is fetched here. *now* is when a button was pressed, which Telegram does
    not tell.
    """
    if update.callback_query:
        return _pressed(update.callback_query, me, now)
    sent = update.message or update.edited_message
    if sent is None or sent.from_user is None or not _from_a_person(sent):
        return None
    text = _without_our_name(clean(sent.text or sent.caption or ""), me)
    if text is None or not _for_us(sent, text, me):
        return None
    if update.edited_message:
        return _edited(sent, sent.from_user, text, me) if text else None
    return _said(sent, sent.from_user, text, me)


def _from_a_person(sent: Sent) -> bool:
    """Channels and anonymous admins write as a chat; bots, we among them, as bots."""
    return sent.sender_chat is None and not (sent.from_user and sent.from_user.is_bot)


def _without_our_name(text: str, me: Me) -> str | None:
    """A command without the @name of the bot it is for; ``None`` where that is another bot."""
    found = _COMMAND.match(text) if text[:1] == "/" and "@" in text else None
    if not found:
        return text
    if found[2].lower() != me.username.lower():
        return None
    return found[1] + text[found.end() :]


def _for_us(sent: Sent, text: str, me: Me) -> bool:
    if text[:1] == "/" or sent.chat.type == _PRIVATE:
        return True
    return _answers(sent, me) != "" or _mentions(sent, me)


def _answers(sent: Sent, me: Me) -> str:
    """The id of our message that this one replies to; empty where it replies to none."""
    answered = sent.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != me.id:
        return ""
    return str(answered.message_id)


def _mentions(sent: Sent, me: Me) -> bool:
    whole = (sent.text or sent.caption or "").encode("utf-16-le", "surrogatepass")
    for entity in (*sent.entities, *sent.caption_entities):
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user:
            if entity.user.id == me.id:
                return True
            continue
        name = whole[entity.offset * 2 : (entity.offset + entity.length) * 2]
        called = name.decode("utf-16-le", "replace").lower()
        if entity.type == MessageEntityType.MENTION and called == f"@{me.username.lower()}":
            return True
    return False


def _said(sent: Sent, user: User, text: str, me: Me) -> Message | None:
    # What has a text has no file.
    file = None if text and sent.text else attached(sent)
    if not text and file is None:
        return None
    place, id = _place(sent), str(sent.message_id)
    return Message(
        f"tg:{me.id}:message:{place.place}:{id}",
        f"telegram:{user.id}",
        place,
        sent.date,
        text,
        "",
        _answers(sent, me) if sent.reply_to_message else "",
        id,
        files=(file,) if file else (),
        forwarded=_forwarded(sent) if sent.forward_origin else None,
        language=user.language_code or "",
        name=clean(user.full_name),
        private=sent.chat.type == _PRIVATE,
    )


def _edited(sent: Sent, user: User, text: str, me: Me) -> Message:
    at = sent.edit_date or sent.date
    return Message(
        key=f"tg:{me.id}:edit:{sent.chat.id}:{sent.message_id}:{int(at.timestamp())}",
        sender=f"{PLATFORM}:{user.id}",
        place=_place(sent),
        at=at,
        text=text,
        id=str(sent.message_id),
        edits=str(sent.message_id),
        forwarded=_forwarded(sent),
        language=user.language_code or "",
        name=clean(user.full_name),
        private=sent.chat.type == ChatType.PRIVATE,
    )


def _pressed(query: CallbackQuery, me: Me, now: datetime) -> Message | None:
    """A press, also under a message so old that Telegram shows us no more than its id."""
    card = query.message
    if card is None or not query.data or query.from_user.is_bot:
        return None
    chat = card.chat
    place = _place(card) if isinstance(card, Sent) else Address(PLATFORM, str(chat.id))
    return Message(
        key=f"tg:{me.id}:press:{chat.id}:{card.message_id}:{query.id}",
        sender=f"{PLATFORM}:{query.from_user.id}",
        place=place,
        at=now,
        press=clean(query.data),
        card=str(card.message_id),
        language=query.from_user.language_code or "",
        name=clean(query.from_user.full_name),
        private=chat.type == ChatType.PRIVATE,
    )


def _place(sent: Sent) -> Address:
    thread = str(sent.message_thread_id) if sent.is_topic_message else ""
    return Address(PLATFORM, str(sent.chat.id), thread)


def _forwarded(sent: Sent) -> Forwarded | None:
    origin = sent.forward_origin
    if origin is None:
        return None
    match origin:
        case MessageOriginUser():
            author = origin.sender_user.full_name
        case MessageOriginHiddenUser():
            author = origin.sender_user_name
        case MessageOriginChat():
            author = origin.author_signature or origin.sender_chat.effective_name or ""
        case MessageOriginChannel():
            author = origin.author_signature or origin.chat.effective_name or ""
        case _:
            author = ""
    return Forwarded(clean(author), origin.date)
