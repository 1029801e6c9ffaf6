"""A door in a process of its own, to be killed: keeps each key in a file, then says so."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.door import Ways
from bot.settings import TelegramSettings
from bot.telegram import connect
from handlers.chat import Message


def ways(kept: Path, facts: Path) -> Ways:
    """Ways onto two files; accepting takes long enough to be killed in the middle."""

    async def accept(message: Message) -> bool:
        await asyncio.sleep(0.01)
        with kept.open("a") as file:
            file.write(f"{message.key} {message.text}\n")
            file.flush()
            os.fsync(file.fileno())
        sys.stdout.write("kept\n")
        sys.stdout.flush()
        return True

    async def remember(name: str, value: str) -> None:
        (facts / name).write_text(value)

    async def keep(data: bytes) -> str:
        return str(len(data))

    async def fetch(name: str) -> bytes:
        raise KeyError(name)

    def recall(name: str) -> str:
        return (facts / name).read_text() if (facts / name).exists() else ""

    def here(sender: str) -> datetime:
        return datetime.now(UTC)

    return Ways(accept, keep, fetch, recall, remember, lambda *_: None, here, lambda _: True)


async def main(url: str, kept: Path, facts: Path) -> None:
    async with connect(TelegramSettings("1:test", url, poll_seconds=5), ways(kept, facts)):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
