"""``rapport run`` as a process of its own, with the doubles for its platforms.

Nothing of it is replaced: it reads its settings from the environment, keeps its store in a folder,
and people come into it by the invitations that ``rapport invite`` makes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot import control
from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import TelegramDouble
from tests.slack_link import free_port

ROOT = Path(__file__).parent.parent


@dataclass
class Service:
    """One store on disk and the process that serves it, which may die and come back."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None
    lives: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "share"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "RAPPORT_DATA": str(self.data),
            "RAPPORT_KEY_FILE": str(self.key),
            "PYTHONPATH": str(ROOT),
            **self.environ,
        }

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def key(self) -> Path:
        return self.folder / "key"

    @property
    def told(self) -> str:
        """All that the process ever wrote to its standard output and error."""
        file = self.folder / "told"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    async def start(self) -> None:
        """Start the process; it listens a second or two later."""
        self.lives += 1
        with (self.folder / "told").open("ab") as told:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env=self.environ,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=told,
                stderr=told,
            )

    async def kill(self) -> None:
        """SIGKILL, wherever it is."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> int:
        """SIGTERM, as an operator would; its exit status."""
        assert self.process is not None
        self.process.terminate()
        async with asyncio.timeout(15):
            return await self.process.wait()

    async def invite(self, name: str) -> str:
        """A token from ``rapport invite``, typed while the service runs or not."""
        command = ("-m", "bot", "invite", "--json", "--name", name)
        asked = await asyncio.create_subprocess_exec(
            *(sys.executable, *command),
            cwd=self.folder,
            env=self.environ,
            stdout=asyncio.subprocess.PIPE,
        )
        answer, _ = await asked.communicate()
        return str(json.loads(answer)["token"])

    async def token(self, name: str) -> str:
        """The same from the running service at once, as the command line asks it."""
        asked = {"do": "invite", "name": name, "role": "negotiator"}
        path = control.socket_path(self.data)
        told = await asyncio.to_thread(control.ask, path, asked)
        assert told is not None
        return str(told["token"])


class Front(Protocol):
    """A platform as the people on it know it, and what of it the double saw."""

    name: str

    def environ(self) -> dict[str, str]: ...

    async def says(self, who: int, text: str) -> None: ...

    def cards(self, who: int) -> list[str]: ...

    def acknowledged(self) -> int: ...

    async def heard(self, seconds: float = 30.0) -> None:
        """Return once a process that was just started is there to be written to."""
        ...

    async def wait(self, seconds: float) -> None:
        """Return at the double's next news, or after *seconds*."""
        ...

    async def redeliver(self) -> None:
        """Bring once more what was never acknowledged, as the platform's last try would."""
        ...


class OnTelegram:
    """Long polling."""

    name = "telegram"

    def __init__(self, double: TelegramDouble) -> None:
        self.double = double

    def environ(self) -> dict[str, str]:
        return {
            "TELEGRAM_BOT_TOKEN": self.double.token,
            "RAPPORT_TELEGRAM_API_URL": self.double.url,
        }

    async def says(self, who: int, text: str) -> None:
        await self.double.person(1 + who).says(text)

    def cards(self, who: int) -> list[str]:
        return [seen.text for seen in self.double.person(1 + who).cards]

    def acknowledged(self) -> int:
        return len(self.double.updates.confirmed)

    async def heard(self, seconds: float = 30.0) -> None:
        polls = self.double.updates.polls
        await self.double.until(lambda: self.double.updates.polls > polls, seconds=seconds)

    async def wait(self, seconds: float) -> None:
        calls = len(self.double.calls)
        await _at_most(self.double.until(lambda: len(self.double.calls) > calls, seconds=seconds))

    async def redeliver(self) -> None:
        """Telegram keeps what was not confirmed, and gives it to the next poll."""


class OnSlack:
    """Socket Mode or signed HTTP events, as the double says."""

    def __init__(self, double: SlackDouble) -> None:
        self.double = double
        self.name = f"slack {double.mode}"
        self.port = free_port()
        if double.mode == "http":
            double.events_url = f"http://127.0.0.1:{self.port}/slack/events"

    def environ(self) -> dict[str, str]:
        tokens = {
            "SLACK_BOT_TOKEN": self.double.bot_token,
            "RAPPORT_SLACK_API_URL": self.double.url,
        }
        if self.double.mode == "socket":
            return {**tokens, "SLACK_APP_TOKEN": self.double.app_token}
        secret = {"SLACK_SIGNING_SECRET": self.double.signing_secret}
        return {**tokens, **secret, "RAPPORT_SLACK_HTTP_PORT": str(self.port)}

    async def says(self, who: int, text: str) -> None:
        await self.double.person(f"U{1 + who}").says(text)

    def cards(self, who: int) -> list[str]:
        return [post.plain for post in self.double.person(f"U{1 + who}").cards]

    def acknowledged(self) -> int:
        return len(self.double.acked)

    async def heard(self, seconds: float = 30.0) -> None:
        """Its first words are `auth.test`; the door is open a moment later."""
        asked = len(self.double.called("auth.test"))
        await self.double.until(lambda: len(self.double.called("auth.test")) > asked, seconds)

    async def wait(self, seconds: float) -> None:
        calls = len(self.double.calls)
        await _at_most(self.double.until(lambda: len(self.double.calls) > calls, seconds))

    async def redeliver(self) -> None:
        for sent in self.double.sent:
            if sent.done.is_set() and not sent.acked:
                sent.acked = await self.double.repeat(sent, 3, sent.attempts[-1])


@asynccontextmanager
async def platform(kind: str) -> AsyncIterator[Front]:
    """The double of *kind*: ``telegram``, ``http`` or ``socket``."""
    if kind == "telegram":
        async with TelegramDouble() as telegram:
            yield OnTelegram(telegram)
        return
    async with SlackDouble(kind, hasten=60.0) as slack:
        yield OnSlack(slack)


async def until(front: Front, true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Return once *true* holds; raises ``TimeoutError``."""
    async with asyncio.timeout(seconds):
        while not true():
            await front.wait(0.2)


async def admit(service: Service, front: Front, names: Sequence[str]) -> None:
    """Let everybody of *names* in and past their one question, the first by the command line."""
    for who, name in enumerate(names):
        token = await (service.token(name) if who else service.invite(name))
        await front.says(who, f"/start {token}")
    everybody = range(len(names))
    await until(front, lambda: all(len(front.cards(who)) >= 2 for who in everybody))
    for who in everybody:
        await front.says(who, "Beirut")
    await until(front, lambda: all(len(front.cards(who)) >= 3 for who in everybody))


async def _at_most(waiting: Awaitable[None]) -> None:
    with suppress(TimeoutError):
        await waiting
