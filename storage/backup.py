"""Writes a backup while the store is used: consistent, sealed, read back before it has its name."""

from __future__ import annotations

import fcntl
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, NamedTuple

from storage import archive, folder
from storage.archive import Archive, Writer
from storage.blobs import is_kept
from storage.contents import Contents
from storage.copied import Copied, summed
from storage.files import Files, Streamed
from storage.frames import Head
from storage.marker import Marker, encoded
from storage.meter import Meter, Pause, Progress, Step, unseen
from storage.ring import Ring
from storage.ringfile import Held
from storage.sealing import Key
from storage.store import Unwritable
from storage.trouble import Trouble, reason
from storage.values import dataclass

_AT_ONCE = 1 << 16
"""Bytes that are handed to the system at once."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The store at one moment, as a backup needs it."""

    folder: Path
    journal: IO[bytes]
    """The journal's file, opened for us alone."""
    end: int
    """How far it is on disk."""
    head: Head
    marker: Marker
    held: Held
    used: set[str]
    """Ids of the keys that somebody has."""
    master: Key
    audit: str
    """Where the audit ends, as ``chain.end`` tells it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was read back."""

    path: Path
    contents: Contents
    size: int


def back_up(  # noqa: PLR0913  # What is copied, to where, when, and three that have a usual value.
    taken: Snapshot,
    to: Path,
    now: datetime,
    pause: Pause = lambda: None,
    progress: Progress = unseen,
    *,
    files: Files | None = None,
) -> Made:
    """A backup in the folder *to*; raises `Unwritable` or `Trouble`, and leaves none then."""
    meter, files = Meter(_work(taken), progress, pause), files or Files()
    try:
        if to.resolve().is_relative_to(taken.folder.resolve()):
            raise Trouble(f"{to} is in the data folder: whatever takes the one takes both")
        files.make_folder(to)
        _clear(to, files)
        return _made(taken, _named(to, now), now, _Means(files, meter))
    except OSError as error:
        raise Unwritable(f"{to} cannot be written: {reason(error)}") from None
    finally:
        taken.journal.close()


def _named(to: Path, now: datetime) -> Path:
    """Where a backup made now will rest; each moment has one."""
    while True:
        path = to / f"rapport-{now:%Y-%m-%dT%H%M%SZ}.backup"
        if not path.exists() and not _part_of(path).exists():
            return path
        now += timedelta(seconds=1)


def _part_of(path: Path) -> Path:
    """What a backup is called until it is whole."""
    return path.with_name(f"{path.name}.part")


class _Means(NamedTuple):
    files: Files
    meter: Meter


def _made(taken: Snapshot, path: Path, now: datetime, means: _Means) -> Made:
    part, files = _part_of(path), means.files
    try:
        contents = _written(taken, part, now, means)
        _read_back(part, taken.master, contents, means.meter)
        files.rename(part, path)
        files.sync_folder(path.parent)
        means.meter.end()
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return Made(path, contents, path.stat().st_size)


def _work(taken: Snapshot) -> int:
    """Bytes to be gone through: all of it written and read back, the journal counted twice."""
    blobs = 0
    with suppress(OSError), os.scandir(taken.folder / folder.BLOBS) as found:
        for one in found:
            with suppress(OSError):
                blobs += one.stat().st_size
    return 4 * taken.end + 2 * blobs


def _clear(to: Path, files: Files) -> None:
    """Wipe what kills left of other backups; one that is being written is locked."""
    for part in to.glob("rapport-*.backup.part"):
        with suppress(OSError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            files.wipe(part)


@contextmanager
def _begun(part: Path, files: Files) -> Iterator[IO[bytes]]:
    """The file of that name while it is written; on disk at the end of the block."""
    fd = files.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    try:
        # Not every network disk has locks; there, nobody clears away either.
        with suppress(OSError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file = io.BufferedWriter(Streamed(files, fd), _AT_ONCE)
        yield file
        file.flush()
        files.sync(fd)
    finally:
        files.close(fd)


def _written(taken: Snapshot, part: Path, now: datetime, means: _Means) -> Contents:
    step = means.meter
    with _begun(part, means.files) as file:
        id, under = secrets.token_hex(16), archive.sealer(taken.master)
        writer = Writer(file, step)
        writer.add_bytes(archive.MARKER, encoded(taken.marker))
        writer.add_bytes(archive.KEYS, archive.slots(taken.held, taken.used, id, under))
        writer.add(archive.JOURNAL, taken.end, taken.journal)
        _blobs(writer, taken.folder / folder.BLOBS)
        file.flush()
        counts, digest = _summed(part, writer.places[archive.JOURNAL], taken, step)
        own = bytes.fromhex(taken.held.journals[taken.head.id.hex()])
        contents = Contents(
            id=id,
            made_at=now.isoformat(),
            key=taken.marker.key,
            schema=taken.head.schema,
            generation=taken.head.generation,
            counts=counts,
            digest=digest,
            parts={name: told for name, told in writer.parts.items() if name != archive.KEYS},
            ids=sorted(taken.used),
            ring=_without_keys(taken, id),
            own=under.seal(own, f"{id}/own".encode()).hex(),
            audit=taken.audit,
        )
        writer.end(contents, under)
    return contents


def _without_keys(taken: Snapshot, id: str) -> dict[str, Any]:
    """What the ring knows beside its keys."""
    held, old = taken.held, bytes.fromhex(taken.held.old_blobs)
    if old:
        old = archive.sealer(taken.master).seal(old, f"{id}/old".encode())
    return {
        "journal": taken.head.id.hex(),
        "forgotten": held.forgotten,
        "dropped": held.dropped,
        "fields": held.fields,
        "old_blobs": old.hex(),
    }


def _blobs(writer: Writer, blobs: Path) -> None:
    for path in sorted(blobs.iterdir()) if blobs.exists() else ():
        # What else may lie there, a restore would not know where to put.
        if path.is_file() and is_kept(path.name):
            # One may be erased while we are at it; then it is not to be in a backup either.
            with suppress(FileNotFoundError), path.open("rb") as file:
                writer.add(f"{archive.BLOBS}{path.name}", os.fstat(file.fileno()).st_size, file)


def _summed(part: Path, offset: int, taken: Snapshot, step: Step) -> tuple[dict[str, int], str]:
    """Count what the copy of the journal holds, read from where it was written to."""
    ring = Ring(part, taken.master, Files(), taken.held).journal(taken.head.id)
    tape = Copied(part, offset, taken.end)
    try:
        return summed(tape, ring, step)
    finally:
        tape.let_go()


def _read_back(part: Path, master: Key, contents: Contents, step: Step) -> None:
    with Archive(part) as made:
        made.admit(master)
        made.held(master)
        if made.contents.digest != contents.digest or not made.whole(step):
            raise Trouble(f"{part} is not what was written. Have the disk checked.")
