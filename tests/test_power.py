"""The power goes where nobody looks twice: while a backup is made or brought back, while tidying.

What each call to the disk leaves is made as ``tests/crash/platter.py`` tells.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bot.rotating import in_place
from storage.backup import back_up
from storage.frames import HEAD_SIZE
from storage.keys import KeyFile
from storage.records import added
from storage.restoring import restore
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from tests.crash.calls import Call, Hook, Recorder
from tests.crash.platter import Platter
from tests.crash.watched import WatchedFiles
from tests.shelves import KEY, NOW, met, numbers, numbers_in, opened
from tests.test_erasing import forgotten, story

EACH = 6
"""States that are looked at after each call, where nothing is said."""


def store_of(folder: Path) -> TinyStore:
    store = opened(folder)
    for number in range(1, 4):
        store.flush(store.apply(met(number)))
    store.blobs.keep(os.urandom(9000))
    return store


def left(
    calls: list[Call], to: Path, since: int = 0, each: int = EACH
) -> Iterator[tuple[bool, Path]]:
    """Folders that a power cut leaves after each call from there on; and if it was the last."""
    platter, chance = Platter(), random.Random(7)
    for place, call in enumerate(calls, 1):
        platter.take(call)
        for _ in range(each if place >= since else 0):
            yield place == len(calls), platter.cut_off(chance, to)


def test_what_bears_the_name_of_a_backup_is_whole_whenever_the_power_goes(tmp_path: Path) -> None:
    store, seen = store_of(tmp_path / "data"), Recorder()
    made = back_up(store.snapshot(), tmp_path / "backups", NOW, files=WatchedFiles(seen))
    store.close()
    for done, folder in left(seen.calls, tmp_path / "left"):
        named = list(folder.glob("*.backup"))
        assert [path.name for path in named] == [made.path.name] or not done
        for path in named:
            into = tmp_path / "new"
            assert restore(path, into, KEY).same
            _empty(into)


def test_what_was_brought_back_is_whole_or_refused_whenever_the_power_goes(tmp_path: Path) -> None:
    store, seen = store_of(tmp_path / "data"), Recorder()
    made = back_up(store.snapshot(), tmp_path / "backups", NOW)
    store.close()
    restore(made.path, tmp_path / "new", KEY, files=WatchedFiles(seen))
    opens = 0
    for done, folder in left(seen.calls, tmp_path / "left"):
        found: list[int] = []
        if not any(path.stat().st_size > HEAD_SIZE for path in folder.glob("journal-*")):
            # Nothing came to disk yet: it is as empty as before.
            assert not done
            continue
        with suppress(Trouble):
            found = numbers_in(folder)
            opens += 1
            assert found == [1, 2, 3]
            (blob,) = (folder / "blobs").iterdir()
            assert blob.read_bytes() == (tmp_path / "new/blobs" / blob.name).read_bytes()
        assert found or not done
    assert opens >= EACH


class _Meanwhile(Hook):
    """Does something once, at the first call that is of a file of that name."""

    def __init__(self, name: str, do: Callable[[], None]) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self._name = name
        self._do: Callable[[], None] | None = do
        self.ready = False

    def before(self, call: Call) -> int | None:
        if self.ready and call.path.name == self._name and self._do:
            do, self._do = self._do, None
            do()
        return None

    def after(self, call: Call) -> None:
        self.calls.append(call)


def test_what_is_confirmed_right_after_tidying_is_there_when_the_power_goes(
    tmp_path: Path,
) -> None:
    told: list[int] = []

    def write() -> None:
        # The new generation has its name, and the marker does not tell of it yet.
        store.flush(store.apply(met(4)))
        told.append(len(hook.calls))

    hook = _Meanwhile("store.json.part", write)
    store = opened(tmp_path / "data", WatchedFiles(hook))
    for number in range(1, 4):
        store.flush(store.apply(met(number)))
    hook.ready = True
    store.tidy()
    (since,) = told
    for _, folder in left(hook.calls, tmp_path / "left", since, each=3):
        assert numbers_in(folder) == [1, 2, 3, 4]
    store.close()


def test_a_pair_is_left_whenever_the_power_goes_while_a_key_file_follows_itself(
    tmp_path: Path,
) -> None:
    seen = Recorder()
    disk = WatchedFiles(seen)
    source, folder = KeyFile(tmp_path / "key", disk), tmp_path / "data"
    store = open_store(folder, source, files=disk)
    store.flush(store.apply(met(1)))
    since = len(seen.calls)
    in_place(store, source, folder)
    calls = list(seen.calls)
    store.close()
    for _, there in left(calls, tmp_path / "left", since, each=2):
        again = open_store(there / "data", KeyFile(there / "key"))
        assert numbers(again) == [1]
        again.close()
        assert len(list((there / "data").glob("keys-*"))) == 1


def test_a_folder_that_is_made_is_on_disk_with_what_is_kept_in_it(tmp_path: Path) -> None:
    seen = Recorder()
    disk, there = WatchedFiles(seen), tmp_path / "over"
    source = KeyFile(there / "config" / "key", disk)
    store = open_store(there / "state" / "data", source, files=disk)
    store.flush(store.apply(met(1)))
    made = back_up(store.snapshot(), there / "backups", NOW, files=disk)
    store.close()
    restore(made.path, there / "back" / "data", source, files=disk)
    named = {call.path for call in seen.calls if call.kind == "names"}
    assert {tmp_path, there, there / "state", there / "back"} <= named


def test_the_bytes_of_what_was_destroyed_are_overwritten_where_they_lay(tmp_path: Path) -> None:
    folder, aside = tmp_path / "data", tmp_path / "aside"
    store = opened(folder)
    blob = store.blobs.keep(b"a photo")
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    aside.mkdir()
    for path in (*folder.glob("keys-*"), folder / "blobs" / blob.partition(".")[0]):
        # A second name for the very bytes on the disk, as whoever reads it raw has.
        os.link(path, aside / path.name)
    store.flush(store.apply(forgotten(store)))
    store.blobs.erase(blob)
    store.close()
    assert len(list(aside.iterdir())) == 2
    assert not any(any(path.read_bytes()) for path in aside.iterdir())


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
