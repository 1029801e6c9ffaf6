"""The few things the store asks of the file system, gathered so that they can be made to fail."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from storage.looking import looking

OURS = 0o600
"""Mode of every file of the store."""

OURS_FOLDER = 0o700
"""Mode of every folder of the store."""


class Files:
    """The real file system; every failure is an ``OSError``."""

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a file that this makes is readable by its owner alone."""
        return os.open(path, flags | os.O_CLOEXEC, OURS)

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        """How many bytes were taken, which can be fewer than offered."""
        return os.pwrite(fd, data, offset)

    def read(self, fd: int, size: int, offset: int) -> bytes:
        """Up to *size* bytes from *offset*."""
        return os.pread(fd, size, offset)

    def sync(self, fd: int) -> None:
        """Return once the file's bytes and length are on disk."""
        if sys.platform == "darwin":
            # There, a plain sync leaves the bytes in the drive's own memory.
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fdatasync(fd)

    def grow(self, fd: int, size: int) -> None:
        """Make the file *size* bytes long with zeros that are written, not only put aside for it.

        Writing over them changes no more than the bytes, so that bringing them to disk is one
        write: room that the system merely keeps free must be noted as used with the first of it.
        """
        there = os.lseek(fd, 0, os.SEEK_END)
        os.pwrite(fd, bytes(max(0, size - there)), there)

    def cut(self, fd: int, size: int) -> None:
        """Make the file *size* bytes long."""
        os.ftruncate(fd, size)

    def rename(self, old: Path, new: Path) -> None:
        """Give the file its new name, in one step."""
        old.replace(new)

    def free(self, folder: Path) -> int:
        """Bytes that can still be written below *folder*."""
        there = os.statvfs(folder)
        return there.f_bavail * there.f_frsize

    def remove(self, path: Path) -> None:
        """Delete the file."""
        path.unlink()

    def blank(self, fd: int) -> None:
        """Overwrite all bytes of the file where they lie, as far as the disk lets us."""
        self.write_all(fd, bytes(os.fstat(fd).st_size), 0)
        self.sync(fd)

    def wipe(self, path: Path) -> None:
        """Overwrite the file where it lies, as far as the disk lets us, and delete it."""
        fd = self.open(path, os.O_WRONLY)
        try:
            self.blank(fd)
        finally:
            self.close(fd)
        self.remove(path)

    def close(self, fd: int) -> None:
        """Let go of the descriptor."""
        os.close(fd)

    def identity(self, fd: int) -> tuple[int, int]:
        """What tells the open file from all others, whatever its name."""
        ours = os.fstat(fd)
        return ours.st_dev, ours.st_ino

    def in_place(self, file: tuple[int, int], path: Path, size: int) -> None:
        """Raise ``OSError`` unless *path* is that very file and holds at least *size* bytes."""
        device, number, length = looking()(path)
        if (device, number) != file or length < size:
            raise FileNotFoundError(errno.ENOENT, "")

    def sync_folder(self, folder: Path) -> None:
        """Return once the names in *folder* are on disk."""
        fd = self.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            self.close(fd)

    def make_folder(self, folder: Path) -> None:
        """Make the folder and those above it that are missing; their names are on disk then.

        Or what is kept in it would be lost with it where the power goes.
        """
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=OURS_FOLDER, parents=True, exist_ok=True)
        for one in reversed(missing):
            # Not everybody may read in the folder above.
            with suppress(OSError):
                self.sync_folder(one.parent)

    def write_all(self, fd: int, data: bytes, offset: int) -> None:
        """Write every byte; the system may take them a few at a time."""
        left = memoryview(data)
        while left:
            taken = self.write(fd, left, offset)
            if taken == len(left):
                return
            left = left[taken:]
            offset += taken

    def write_over(self, path: Path, data: bytes) -> None:
        """As `write_file`, and the bytes that were there are overwritten where they lay.

        A disk that writes elsewhere, as flash does, may keep them; nothing here can help that.
        """
        try:
            old = self.open(path, os.O_WRONLY)
        except FileNotFoundError:
            self.write_file(path, data)
            return
        try:
            self.write_file(path, data)
            with suppress(OSError):
                self.blank(old)
        finally:
            self.close(old)

    def put_aside(self, path: Path, data: bytes) -> bool:
        """Put a whole file under its name where the disk has room for it; whether it had."""
        try:
            self.write_file(path, data)
        except OSError:
            with suppress(OSError):
                path.with_name(path.name + ".part").unlink(missing_ok=True)
            return False
        return True

    def write_file(self, path: Path, data: bytes) -> None:
        """Put a whole file under its name, or leave what was there."""
        beside = path.with_name(path.name + ".part")
        fd = self.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            self.write_all(fd, data, 0)
            self.sync(fd)
        finally:
            self.close(fd)
        self.rename(beside, path)
        self.sync_folder(path.parent)


class Streamed(io.RawIOBase):
    """An open file of the store as Python's own stream, from its beginning on."""

    def __init__(self, files: Files, fd: int) -> None:
        self._files, self._fd, self._at = files, fd, 0

    def writable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How many bytes were taken."""
        return self._at

    def write(self, data: Any, /) -> int:
        """How many bytes of *data* were taken."""
        taken = self._files.write(self._fd, memoryview(data), self._at)
        self._at += taken
        return taken
