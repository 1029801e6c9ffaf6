"""Which file bears a name, and how long that is: asked of the system without the file's times.

Where a file was asked for its times, Linux from 6.13 on gives it a finer one with the next write,
and that must come to disk as well: a commit would cost half as much again.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path

Seen = tuple[int, int, int]
"""Device, number of the file on it, and its size in bytes."""

_HERE = -100
_WANTED = 0x100 | 0x200
"""To the system: its number and its size, no more."""

_ANSWER = struct.Struct("=32xQQ88xII112x")
"""Where in the system's answer the number, the size and the two halves of the device stand."""


def _asked_for_all(path: Path) -> Seen:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size


@cache
def looking() -> Callable[[Path], Seen]:
    """What tells which file bears a name now; that raises ``OSError``."""
    # It takes milliseconds to import, and only whoever opens a store needs it.
    import ctypes  # noqa: PLC0415

    try:
        statx = ctypes.CDLL(None).statx
    except (AttributeError, OSError):
        return _asked_for_all
    statx.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_uint, ctypes.c_char_p)

    kind = ctypes.c_char * _ANSWER.size

    def asked(path: Path) -> Seen:
        answer = kind()
        if statx(_HERE, os.fsencode(path), 0, _WANTED, answer):
            # It is not there, or this call is not allowed here: the other one tells which.
            return _asked_for_all(path)
        number, size, major, minor = _ANSWER.unpack_from(answer)
        return os.makedev(major, minor), number, size

    return asked
