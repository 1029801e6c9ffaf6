"""The n-th call to the disk fails, for every n, through a whole life of a store."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.trouble import Trouble
from tests.doubles.disk import FailingDisk
from tests.shelves import as_killed, met, numbers_in, opened

CALLS = 90
"""More calls than the life below makes, which the last test shows."""


def lived(folder: Path, disk: FailingDisk) -> tuple[list[int], list[int]]:
    """Open, write, keep a file, tidy, write, close; what was confirmed, and what was tried."""
    try:
        store = opened(folder, disk)
    except Trouble:
        return [], []
    confirmed = []
    for number in range(1, 7):
        if number == 4:
            _tidied(store)
        try:
            store.flush(store.apply(met(number)))
            confirmed.append(number)
        except Unwritable:
            continue
    with suppress(Unwritable):
        store.close()
    return confirmed, list(range(1, 7))


def _tidied(store: TinyStore) -> None:
    try:
        store.blobs.keep(b"a photo")
        store.tidy()
    except Unwritable:
        return


@pytest.mark.parametrize("call", range(1, CALLS))
def test_whichever_call_fails_what_was_confirmed_is_there(tmp_path: Path, call: int) -> None:
    folder = tmp_path / "data"
    confirmed, tried = lived(folder, FailingDisk(call))
    present = numbers_in(folder)
    assert set(confirmed) <= set(present) <= set(tried)
    assert len(confirmed) >= len(tried) - 1


@pytest.mark.parametrize("call", range(1, CALLS))
def test_whichever_call_fails_first_of_many_the_old_or_the_new_state_is_there(
    tmp_path: Path, call: int
) -> None:
    folder = tmp_path / "data"
    disk = FailingDisk(call)
    disk.for_good = True
    confirmed, tried = lived(folder, disk)
    present = numbers_in(as_killed(folder, tmp_path / "after")) if folder.exists() else []
    assert set(confirmed) <= set(present) <= set(tried)


def test_the_faults_cover_the_whole_life(tmp_path: Path) -> None:
    disk = FailingDisk(CALLS)
    confirmed, tried = lived(tmp_path / "data", disk)
    assert confirmed == tried
    assert not disk.reached
    assert disk.calls > CALLS // 2
