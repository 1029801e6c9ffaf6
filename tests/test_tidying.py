"""Tidying stands aside for whoever writes, and takes over all that came in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from storage.compaction import Compaction
from storage.files import Files
from storage.frames import Head
from storage.keys import KeyText
from storage.log import Log
from storage.packing import Row
from storage.records import Change, Counterpart, added
from storage.rows import Rows
from storage.tiny import open_store
from tests.shelves import met, numbers, numbers_in, opened
from tests.test_erasing import X, forgotten, story

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


class TalkativeFiles(Files):
    """Lets others do something at every step that brings a tidied journal to its name."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] = lambda: None

    def rename(self, old: Path, new: Path) -> None:
        if new.name.startswith("journal-"):
            self.meanwhile()
        super().rename(old, new)
        if new.name.startswith("journal-"):
            self.meanwhile()

    def sync_folder(self, folder: Path) -> None:
        self.meanwhile()
        super().sync_folder(folder)


def test_nobody_waits_for_the_disk_while_a_tidied_journal_takes_its_name(tmp_path: Path) -> None:
    files = TalkativeFiles()
    store = opened(tmp_path / "data", files)
    for number in range(1, 31):
        store.apply(met(number))
    store.flush()
    written, tickets = 30, list[int]()
    with ThreadPoolExecutor(1) as other:

        def read_and_write() -> None:
            # Somebody quite new takes a key, which nothing on disk knows of yet.
            nonlocal written
            written += 1
            tickets.append(other.submit(store.apply, met(written)).result(PATIENCE))
            assert other.submit(numbers, store).result(PATIENCE)[-1] == written

        files.meanwhile = read_and_write
        store.tidy()
        files.meanwhile = lambda: None
    there = list(range(1, written + 1))
    assert written > 32
    store.flush(tickets[-1])
    assert numbers(store) == there
    store.close()
    assert numbers_in(tmp_path / "data") == there


def test_who_is_erased_while_their_rows_are_copied_is_left_out_and_nobody_else(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    id = b"n" * 16
    store._ring.begin(id)
    log = Log.create(tmp_path / "next", Head(2, 2, id), Files())
    new = Rows(log, store._ring.journal(id))

    def turn(row: Row) -> Row:
        # What is copied was read, and is not yet sealed.
        if store.get(Counterpart, X) is not None:
            store.flush(store.apply(forgotten(store)))
        return row

    Compaction(store._storage, new, turn, lambda: None).copy(store._memory.together())
    old = store._storage.rows
    for table, places in old.places.items():
        there = list(places)
        assert set(new.places.get(table, ())) == set(there)
        assert not there or new.texts(table, there) == old.texts(table, there)
    log.let_go()
    store.close()


def test_what_was_copied_before_its_key_was_renewed_is_not_taken_for_damage(
    tmp_path: Path,
) -> None:
    folder, other = tmp_path / "data", KeyText("6b" * 32)
    store = opened(folder)
    for number in (1, 2):
        store.flush(store.apply(met(number)))
    store.rotate(other.known(Path(), {}), {})

    def stand_aside() -> None:
        while (ticket := store.renew()) is not None:
            store.flush(ticket)

    store.tidy(stand_aside)
    store.close()
    store = open_store(folder, other)
    assert numbers(store) == [1, 2]
    store.tidy()
    store.close()
    store = open_store(folder, other)
    assert numbers(store) == [1, 2]
    assert not store._ring.held.dropped
    store.close()
