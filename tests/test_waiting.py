"""What waits to be written is read as if it were written, and its batches are never mistaken."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files import Files
from storage.frames import Head
from storage.journal import JournalStorage
from storage.kept import Pool
from storage.log import Log
from storage.looking import Watch, looking
from storage.named import OneKey
from storage.packing import Row
from storage.records import Counterpart, Record
from storage.rows import Rows
from storage.sealing import Key
from storage.store import Unwritable
from storage.waiting import MOST, Waiting
from tests.doubles.disk import BusyDisk, FailingDisk
from tests.shelves import met, numbers_in, opened, written

STEPS = st.lists(st.sampled_from(["take", "leave", "arrive", "lose"]), max_size=40)


def storage(folder: Path, files: Files | None = None) -> JournalStorage:
    log = Log.create(folder / "journal", Head(2, 1, b"i" * 16), files or Files())
    return JournalStorage(Rows(log, OneKey(Key(b"k" * 32))))


def texts(*numbers: int, mark: str = "") -> list[Row]:
    return [Row("Note", number, f'"{number}{mark}"'.encode()) for number in numbers]


def told(store: JournalStorage, *numbers: int) -> list[str]:
    return [text.decode().strip('"') for text in store.texts("Note", numbers)]


@given(STEPS)
def test_a_batch_is_waiting_or_on_disk_or_lost_and_stays_so(steps: list[str]) -> None:
    waiting, number = Waiting(), 0
    state: dict[int, str] = {}
    leaving: int | None = None
    for step in steps:
        if step == "take":
            number += 1
            waiting.take([Row("Note", number, b"1")])
            state[waiting.batch] = "waits"
        elif step == "leave" and leaving is None:
            leaving, _ = waiting.leave()
        elif step == "arrive" and leaving is not None:
            waiting.arrived(leaving)
            if leaving in state:
                state[leaving] = "on disk"
            leaving = None
        elif step == "lose":
            waiting.lose()
            state |= {batch: "lost" for batch, how in state.items() if how == "waits"}
            leaving = None
        for batch, how in state.items():
            assert waiting.is_lost(batch) == (how == "lost")
            assert (batch <= waiting.durable and not waiting.is_lost(batch)) == (how == "on disk")


def test_what_is_written_what_is_on_its_way_and_what_waits_are_read_alike(tmp_path: Path) -> None:
    disk = BusyDisk()
    store = storage(tmp_path, disk)
    store.take(texts(1, 2, 3, 4))
    store.flush()
    seen: list[list[str]] = []

    def meanwhile() -> None:
        store.take([*texts(3, 6, mark="c"), Row("Note", 4, None)])
        seen.append(told(store, 1, 2, 3, 5, 6))
        assert store.numbers("Note") == [1, 2, 3, 5, 6]
        assert not store.holds("Note", 4)

    disk.meanwhile = [meanwhile]
    store.take(texts(2, 3, 5, mark="b"))
    store.flush()
    assert seen == [["1", "2b", "3c", "5b", "6c"]]
    assert told(store, 6, 5, 3, 2, 1) == ["6c", "5b", "3c", "2b", "1"]
    with pytest.raises(KeyError):
        store.texts("Note", (1, 4))
    store.flush()
    assert told(store, 1, 2, 3, 5, 6) == seen[0]
    with pytest.raises(KeyError):
        store.texts("Note", (1, 4))
    store.close()


def test_nothing_is_handed_to_the_system_before_a_flush_asks_for_it(tmp_path: Path) -> None:
    store = storage(tmp_path)
    before = written(tmp_path / "journal")
    store.take(texts(*range(200)))
    assert written(tmp_path / "journal") == before
    store.flush()
    assert len(list(store.rows.log.frames())) == 1
    store.close()


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_place_is_noted_only_once_its_frame_is_on_disk(tmp_path: Path, call: str) -> None:
    disk = FailingDisk()
    store = storage(tmp_path, disk)
    store.take(texts(1, 2))
    store.flush()
    end = store.rows.log.end
    store.take([*texts(2, 3, mark="b"), Row("Note", 1, None)])
    with disk.breaking(call), pytest.raises(Unwritable):
        store.flush()
    assert told(store, 1, 2) == ["1", "2"]
    assert store.numbers("Note") == [1, 2]
    assert store.rows.log.end == end
    assert not store.waiting
    store.close()


def test_more_than_a_frame_can_hold_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    store = storage(tmp_path)
    store.take(texts(1))
    with pytest.raises(ValueError, match="more changes"):
        store.take([Row("Note", 2, None)] * (MOST + 1))
    store.flush()
    assert store.numbers("Note") == [1]
    store.close()


def test_what_is_refused_leaves_whoever_took_a_key_to_the_next(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    ring = store._ring
    name = ring.name_for(("c1",))
    with pytest.raises(ValueError, match="more changes"):
        store._storage.take([Row("Note", 1, None)] * (MOST + 1))
    assert [taken.key for taken in ring.news] == [name]
    store.flush(store.apply(met(1)))
    assert not ring.news
    store.close()
    assert numbers_in(tmp_path / "data") == [1]


def test_a_name_is_looked_at_as_the_system_would_and_told_from_another(tmp_path: Path) -> None:
    path = tmp_path / "ein Journal é"
    path.write_bytes(b"words")
    state = path.stat()
    assert looking()(path) == (state.st_dev, state.st_ino, 5)
    files, fd = Files(), os.open(path, os.O_RDWR)
    ours = files.identity(fd)
    files.in_place(ours, path, 5)
    for harm in (lambda: os.truncate(path, 4), lambda: path.rename(tmp_path / "aside")):
        harm()
        with pytest.raises(FileNotFoundError):
            files.in_place(ours, path, 5)
    path.write_bytes(b"others")
    with pytest.raises(FileNotFoundError):
        files.in_place(ours, path, 5)
    os.close(fd)


HARMS: dict[str, Callable[[Path], object]] = {
    "removed": Path.unlink,
    "renamed": lambda path: path.rename(path.with_name("other")),
    "replaced": lambda path: path.with_name("beside").replace(path),
    "with its folder": lambda path: path.parent.rename(path.parent.with_name("there")),
}


@pytest.mark.parametrize("harm", HARMS)
def test_the_system_tells_what_becomes_of_a_name_and_nothing_else(
    tmp_path: Path, harm: str
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    path = folder / "journal"
    path.write_bytes(b"words")
    watch, blind = Watch(path), Watch(folder / "nothing")
    files, fd = Files(), os.open(path, os.O_RDWR)
    files.write_all(fd, b"more words", 5)
    files.sync(fd)
    files.grow(fd, 1000)
    files.cut(fd, 100)
    path.with_name("beside").write_bytes(b"others")
    assert not watch.stirred()
    HARMS[harm](path)
    assert watch.stirred()
    assert not watch.stirred()
    # Who is not told must look every time.
    assert blind.stirred()
    assert blind.stirred()
    for one in (watch, watch, blind):
        one.close()
    assert watch.stirred()
    os.close(fd)


def test_what_was_fetched_while_it_was_taken_back_is_not_kept_in_memory() -> None:
    refused, before = Counterpart("c1", "Omar", "m1"), Counterpart("c1", "Nadia", "m1")

    def fetch(kind: type[Record], ranks: Sequence[int]) -> tuple[list[Record], int]:
        # The version that waited was read, and the disk refuses it just now.
        kept.put(1, before)
        return [refused], 1

    kept = Pool(fetch, 1000).kept(Counterpart)
    kept.one(1)
    assert kept.one(1) == before
