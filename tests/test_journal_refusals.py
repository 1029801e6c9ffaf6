"""A disk that refuses: nothing is confirmed that is not there, and work resumes when it can."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.records import Change, Counterpart
from storage.ring import LOW, STOCK
from storage.store import Unwritable
from tests.doubles.disk import BusyDisk, DyingDisk, FailingDisk, SlowDisk, SmallDisk
from tests.shelves import (
    as_killed,
    handed_over,
    journal,
    met,
    numbers,
    numbers_in,
    opened,
    written,
)


def test_a_write_cut_short_by_the_system_is_finished(tmp_path: Path) -> None:
    store = opened(tmp_path / "data", SlowDisk())
    store.flush(store.apply(met(1)))
    name = store.blobs.keep(b"a photo")
    assert store.blobs.fetch(name) == b"a photo"
    store.close()
    assert numbers_in(tmp_path / "data") == [1]


def test_a_full_disk_is_said_and_work_resumes_when_there_is_room(tmp_path: Path) -> None:
    disk = SmallDisk(100_000)
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    disk.room = 100
    for number in (2, 3):
        with pytest.raises(Unwritable, match="No space"):
            store.flush(store.apply(met(number)))
    assert numbers(store) == [1]
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "full")) == [1]
    disk.room = 100_000
    store.flush(store.apply(met(4)))
    assert numbers(store) == [1, 4]
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 4]


@pytest.mark.parametrize("room", range(0, 1200, 40))
def test_a_disk_that_fills_at_any_byte_keeps_what_was_confirmed(tmp_path: Path, room: int) -> None:
    disk = SmallDisk(100_000)
    store = opened(tmp_path / "data", disk)
    disk.room = room
    confirmed = []
    for number in (1, 2, 3):
        try:
            store.flush(store.apply(met(number)))
            confirmed.append(number)
        except Unwritable:
            disk.room = 100_000
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == confirmed
    store.close()
    assert numbers_in(tmp_path / "data") == confirmed


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_failed_flush_takes_back_all_that_was_not_on_disk_and_no_more(
    tmp_path: Path, call: str
) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    before = store.apply(met(1))
    store.flush(before)
    names = store.names()
    mine, yours = store.apply(met(2)), store.apply(met(3))
    with disk.breaking(call), pytest.raises(Unwritable):
        store.flush(mine)
    assert numbers(store) == [1]
    assert store.names() == names
    with pytest.raises(Unwritable, match="took this change"):
        store.flush(yours)
    store.flush(before)
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == [1]
    later = store.apply(met(2))
    store.flush(later)
    with disk.breaking(call), pytest.raises(Unwritable):
        store.flush(store.apply(met(4)))
    store.flush(later)
    for lost in (mine, yours):
        with pytest.raises(Unwritable, match="took this change"):
            store.flush(lost)
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 2]


def test_what_waits_in_memory_can_be_read_and_is_never_confirmed(tmp_path: Path) -> None:
    disk = BusyDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    found: list[list[int]] = []
    tickets: list[int] = []

    def meanwhile() -> None:
        tickets.append(store.apply(met(3)))
        found.append(numbers(store))

    disk.meanwhile = [meanwhile]
    ticket = store.apply(met(2))
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == [1]
    store.flush(ticket)
    assert found == [[1, 2, 3]]
    # The flush that was under way has confirmed what was there when it began, and no more.
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == [1, 2]
    store.flush(tickets[0])
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == [1, 2, 3]
    store.close()


def test_what_came_while_a_write_failed_is_taken_back_with_it(tmp_path: Path) -> None:
    disk = DyingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    tickets: list[int] = []
    disk.last = lambda: tickets.append(store.apply(met(3)))
    with pytest.raises(Unwritable):
        store.flush(store.apply(met(2)))
    assert numbers(store) == [1]
    with pytest.raises(Unwritable, match="took this change"):
        store.flush(tickets[0])
    store.flush(store.apply(met(4)))
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 4]


def test_nothing_is_accepted_until_the_disk_takes_a_probe(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    with disk.breaking("sync"):
        ticket = store.apply(met(1))
        with pytest.raises(Unwritable):
            store.flush(ticket)
        with pytest.raises(Unwritable):
            store.apply(met(1))
        assert store.check()
    store.flush(store.apply(met(1)))
    assert store.check() == ""
    store.close()
    assert numbers_in(tmp_path / "data") == [1]


def test_a_change_waiting_behind_a_failed_probe_is_not_confirmed(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    waiting = store.apply(met(1))
    for fault in ("write", "sync"):
        with disk.breaking(fault), pytest.raises(Unwritable):
            store.flush(store.apply(met(2)))
    with pytest.raises(Unwritable):
        store.flush(waiting)
    store.close()
    assert numbers_in(tmp_path / "data") == []


def test_what_waits_when_the_file_is_found_missing_is_refused_and_taken_back(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply(met(1)))
    waiting = store.apply(met(2))
    path = journal(tmp_path / "data")
    path.rename(tmp_path / "elsewhere")
    assert "journal-000001" in store.check()
    with pytest.raises(Unwritable):
        store.flush(waiting)
    assert numbers(store) == [1]
    (tmp_path / "elsewhere").rename(path)
    store.flush(store.apply(met(3)))
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 3]


def test_many_changes_share_one_flush(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    before = disk.syncs
    tickets = [store.apply(met(number)) for number in range(50)]
    for number, ticket in enumerate(tickets):
        store.flush(ticket)
        store.apply(met(1000 + number))
    assert disk.syncs - before == 1
    store.close()


def test_a_store_deleted_while_in_use_stops_accepting(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply(met(1)))
    assert store.check() == ""
    journal(tmp_path / "data").unlink()
    assert "journal-000001" in store.check()
    with pytest.raises(Unwritable):
        store.apply(met(2))
    store.close()


def _replaced(path: Path) -> None:
    copy = path.parent.parent / "copy"
    shutil.copy(path, copy)
    copy.replace(path)


def _moved(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere")


def _moved_with_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.parent / "elsewhere")


@pytest.mark.parametrize("harm", [Path.unlink, _replaced, _moved, _moved_with_its_folder])
def test_a_store_replaced_or_gone_while_in_use_confirms_nothing(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply(met(1)))
    ticket = store.apply(met(2))
    harm(journal(tmp_path / "data"))
    with pytest.raises(Unwritable):
        store.flush(ticket)
    assert numbers(store) == [1]
    store.close()


def test_a_journal_that_was_moved_and_put_back_is_written_on(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    path = journal(tmp_path / "data")
    for number, harmed in enumerate((True, False, True)):
        _moved(path)
        if harmed:
            with pytest.raises(Unwritable):
                store.flush(store.apply(met(number)))
        (tmp_path / "elsewhere").rename(path)
        store.flush(store.apply(met(10 + number)))
    store.close()
    assert numbers_in(tmp_path / "data") == [10, 11, 12]


def test_what_a_killed_process_left_is_brought_to_disk_before_it_counts(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    handed_over(store, met(1))
    killed = as_killed(tmp_path / "data", tmp_path / "killed")
    store.close()
    disk = FailingDisk()
    store = opened(killed, disk)
    assert disk.syncs == 1
    store.close()


def test_a_disk_that_is_gone_while_closing_holds_nobody_up_afterwards(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    with disk.breaking("write", "sync", "cut"), pytest.raises(Unwritable):
        store.close()
    assert numbers_in(tmp_path / "data") == [1]


def test_a_full_disk_keeps_no_store_from_starting_whose_spare_keys_run_low(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for number in range(STOCK - LOW + 1):
        store.apply(met(number))
    store.close()
    disk = SmallDisk(0)
    store = opened(tmp_path / "data", disk)
    assert len(numbers(store)) == STOCK - LOW + 1
    disk.room = 10**7
    for number in range(LOW + 1):
        store.apply(met(1000 + number))
    store.close()
    assert len(numbers_in(tmp_path / "data")) == STOCK + 2


def test_a_full_disk_keeps_no_store_from_starting_whose_last_write_was_torn(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply(met(1)))
    store.flush(store.apply(met(2)))
    killed = as_killed(tmp_path / "data", tmp_path / "killed")
    path = journal(killed)
    path.write_bytes(written(path)[:-9])
    disk = SmallDisk(0)
    store = opened(killed, disk)
    assert numbers(store) == [1]
    assert "could not be put aside" in "".join(store.findings)
    disk.room = 10**7
    store.flush(store.apply(met(3)))
    store.close()
    assert numbers_in(killed) == [1, 3]


def test_a_full_disk_keeps_no_store_from_starting(memory_path: Path) -> None:
    store = opened(memory_path / "data")
    store.apply(met(1))
    who = store.get(Counterpart, "c1")
    for turn in range(1100):
        later = Counterpart("c1", f"Nadia {turn}", "m1")
        store.flush(store.apply([Change(who, later)]))
        who = later
    assert store.overdue
    store.close()
    disk = SmallDisk(0)
    store = opened(memory_path / "data", disk)
    assert numbers(store) == [1]
    with pytest.raises(Unwritable, match="No space"):
        store.flush(store.apply(met(2)))
    disk.room = 10**7
    store.flush(store.apply(met(3)))
    store.close()
    assert numbers_in(memory_path / "data") == [1, 3]
