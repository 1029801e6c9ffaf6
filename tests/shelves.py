"""Small stores for the tests of the store: made-up people, a key, and a kill without a process."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from storage.files import Files
from storage.keys import KeyText
from storage.records import Change, Counterpart, Meeting, added
from storage.tiny import TinyStore, open_store

KEY = KeyText("5a" * 32)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def opened(folder: Path, files: Files | None = None) -> TinyStore:
    """The store in *folder*, under the one key of these tests."""
    return open_store(folder, KEY, files=files)


def met(number: int) -> list[Change]:
    """A counterpart and a meeting that only make sense together."""
    who = Counterpart(f"c{number}", f"Nadia {number}", "m1")
    meeting = Meeting(f"g{number}", who.id, "m1", date(2026, 3, 1), f"words {number}", NOW)
    return [added(who), added(meeting)]


def numbers(store: TinyStore) -> list[int]:
    """Which of `met` are in the store; fails where only half of one is."""
    people = {int(who.id[1:]) for who in store.all(Counterpart)}
    meetings = {int(meeting.id[1:]) for meeting in store.all(Meeting)}
    assert people == meetings
    return sorted(people)


def numbers_in(folder: Path) -> list[int]:
    """Which of `met` a fresh start finds in *folder*."""
    store = opened(folder)
    try:
        return numbers(store)
    finally:
        store.close()


def as_killed(folder: Path, to: Path) -> Path:
    """The folder as a kill at this moment would leave it."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to


def handed_over(store: TinyStore, changes: list[Change]) -> None:
    """Have the system write *changes*, and not yet bring them to disk, as at a kill in between."""
    store.apply(changes)
    _, rows = store._storage.waiting.leave()
    store._storage.rows.append(rows)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its name, but for the lock, which tells who came last."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def written(path: Path) -> bytes:
    """What a journal that was not closed holds, without the zeros it was made longer with."""
    return path.read_bytes().rstrip(b"\0")


def journal(folder: Path) -> Path:
    """The newest generation of the journal."""
    return max(path for path in folder.glob("journal-*") if path.name[-6:].isdigit())
