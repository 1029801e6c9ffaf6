"""Reads what a person types, line by line, whether they sit there or piped it in."""

from __future__ import annotations

import asyncio
import io
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue

PROMPT = "> "
MORE = "… "

Words = Callable[[], list[str]]


class Lines:
    """Lines from standard input, read in a thread of its own that never holds up the end."""

    def __init__(self, read: Callable[[], str | None]) -> None:
        self._read = read
        self._wanted: SimpleQueue[tuple[asyncio.AbstractEventLoop, asyncio.Future[str | None]]]
        self._wanted = SimpleQueue()
        # A thread of the usual pool would be waited for at the end, which never comes at a prompt.
        threading.Thread(target=self._work, daemon=True, name="lines").start()

    async def next(self) -> str | None:
        """The next line without its end; ``None`` where there are no more."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[str | None] = loop.create_future()
        self._wanted.put((loop, future))
        return await future

    def _work(self) -> None:
        while True:
            loop, future = self._wanted.get()
            line = self._read()
            with suppress(RuntimeError):  # The loop is closed: nobody waits any more.
                loop.call_soon_threadsafe(_tell, future, line)


def _tell(future: asyncio.Future[str | None], line: str | None) -> None:
    if not future.done():
        future.set_result(line)


def piped() -> str | None:
    """One line of standard input that is no terminal."""
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def typed() -> str | None:
    """What a person types at the prompt; a line ending in a backslash goes on in the next."""
    lines: list[str] = []
    prompt = PROMPT
    while True:
        try:
            line = input(prompt)
        except EOFError:
            print()  # noqa: T201  # The shell's prompt belongs on its own line.
            return "\n".join(lines) or None
        if not line.endswith("\\"):
            return "\n".join([*lines, line])
        lines.append(line[:-1])
        prompt = MORE


def prepare(words: Words) -> None:
    """Give the prompt a memory for this session, and completion from *words*.

    The memory is never written down: what was typed rests nowhere but in the sealed store.
    """
    try:
        import readline  # noqa: PLC0415  # Some Pythons are built without it.
    except ImportError:
        return

    def complete(start: str, state: int) -> str | None:
        found = [word for word in words() if word.casefold().startswith(start.casefold())]
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims("\n")
    readline.parse_and_bind("tab: complete")


def plain_streams() -> None:
    """Standard input and output in UTF-8, with a mark in place of what cannot be read."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def colours() -> bool:
    """Whether whoever reads this sees colours and has not asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
