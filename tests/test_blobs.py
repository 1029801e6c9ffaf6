"""Files kept beside the journal: sealed, under names of ours, whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.trouble import Trouble
from tests.doubles.disk import FailingDisk
from tests.shelves import opened

DISK = FailingDisk()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyStore]:
    store = opened(tmp_path / "data", DISK)
    yield store
    store.close()


@given(data=st.binary(max_size=5000))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_comes_back_as_it_was(store: TinyStore, data: bytes) -> None:
    assert store.blobs.fetch(store.blobs.keep(data)) == data


def test_nothing_of_a_file_can_be_read_on_the_disk(store: TinyStore, tmp_path: Path) -> None:
    name = store.blobs.keep(b"PLAIN WORDS" * 100)
    path = tmp_path / "data" / "blobs" / name.partition(".")[0]
    assert b"PLAIN" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_removed_is_gone(store: TinyStore) -> None:
    name = store.blobs.keep(b"a photo")
    store.blobs.remove(name)
    for call in (store.blobs.fetch, store.blobs.remove):
        with pytest.raises(KeyError):
            call(name)


@pytest.mark.parametrize("name", ["", "../store.json", "/etc/passwd", "ab" * 16 + "\n", "AB" * 16])
def test_a_name_that_is_not_ours_names_nothing(store: TinyStore, name: str) -> None:
    for call in (store.blobs.fetch, store.blobs.remove):
        with pytest.raises(KeyError):
            call(name)


def test_two_files_cannot_be_swapped(store: TinyStore, tmp_path: Path) -> None:
    blobs = tmp_path / "data" / "blobs"
    one, other = store.blobs.keep(b"one"), store.blobs.keep(b"other")
    (blobs / one.partition(".")[0]).replace(blobs / other.partition(".")[0])
    with pytest.raises(Trouble, match="damaged"):
        store.blobs.fetch(other)


@pytest.mark.parametrize("call", ["open", "write", "sync", "rename", "sync_folder"])
def test_a_file_the_disk_refuses_is_not_named(store: TinyStore, tmp_path: Path, call: str) -> None:
    with DISK.breaking(call), pytest.raises(Unwritable):
        store.blobs.keep(b"a photo")
    assert not list((tmp_path / "data" / "blobs").glob("*.part"))
