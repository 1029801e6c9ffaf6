"""A door killed in the middle of a burst has lost nothing when it comes back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.doubles.telegram import TelegramDouble

ROOT = Path(__file__).parent.parent


@asynccontextmanager
async def door(double: TelegramDouble, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.telegram_child"),
        *(double.url, folder / "kept", folder),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.communicate()


def kept(folder: Path) -> list[str]:
    file = folder / "kept"
    return file.read_text().splitlines() if file.exists() else []


async def until_kept(child: asyncio.subprocess.Process, count: int) -> None:
    assert child.stdout is not None
    async with asyncio.timeout(20):
        for _ in range(count):
            assert await child.stdout.readline() == b"kept\n"


async def test_fifty_messages_survive_two_kills(tmp_path: Path) -> None:
    async with TelegramDouble() as double:
        amina = double.person(7)
        for number in range(50):
            await amina.says(f"n{number}")
        for kill_at in (8, 20):
            async with door(double, tmp_path) as child:
                await until_kept(child, kill_at)
        async with door(double, tmp_path):
            await double.until(lambda: len(double.updates.confirmed) == 50, seconds=20)
        keys = {line.split()[0] for line in kept(tmp_path)}
        assert len(keys) == 50
        first_seen = list(dict.fromkeys(line.split()[1] for line in kept(tmp_path)))
        assert first_seen == [f"n{number}" for number in range(50)]
