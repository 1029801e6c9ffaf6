"""The master key is changed at once; killed at any moment, the old or the new opens everything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.rotating import in_place, rotated
from bot.settings import Settings
from storage.keys import KeyFile, KeyText
from storage.passphrase import Cost, Passphrase
from storage.records import Counterpart
from storage.ringfile import read_ring, ring_path
from storage.sealing import Key
from storage.store import Unwritable
from storage.tiny import open_store
from storage.trouble import Trouble
from tests.doubles.disk import FailingDisk
from tests.shelves import KEY, as_killed, contents, met, numbers, numbers_in, opened

NEXT = KeyText("6b" * 32)
CHEAP = Cost(memory=1, passes=1, lanes=1)


def master(source: KeyText) -> Key:
    return source.known(Path(), {})


def numbers_with(folder: Path, source: Any) -> list[int]:
    store = open_store(folder, source)
    try:
        return numbers(store)
    finally:
        store.close()


def refused(folder: Path, source: Any) -> bool:
    before = contents(folder)
    with pytest.raises(Trouble, match="not the key"):
        open_store(folder, source)
    return contents(folder) == before


def test_the_new_key_opens_everything_and_the_old_one_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply([*met(1), *met(2)]))
    store.rotate(master(NEXT), {})
    store.flush(store.apply(met(3)))
    store.close()
    assert numbers_with(folder, NEXT) == [1, 2, 3]
    assert refused(folder, KEY)
    assert len(list(folder.glob("keys-*"))) == 1


def test_a_refused_rotation_changes_nothing_and_all_goes_on(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply(met(1)))
    for call in ("open", "write", "sync"):
        with disk.breaking(call), pytest.raises(Unwritable):
            store.rotate(master(NEXT), {})
        store.flush(store.apply(met(len(numbers(store)) + 1)))
    store.close()
    assert numbers_in(tmp_path / "data") == [1, 2, 3, 4]


@pytest.mark.parametrize("for_good", [True, False])
def test_killed_at_any_step_the_old_or_the_new_key_opens_everything(
    tmp_path: Path, for_good: bool
) -> None:
    whose = []
    for n in range(1, 40):
        folder = tmp_path / f"data{n}"
        disk = FailingDisk()
        store = opened(folder, disk)
        store.flush(store.apply([*met(1), *met(2)]))
        disk.calls, disk._fail_at, disk.for_good = 0, n, for_good
        with suppress(Unwritable):
            store.rotate(master(NEXT), {})
        reached = disk.reached
        killed = as_killed(folder, tmp_path / "killed")
        new = not _opens(killed, KEY)
        whose.append(new)
        assert numbers_with(killed, NEXT if new else KEY) == [1, 2]
        if not reached:
            break
    assert not whose[0]
    assert whose[-1]


def _opens(folder: Path, source: KeyText) -> bool:
    try:
        open_store(folder, source).close()
    except Trouble:
        return False
    return True


def test_what_rests_is_sealed_anew_bit_by_bit_until_no_old_key_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    for number in range(20):
        store.apply(met(number))
    store.flush()
    path = ring_path(folder, master(KEY).id.hex())
    before = read_ring(path, master(KEY))
    used = set(before.keys) - set(store._ring._spare)
    store.rotate(master(NEXT), {})
    assert store.wants_tidying
    turns = 0
    while (ticket := store.renew(8)) is not None:
        store.flush(ticket)
        turns += 1
    store.tidy()
    assert turns == 3
    assert not store.wants_tidying
    store.apply(met(20))
    store.close()
    after = read_ring(ring_path(folder, master(NEXT).id.hex()), master(NEXT))
    assert not used & set(after.keys)
    assert numbers_with(folder, NEXT) == list(range(21))


def test_sealing_anew_goes_on_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply([*met(1), *met(2), *met(3)]))
    store.rotate(master(NEXT), {})
    store.flush(store.renew(1))
    killed = as_killed(folder, tmp_path / "killed")
    store.close()
    store = open_store(killed, NEXT)
    while (ticket := store.renew(1)) is not None:
        store.flush(ticket)
    assert numbers(store) == [1, 2, 3]
    assert store.get(Counterpart, "c2") is not None
    store.close()


def test_a_key_becomes_a_passphrase_and_a_key_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply(met(1)))
    words = Passphrase("four plain made-up words", CHEAP)
    store.rotate(*words.new(folder))
    store.close()
    assert numbers_with(folder, Passphrase("four plain made-up words")) == [1]
    store = open_store(folder, Passphrase("four plain made-up words"))
    store.rotate(master(NEXT), {})
    store.close()
    assert numbers_with(folder, NEXT) == [1]


def pair(folder: Path, key: Path, to: Path) -> tuple[Path, KeyFile]:
    """The data folder and the key's folder as a kill at this moment would leave them."""
    return as_killed(folder, to / "data"), KeyFile(as_killed(key.parent, to / "config") / key.name)


def test_a_key_file_follows_itself_and_a_kill_between_any_steps_leaves_a_pair(
    tmp_path: Path,
) -> None:
    folder, source = tmp_path / "data", KeyFile(tmp_path / "config" / "key")
    store = open_store(folder, source)
    store.flush(store.apply(met(1)))
    before = source.read(folder)
    after = source.prepare()
    states = [pair(folder, source.path, tmp_path / "prepared")]
    store.rotate(after, {})
    states.append(pair(folder, source.path, tmp_path / "rotated"))
    kept = source.succeed(before)
    states.append(pair(folder, source.path, tmp_path / "succeeded"))
    store.close()
    for data, key in states:
        assert numbers_with(data, key) == [1]
        # Opening has put the pair in order: it opens once more.
        assert numbers_with(data, key) == [1]
    assert source.read(folder).id == after.id
    assert KeyFile(kept).read(folder).id == before.id
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not source.next.path.exists()


@pytest.mark.parametrize("cut_short", [False, True])
def test_whatever_fails_while_a_key_file_follows_itself_a_pair_is_left(
    tmp_path: Path, cut_short: bool
) -> None:
    said = set()
    for n in count(1):
        disk, there = FailingDisk(), tmp_path / f"at{n}"
        folder, source = there / "data", KeyFile(there / "config" / "key", disk)
        store = open_store(folder, source, files=disk)
        store.flush(store.apply(met(1)))
        if cut_short:
            # The store went over, and its key could not be put in place: it must not be lost now.
            store.rotate(source.prepare(), {})
        disk.calls, disk._fail_at = 0, n
        for _ in range(2):
            # Whoever was told of trouble tries again.
            with suppress(Trouble, Unwritable):
                said.add(in_place(store, source, folder)["old"])
            kept = pair(folder, source.path, tmp_path / "killed")
            assert numbers_with(*kept) == [1]
        reached = disk.reached
        with suppress(Unwritable):
            store.close()
        if not reached:
            break
    assert len(said) > 5


def test_of_two_who_change_the_key_at_once_neither_takes_the_others_away(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", key_file=tmp_path / "config" / "key")
    source = KeyFile(settings.key_file)
    store = open_store(settings.data, source)
    store.flush(store.apply(met(1)))
    with ThreadPoolExecutor(4) as several:
        told = list(several.map(lambda _: rotated({}, store, settings), range(12)))
    assert all("key" in one for one in told)
    assert numbers_with(*pair(settings.data, source.path, tmp_path / "killed")) == [1]
    store.close()


def test_a_key_file_that_holds_another_key_is_not_followed(tmp_path: Path) -> None:
    source = KeyFile(tmp_path / "key")
    store = open_store(tmp_path / "data", source)
    store.rotate(master(NEXT), {})
    before = source.path.read_bytes()
    with pytest.raises(Trouble, match="holds another"):
        in_place(store, source, tmp_path / "data")
    assert source.path.read_bytes() == before
    assert not source.next.path.exists()
    store.close()
