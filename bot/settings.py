"""The only reader of the environment; secrets never show in a repr."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvError, validate

from handlers.words.catalogue import LANGUAGES
from storage.values import dataclass


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


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the operator decides; what cannot be right stands in *problems*."""

    data: Path = Path()
    key_file: Path = Path()
    key: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    backups: Path = Path()
    backup_keep: int = 0
    """Days of backups that are kept; 0 where none are made by themselves."""
    log: str = "INFO"
    language: str = "en"
    """What people are spoken to in until they choose."""
    zone: str = "UTC"
    telegram: TelegramSettings = TelegramSettings()
    slack: SlackSettings = SlackSettings()
    problems: tuple[str, ...] = ()
    """What is wrong, naming the setting and never its value."""

    @classmethod
    def read(cls, environ: Mapping[str, str], file: Path | None = None) -> Settings:
        """The settings of *environ*, over those of the ``.env`` *file* where there is one."""
        reader = _Reader(environ, file)
        home = Path(environ.get("HOME") or Path.home())
        data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share") / "rapport"
        keys = Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "rapport"
        settings: dict[str, Any] = {
            "data": Path(reader.text("RAPPORT_DATA", str(data))).expanduser(),
            "key_file": Path(reader.text("RAPPORT_KEY_FILE", str(keys / "key"))).expanduser(),
            "key": reader.text("RAPPORT_KEY") or reader.credential("rapport-key"),
            "passphrase": reader.passphrase(),
            "backups": Path(
                reader.text("RAPPORT_BACKUPS", str(data.with_name("rapport-backups")))
            ).expanduser(),
            "backup_keep": reader.number("RAPPORT_BACKUP_KEEP", 30, 3650),
            "log": reader.choice("RAPPORT_LOG", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
            "language": reader.choice("RAPPORT_LANGUAGE", "en", LANGUAGES),
            "zone": reader.zone("RAPPORT_ZONE"),
            "telegram": _telegram(reader),
            "slack": _slack(reader),
        }
        return cls(**settings, problems=tuple(reader.problems))


def _telegram(reader: _Reader) -> TelegramSettings:
    usual = TelegramSettings()
    return TelegramSettings(
        token=reader.shaped("TELEGRAM_BOT_TOKEN", r"\d+:[\w-]+", "123456:ABC…"),
        api_url=reader.url("RAPPORT_TELEGRAM_API_URL", usual.api_url).rstrip("/"),
        webhook_url=reader.url("RAPPORT_TELEGRAM_WEBHOOK_URL", ""),
        webhook_host=reader.text("RAPPORT_TELEGRAM_WEBHOOK_HOST", usual.webhook_host),
        webhook_port=reader.port("RAPPORT_TELEGRAM_WEBHOOK_PORT", usual.webhook_port),
        webhook_secret=reader.shaped(
            "RAPPORT_TELEGRAM_WEBHOOK_SECRET", r"[\w-]{1,256}", "letters, digits, _ and - only"
        ),
    )


def _slack(reader: _Reader) -> SlackSettings:
    usual = SlackSettings()
    settings = SlackSettings(
        bot_token=reader.shaped("SLACK_BOT_TOKEN", r"xox[a-z]-[\w.-]+", "xoxb-…"),
        app_token=reader.shaped("SLACK_APP_TOKEN", r"xapp-[\w.-]+", "xapp-…"),
        signing_secret=reader.text("SLACK_SIGNING_SECRET"),
        api_url=reader.url("RAPPORT_SLACK_API_URL", usual.api_url).rstrip("/") + "/",
        http_host=reader.text("RAPPORT_SLACK_HTTP_HOST", usual.http_host),
        http_port=reader.port("RAPPORT_SLACK_HTTP_PORT", usual.http_port),
    )
    if settings.bot_token and not settings.http_port and not settings.app_token:
        reader.problems.append("SLACK_APP_TOKEN is missing: Slack needs it beside SLACK_BOT_TOKEN.")
    if settings.http_port and not settings.signing_secret:
        reader.problems.append(
            "SLACK_SIGNING_SECRET is missing: RAPPORT_SLACK_HTTP_PORT cannot be open without it."
        )
    return settings


class _Given(Env):
    """Reads what it was given in place of this process's own environment."""

    def __init__(self, environ: Mapping[str, str], file: Path | None) -> None:
        super().__init__()
        self._given = environ
        if file is not None:
            self.read_env(file, recurse=False)

    def _get_value(self, env_key: str, default: Any) -> Any:
        # An empty setting is one that was left out, as in a copy of .env.example.
        return self._given.get(env_key) or self._environ.get(env_key) or default


class _Reader:
    """Takes settings one by one and notes what cannot be right."""

    def __init__(self, environ: Mapping[str, str], file: Path | None) -> None:
        self._env = _Given(environ, file)
        self.problems: list[str] = []

    def text(self, name: str, usual: str = "") -> str:
        return str(self._env.str(name, usual)).strip()

    def shaped(self, name: str, shape: str, example: str) -> str:
        """A setting of one *shape*; *example* says to a person which."""
        return self._checked(
            name, "", lambda value: bool(re.fullmatch(shape, value)), f"looks like {example}"
        )

    def choice(self, name: str, usual: str, choices: tuple[str, ...]) -> str:
        return self._checked(
            name, usual, lambda value: value in choices, f"is one of {', '.join(choices)}"
        )

    def url(self, name: str, usual: str) -> str:
        def fits(value: str) -> bool:
            return urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)

        return self._checked(name, usual, fits, "is an address such as https://example.org")

    def zone(self, name: str) -> str:
        known = zoneinfo.available_timezones()
        return self._checked(name, "UTC", known.__contains__, "is a zone such as Asia/Beirut")

    def port(self, name: str, usual: int) -> int:
        return self.number(name, usual, 65535)

    def number(self, name: str, usual: int, most: int) -> int:
        """A whole number from 0 to *most*."""
        try:
            return int(self._env.int(name, usual, validate=validate.Range(0, most)))
        except EnvError:
            self.problems.append(f"{name} is not right: it is a number from 0 to {most}.")
            return usual

    def passphrase(self) -> str:
        """The passphrase itself, or what stands in the file that is named for it."""
        file = self.text("RAPPORT_PASSPHRASE_FILE")
        if not file:
            return self.text("RAPPORT_PASSPHRASE") or self.credential("rapport-passphrase")
        try:
            return Path(file).expanduser().read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self.problems.append("RAPPORT_PASSPHRASE_FILE names a file that cannot be read.")
            return ""

    def credential(self, name: str) -> str:
        """What the service manager hands over under *name* (systemd's ``LoadCredential=``)."""
        folder = self.text("CREDENTIALS_DIRECTORY")
        try:
            return (Path(folder) / name).read_text("utf-8").strip() if folder else ""
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            self.problems.append(f"The credential {name} cannot be read.")
            return ""

    def _checked(self, name: str, usual: str, fits: Callable[[str], bool], hint: str) -> str:
        value = self.text(name, usual)
        try:
            if value == usual or fits(value):
                return value
        except ValueError:
            pass
        self.problems.append(f"{name} is not right: it {hint}.")
        return usual
