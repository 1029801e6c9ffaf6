"""Torn, damaged, swapped and reordered journals: cut, named or refused, never misread."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from storage.frames import HEAD_SIZE, Frame, encode, frames_from, pack, unpack
from storage.store import Unwritable
from storage.trouble import Trouble
from tests.doubles.disk import FailingDisk, SlowDisk, SmallDisk
from tests.shelves import as_killed, contents, journal, met, numbers, numbers_in, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store that holds 1, 2 and 3."""
    folder = tmp_path / "data"
    store = opened(folder)
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    store.close()
    return folder


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A store that holds 1, 2 and 3 and was killed before it was closed."""
    store = opened(tmp_path / "data")
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    folder = as_killed(tmp_path / "data", tmp_path / "killed")
    store.close()
    return folder


def frames(path: Path) -> list[Frame]:
    data = path.read_bytes()
    return list(frames_from(lambda size, offset: data[offset : offset + size], HEAD_SIZE))


def test_a_tail_torn_at_any_byte_loses_only_what_was_never_confirmed(
    killed: Path, tmp_path: Path
) -> None:
    last = frames(journal(killed))[-1]
    for cut in range(last.offset + 1, last.end):
        torn = as_killed(killed, tmp_path / "torn")
        path = journal(torn)
        path.write_bytes(path.read_bytes()[:cut])
        store = opened(torn)
        assert numbers(store) == [1, 2]
        assert f"last {cut - last.offset} bytes" in store.findings[0]
        store.flush(store.apply(met(4)))
        store.close()
        assert numbers_in(torn) == [1, 2, 4]


def test_the_bytes_of_a_torn_tail_are_put_aside(killed: Path) -> None:
    path = journal(killed)
    whole = path.read_bytes()
    last = frames(path)[-1]
    path.write_bytes(whole[:-5])
    opened(killed).close()
    aside = path.with_name(f"{path.name}.torn")
    assert aside.read_bytes() == whole[last.offset : -5]
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_a_bit_flipped_anywhere_is_refused_by_name_and_nothing_is_changed(
    folder: Path, tmp_path: Path
) -> None:
    path = journal(folder)
    whole = path.read_bytes()
    closing = frames(path)[-1]
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        if place >= closing.offset:
            # The closing frame holds no record, so nothing is lost with it.
            assert numbers_in(as_killed(folder, tmp_path / "closing")) == [1, 2, 3]
            continue
        before = contents(folder)
        with pytest.raises(Trouble, match=path.name):
            opened(folder)
        assert contents(folder) == before


def test_damage_names_the_place_and_the_backup(folder: Path) -> None:
    path = journal(folder)
    second = frames(path)[1]
    data = bytearray(path.read_bytes())
    data[second.offset + 60] ^= 4
    path.write_bytes(data)
    with pytest.raises(Trouble) as refused:
        opened(folder)
    words = str(refused.value)
    assert f"after number 1, at byte {second.offset}" in words
    assert "last backup" in words


def test_a_flipped_bit_in_the_marker_is_refused_or_harmless(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "store.json").read_bytes()
    refused = 0
    for place in range(len(whole)):
        copy = as_killed(folder, tmp_path / "copy")
        flipped = bytearray(whole)
        flipped[place] ^= 1
        (copy / "store.json").write_bytes(flipped)
        try:
            assert numbers_in(copy) == [1, 2, 3]
        except Trouble:
            refused += 1
    assert refused > len(whole) * 0.9


def write_frames(path: Path, bodies: list[bytes]) -> None:
    """The journal with these bodies instead, each frame whole by every checksum."""
    data = path.read_bytes()[:HEAD_SIZE]
    for number, body in enumerate(bodies, 1):
        data += encode(number, HEAD_SIZE, body)
    path.write_bytes(data)


@pytest.mark.parametrize("order", [[1, 0, 2], [0, 2], [0, 1, 2, 0], [0, 0]])
def test_frames_that_were_swapped_dropped_or_replayed_are_refused(
    folder: Path, order: list[int]
) -> None:
    path = journal(folder)
    bodies = [frame.body for frame in frames(path)]
    write_frames(path, [bodies[place] for place in order])
    with pytest.raises(Trouble, match="damaged"):
        opened(folder)


def test_rows_that_were_swapped_or_dropped_within_a_frame_are_refused(folder: Path) -> None:
    path = journal(folder)
    bodies = [frame.body for frame in frames(path)]
    first, second = unpack(bodies[0])
    for rows in ([second, first], [first]):
        write_frames(path, [pack(rows), *bodies[1:]])
        with pytest.raises(Trouble, match="damaged"):
            opened(folder)


def test_a_frame_of_another_store_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    store = opened(other)
    store.apply(met(9))
    store.close()
    foreign = frames(journal(other))[0].body
    path = journal(folder)
    write_frames(path, [foreign, *(frame.body for frame in frames(path)[1:])])
    with pytest.raises(Trouble, match="damaged"):
        opened(folder)


def test_pages_that_reached_the_disk_out_of_order_are_a_torn_tail(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply(met(1)))
    store.apply(met(2))
    store.apply(met(3))
    lost = as_killed(tmp_path / "data", tmp_path / "lost")
    store.close()
    path = journal(lost)
    second = frames(path)[1]
    data = bytearray(path.read_bytes())
    data[second.offset + 10 : second.end] = bytes(second.end - second.offset - 10)
    path.write_bytes(data)
    assert numbers_in(lost) == [1]


def test_a_write_cut_short_by_the_system_is_finished(tmp_path: Path) -> None:
    store = opened(tmp_path / "data", SlowDisk())
    store.flush(store.apply(met(1)))
    name = store.blobs.keep(b"a photo")
    assert store.blobs.fetch(name) == b"a photo"
    store.close()
    assert numbers_in(tmp_path / "data") == [1]


def test_a_full_disk_is_said_and_work_resumes_when_there_is_room(tmp_path: Path) -> None:
    disk = SmallDisk(10_000)
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    disk.room = 100
    for number in (2, 3):
        with pytest.raises(Unwritable, match="No space"):
            store.apply(met(number))
    assert numbers(store) == [1]
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "full")) == [1]
    disk.room = 10_000
    store.flush(store.apply(met(4)))
    assert numbers(store) == [1, 4]
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 4]


@pytest.mark.parametrize("room", range(0, 1200, 40))
def test_a_disk_that_fills_at_any_byte_keeps_what_was_confirmed(tmp_path: Path, room: int) -> None:
    disk = SmallDisk(10_000)
    store = opened(tmp_path / "data", disk)
    disk.room = room
    confirmed = []
    for number in (1, 2, 3):
        try:
            store.flush(store.apply(met(number)))
            confirmed.append(number)
        except Unwritable:
            disk.room = 10_000
    assert numbers_in(as_killed(tmp_path / "data", tmp_path / "killed")) == confirmed
    store.close()
    assert numbers_in(tmp_path / "data") == confirmed


def test_a_failed_flush_takes_back_all_that_was_not_on_disk(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    names = store.names()
    mine, yours = store.apply(met(2)), store.apply(met(3))
    with disk.breaking("sync"), pytest.raises(Unwritable):
        store.flush(mine)
    assert numbers(store) == [1]
    assert store.names() == names
    with pytest.raises(Unwritable, match="taken back"):
        store.flush(yours)
    store.flush(store.apply(met(2)))
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 2]


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
    with disk.breaking("write", "sync"):
        for _ in range(2):
            with pytest.raises(Unwritable):
                store.apply(met(2))
    with pytest.raises(Unwritable):
        store.flush(waiting)
    store.close()
    assert numbers_in(tmp_path / "data") == []


def test_many_changes_share_one_flush(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    before = disk.syncs
    tickets = [store.apply(met(number)) for number in range(50)]
    for ticket in tickets:
        store.flush(ticket)
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


def test_a_store_replaced_while_in_use_confirms_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    path = journal(tmp_path / "data")
    shutil.copy(path, tmp_path / "copy")
    ticket = store.apply(met(1))
    (tmp_path / "copy").replace(path)
    with pytest.raises(Unwritable):
        store.flush(ticket)
    assert numbers(store) == []
    store.close()
