"""Files that came with messages: each sealed into one of ours, under a name that tells nothing."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from pathlib import Path

from storage.files import OURS_FOLDER, Files
from storage.sealing import Broken, Sealer
from storage.store import Unwritable
from storage.trouble import Trouble, reason

_NAME = re.compile(r"[0-9a-f]{32}")


class Blobs:
    """Sealed files in one folder; every call may be made from any thread."""

    def __init__(self, folder: Path, sealer: Sealer, files: Files) -> None:
        self._folder = folder
        self._sealer = sealer
        self._files = files
        folder.mkdir(mode=OURS_FOLDER, exist_ok=True)
        for path in folder.glob("*.part"):
            files.remove(path)

    def keep(self, data: bytes) -> str:
        """The name *data* is on disk under, once it is; raises `Unwritable`."""
        name = secrets.token_hex(16)
        path = self._folder / name
        try:
            self._files.write_file(path, self._sealer.seal(data, name.encode()))
        except OSError as error:
            for leftover in (path, path.with_name(f"{name}.part")):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)
            raise Unwritable(f"a file cannot be kept: {reason(error)}") from None
        return name

    def fetch(self, name: str) -> bytes:
        """The bytes kept under *name*; raises ``KeyError`` where there are none."""
        path = self._path(name)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None
        try:
            return self._sealer.open(sealed, name.encode())
        except Broken:
            raise Trouble(f"{path} is damaged. Put that file back from your last backup.") from None

    def remove(self, name: str) -> None:
        """Delete the file kept under *name*; raises ``KeyError`` where there is none."""
        try:
            self._files.remove(self._path(name))
        except FileNotFoundError:
            raise KeyError(name) from None
        self._files.sync_folder(self._folder)

    def _path(self, name: str) -> Path:
        # Only names we gave: anything else could lead out of the folder.
        if not _NAME.fullmatch(name):
            raise KeyError(name)
        return self._folder / name
