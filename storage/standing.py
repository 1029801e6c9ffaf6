"""The indexes as they stood when the store was closed: a start reads them, and not every record.

They rest in one file under the journal's own key, bound to its id, and tell of the journal up to
one frame, byte for byte by SHA-256: what those bytes are not, they say nothing of. What was
destroyed since, another version of this program, a damaged file: then they are as good as not
there, and every record is read. They go before any key is destroyed, for they tell who there is.
"""

from __future__ import annotations

import errno
import hashlib
import sys
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path

from storage.codec import Unreadable
from storage.files import Files
from storage.frames import Head
from storage.log import Log
from storage.memory import MemoryStore
from storage.named import Opens
from storage.packing import OWN
from storage.ring import Ring
from storage.ringfile import Held
from storage.rows import Rows
from storage.sealing import Broken
from storage.stood import Stood
from storage.store import Unwritable
from storage.trouble import reason
from storage.written import from_packed, to_packed

NAME = "index"

_BOUND = b"rapport index"
_AT_ONCE = 1 << 20
_SPARE = 16
"""How many times their size must be free on the disk."""


class Standing:
    """The file of a data folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._path = folder / NAME
        self._files = files
        # Told now: the program may be replaced on disk while this one still runs.
        self._stamp = stamp()
        self.covered = 0
        """Rows that need not be read one by one at the next start."""

    def read(self, log: Log, ring: Opens, held: Held) -> Stood | None:
        """What stands for the beginning of *log*; ``None`` where every record must be read."""
        try:
            sealed = self._path.read_bytes()
            stood: Stood = from_packed(Stood, ring.sealer(OWN).open(sealed, bound_to(log.head)))
        except (OSError, Broken, Unreadable):
            return None
        known = stood.stamp == self._stamp != b"" and stood.gone == gone(held)
        if not known or digest(log, stood.end) != stood.digest:
            return None
        self.covered = stood.written
        return stood

    def write(self, rows: Rows, memory: MemoryStore, ring: Ring) -> None:
        """Put what is now in the place of what was there; raises ``OSError``, and either stands.

        Call under both locks, with everything flushed.
        """
        log = rows.log
        shelves, names = memory.stood()
        stood = Stood(
            stamp=self._stamp,
            gone=gone(ring.held),
            sequence=log.sequence,
            end=log.end,
            digest=digest(log, log.end),
            written=rows.written,
            loose=rows.loose,
            places={table: places.stood() for table, places in rows.places.items()},
            taken=ring.taken(),
            shelves=shelves,
            names=names,
        )
        self._put(rows.ring.sealer(OWN).seal(to_packed(stood), bound_to(log.head)))
        self.covered = rows.written

    def _put(self, sealed: bytes) -> None:
        """Write the file, unless it would take room that records may want; nothing half is left."""
        if self._files.free(self._path.parent) < _SPARE * len(sealed):
            raise OSError(errno.ENOSPC, "too little room to spare")
        try:
            self._files.write_over(self._path, sealed)
        except OSError:
            with suppress(OSError):
                self._files.remove(self._path.with_name(f"{NAME}.part"))
            raise

    def wipe(self) -> None:
        """Let go of it, as before a key is destroyed; raises `Unwritable` where it stays."""
        # What a refused write left half-made tells of the same people.
        for path in (self._path, self._path.with_name(f"{NAME}.part")):
            try:
                self._files.wipe(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise Unwritable(f"{path.name} cannot be erased: {reason(error)}") from None
        self.covered = 0


def bound_to(head: Head) -> bytes:
    """What the file is sealed to: its journal."""
    return _BOUND + head.id


def gone(held: Held) -> bytes:
    """What is the same as long as no key is destroyed."""
    told = "\n".join((*held.forgotten, "", *held.dropped))
    return hashlib.sha256(told.encode()).digest()


def digest(log: Log, end: int) -> bytes:
    """SHA-256 of *log* up to there; of less, where it is shorter."""
    found = hashlib.sha256()
    for at in range(0, end, _AT_ONCE):
        found.update(log.read(min(_AT_ONCE, end - at), at))
    return found.digest()


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
