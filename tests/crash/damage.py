"""A store at rest that something was done to: each must be noticed, and nothing written over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storage.folder import journal_path
from storage.frames import FORM, HEAD_SIZE, Head, read_head
from storage.keys import KeyFile
from storage.marker import NAME
from storage.tiny import open_store
from storage.trouble import Trouble
from tests.crash.history import History, Tally, texts
from tests.crash.ours import KEYS, OURS, brought_back
from tests.crash.ports import Port, Refused, Unreadable, read
from tests.shelves import as_killed, contents


def kept(port: Port, folder: Path) -> History:
    """A small store that was closed, and what it holds."""
    history = History()
    shelf = port.open(folder)
    for number in (1, 2, 3):
        history.put(shelf, texts([number], 1))
    shelf.close()
    return history


def bits_flipped(port: Port, folder: Path, *, stride: int = 1) -> Tally:
    """One bit of every *stride*-th byte of every file; the ring is one seal, so a part will do."""
    history, tally = kept(port, folder / "whole"), Tally()
    for path in sorted((folder / "whole").iterdir()):
        whole = path.read_bytes() if path.is_file() and path.name != "lock" else b""
        step = stride * (37 if path.name.startswith("keys-") else 1)
        for place in range(0, len(whole), step):
            copy = as_killed(folder / "whole", folder / "copy")
            flipped = bytearray(whole)
            flipped[place] ^= 1 << place % 8
            (copy / path.name).write_bytes(flipped)
            _noticed(port, copy, (path.name,), history, tally)
    return tally


def _noticed(
    port: Port, copy: Path, words: tuple[str, ...], history: History, tally: Tally
) -> None:
    """Either the store is as it was, or it is refused in *words* and left as it is."""
    before = contents(copy)
    tally.tried += 1
    tally.confirmed += history.confirmed
    try:
        history.judge(read(port, copy), tally)
    except (Unreadable, Refused) as trouble:
        told = str(trouble)
        if port is OURS:
            tally.said.add(told.replace(str(copy), "…"))
            tally.wrong += contents(copy) != before or not all(word in told for word in words)


def backup_flipped(port: Port, folder: Path, *, stride: int = 1) -> Tally:
    """One bit of every *stride*-th byte of a backup: it is refused, or comes back as it was."""
    tally = Tally()
    history = kept(port, folder / "data")
    shelf = port.open(folder / "data")
    shelf.back_up(folder / "backups")
    shelf.close()
    (file,) = (folder / "backups").glob("*.backup")
    whole = file.read_bytes()
    for place in range(0, len(whole), stride):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        file.write_bytes(flipped)
        tally.tried += 1
        into = folder / "new"
        try:
            tally.wrong += not brought_back(file, into)
            history.judge(read(port, into), tally)
            shutil.rmtree(into)
        except Trouble:
            tally.wrong += any(into.glob("*")) if into.exists() else False
    return tally


@dataclass(frozen=True, slots=True)
class Harm:
    """Something done to a store at rest, and words of the refusal that must follow."""

    do: Callable[[Path], object]
    words: tuple[str, ...]


def _headed(folder: Path, **more: Any) -> None:
    path = _journal(folder)
    data = path.read_bytes()
    head: Head = replace(read_head(data), **more)
    path.write_bytes(head.encoded() + data[HEAD_SIZE:])


def _journal(folder: Path) -> Path:
    ours = journal_path(folder, 1)
    return ours if ours.exists() else folder / "db.json"


def _ring(folder: Path) -> Path:
    return next(folder.glob("keys-*"))


HARMS: dict[str, Harm] = {
    "journal of 0 bytes": Harm(lambda at: os.truncate(_journal(at), 0), ("is empty", "backup")),
    "journal cut within its head": Harm(
        lambda at: os.truncate(_journal(at), 20), ("journal-000001", "backup")
    ),
    "journal missing": Harm(lambda at: _journal(at).unlink(), ("is missing", "backup")),
    "marker missing": Harm(lambda at: (at / NAME).unlink(), (NAME, "backup")),
    "marker of 0 bytes": Harm(lambda at: os.truncate(at / NAME, 0), (NAME, "damaged")),
    "key ring missing": Harm(lambda at: _ring(at).unlink(), ("keys-", "is missing", "backup")),
    "key ring of 0 bytes": Harm(lambda at: os.truncate(_ring(at), 0), ("damaged", "backup")),
    "records of a newer version": Harm(lambda at: _headed(at, schema=99), ("newer Rapport",)),
    "frames of a newer version": Harm(lambda at: _headed(at, form=FORM + 1), ("newer Rapport",)),
    "journal readable by others": Harm(lambda at: _journal(at).chmod(0o644), ("chmod 600",)),
    "ring readable by others": Harm(lambda at: _ring(at).chmod(0o640), ("chmod 600",)),
    "folder readable by others": Harm(lambda at: at.chmod(0o755), ("chmod 700",)),
}
if os.geteuid() == 0:
    HARMS["journal of another user"] = Harm(
        lambda at: os.chown(_journal(at), 12345, -1), ("belongs to another user", "chown")
    )

CONTROL_HARMS = ("journal of 0 bytes", "journal missing")
"""Those that can be done to TinyDB's file."""


def harmed(port: Port, folder: Path) -> Tally:
    """Every one of `HARMS`: refused in the right words, every byte as it was."""
    history, tally = kept(port, folder / "whole"), Tally()
    for name, harm in HARMS.items():
        if port is not OURS and name not in CONTROL_HARMS:
            continue
        copy = as_killed(folder / "whole", folder / "copy")
        harm.do(copy)
        seen = Tally()
        _noticed(port, copy, harm.words, history, seen)
        if port is OURS and not seen.said:
            seen.wrong += 1
        seen.said.clear()
        tally.add(seen)
    return tally


def wrong_key(port: Port, folder: Path) -> Tally:
    """Another key, and none at all: refused, every byte as it was, no new key made beside."""
    kept(port, folder / "data")
    tally, before = Tally(), contents(folder / "data")
    missing = folder / "nowhere" / "key"
    for source, words in ((KEYS[1], "not the key"), (KeyFile(missing), "is missing")):
        tally.tried += 1
        try:
            open_store(folder / "data", source).close()
            tally.wrong += 1
        except Trouble as trouble:
            tally.wrong += words not in str(trouble)
    tally.wrong += contents(folder / "data") != before or missing.exists()
    return tally


def clocks_leapt(port: Port, folder: Path) -> Tally:
    """Every file bears a time of 1970, or of 2100: the store does not look at it."""
    tally = Tally()
    for stamp in (0, 4102444800):
        history = kept(port, folder / f"at{stamp}")
        for path in (folder / f"at{stamp}").rglob("*"):
            os.utime(path, (stamp, stamp))
        history.look(port, folder / f"at{stamp}", tally)
    return tally


def deleted_while_open(port: Port, folder: Path) -> Tally:
    """The folder is deleted under an open store: it notices, and confirms nothing more."""
    tally = Tally(tried=1)
    shelf = port.open(folder / "data")
    shelf.put(texts([1], 1))
    shutil.rmtree(folder / "data")
    tally.wrong += not shelf.check()
    try:
        shelf.put(texts([2], 1))
        tally.lost += 1
    except Refused as refused:
        tally.said.add(str(refused))
    try:
        shelf.close()
    except (Refused, OSError):
        return tally
    return tally
