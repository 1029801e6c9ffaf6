"""A file that can be wiped at any moment, also while it is written: then no more of it comes."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from storage.files import Files
from storage.store import Unwritable
from storage.trouble import reason

_LENGTH_BYTES = 4
_AT_ONCE = 1 << 20
"""Bytes brought to disk at once, so that nobody else waits long for the disk."""

_WRITTEN = 1 << 17
"""Bytes written in one step, or a little more."""

_SPARE = 16
"""How many times its size must be free on the disk."""

Pause = Callable[[], None]


class Overtaken(Exception):
    """Something came between, and what was begun is of no use any more."""


class Wipeable:
    """The file at *path*, in pieces; written beside it, and then put in its place."""

    def __init__(self, path: Path, files: Files) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._files = files
        self._own = threading.Lock()
        self.turn = 0
        """How often whoever was writing was told to give up."""

    def check(self, turn: int) -> None:
        """Raise `Overtaken` where whoever began at that *turn* is to give up."""
        if self.turn != turn:
            raise Overtaken

    def pieces(self) -> Iterator[bytes]:
        """What is there; raises ``OSError``."""
        data, at = self._path.read_bytes(), 0
        while at < len(data):
            start = at + _LENGTH_BYTES
            at = start + int.from_bytes(data[at:start], "big")
            yield data[start:at]

    def write(self, pieces: Sequence[bytes], turn: int, pause: Pause) -> None:
        """Put *pieces* in the place of what was there, and *pause* after every few.

        Raises ``OSError``, also where that would take room that others may want, and `Overtaken`;
        nothing half is left then.
        """
        if self._files.free(self._path.parent) < _SPARE * sum(map(len, pieces)):
            raise OSError(errno.ENOSPC, "too little room to spare")
        try:
            self._write(pieces, turn, pause)
            old = self._named(turn)
        except BaseException:
            self.clear()
            raise
        if old is not None:
            self._overwrite(old)

    def _write(self, pieces: Sequence[bytes], turn: int, pause: Pause) -> None:
        files, at, flushed = self._files, 0, 0
        with self._own:
            self.check(turn)
            fd = files.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            for some in _together(pieces):
                with self._own:
                    # Once it was wiped, nothing is written there any more.
                    self.check(turn)
                    files.write_all(fd, some, at)
                at += len(some)
                if at - flushed > _AT_ONCE:
                    files.sync(fd)
                    flushed = at
                pause()
            files.sync(fd)
        finally:
            files.close(fd)

    def _named(self, turn: int) -> int | None:
        """Let it take its name; what had that before, where there was something."""
        files, old = self._files, None
        with suppress(FileNotFoundError):
            old = files.open(self._path, os.O_WRONLY)
        try:
            with self._own:
                self.check(turn)
                files.rename(self._part, self._path)
            files.sync_folder(self._path.parent)
        except BaseException:
            if old is not None:
                files.close(old)
            raise
        return old

    def _overwrite(self, old: int) -> None:
        """Overwrite where it lay what has no name any more."""
        try:
            with suppress(OSError):
                self._files.blank(old)
        finally:
            self._files.close(old)

    def interrupt(self) -> None:
        """Whoever is writing gives up."""
        with self._own:
            self.turn += 1

    def clear(self) -> None:
        """Erase what is half-written, as far as the disk lets us."""
        with self._own:
            for away in (self._files.wipe, self._files.remove):
                with suppress(OSError):
                    away(self._part)

    def wipe(self) -> None:
        """Overwrite and delete it, and what is half-written; raises `Unwritable` where it stays."""
        with self._own:
            self.turn += 1
            for path in (self._path, self._part):
                try:
                    self._files.wipe(path)
                except FileNotFoundError:
                    continue
                except OSError as error:
                    raise Unwritable(f"{path.name} cannot be erased: {reason(error)}") from None


def _together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each after its length, some in one write."""
    some: list[bytes] = []
    size = 0
    for piece in pieces:
        some += (len(piece).to_bytes(_LENGTH_BYTES, "big"), piece)
        size += len(piece)
        if size > _WRITTEN:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)
