"""Lets the command line ask a running service, through a socket that only its owner may open."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

Asked = dict[str, Any]
"""``{"do": what, …}``; the answer is of the same kind, with ``error`` where it failed."""

Answer = Callable[[Asked], Awaitable[Asked]]

NAME = "control"
_LONGEST = 108
"""Bytes a socket's path may have, less one; a longer one gets no socket."""
_SECONDS = 10.0


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
        server = await asyncio.start_unix_server(partial(_serve, answer), path)
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
        told = await answer(asked)
        async with asyncio.timeout(_SECONDS):
            writer.write(json.dumps(told).encode() + b"\n")
            await writer.drain()
    except (TimeoutError, ValueError, ConnectionError):
        pass  # Whoever asked is gone or spoke nonsense; there is nobody to tell.
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def _clear(path: Path) -> None:
    """Take away what a killed service left behind; the store's lock says that none is running."""
    path.unlink(missing_ok=True)


def ask(path: Path, asked: Asked, seconds: float = _SECONDS) -> Asked | None:
    """The running service's answer, waited for so long; ``None`` where none is running."""
    if len(os.fsencode(path)) >= _LONGEST:
        return None
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(seconds)
        try:
            line.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        line.sendall(json.dumps(asked).encode() + b"\n")
        with line.makefile("rb") as answer:
            told: Asked = json.loads(answer.readline() or b"{}")
    return told
