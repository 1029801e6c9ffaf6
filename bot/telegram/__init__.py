"""Telegram: updates to messages, cards to texts and inline keyboards, and the line between."""

from __future__ import annotations

from bot.telegram.chat import TelegramChat
from bot.telegram.connection import announce, connect
from bot.telegram.drawing import Drawn, to_texts
from bot.telegram.keyboard import to_rows
from bot.telegram.messages import PLATFORM, Me, to_message
from bot.telegram.poll import Pace

__all__ = [
    "PLATFORM",
    "Drawn",
    "Me",
    "Pace",
    "TelegramChat",
    "announce",
    "connect",
    "to_message",
    "to_rows",
    "to_texts",
]
