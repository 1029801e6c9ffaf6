"""Torn, damaged, swapped and reordered journals: cut, named or refused, never misread."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from storage.frames import END, HEAD_SIZE, Frame, encode, frames_from
from storage.packing import BLOCK, directory, laid_out
from storage.records import Setting, added
from storage.trouble import Trouble
from tests.shelves import (
    as_killed,
    contents,
    handed_over,
    journal,
    met,
    numbers_in,
    opened,
    written,
)


@pytest.fixture
def folder(memory_path: Path) -> Path:
    """A closed store that holds 1, 2 and 3."""
    folder = memory_path / "data"
    store = opened(folder)
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    store.close()
    return folder


@pytest.fixture
def killed(memory_path: Path) -> Path:
    """A store that holds 1, 2 and 3 and was killed before it was closed."""
    store = opened(memory_path / "living")
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    folder = as_killed(memory_path / "living", memory_path / "killed")
    store.close()
    return folder


def frames(path: Path) -> list[Frame]:
    data = path.read_bytes()
    return list(frames_from(lambda size, offset: data[offset : offset + size], HEAD_SIZE))


def test_a_tail_torn_at_any_byte_loses_only_what_was_never_confirmed(
    folder: Path, memory_path: Path
) -> None:
    store = opened(folder)
    store.flush(store.apply([added(Setting("offset", "7"))]))
    killed = as_killed(folder, memory_path / "killed")
    store.close()
    last = frames(journal(killed))[-1]
    whole = written(journal(killed))
    for cut in range(last.offset + 1, last.end):
        torn = as_killed(killed, memory_path / "torn")
        # A file that ends there, or goes on with the zeros it was made longer with.
        journal(torn).write_bytes(whole[:cut] + bytes(cut % 3 * 700))
        left = len(whole[last.offset : cut].rstrip(b"\0"))
        store = opened(torn)
        assert f"last {left} bytes" in store.findings[0]
        assert store.get(Setting, "offset") is None
        store.flush(store.apply(met(4)))
        store.close()
        assert numbers_in(torn) == [1, 2, 3, 4]


def test_the_bytes_of_a_torn_tail_are_put_aside(killed: Path) -> None:
    path = journal(killed)
    whole = written(path)
    last = frames(path)[-1]
    path.write_bytes(whole[:-5])
    opened(killed).close()
    aside = path.with_name(f"{path.name}.torn")
    assert aside.read_bytes() == whole[last.offset : -5]
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_a_bit_flipped_anywhere_is_refused_by_name_and_nothing_is_changed(
    folder: Path, killed: Path, how: str
) -> None:
    folder = folder if how == "closed" else killed
    path = journal(folder)
    whole = written(path)
    ahead = path.read_bytes()[len(whole) :][:2000]
    assert bool(ahead) == (how == "killed")
    # Every byte is tried by `python -m tests.crash`; these are a third of them, and all bits.
    for place in range(how == "killed", len(whole), 3):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped + ahead)
        before = contents(folder)
        with pytest.raises(Trouble, match=path.name):
            opened(folder)
        assert contents(folder) == before


@pytest.mark.parametrize("place", [0, 1, 60, 300, 1999])
def test_a_bit_flipped_where_nothing_was_written_loses_nothing(killed: Path, place: int) -> None:
    path = journal(killed)
    ahead = bytearray(2000)
    ahead[place] = 4
    path.write_bytes(written(path) + ahead)
    assert numbers_in(killed) == [1, 2, 3]


def test_a_last_page_that_never_reached_the_disk_is_a_torn_tail(killed: Path) -> None:
    path = journal(killed)
    last = frames(path)[-1]
    data = bytearray(path.read_bytes())
    sector = last.offset + -last.offset % 512
    assert sector < last.end
    data[sector:] = bytes(len(data) - sector)
    path.write_bytes(data)
    assert numbers_in(killed) == [1, 2]


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


def test_a_flipped_bit_in_the_marker_is_refused_or_harmless(
    folder: Path, memory_path: Path
) -> None:
    whole = (folder / "store.json").read_bytes()
    refused = []
    for place in range(len(whole)):
        copy = as_killed(folder, memory_path / "copy")
        flipped = bytearray(whole)
        flipped[place] ^= 1
        (copy / "store.json").write_bytes(flipped)
        try:
            assert numbers_in(copy) == [1, 2, 3]
        except Trouble as trouble:
            refused.append(str(trouble))
    assert len(refused) > len(whole) * 0.9
    assert [words for words in refused if "store.json" not in words] == []


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


def test_a_frame_cut_out_of_the_middle_is_missed(memory_path: Path) -> None:
    store = opened(memory_path / "data")
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    killed = as_killed(memory_path / "data", memory_path / "killed")
    store.close()
    path = journal(killed)
    middle = frames(path)[1]
    data = path.read_bytes()
    path.write_bytes(data[: middle.offset] + data[middle.end :])
    with pytest.raises(Trouble, match="after number 1"):
        opened(killed)


def test_parts_that_were_swapped_or_dropped_within_a_frame_are_refused(folder: Path) -> None:
    store = opened(folder)
    many = [added(Setting(str(number), "x" * 20)) for number in range(BLOCK * 2)]
    store.apply(many)
    store.close()
    path = journal(folder)
    *bodies, last, _ = [frame.body for frame in frames(path)]
    blocks = directory(lambda size, start: last[start : start + size])
    first, second = (last[start : start + length] for ((start, length),) in blocks)
    for whole in ([[first], [second]], [[second], [first]], [[first]], [[first, second]]):
        body = laid_out(whole) + END
        write_frames(path, [*bodies, body])
        if body == last:
            opened(folder).close()
            continue
        with pytest.raises(Trouble, match="damaged"):
            opened(folder)


def test_a_frame_of_another_store_is_refused(folder: Path, memory_path: Path) -> None:
    other = memory_path / "other"
    store = opened(other)
    store.apply(met(9))
    store.close()
    foreign = frames(journal(other))[0].body
    path = journal(folder)
    write_frames(path, [foreign, *(frame.body for frame in frames(path)[1:])])
    with pytest.raises(Trouble, match="damaged"):
        opened(folder)


def test_pages_that_reached_the_disk_out_of_order_are_a_torn_tail(memory_path: Path) -> None:
    store = opened(memory_path / "data")
    store.flush(store.apply(met(1)))
    handed_over(store, met(2))
    handed_over(store, met(3))
    lost = as_killed(memory_path / "data", memory_path / "lost")
    store.close()
    path = journal(lost)
    second = frames(path)[1]
    data = bytearray(path.read_bytes())
    data[second.offset + 10 : second.end] = bytes(second.end - second.offset - 10)
    path.write_bytes(data)
    assert numbers_in(lost) == [1]
