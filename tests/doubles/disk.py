"""Disks that fail: the store's file port with a fault that a test chooses."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.files import Files


class FailingDisk(Files):
    """Fails the n-th call that changes something, or every call of a kind while it is broken."""

    def __init__(self, fail_at: int = 0) -> None:
        self.calls = 0
        self.syncs = 0
        self.broken: frozenset[str] = frozenset()
        self.for_good = False
        """Whether every call after the n-th fails too."""
        self._fail_at = fail_at

    @property
    def reached(self) -> bool:
        """Whether the fault came to pass."""
        return self.calls >= self._fail_at

    def _count(self, call: str) -> None:
        self.calls += 1
        down = self.for_good and self.reached and self._fail_at > 0
        if down or self.calls == self._fail_at or call in self.broken:
            raise OSError(errno.EIO, "made to fail")

    def open(self, path: Path, flags: int) -> int:
        self._count("open")
        return super().open(path, flags)

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        try:
            self._count("write")
        except OSError:
            super().write(fd, data[: len(data) // 2], offset)
            raise
        return super().write(fd, data, offset)

    def sync(self, fd: int) -> None:
        self._count("sync")
        self.syncs += 1
        super().sync(fd)

    def grow(self, fd: int, size: int) -> None:
        self._count("grow")
        super().grow(fd, size)

    def cut(self, fd: int, size: int) -> None:
        self._count("cut")
        super().cut(fd, size)

    def rename(self, old: Path, new: Path) -> None:
        self._count("rename")
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self._count("remove")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._count("sync_folder")
        super().sync_folder(folder)

    @contextmanager
    def breaking(self, *calls: str) -> Iterator[None]:
        """Every call of these kinds fails within."""
        self.broken = frozenset(calls)
        try:
            yield
        finally:
            self.broken = frozenset()


class SmallDisk(Files):
    """Has room for so many bytes more, and takes what fits of a write before it refuses."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "full")
        taken = super().write(fd, data[: self.room], offset)
        self.room -= taken
        return taken


class SlowDisk(Files):
    """Takes seven bytes at a time."""

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        return super().write(fd, data[:7], offset)


class BusyDisk(Files):
    """Lets something else happen while it brings bytes to disk."""

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], object]] = []
        """What happens during the next syncs, one each."""

    def sync(self, fd: int) -> None:
        super().sync(fd)
        if self.meanwhile:
            self.meanwhile.pop(0)()


class HastyDisk(Files):
    """Waits for nothing to come to disk: for stores that a test only wants to have."""

    def sync(self, fd: int) -> None:
        return


class DyingDisk(Files):
    """Lets one last thing happen while it brings bytes to disk, and fails to."""

    def __init__(self) -> None:
        self.last: Callable[[], object] | None = None

    def sync(self, fd: int) -> None:
        last, self.last = self.last, None
        if last is not None:
            last()
            raise OSError(errno.EIO, "made to fail")
        super().sync(fd)
