"""A disk that can lose its power: what was not brought to disk may be there in any part.

From a list of calls it makes the folders that a power cut at that moment could leave. Of each
file, what was synced is there for certain. Of what came after, every piece (a page of 4 KiB or
a sector of 512 bytes) is as it was after some of those calls, whatever the others are, and the
length is one the file had. Of the names that were not brought to disk, the first so many are.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.crash.calls import Call

PAGE, SECTOR = 4096, 512


class Sheet:
    """One file: its bytes on disk, and the calls since."""

    def __init__(self) -> None:
        self.versions = [b""]
        """What is on disk, then what each call since made of it."""

    def take(self, call: Call) -> None:
        now = self.versions[-1]
        if call.kind == "sync":
            self.versions = [now]
        elif call.kind == "write":
            before = now[: call.offset].ljust(call.offset, b"\0")
            now = before + call.data + now[call.offset + len(call.data) :]
            self.versions.append(now)
        elif call.kind == "cut":
            self.versions.append(now[: call.size].ljust(call.size, b"\0"))
        elif call.kind == "grow":
            self.versions.append(now.ljust(call.size, b"\0"))

    def left(self, chance: random.Random, piece: int) -> bytes:
        """What a power cut may leave of it."""
        if len(self.versions) == 1:
            return self.versions[0]
        size = len(chance.choice(self.versions))
        # Half of the time one version is what most of it comes from, as disks mostly write.
        mostly = chance.choice(self.versions) if chance.random() < 0.5 else None
        pieces = []
        for start in range(0, size, piece):
            among = self.versions
            version = mostly if mostly and chance.random() < 0.8 else chance.choice(among)
            pieces.append(version[start : start + piece].ljust(piece, b"\0"))
        return b"".join(pieces)[:size]


class Platter:
    """All files of a folder, and their names."""

    def __init__(self) -> None:
        self._files: dict[int, Sheet] = {}
        self._names: dict[Path, int] = {}
        """On disk."""
        self._waiting: list[Call] = []
        """Changes of names that are not."""

    def take(self, call: Call) -> None:
        """Another call was made."""
        if call.kind == "make":
            self._files[call.file] = Sheet()
        if call.kind in ("make", "rename", "remove"):
            self._waiting.append(call)
        elif call.kind == "names":
            for waiting in self._waiting:
                if waiting.path.parent == call.path:
                    _renamed(self._names, waiting)
            self._waiting = [one for one in self._waiting if one.path.parent != call.path]
        else:
            self._files.setdefault(call.file, Sheet()).take(call)

    def cut_off(self, chance: random.Random, to: Path) -> Path:
        """Make the folder *to* what a power cut now may leave."""
        names = dict(self._names)
        for call in self._waiting[: chance.randint(0, len(self._waiting))]:
            _renamed(names, call)
        piece = chance.choice((PAGE, SECTOR))
        return self._laid_out(names, to, lambda sheet: sheet.left(chance, piece))

    def killed(self, to: Path, torn: Call | None = None) -> Path:
        """Make the folder *to* what a kill now leaves: all that was handed to the system.

        *torn* is a call that was under way.
        """
        names = dict(self._names)
        for call in self._waiting:
            _renamed(names, call)
        sheet = self._files.get(torn.file) if torn else None
        if sheet and torn:
            kept, sheet.versions = sheet.versions, list(sheet.versions)
            sheet.take(torn)
        self._laid_out(names, to, lambda sheet: sheet.versions[-1])
        if sheet and torn:
            sheet.versions = kept
        return to

    def _laid_out(self, names: dict[Path, int], to: Path, left: object) -> Path:
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir(mode=0o700, parents=True)
        base = _base(self._names, self._waiting)
        for path, file in names.items():
            there = to / path.relative_to(base)
            there.parent.mkdir(mode=0o700, exist_ok=True)
            there.write_bytes(left(self._files[file]))  # type: ignore[operator]  # See its callers.
            there.chmod(0o600)
        return to


def _renamed(names: dict[Path, int], call: Call) -> None:
    if call.kind == "make":
        names[call.path] = call.file
    elif call.kind == "remove":
        names.pop(call.path, None)
    elif call.path in names:
        names[call.to] = names.pop(call.path)


def _base(names: Iterable[Path], waiting: Iterable[Call]) -> Path:
    """The data folder: the one nearest to the root."""
    paths = [*names, *(call.path for call in waiting)]
    return min((path.parent for path in paths), key=lambda path: len(path.parts), default=Path())
