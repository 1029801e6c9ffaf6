"""Whether a file still bears its name: asked of the system without the file's times, or told by it.

Where a file was asked for its times, Linux from 6.13 on gives it a finer one with the next write,
and that must come to disk as well: a commit would cost half as much again.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from fcntl import ioctl
from functools import cache
from pathlib import Path
from termios import FIONREAD
from typing import Any

Seen = tuple[int, int, int]
"""Device, number of the file on it, and its size in bytes."""

_HERE = -100
_WANTED = 0x100 | 0x200
"""To the system: its number and its size, no more."""

_ANSWER = struct.Struct("=32xQQ88xII112x")
"""Where in the system's answer the number, the size and the two halves of the device stand."""

_GONE = 0x4 | 0x400 | 0x800
"""To the system: tell where the number of its names changes, it is deleted or renamed."""

_NOTHING, _MUCH = bytes(4), 1 << 16


@cache
def _system() -> Any:
    """The system's own calls, as far as they are there."""
    # It takes milliseconds to import, and only whoever opens a store needs it.
    import ctypes  # noqa: PLC0415

    return ctypes.CDLL(None)


def _asked_for_all(path: Path) -> Seen:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size


@cache
def looking() -> Callable[[Path], Seen]:
    """What tells which file bears a name now; that raises ``OSError``."""
    import ctypes  # noqa: PLC0415  # As above.

    try:
        statx = _system().statx
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


class Watch:
    """The system's word that neither a file nor its folder was renamed, replaced or removed.

    It takes a third of what it takes to look the name up. It tells nothing of what happens further
    up, nor on another machine that shares the disk: for that, look from time to time.
    """

    def __init__(self, path: Path) -> None:
        self._fd = -1
        # Where the system has no such thing, or has no more of them, one must look every time.
        with suppress(AttributeError, OSError):
            self._fd = _told(_system().inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
            try:
                for one in (path, path.parent):
                    _told(_system().inotify_add_watch(self._fd, os.fsencode(one), _GONE))
            except OSError:
                self.close()

    def stirred(self) -> bool:
        """Whether anything may have happened since this was asked before."""
        if self._fd >= 0 and ioctl(self._fd, FIONREAD, _NOTHING) == _NOTHING:
            return False
        with suppress(OSError, ValueError):
            os.read(self._fd, _MUCH)
        return True

    def close(self) -> None:
        """Let go of it."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


def _told(answer: int) -> int:
    if answer < 0:
        raise OSError(errno.ENOSYS, "")
    return answer
