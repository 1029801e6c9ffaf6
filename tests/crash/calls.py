"""Every call that changes something on disk, seen before and after it is made."""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of the disk; *file* numbers a file through all its names."""

    kind: str
    """make, write, sync, grow, cut, rename, remove or names (a folder's names to disk)."""
    path: Path
    file: int = 0
    offset: int = 0
    data: bytes = b""
    size: int = 0
    to: Path = Path()


class Hook:
    """Sees every call; what it raises is what the call raises."""

    def __init__(self) -> None:
        self.numbers: dict[Path, int] = {}
        """By its present name: the number of every file there is."""
        self._last = 0

    def fresh(self, path: Path) -> int:
        """The number of the file that is new under that name."""
        self._last += 1
        self.numbers[path] = self._last
        return self._last

    def before(self, call: Call) -> int | None:
        """How many bytes of a write are to be taken; ``None`` for all."""
        return None

    def after(self, call: Call) -> None:
        """The call was made."""


class Recorder(Hook):
    """Keeps every call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    def after(self, call: Call) -> None:
        self.calls.append(call)


class Failing(Hook):
    """The n-th call fails, in the system's own way, and those after it where it is for good."""

    def __init__(self, at: int, error: int = errno.EIO, *, for_good: bool = False) -> None:
        super().__init__()
        self.count = 0
        self.at = at
        self._error = error
        self._for_good = for_good

    @property
    def reached(self) -> bool:
        return self.count >= self.at

    @property
    def _now(self) -> bool:
        return self.count == self.at or (self._for_good and self.reached)

    def before(self, call: Call) -> int | None:
        self.count += 1
        if self._now and call.kind != "write":
            raise OSError(self._error, "made to fail")
        return len(call.data) // 2 if self._now else None

    def after(self, call: Call) -> None:
        if self._now and call.kind == "write":
            raise OSError(self._error, "made to fail")


class Short(Hook):
    """The n-th write takes a few bytes only, and says so as the system does: by their number."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.count = 0
        self.at = at

    def before(self, call: Call) -> int | None:
        self.count += 1
        return 3 if self.count == self.at and len(call.data) > 3 else None


class Dying(Hook):
    """The process is killed before its n-th call, or in the middle of it where it is a write."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.count = 0
        self.at = at

    def before(self, call: Call) -> int | None:
        self.count += 1
        if self.count == self.at and call.kind != "write":
            os.kill(os.getpid(), signal.SIGKILL)
        return len(call.data) // 2 if self.count == self.at else None

    def after(self, call: Call) -> None:
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
