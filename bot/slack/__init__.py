"""Slack, over Socket Mode or signed HTTP: payloads to messages, cards to Block Kit."""

from __future__ import annotations

from bot.slack.blocks import to_blocks
from bot.slack.chat import SlackChat
from bot.slack.connect import connect
from bot.slack.events import PLATFORM, to_message

__all__ = ["PLATFORM", "SlackChat", "connect", "to_blocks", "to_message"]
