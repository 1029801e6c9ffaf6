"""The journal's file as it is read: frames one by one, or all in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from storage.files import Files
from storage.frames import FRAME_SIZE, HEAD_SIZE, Ahead, Frame, Head, Read, frame_at
from storage.trouble import Trouble, damaged, reason

NEAR = 2048
"""Bytes that hold a usual frame, so that it takes one call to read it."""

_MUCH = 1 << 18
"""Bytes read at once where all of the file is."""


class Tape:
    """Frames in one file, as far as they are read."""

    def __init__(self, path: Path, head: Head, files: Files) -> None:
        self.path = path
        self.head = head
        self.sequence = 0
        """The number of the last frame."""
        self._files = files
        self._fd = files.open(path, os.O_RDWR)
        self._end = HEAD_SIZE

    @property
    def end(self) -> int:
        """Where the next frame will begin."""
        return self._end

    def read(self, size: int, offset: int) -> bytes:
        """Bytes of the file, fewer at its end; raises `Trouble` where it cannot be read."""
        try:
            return self._files.read(self._fd, size, offset)
        except OSError as error:
            raise Trouble(f"{self.path.name} cannot be read: {reason(error)}.") from None

    def ahead_far(self) -> Read:
        """A `read` for who reads all of the file: it asks the system for much at once."""
        return Ahead(self.read, _MUCH).read

    def near(self, offset: int) -> tuple[bytes, Read]:
        """How the frame at *offset* begins, and a `read`, counted from its body, for a little."""
        held = self.read(NEAR, offset)

        def read(size: int, start: int) -> bytes:
            start += FRAME_SIZE
            end = start + size
            return held[start:end] if end <= len(held) else self.read(size, offset + start)

        return held[:FRAME_SIZE], read

    def frame(self, offset: int, read: Read | None = None) -> Frame:
        """The frame at *offset*; raises `Trouble` where it was damaged since it was written."""
        if (frame := frame_at(read or Ahead(self.read, NEAR).read, offset)) is None:
            raise self.damage(offset)
        return frame

    def frames(self, start: int = HEAD_SIZE, end: int | None = None) -> Iterator[Frame]:
        """The frames in a stretch of the file that is known to be whole."""
        stop = self._end if end is None else end
        read = self.ahead_far()
        while start < stop:
            frame = self.frame(start, read)
            yield frame
            start = frame.end

    def damage(self, offset: int) -> Trouble:
        """The words for a bad frame at *offset*."""
        return damaged(self.path, self.sequence, offset)

    def let_go(self) -> None:
        """Close the file as it is; nothing can be written through this log any more."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            self._files.close(fd)
