"""One process at a time on a store, and one thread at a time where it matters."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from pathlib import Path

from storage.files import Files
from storage.trouble import Busy


class Lock:
    """Held from its making until `release`; the file tells who holds it.

    The lock itself is the system's, so a file left behind by a killed process, or a process
    number that another took over, holds nobody up.
    """

    def __init__(self, path: Path, files: Files) -> None:
        self._files = files
        self._fd = files.open(path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._fd, 20, 0).decode("ascii", "replace").strip() or "unknown"
            files.close(self._fd)
            raise Busy(
                f"The store in {path.parent} is in use by process {holder}. "
                "Stop that one first, or give this one another data folder."
            ) from None
        except OSError:
            files.close(self._fd)
            raise
        # On a disk that is full, the lock holds all the same; only our number cannot be told.
        with suppress(OSError):
            files.cut(self._fd, 0)
            files.write_all(self._fd, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the next one in."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            # Where even that is refused, the lock goes with the file all the same.
            with suppress(OSError):
                self._files.cut(fd, 0)
            self._files.close(fd)


class Locks:
    """The two locks of a store, always taken in this order; a new generation takes them over.

    `flushing` lets one thread at a time ask the disk, because the system reports a failed write
    to one asker only; `lock` guards what is in memory.
    """

    def __init__(self) -> None:
        self.flushing = threading.RLock()
        self.lock = threading.RLock()
