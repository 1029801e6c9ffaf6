"""Where a terminal's pictures are put: in a folder that only this person can open."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.painting import Painted

Album = Callable[[Painted], Awaitable[str]]
"""Keeps a picture, and says where."""

_PRIVATE = 0o600


async def kept_in_album(picture: Painted) -> str:
    """The path of *picture*, in a folder of its own among the temporary ones."""
    return str(await asyncio.to_thread(_kept, picture))


def _kept(picture: Painted) -> Path:
    path = Path(tempfile.mkdtemp(prefix="rapport-")) / picture.name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
        file.write(picture.data)
    return path
