"""Files that came with messages: each sealed into one of ours, under a name that tells nothing."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from storage.files import OURS_FOLDER, Files
from storage.sealing import Broken, Key, Sealer
from storage.store import Unwritable
from storage.trouble import Trouble, reason

NAME_SIZE = 32
"""Signs of a file's name, all of 0 to 9 and a to f."""
_NAME = re.compile(rf"[0-9a-f]{{{NAME_SIZE}}}(\.[0-9a-f]{{64}})?")
"""Files of older programs rest under one key, and their names tell none."""


def is_kept(file: str) -> bool:
    """Whether a file of that name is one of ours."""
    return len(file) == NAME_SIZE and bool(_NAME.fullmatch(file))


class Blobs:
    """Sealed files in one folder; every call may be made from any thread."""

    def __init__(self, folder: Path, files: Files, old: str = "") -> None:
        self._folder = folder
        self._old = old
        self._files = files
        folder.mkdir(mode=OURS_FOLDER, exist_ok=True)
        for path in folder.glob("*.part"):
            files.remove(path)

    def keep(self, data: bytes) -> str:
        """What *data* can be fetched by, once it is on disk; raises `Unwritable`.

        The answer holds the file's name and its own key, so it must rest where only those may
        look who may see the file; where it is erased, the file is.
        """
        name, key = secrets.token_hex(16), Key.fresh()
        path = self._folder / name
        try:
            self._files.write_file(path, Sealer(key).seal(data, name.encode()))
        except OSError as error:
            for leftover in (path, path.with_name(f"{name}.part")):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)
            raise Unwritable(f"a file cannot be kept: {reason(error)}") from None
        return f"{name}.{key.reveal().hex()}"

    def fetch(self, name: str) -> bytes:
        """The bytes kept under *name*; raises ``KeyError`` where there are none."""
        path, sealer = self._path(name), self._opens(name)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise KeyError("no such file") from None
        try:
            return sealer.open(sealed, path.name.encode())
        except Broken:
            raise Trouble(f"{path} is damaged. Put that file back from your last backup.") from None

    def remove(self, name: str) -> None:
        """Delete the file kept under *name*; raises ``KeyError`` where there is none."""
        try:
            self._files.remove(self._path(name))
        except FileNotFoundError:
            raise KeyError("no such file") from None
        self._files.sync_folder(self._folder)

    def erase(self, name: str) -> None:
        """Overwrite the file kept under *name* and delete it; raises ``KeyError``."""
        try:
            self._files.wipe(self._path(name))
        except FileNotFoundError:
            raise KeyError("no such file") from None
        self._files.sync_folder(self._folder)

    def kept_before(self, moment: float) -> frozenset[str]:
        """The names of files as old as that, in seconds since 1970; raises ``OSError``."""
        found = set()
        with os.scandir(self._folder) as there:
            for one in there:
                with suppress(FileNotFoundError):
                    if _NAME.fullmatch(one.name) and one.stat().st_mtime < moment:
                        found.add(one.name)
        return frozenset(found)

    def _path(self, name: str) -> Path:
        # Only names we gave: anything else could lead out of the folder.
        if not _NAME.fullmatch(name):
            raise KeyError("a name that is not ours")
        return self._folder / name.partition(".")[0]

    def _opens(self, name: str) -> Sealer:
        secret = name.partition(".")[2] or self._old
        if not secret:
            raise KeyError("a file without a key")
        return Sealer(Key(bytes.fromhex(secret)))
