"""The data folder: who may read it, and which of its files is the journal."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from storage.files import OURS_FOLDER, Files
from storage.trouble import Trouble

LOCK = "lock"
BLOBS = "blobs"
_JOURNAL = re.compile(r"journal-(\d{6})")


def prepare(folder: Path, files: Files) -> None:
    """Make the folder where there is none, and raise `Trouble` where others could read in it."""
    if folder.exists() and not folder.is_dir():
        raise Trouble(f"{folder} is a file. The data needs a folder: RAPPORT_DATA names it.")
    files.make_folder(folder)
    _private(folder, OURS_FOLDER)
    for path in sorted(folder.iterdir()):
        if path.is_file():
            _private(path, 0o600)
    blobs = folder / BLOBS
    if blobs.exists():
        _private(blobs, OURS_FOLDER)


def _private(path: Path, mode: int) -> None:
    state = path.stat()
    if state.st_uid != os.getuid():
        raise Trouble(f"{path} belongs to another user. As root run: chown -R {os.getuid()} {path}")
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise Trouble(f"{path} can be read by others. As its owner run: chmod {mode:o} {path}")


def journal_path(folder: Path, generation: int) -> Path:
    """Where that generation of the journal rests."""
    return folder / f"journal-{generation:06}"


def generations(folder: Path) -> list[int]:
    """The generations of the journal that are here, oldest first."""
    found = (_JOURNAL.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in found if match)


def others(folder: Path) -> list[str]:
    """Names in the folder that a store not yet begun would not have."""
    first = journal_path(folder, 1)
    half_made = {LOCK, first.name}
    # The ring comes after the journal: without one, it is what is left of a store.
    rings = {path.name for path in folder.glob("keys-*")} if first.exists() else set()
    names = {path.name for path in folder.iterdir() if path.suffix != ".part"}
    return sorted(names - half_made - rings)


def begun(folder: Path) -> bool:
    """Whether there is a store in *folder*, or what is left of one."""
    return folder.is_dir() and bool(others(folder))
