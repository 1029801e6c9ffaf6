"""``rapport run`` as a process of its own, with the doubles for its platforms.

Nothing of it is replaced: it reads its settings from the environment, keeps its store in a folder,
and people come into it by the invitations that ``rapport invite`` makes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot import control
from tests.service_fronts import Front

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
