"""The journal as a file: appended to, flushed, cut back where the disk refuses."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from storage.files import Files
from storage.frames import (
    END,
    HEAD_SIZE,
    Frame,
    Head,
    encode,
    frames_after_damage,
    frames_from,
    is_torn,
)
from storage.lock import Locks
from storage.looking import Watch
from storage.store import Unwritable
from storage.tape import Tape
from storage.trouble import reason

_AHEAD, _MOST_AHEAD = 1 << 16, 1 << 20
"""Bytes by which the file is made longer ahead of what is written, at least and at most."""


class Log(Tape):
    """Frames in one file."""

    def __init__(self, path: Path, head: Head, files: Files) -> None:
        super().__init__(path, head, files)
        self.locks = Locks()
        self._identity = files.identity(self._fd)
        self._watch = Watch(path)
        files.in_place(self._identity, path, 0)
        self._durable = HEAD_SIZE
        self.flushed = 0
        """The number of the last frame known to be on disk."""
        self._refused = ""
        self._room = 0
        """How long the file was made ahead of what is written."""

    @classmethod
    def create(cls, path: Path, head: Head, files: Files) -> Log:
        """A log with no frames yet; its name is not yet on disk."""
        fd = files.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        try:
            files.write_all(fd, head.encoded(), 0)
            files.sync(fd)
        finally:
            files.close(fd)
        return cls(path, head, files)

    def recover(
        self, take: Callable[[Frame], None], sequence: int = 0, end: int = HEAD_SIZE
    ) -> str:
        """Hand every frame to *take*, then cut a torn tail off; what was cut, in words.

        Those up to *sequence*, which ends at *end*, are left out. Raises `Trouble` for damage
        anywhere else, with the file as it was.
        """
        size = self._room = os.fstat(self._fd).st_size
        self.sequence, self._end, promised = sequence, end, end
        for frame in frames_from(self.ahead_far(), end):
            if frame.sequence != self.sequence + 1:
                raise self.damage(frame.offset)
            take(frame)
            self.sequence, self._end = frame.sequence, frame.end
            promised = max(promised, frame.flushed)
        tail = self.read(size - self._end, self._end)
        if any(tail):
            later = list(frames_after_damage(self.read, self._end, size))
            promised = max([promised, *(frame.flushed for frame in later)])
            if not later and not is_torn(tail, self._end):
                raise self.damage(self._end)
        if promised > self._end:
            raise self.damage(self._end)
        return self._cut_off(tail.rstrip(b"\0"))

    def _cut_off(self, torn: bytes) -> str:
        """Put aside what a write that never finished left at the end."""
        kept = ""
        if torn:
            aside = self.path.with_name(f"{self.path.name}.torn")
            # It was never confirmed, and a disk that is full must not keep us from starting.
            there = self._files.put_aside(aside, torn)
            kept = f"put aside in {aside.name}" if there else "cut off, and could not be put aside"
            self._cut()
        # What a killed process wrote may rest in the system's memory only.
        self._files.sync(self._fd)
        self._durable, self.flushed = self._end, self.sequence
        if not torn:
            return ""
        return (
            f"The last {len(torn)} bytes of {self.path.name} were a write that never finished, as "
            f"after a power cut. They were {kept}; nothing confirmed was lost."
        )

    def begin(self) -> int:
        """The number the next frame will have; raises `Unwritable` while the disk refuses."""
        if self._refused:
            raise Unwritable(self._refused)
        return self.sequence + 1

    def commit(self, body: bytes) -> int:
        """Bring one frame to disk and return where it rests; call under `flushing`.

        Raises `Unwritable`, and then nothing of it is to be found.
        """
        sequence, offset, files = self.begin(), self._end, self._files
        frame = encode(sequence, self._durable, body + END)
        end = offset + len(frame)
        try:
            files.write_all(self._fd, frame, offset)
            files.sync(self._fd)
            if self._watch.stirred():
                files.in_place(self._identity, self.path, end)
        except OSError as error:
            raise self._given_up(error) from None
        self._end = self._durable = end
        self.sequence = self.flushed = sequence
        if self._room - end < _AHEAD // 2:
            self._make_room()
        return offset

    def append(self, body: bytes) -> int:
        """Hand one frame to the system and return where it rests; on disk after `flush`."""
        sequence, offset = self.begin(), self._end
        frame = encode(sequence, self._durable, body + END)
        try:
            self._files.write_all(self._fd, frame, offset)
        except OSError as error:
            raise self._given_up(error) from None
        self._end, self.sequence = offset + len(frame), sequence
        return offset

    def flush(self) -> None:
        """Return once all that was appended is on disk.

        Raises `Unwritable`, and what was appended since the last `flush` is gone.
        """
        if self._end > self._durable:
            self._flush()
            if self._room - self._end < _AHEAD // 2:
                self._make_room()

    def _flush(self) -> None:
        try:
            self._files.sync(self._fd)
            self._files.in_place(self._identity, self.path, self._end)
        except OSError as error:
            self._end, self.sequence = self._durable, self.flushed
            raise self._given_up(error) from None
        self._durable, self.flushed = self._end, self.sequence

    def _make_room(self) -> None:
        """Make the file longer ahead of what will be written, where the disk allows it."""
        self._room = self._end + max(_AHEAD, min(self._end // 8, _MOST_AHEAD))
        # Without it, a write takes the disk a little longer; that is all.
        with suppress(OSError):
            self._files.grow(self._fd, self._room)

    def _cut(self) -> None:
        self._files.cut(self._fd, self._end)
        self._room = self._end

    def _given_up(self, error: OSError) -> Unwritable:
        """Refuse from now on and cut off what may have been written; what to raise."""
        self._refuse(error)
        self._try_to_cut()
        return Unwritable(self._refused)

    def _refuse(self, error: OSError) -> None:
        self._refused = f"{self.path.name} cannot be written: {reason(error)}"

    def _try_to_cut(self) -> None:
        try:
            self._cut()
        except OSError as error:
            # Bytes beyond the end are cut by `revive` or `close` before all else; a kill before
            # that leaves them, so what was refused may yet be found at the next start.
            self._refuse(error)

    def revive(self) -> None:
        """Where the disk has refused: try it once more; raises `Unwritable` if it still does."""
        if not self._refused:
            return
        with self.locks.flushing, self.locks.lock:
            try:
                self._files.in_place(self._identity, self.path, self._end)
                self._cut()
                probe = encode(self.sequence + 1, self._durable, END)
                self._files.write_all(self._fd, probe, self._end)
                self._files.sync_folder(self.path.parent)
                self._files.sync(self._fd)
            except OSError as error:
                raise self._given_up(error) from None
            self._end += len(probe)
            self.sequence += 1
            self._durable, self.flushed = self._end, self.sequence
            self._refused = ""

    def check(self) -> str:
        """What is wrong with the file now, in words, or ""; where it is gone nothing is taken."""
        try:
            self._files.in_place(self._identity, self.path, self._end)
        except OSError as error:
            self._refuse(error)
        return self._refused

    def close(self) -> None:
        """Leave a last frame that vouches for all others, and let go of the file."""
        try:
            if self._refused:
                self._try_to_cut()
            else:
                self.append(b"")
                with suppress(OSError):
                    # A file that was closed ends with its last frame; where it cannot, with zeros.
                    self._cut()
                self._flush()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Close the file as it is; nothing can be written through this log any more."""
        self._watch.close()
        super().let_go()

    def rename(self, path: Path) -> None:
        """Take the file's lasting name; raises ``OSError`` where it has not got it.

        Once it has, this log must be written on: where the name cannot be brought to disk,
        writes are refused until it can.
        """
        try:
            self._files.rename(self.path, path)
        except OSError:
            if self.path.exists() or not path.exists():
                raise
        self.path = path
        try:
            self._files.sync_folder(path.parent)
        except OSError as error:
            self._refuse(error)
