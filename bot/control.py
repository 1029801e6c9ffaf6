"""Lets the command line ask a running service, through a socket that only its owner may open."""

from __future__ import annotations

import asyncio
import json
import os
import pwd
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from storage.meter import Progress, unseen
from storage.records import OPERATOR
from storage.trouble import Trouble, reason

Asked = dict[str, Any]
"""``{"do": what, …}``; the answer is of the same kind, with ``error`` where it failed.

Before the answer may come lines that hold nothing but ``done`` and ``of``.
"""

Answer = Callable[[Asked, Progress], Awaitable[Asked]]
"""What the service does; how far it has come is told to whoever asked."""

NAME = "control"
_LONGEST = 108
"""Bytes a socket's path may have, less one; a longer one gets no socket."""
_SECONDS = 10.0
LONGEST = 4 << 20
"""Bytes that may be asked at once: a file of people comes along."""


def account() -> str:
    """Who sits at this machine, as far as it knows: the account they came with."""
    try:
        return os.environ.get("SUDO_USER") or pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def named(asked: Asked) -> str:
    """Whoever *asked*, as the audit calls them."""
    by = str(asked.get("by", ""))
    return f"{OPERATOR}:{by}" if by else OPERATOR


def socket_path(data: Path) -> Path:
    """Where the service that holds *data* listens."""
    return data / NAME


@asynccontextmanager
async def listening(path: Path, answer: Answer) -> AsyncIterator[bool]:
    """Answer at *path* while the block runs; False where the path is too long for a socket."""
    if len(os.fsencode(path)) >= _LONGEST:
        yield False
        return

    _clear(path)
    before = os.umask(0o177)
    try:
        server = await asyncio.start_unix_server(partial(_serve, answer), path, limit=LONGEST)
    finally:
        os.umask(before)
    try:
        yield True
    finally:
        server.close()
        await server.wait_closed()
        _clear(path)


async def _serve(
    answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        async with asyncio.timeout(_SECONDS):
            asked = json.loads(await reader.readline())
        # Some work, such as a backup, takes its time; whoever asked knows that.
        told = await answer(asked, _telling(writer))
        async with asyncio.timeout(_SECONDS):
            writer.write(_line(told))
            await writer.drain()
    except (TimeoutError, ValueError, ConnectionError):
        pass  # Whoever asked is gone or spoke nonsense; there is nobody to tell.
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def _telling(writer: asyncio.StreamWriter) -> Progress:
    """Tells whoever asked how far the work is, at each hundredth; from any thread."""
    loop, told = asyncio.get_running_loop(), -1

    def tell(done: int, of: int) -> None:
        nonlocal told
        if (share := 100 * done // of) != told:
            told = share
            loop.call_soon_threadsafe(writer.write, _line({"done": done, "of": of}))

    return tell


def _line(told: Asked) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _clear(path: Path) -> None:
    """Take away what a killed service left behind; the store's lock says that none is running."""
    path.unlink(missing_ok=True)


def ask(
    path: Path, asked: Asked, seconds: float = _SECONDS, progress: Progress = unseen
) -> Asked | None:
    """The running service's answer, waited for so long; ``None`` where none is running.

    Raises `Trouble` where one runs and does not answer.
    """
    if len(os.fsencode(path)) >= _LONGEST:
        return None
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(seconds)
        try:
            line.connect(str(path))
        except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
            return None
        except OSError as error:
            raise Trouble(
                f"{path} cannot be reached: {reason(error)}. Do this as the account that the data "
                "belongs to, which is also the one that Rapport runs as."
            ) from None
        try:
            return _answered(line, asked, progress)
        except (OSError, ValueError):
            raise Trouble(
                "The running service did not answer to the end. Look with `rapport check` whether "
                "it is well, and what came of this, before you try again."
            ) from None


def _answered(line: socket.socket, asked: Asked, progress: Progress) -> Asked:
    line.sendall(_line(asked))
    with line.makefile("rb") as answer:
        told: Asked = {"done": 0, "of": 1}
        while told.keys() == {"done", "of"}:
            told = json.loads(answer.readline() or b"{}")
            if told.keys() == {"done", "of"}:
                progress(told["done"], told["of"])
    return told
