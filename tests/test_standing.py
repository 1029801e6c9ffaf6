"""What a start reads instead of every record says the same as they do, or nothing at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import Files
from storage.keys import KeyText
from storage.opening import Schema
from storage.records import Change, Counterpart, Meeting, Nudge, Reason, added, removed
from storage.ringfile import read_ring, ring_path
from storage.sealing import Broken, Key, Sealer
from storage.sought import Term
from storage.standing import NAME, bound_to, stamp
from storage.stood import Front
from storage.store import Unwritable
from storage.survey import Survey
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from storage.wipeable import Wipeable
from storage.written import from_packed, to_packed
from tests.doubles.disk import FailingDisk
from tests.shelves import KEY, NOW, as_killed, contents, journal, met, numbers
from tests.test_erasing import MASTER, X, forgotten, story


@contextmanager
def started(
    folder: Path, files: Files | None = None, worth: int = 1, key: KeyText = KEY
) -> Iterator[TinyStore]:
    """The store in *folder*, which leaves its indexes on disk however small it is."""
    store = open_store(folder, key, files=files, schema=Schema(worth=worth))
    try:
        yield store
    finally:
        store.close()


def covered(store: TinyStore) -> int:
    """How many rows were not read one by one."""
    return store._standing.covered


def known(folder: Path, key: KeyText = KEY) -> dict[str, Any]:
    """All that a start knows but the words to be searched, whatever it read."""
    with started(folder, worth=10**9, key=key) as store:
        memory, rows = store._memory, store._storage.rows
        return {
            "shelves": {
                kind.__name__: (shelf._ranks, shelf._waiting, shelf._buckets)
                for kind, shelf in memory._shelves.items()
            },
            "names": store.names(),
            "places": {table: {n: held[n] for n in held} for table, held in rows.places.items()},
            "taken": (store._ring._taken, store._ring._of, sorted(store._ring._spare)),
            "rows": (rows.written, rows.loose),
            "found": sorted(
                (hit.kind.__name__, hit.id, hit.score)
                for hit in store.ranked([Term({"word": 1.0, "tea": 0.5})])
            ),
        }


def change(store: TinyStore, wish: tuple[str, int, int]) -> list[Change]:
    """What is wished for, as far as it makes sense with what is there."""
    what, one, other = wish
    who = store.get(Counterpart, f"c{one}")
    if who is None:
        return met(one)
    if what == "rename":
        return [Change(who, replace(who, name=f"Omar {other}", owner=f"m{other}"))]
    if what == "remind":
        at = NOW + timedelta(hours=other)
        nudge = Nudge(f"n{other}", "m1", Reason.OURS, "p1", NOW.date(), at, who.id)
        return [] if store.get(Nudge, nudge.id) else [added(nudge)]
    meeting = store.get(Meeting, f"g{one}")
    return [removed(record) for record in (who, meeting) if record is not None]


WISHES = st.lists(
    st.tuples(
        st.sampled_from(("meet", "rename", "remind", "remove")),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25)
@given(WISHES, WISHES, st.booleans(), st.booleans())
def test_a_start_knows_the_same_with_them_and_without(
    first: list[tuple[str, int, int]],
    then: list[tuple[str, int, int]],
    tidied: bool,
    killed: bool,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        with started(folder) as store:
            for wish in first:
                store.apply(change(store, wish))
            if tidied:
                store.tidy()
        with started(folder, worth=10**9) as store:
            assert covered(store)
            for wish in then:
                store.apply(change(store, wish))
            store.flush()
            copy = as_killed(folder, Path(name) / "killed") if killed else folder
        assert (copy / NAME).exists()
        with_them = known(copy)
        (copy / NAME).unlink()
        assert with_them == known(copy)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with started(folder) as store:
        store.apply(met(8))
        store.apply(met(9))
    return folder


def test_they_are_left_only_where_reading_took_long(tmp_path: Path, folder: Path) -> None:
    assert (folder / NAME).exists()
    with started(tmp_path / "small", worth=100) as store:
        store.apply(met(1))
    assert not (tmp_path / "small" / NAME).exists()


def test_half_a_character_in_a_name_keeps_no_store_from_closing(folder: Path) -> None:
    with started(folder) as store:
        store.apply([added(Counterpart("half", "Nadia \ud83d", "m1"))])
    with started(folder, worth=10**9) as store:
        found = store.get(Counterpart, "half")
        assert found is not None
        assert found.name == "Nadia \ud83d"


def test_they_are_wanted_after_a_start_that_had_to_read_much(folder: Path) -> None:
    (folder / NAME).unlink()
    with started(folder) as store:
        assert store.wants_standing
        store.stand()
        assert not store.wants_standing
        with started(as_killed(folder, folder.parent / "killed"), worth=10**9) as again:
            assert covered(again)


@pytest.mark.parametrize("place", [0, 9, 40, -40, -1])
def test_a_damaged_one_is_as_good_as_none(folder: Path, place: int) -> None:
    data = bytearray((folder / NAME).read_bytes())
    data[place] ^= 1
    (folder / NAME).write_bytes(data)
    with started(folder, worth=10**9) as store:
        assert not covered(store)
        assert numbers(store) == [8, 9]
    assert not (folder / NAME).exists()


def test_one_of_another_program_is_as_good_as_none(folder: Path) -> None:
    with started(folder, worth=10**9) as store:
        head = store._storage.rows.log.head
        sealer, bound = store._ring.for_indexes(head.id), bound_to(head)
        file = Wipeable(folder / NAME, Files())
        first, *others = file.pieces()
        front = from_packed(Front, sealer.open(first, bound))
        other = sealer.seal(to_packed(replace(front, stamp=b"another")), bound)
        file.write([other, *others], 0, lambda: None)
    with started(folder, worth=10**9) as store:
        assert not covered(store)
        assert numbers(store) == [8, 9]


def test_one_of_another_journal_is_as_good_as_none(tmp_path: Path, folder: Path) -> None:
    with started(tmp_path / "other") as store:
        store.apply(met(3))
    shutil.copy(folder / NAME, tmp_path / "other" / NAME)
    with started(tmp_path / "other", worth=10**9) as store:
        assert not covered(store)
        assert numbers(store) == [3]


def test_damage_to_the_journal_is_found_although_it_need_not_be_read(folder: Path) -> None:
    whole = journal(folder).read_bytes()
    for place in range(60, len(whole), 97):
        data = bytearray(whole)
        data[place] ^= 1
        journal(folder).write_bytes(data)
        before = contents(folder)
        with pytest.raises(Trouble):
            open_store(folder, KEY, schema=Schema(worth=1))
        assert contents(folder) == before


def test_tidying_and_erasing_let_go_of_them(folder: Path) -> None:
    for act in (TinyStore.tidy, _erase):
        with started(folder, worth=10**9) as store:
            _again(store)
            assert (folder / NAME).exists()
            act(store)
            assert not (folder / NAME).exists()


def _again(store: TinyStore) -> None:
    survey = Survey(store._storage, store._memory, store._ring, lambda: False)
    store._standing.write(survey)


def _erase(store: TinyStore) -> None:
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    _again(store)
    store.flush(store.apply(forgotten(store)))


def test_one_from_before_an_erasing_is_never_believed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with started(folder) as store:
        store.apply([added(one) for one in story("Qamarzaad")])
    old = (folder / NAME).read_bytes()
    with started(folder, worth=10**9) as store:
        assert covered(store)
        store.flush(store.apply(forgotten(store)))
    (folder / NAME).touch(mode=0o600)
    (folder / NAME).write_bytes(old)
    with started(folder, worth=10**9) as store:
        assert not covered(store)
        assert store.get(Counterpart, X) is None
    assert not (folder / NAME).exists()


def test_no_key_that_is_left_opens_one_from_before_an_erasing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with started(folder) as store:
        store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
        store.stand()
        pieces, head = list(Wipeable(folder / NAME, Files()).pieces()), store._storage.rows.log.head
        assert store._ring.for_indexes(head.id).open(pieces[0], bound_to(head))
        store.flush(store.apply(forgotten(store)))
    held = read_ring(ring_path(folder, MASTER.id.hex()), MASTER)
    for secret in (*held.keys.values(), *held.journals.values()):
        with pytest.raises(Broken):
            Sealer(Key(bytes.fromhex(secret))).open(pieces[0], bound_to(head))


def every_fault(act: Callable[[Path, FailingDisk], None], folder: Path, to: Path) -> Iterator[Path]:
    """A copy of *folder* for each call to the disk that fails while *act* is done to it."""
    for at in count(1):
        copy, disk = as_killed(folder, to), FailingDisk(at)
        # Whatever is said; what is left counts.
        with suppress(OSError, Trouble, Unwritable):
            act(copy, disk)
        if not disk.reached:
            break
        yield copy


def test_whatever_fails_while_they_are_written_the_old_or_none_is_left(
    tmp_path: Path, folder: Path
) -> None:
    def write_more(copy: Path, disk: FailingDisk) -> None:
        with started(copy, disk) as store:
            store.apply(met(3))
            store.flush()

    tried = 0
    for copy in every_fault(write_more, folder, tmp_path / "copy"):
        tried += 1
        found = known(copy)
        (copy / NAME).unlink(missing_ok=True)
        assert found == known(copy)
    assert tried > 5


def test_whatever_fails_while_tidying_no_key_is_told_that_the_journal_does_not_tell(
    tmp_path: Path, folder: Path
) -> None:
    with started(folder) as store:
        store.apply([removed(one.subject) for one in met(8)])

    def tidy(copy: Path, disk: FailingDisk) -> None:
        with started(copy, disk) as store:
            store._ring.name_for(("c7",))
            with suppress(Unwritable):
                store.tidy()
            store.apply(met(7))

    for copy in every_fault(tidy, folder, tmp_path / "copy"):
        with started(copy) as store:
            # Whose key went with the last of their records comes back.
            for number in {7, 8}.difference(numbers(store)):
                store.apply(met(number))
        found = known(copy)
        (copy / NAME).unlink(missing_ok=True)
        assert found == known(copy)
        with started(copy) as store:
            assert numbers(store) == [7, 8, 9]


def test_a_key_that_was_taken_and_never_told_is_not_left_with_them(folder: Path) -> None:
    with started(folder) as store:
        store.flush(store.apply(met(3)))
        store._ring.name_for(("c1",))
    found = known(folder)
    (folder / NAME).unlink()
    assert found == known(folder)


@pytest.mark.parametrize("call", ["write", "sync", "rename"])
def test_what_a_refused_write_left_of_them_goes_with_an_erasing(tmp_path: Path, call: str) -> None:
    disk = FailingDisk()
    with started(tmp_path / "data", disk) as store:
        store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
        store.stand()
        store.flush(store.apply(met(3)))
        with disk.breaking(call, "remove"):
            store.stand()
        assert (tmp_path / "data" / f"{NAME}.part").exists()
        store.flush(store.apply(forgotten(store)))
        assert not list((tmp_path / "data").glob("index*"))


@pytest.mark.parametrize("call", ["write", "sync", "rename"])
def test_a_refused_write_of_them_leaves_the_room_it_took(tmp_path: Path, call: str) -> None:
    disk = FailingDisk()
    with started(tmp_path / "data", disk) as store:
        store.flush(store.apply(met(1)))
        store.stand()
        store.flush(store.apply(met(2)))
        with disk.breaking(call):
            store.stand()
        assert not (tmp_path / "data" / f"{NAME}.part").exists()


class _Narrow(Files):
    """A disk with little room left."""

    def free(self, folder: Path) -> int:
        return 10_000


def test_they_never_take_the_last_room_there_is(tmp_path: Path) -> None:
    with started(tmp_path / "data", _Narrow()) as store:
        store.flush(store.apply(met(1)))
        store.stand()
        assert not (tmp_path / "data" / NAME).exists()


def test_who_is_erased_just_before_the_end_is_not_left_in_them_nor_their_key(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    with started(folder) as store:
        store.apply([added(one) for one in story("Qamarzaad")])
        store.flush()
        key = store._ring.name_for((X,))
    with started(folder) as store:
        store.apply(forgotten(store))
    assert key not in read_ring(ring_path(folder, MASTER.id.hex()), MASTER).keys
    found = known(folder)
    (folder / NAME).unlink()
    assert found == known(folder)


def test_which_program_it_is_was_told_before_another_can_take_its_place(tmp_path: Path) -> None:
    stamp.cache_clear()
    with started(tmp_path / "data", worth=10**9):
        assert stamp.cache_info().currsize


def test_a_record_found_twice_under_one_value_is_taken_out_after_a_start_from_them(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    meeting = Meeting("g1", "c1", "c1", NOW.date(), "words", NOW, others=("c1",))
    with started(folder) as store:
        store.flush(store.apply([added(Counterpart("c1", "Nadia", "c1")), added(meeting)]))
    with started(folder) as store:
        store.flush(store.apply([Change(meeting, None)]))
        killed = as_killed(folder, tmp_path / "killed")
    with started(killed) as store:
        assert store.get(Meeting, "g1") is None
        assert store.find(Meeting, "counterpart", "c1") == []
