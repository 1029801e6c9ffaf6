"""Pictures as pixels, drawn beside the service, never within it.

The library that draws holds the interpreter for as long as it draws, a quarter of a second for a
large picture: in a thread, everybody would wait for it. What it draws goes through pipes and rests
nowhere.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from handlers.chat import Picture
from storage.values import dataclass

_PAINTER = Path(__file__).with_name("painter.py")
_SECONDS = 30.0
_ONE = asyncio.Semaphore(1)
"""One at a time: a picture is worth a wait, and a small machine has one core to spare."""


class Unpainted(Exception):
    """A picture could not be drawn; the words never quote what stands on it."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture as it is sent: its bytes, its file's name, and whether it can be looked at."""

    data: bytes
    name: str
    image: bool


async def painted(picture: Picture) -> Painted:
    """*picture* as pixels, or as the SVG it is where a file is wanted; raises `Unpainted`."""
    if picture.as_file:
        return Painted(picture.svg.encode(), f"{picture.name}.svg", image=False)
    async with _ONE:
        return Painted(await _png(picture.svg), f"{picture.name}.png", image=True)


async def _png(svg: str) -> bytes:
    # The SVG goes through a pipe: what is on a command line, every user of the machine can read.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(_PAINTER)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            png, _ = await process.communicate(svg.encode())
    except TimeoutError:
        raise Unpainted("it took too long") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode or not png:
        raise Unpainted(f"the painter ended with {process.returncode}")
    return png
