"""The indexes as they stood not long ago: a start reads them, and records only since then.

They rest in one file, bound to the journal's id, and tell of the journal up to one frame, byte
for byte by SHA-256: what those bytes are not, they say nothing of. What was destroyed since,
another version of this program, a damaged file: then they are as good as not there, and every
record is read. For they tell who there is, they go before any key is destroyed, with whatever is
being written of them just then; and the key they rest under goes in one step with that key.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from storage.codec import Unreadable
from storage.files import Files
from storage.frames import Head
from storage.log import Log
from storage.ringfile import Held
from storage.sealing import Broken, Key, Sealer
from storage.stood import PARTS, Front, Part, Stood
from storage.survey import Survey, Surveyed
from storage.wipeable import Wipeable
from storage.written import from_packed, to_packed

NAME = "index"

_BOUND = b"rapport index"
_PLACE = struct.Struct("!I")
_AT_ONCE = 1 << 20

Pause = Callable[[], None]


class Standing:
    """The file of a data folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._file = Wipeable(folder / NAME, files)
        # Told now: the program may be replaced on disk while this one still runs.
        self._stamp = stamp()
        self._sum = _Sum()
        self._writing = threading.Lock()
        self.covered = 0
        """Rows that need not be read one by one at the next start."""
        self.interrupt = self._file.interrupt
        self.clear = self._file.clear

    def read(self, log: Log, held: Held) -> Stood | None:
        """What stands for the beginning of *log*; ``None`` where every record must be read."""
        try:
            stood = self._read(log, held)
        except (OSError, Broken, Unreadable):
            stood = None
        if stood is None:
            self._sum = _Sum()
        else:
            self.covered = _covered(stood.front)
        return stood

    def _read(self, log: Log, held: Held) -> Stood | None:
        if (secret := held.of_indexes(log.head.id)) is None:
            return None
        pieces, bound = self._file.pieces(), bound_to(log.head)
        sealer = Sealer(Key(bytes.fromhex(secret)))
        front: Front = from_packed(Front, sealer.open(next(pieces, b""), bound))
        known = front.stamp == self._stamp != b"" and front.gone == gone(held)
        if not known or self._sum.up_to(log, front.end) != front.digest:
            return None
        parts = [
            _part(sealer.open(piece, bound + front.id + _PLACE.pack(place)))
            for place, piece in enumerate(pieces)
        ]
        return Stood(front, parts) if len(parts) == front.parts else None

    def write(self, survey: Survey, pause: Pause = lambda: None) -> None:
        """Put what *survey* finds in the place of what was there, and *pause* after every little.

        Raises ``OSError`` or `Unwritable` where the disk refuses, `Overtaken` where something
        came between, `Trouble` or `Unreadable` where it cannot be told; what was there stands
        then, or was wiped.
        """
        with self._writing:
            turn = self._file.turn

            def go_on() -> None:
                self._file.check(turn)
                pause()

            front, pieces = self._sealed(survey.made(go_on), go_on)
            self._file.write(pieces, turn, go_on)
            self.covered = _covered(front)
            if self._file.turn != turn:
                self.covered = 0

    def _sealed(self, found: Surveyed, pause: Pause) -> tuple[Front, list[bytes]]:
        log, sealer = found.log, found.sealer
        id, bound, pieces = os.urandom(16), bound_to(log.head), [b""]
        for place, part in enumerate(found.parts):
            plain = bytes((PARTS.index(type(part)),)) + to_packed(part)
            pieces.append(sealer.seal(plain, bound + id + _PLACE.pack(place)))
            pause()
        front = Front(
            id=id,
            parts=len(pieces) - 1,
            stamp=self._stamp,
            gone=gone(found.held),
            digest=self._sum.up_to(log, found.end, pause),
            sequence=found.sequence,
            end=found.end,
            written=found.written,
            loose=found.loose,
            apart=found.apart,
        )
        pieces[0] = sealer.seal(to_packed(front), bound)
        return front, pieces

    def wipe(self) -> None:
        """Let go of it, as before a key is destroyed; raises `Unwritable` where it stays."""
        try:
            self._file.wipe()
        finally:
            self.covered = 0


class _Sum:
    """SHA-256 of a journal from its beginning, which goes on where it was."""

    def __init__(self) -> None:
        self._of = b""
        self._end = 0
        self._found = hashlib.sha256()

    def up_to(self, log: Log, end: int, pause: Pause = lambda: None) -> bytes:
        """Of *log* up to *end*, which never changes; of less, where it is shorter."""
        if self._of != log.head.id or end < self._end:
            self._of, self._end, self._found = log.head.id, 0, hashlib.sha256()
        while self._end < end:
            data = log.read(min(_AT_ONCE, end - self._end), self._end)
            if not data:
                break
            self._found.update(data)
            self._end += len(data)
            pause()
        return self._found.digest()


def _part(plain: bytes) -> Part:
    part: Part = from_packed(PARTS[plain[0]], plain[1:])
    return part


def _covered(front: Front) -> int:
    return front.written - sum(map(len, front.apart.values()))


def bound_to(head: Head) -> bytes:
    """What the file is sealed to: its journal."""
    return _BOUND + head.id


def gone(held: Held) -> bytes:
    """What is the same as long as no key is destroyed."""
    told = "\n".join((*held.forgotten, "", *held.dropped))
    return hashlib.sha256(told.encode()).digest()


@cache
def stamp() -> bytes:
    """What is the same for programs that index alike; empty where that cannot be told."""
    found = hashlib.sha256(f"{sys.version} {sys.byteorder} {unicodedata.unidata_version}".encode())
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    try:
        for source in sources:
            found.update(source.read_bytes())
    except OSError:
        return b""
    return found.digest() if sources else b""
