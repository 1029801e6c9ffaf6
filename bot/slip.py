"""A few bytes beside the store, kept room for: that things are being said which it cannot take.

A disk that is full still lets us write over what is there. Where it takes nothing at all, the
machine's own place for passing things is tried; that one is not kept over a restart of the machine.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from storage.files import Files

NAME = "slip"
_SAID, _BLANK = b"said\n", b"    \n"


class Slip:
    """Whether something may have been said that is not on record."""

    def __init__(self, *places: Path, files: Files | None = None) -> None:
        self._places, self._files = places, files or Files()
        self._marked = any(self._reads(place) for place in places)

    @property
    def is_marked(self) -> bool:
        """Whether something was, in this run or one before it."""
        return self._marked

    def keep_room(self) -> None:
        """Have the bytes on disk before they are needed; what goes wrong shows when they are."""
        for place in self._places[:1]:
            if not place.exists():
                with suppress(OSError):
                    self._files.write_file(place, _BLANK)

    def mark(self) -> bool:
        """Write down that something is said; whether that could be done."""
        if not self._marked:
            self._marked = any(self._writes(place, _SAID) for place in self._places)
        return self._marked

    def clear(self) -> None:
        """All that was said is on record."""
        there = [place for place in self._places if self._reads(place)]
        self._marked = not all(self._writes(place, _BLANK) for place in there)

    def _reads(self, place: Path) -> bool:
        try:
            fd = self._files.open(place, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            return self._files.read(fd, len(_SAID), 0) == _SAID
        except OSError:
            return False
        finally:
            self._files.close(fd)

    def _writes(self, place: Path, text: bytes) -> bool:
        """Over what is there, where it lies: a full disk has room for no more."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
        try:
            fd = self._files.open(place, flags)
            try:
                self._files.write_all(fd, text, 0)
                self._files.sync(fd)
            finally:
                self._files.close(fd)
        except OSError:
            return False
        return True


def slip_of(data: Path) -> Slip:
    """The slip of the store in *data*."""
    name = hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:16]
    return Slip(data / NAME, Path(tempfile.gettempdir()) / f"rapport-{os.getuid()}-{name}")
