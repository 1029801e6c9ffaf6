"""The only reader of the environment; secrets never show in a repr."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to reach Telegram; no token means that this door stays shut."""

    token: str = field(default="", repr=False)
    api_url: str = "https://api.telegram.org"
    """Where the Bot API is served, without a trailing slash: the maker's, or one's own."""
    webhook_url: str = ""
    """Public https address Telegram should call; empty for long polling."""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8443
    webhook_secret: str = field(default="", repr=False)
    poll_seconds: int = 25
    """How long one poll is held open when nothing comes."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How to reach Slack; no bot token means that this door stays shut."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    """For Socket Mode; empty where events come over HTTP."""
    signing_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    """Where the Web API is served, with a trailing slash."""
    http_host: str = "127.0.0.1"
    http_port: int = 0
    """Where signed HTTP events are received; 0 for Socket Mode."""
    watchdog_seconds: float = 10.0
