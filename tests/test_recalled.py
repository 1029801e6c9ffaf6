"""A history comes back as it was told, however its records lie: tidied, loose, waiting, erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.kept import Pooled
from storage.records import Change, Counterpart, Meeting, added
from storage.tiny import TinyStore
from storage.trouble import Trouble
from tests.shelves import NOW, opened

WHO = "c1"


def meeting(number: int, **more: Any) -> Meeting:
    on = date(2026, 1, 1) + timedelta(days=number * 7 % 30)
    return Meeting(f"g{number}", WHO, "m1", on, f"tea {number}", NOW, **more)


def told(store: TinyStore, made: list[Meeting]) -> list[Meeting]:
    """A history that nobody asked for lately, once it was found to be what was *made*."""
    kept = store._memory._shelves[Meeting]._kept
    assert isinstance(kept, Pooled)
    for _ in range(2):
        kept.age()
    found = store.find(Meeting, "counterpart", WHO)
    assert found == sorted(made, key=lambda one: one.on, reverse=True)
    return found


def test_a_history_is_the_same_tidied_loose_or_waiting(tmp_path: Path) -> None:
    made = [meeting(number, channel="phone" if number % 3 else "") for number in range(100)]
    store = opened(tmp_path / "data")
    store.apply([added(Counterpart(WHO, "Nadia", "m1")), *map(added, made[:70])])
    store.flush()
    told(store, made[:70])
    store.tidy()
    told(store, made[:70])
    for one in made[70:90]:
        store.flush(store.apply([added(one)]))
    told(store, made[:90])
    changed = replace(made[5], place="at the gate", words="half a character: \ud83d")
    store.flush(store.apply([Change(made[5], changed)]))
    made[5] = changed
    told(store, made[:90])
    store.apply([*map(added, made[90:]), Change(made[8], again := replace(made[8], flags=("x",)))])
    made[8] = again
    told(store, made)
    store.flush()
    for _ in range(2):
        store.tidy()
        told(store, made)
    store.close()
    store = opened(tmp_path / "data")
    told(store, made)
    store.close()


@pytest.mark.parametrize("tidied", [False, True])
def test_damage_under_an_open_store_is_noticed_by_who_reads_it(
    tmp_path: Path, tidied: bool
) -> None:
    made = [meeting(number) for number in range(12)]
    store = opened(tmp_path / "data")
    store.flush(store.apply([added(Counterpart(WHO, "Nadia", "m1")), *map(added, made)]))
    if tidied:
        store.tidy()
    rows = store._storage.rows
    start = rows.offset(rows.places["Meeting"][1])
    path, end = rows.log.path, rows.log.end
    whole, noticed = path.read_bytes(), 0
    for at in range(start, end, 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            told(store, made)
        except Trouble:
            noticed += 1
    path.write_bytes(whole)
    told(store, made)
    # The frame's checksum, and how far the file was on disk, is for who reads all of it.
    assert noticed > (end - start) // 3 - 12
    store.close()
