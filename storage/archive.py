"""What a backup file is: a tar of sealed parts, and a list of them that only the key can write.

Its keys rest each in a slot of its own, so that one of them can be overwritten in place once
whose it was is erased: the rest of the file stays as it is, and stays whole. Among them are some
that are nobody's, and what is counted is sealed, so that the file tells nobody how many there are.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from storage.contents import FORM, Contents
from storage.meter import Step, unmeasured
from storage.ringfile import Held
from storage.sealing import Broken, Key, Sealer
from storage.trouble import Trouble, reason

MARKER, KEYS, JOURNAL, BLOBS = "store.json", "keys", "journal", "blobs/"
LIST, SEAL = "list.json", "list.seal"

_FEWEST = 64
"""Slots that there are at least."""
_ID = 8
_SLOT = _ID + 8 + 12 + 32 + 16
_HEADER = 512
"""Bytes that stand before each part."""
_CHUNK = 1 << 20


def sealer(master: Key) -> Sealer:
    """What seals the keys and the list of a backup."""
    return Sealer(master.derive("backup"))


def slots(held: Held, used: set[str], id: str, under: Sealer) -> bytes:
    """The keys of *used* as a part, each in its slot, among as many that are nobody's at most."""
    keys = {one: held.keys[one] for one in used}
    for _ in range(max(_FEWEST, 1 << len(used).bit_length()) - len(used)):
        keys[os.urandom(_ID).hex()] = Key.fresh().reveal().hex()
    return b"".join(
        bytes.fromhex(one) + under.seal(bytes.fromhex(secret), f"{id}/{one}".encode())
        for one, secret in sorted(keys.items())
    )


class Archive:
    """One backup file, opened to be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.file: IO[bytes] = path.open("rb")
        except OSError as error:
            raise Trouble(f"The backup {path} cannot be read: {reason(error)}.") from None
        import tarfile  # noqa: PLC0415  # A start need not wait for what is used once a day.

        try:
            with tarfile.open(fileobj=self.file, mode="r:") as tar:
                self.places = {one.name: (one.offset_data, one.size) for one in tar}
            self.contents = self._contents()
        except (tarfile.TarError, KeyError, ValueError, TypeError):
            self.file.close()
            raise Trouble(f"{path} is not a backup of Rapport, or is not whole.") from None
        except BaseException:
            self.file.close()
            raise

    def _contents(self) -> Contents:
        told = json.loads(self.part(LIST))
        if told["form"] > FORM:
            raise Trouble(f"{self.path} was made by a newer Rapport. Install that one first.")
        return Contents(**told)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def part(self, name: str) -> bytes:
        """A part, whole; raises ``KeyError``."""
        offset, size = self.places[name]
        return os.pread(self.file.fileno(), size, offset)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, a piece at a time."""
        offset, size = self.places[name]
        for at in range(0, size, _CHUNK):
            yield os.pread(self.file.fileno(), min(_CHUNK, size - at), offset + at)

    def whole(self, step: Step = unmeasured) -> bool:
        """Whether every part is, byte for byte, what the list says."""
        for name, (size, told) in self.contents.parts.items():
            if self.places.get(name, (0, -1))[1] != size:
                return False
            found = hashlib.sha256()
            for chunk in self.chunks(name):
                found.update(chunk)
                step(len(chunk))
            if found.hexdigest() != told:
                return False
        return True

    def admit(self, master: Key) -> None:
        """Know all that the list tells; raise `Trouble` unless it was written under *master*."""
        under = sealer(master)
        try:
            under.open(self.part(SEAL), self.part(LIST))
            self.contents = self.contents.opened(under)
        except (Broken, KeyError):
            raise self.damaged() from None

    def damaged(self) -> Trouble:
        """The words for a backup that is not as it was written."""
        return Trouble(f"{self.path} is damaged. Nothing was changed. Take another backup.")

    def held(self, master: Key) -> Held:
        """The ring as it was, without the keys that were destroyed since."""
        told, under = self.contents, sealer(master)
        keys: dict[str, str] = {}
        data = self.part(KEYS)
        try:
            for at in range(0, len(data), _SLOT):
                slot = data[at : at + _SLOT]
                if any(slot):
                    id = slot[:_ID].hex()
                    keys[id] = under.open(slot[_ID:], f"{told.id}/{id}".encode()).hex()
            own = under.open(bytes.fromhex(told.own), f"{told.id}/own".encode()).hex()
            old = bytes.fromhex(told.ring.get("old_blobs", ""))
            blobs = under.open(old, f"{told.id}/old".encode()).hex() if old else ""
        except Broken:
            raise self.damaged() from None
        gone = [id for id in told.ids if id not in keys]
        return Held(
            keys={id: keys[id] for id in told.ids if id in keys},
            journals={told.ring["journal"]: own},
            forgotten=sorted({*told.ring["forgotten"], *gone}),
            dropped=told.ring["dropped"],
            fields=told.ring["fields"],
            old_blobs=blobs,
        )


def wipe(path: Path, ids: set[str]) -> int:
    """Overwrite the keys of those *ids* in the backup at *path*; how many were in it."""
    with Archive(path) as archive:
        offset, size = archive.places[KEYS]
        data = archive.part(KEYS)
    found = [at for at in range(0, size, _SLOT) if data[at : at + _ID].hex() in ids]
    if found:
        fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
        try:
            for at in found:
                os.pwrite(fd, bytes(_SLOT), offset + at)
            os.fsync(fd)
        finally:
            os.close(fd)
    return len(found)


class Writer:
    """A backup file in the making."""

    def __init__(self, file: IO[bytes], step: Step = unmeasured) -> None:
        import tarfile  # noqa: PLC0415  # As above.

        self._step = step
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT)  # noqa: SIM115  # Closed by `close`.
        self.parts: dict[str, tuple[int, str]] = {}
        self.places: dict[str, int] = {}
        """By name: where each part begins in the file."""

    def add(self, name: str, size: int, source: IO[bytes]) -> None:
        """A part of so many bytes."""
        told = _Summed(source, self._step)
        self.places[name] = self._tar.offset + _HEADER
        part = self._tar.tarinfo(name)
        part.size, part.mode = size, 0o600
        self._tar.addfile(part, told)
        self.parts[name] = (size, told.sum.hexdigest())

    def add_bytes(self, name: str, data: bytes) -> None:
        """A small part."""
        self.add(name, len(data), io.BytesIO(data))

    def end(self, contents: Contents, under: Sealer) -> None:
        """The list of all parts, and its seal."""
        told = contents.sealed(under)
        self.add_bytes(LIST, told)
        self.add_bytes(SEAL, under.seal(b"", told))
        self._tar.close()


class _Summed(io.RawIOBase):
    """Reads on and sums up what it has read."""

    def __init__(self, source: IO[bytes], step: Step) -> None:
        self._source, self._step = source, step
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.sum.update(data)
        self._step(len(data))
        return data
