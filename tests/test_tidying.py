"""Tidying stands aside for whoever writes, and takes over all that came in meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from storage.records import Change
from tests.shelves import met, numbers, numbers_in, opened

PATIENCE = 20
"""Seconds after which somebody who waits for a lock is taken to wait for ever."""


def gone(number: int) -> list[Change]:
    """The changes that take `met` away again."""
    return [change.undone for change in reversed(met(number))]


def test_whoever_writes_is_never_kept_waiting_while_tidying_stands_aside(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for number in range(1, 301):
        store.apply(met(number))
    store.flush()
    written, left = 300, 0
    with ThreadPoolExecutor(1) as other:

        def stand_aside() -> None:
            # At each pause another thread brings two changes to disk: one comes, one goes.
            nonlocal written, left
            written, left = written + 1, left + 1
            other.submit(store.apply, met(written)).result(PATIENCE)
            ticket = other.submit(store.apply, gone(left)).result(PATIENCE)
            other.submit(store.flush, ticket).result(PATIENCE)

        store.tidy(stand_aside)
    there = list(range(left + 1, written + 1))
    assert left > 10
    assert numbers(store) == there
    store.close()
    assert numbers_in(tmp_path / "data") == there
