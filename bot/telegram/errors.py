"""Telegram's refusals, said once in our own terms; never with a URL, which holds the token."""

from __future__ import annotations

import os
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from handlers.chat import DeliveryError
from handlers.patterns import pattern

# python-telegram-bot's own switch for durations as timedelta; without it every 429 warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

REVOKED_WAIT = 300.0
"""Seconds to wait with a token that is refused, so that nothing owed is thrown away meanwhile."""

_NOT_MODIFIED = "message is not modified"
_NOT_EDITABLE = (
    *("message to edit not found", "message can't be edited"),
    *("there is no text in the message to edit", "message_id_invalid"),
)
_UNDELETABLE = ("message to delete not found", "message can't be deleted", "message_id_invalid")
_NO_THREAD = ("message thread not found", "topic_closed", "topic_deleted")
_GONE = ("chat not found", "peer_id_invalid", "user not found")
_PHRASE = pattern(r"[A-Za-z0-9_' ]{1,80}")
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def not_modified(error: BadRequest) -> bool:
    """Whether the message already says what we wanted it to say."""
    return _NOT_MODIFIED in str(error).lower()


def not_editable(error: BadRequest) -> bool:
    """Whether there is nothing (any more) that could be edited."""
    return any(words in str(error).lower() for words in _NOT_EDITABLE)


def undeletable(error: BadRequest) -> bool:
    """Whether that message is gone already, or can be deleted no more."""
    return any(words in str(error).lower() for words in _UNDELETABLE)


def no_thread(error: BadRequest) -> bool:
    """Whether the group's topic is closed or gone."""
    return any(words in str(error).lower() for words in _NO_THREAD)


def too_big(error: BadRequest) -> bool:
    """Whether a file is larger than a bot may fetch."""
    return "file is too big" in str(error).lower()


def revoked(error: TelegramError) -> bool:
    """Whether the token is refused for good; a proxy's 404 wears the same type."""
    return isinstance(error, InvalidToken) and "unauthorized" in str(error).lower()


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def to_delivery_error(error: TelegramError) -> DeliveryError:
    """What the refusal means for a card: wait, moved, unreachable, never, or try again."""
    match error:
        case RetryAfter():
            return DeliveryError("telegram asked to wait", wait=seconds(error))
        case ChatMigrated():
            return DeliveryError("the chat has moved", moved=str(error.new_chat_id))
        case Forbidden():
            return DeliveryError("the chat is closed to us", permanent=True, unreachable=True)
        case InvalidToken():
            return DeliveryError("the token is refused", wait=REVOKED_WAIT)
        case BadRequest() if any(words in str(error).lower() for words in _GONE):
            return DeliveryError("there is no such chat", permanent=True, unreachable=True)
        case BadRequest():
            return DeliveryError(f"refused: {_words(error)}", permanent=True)
    return DeliveryError(f"not reached: {type(error).__name__}", lost=not _unsent(error))


def _unsent(error: TelegramError) -> bool:
    """Whether the call certainly never left this machine."""
    return isinstance(error.__cause__, _UNSENT)


def _words(error: BadRequest) -> str:
    """Telegram's own words where they are a plain phrase; nothing that could quote a text."""
    told = str(error).partition(":")[0]
    return told if _PHRASE.fullmatch(told) else "400"
