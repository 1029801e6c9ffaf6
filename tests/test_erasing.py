"""What is erased is gone from the store, from the disk, and from every older copy of it."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import ring as rings
from storage.erasing import resting
from storage.keys import KeySource, KeyText
from storage.memory import MemoryStore
from storage.named import Forgotten
from storage.owners import TALK, owners
from storage.packing import Row
from storage.records import (
    KINDS,
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Draft,
    Entry,
    Erasure,
    Evidence,
    Meeting,
    PersonalFact,
    Received,
    Record,
    Reminder,
    Setting,
    Side,
    added,
    removed,
)
from storage.ringfile import Held, read_ring, ring_path
from storage.sealing import Broken, Key, Sealer
from storage.store import Unwritable
from storage.taken import TABLE
from storage.tiny import TinyStore, open_store
from tests.doubles.disk import FailingDisk, SmallDisk
from tests.shelves import KEY, NOW, as_killed, opened

MASTER = KeyText("5a" * 32).known(Path(), {})
DAY = date(2026, 3, 1)
X, Y = "cx", "cy"


def story(secret: str) -> list[Record]:
    """Everything that can carry *secret*, a word of X's; Y was at the same table once."""
    person = Counterpart(X, f"Nadia {secret}", "m1", aliases=(f"Umm {secret}",))
    met = Meeting("g1", X, "m1", DAY, f"tea, {secret}", NOW)
    both = Meeting("g2", Y, "m1", DAY, f"lunch with {secret}", NOW, others=(X,))
    fact = PersonalFact("f1", X, "g1", f"her son {secret}")
    return [
        person,
        Counterpart(Y, "Omar", "m1", introduced_by=X, introducer=f"Nadia {secret}"),
        met,
        both,
        fact,
        Commitment("p1", X, "g1", Side.US, f"plates for {secret}", DAY),
        Evidence("e1", X, "m1", "message", NOW, text=f"she wrote {secret}"),
        Reminder("r1", "m1", f"call {secret}", DAY, NOW, counterpart=X),
        Draft("d1", "m1", (added(fact),), NOW, words=f"met {secret}"),
        Draft("d2", "m1", (), NOW, words=f"who is {secret}?"),
        Entry("n1", "m1", (added(met),), NOW, title=f"met {secret}"),
        Received("k1", "t:1", NOW, f"a message of {secret}", 1),
        Delivery("o1", "t", "1", NOW, f"a card of {secret}", 1),
    ]


def forgotten(book: TinyStore) -> list[Change]:
    """The changes that erase X and all that is theirs."""
    gone = [one for one in resting(book, X) if X in owners(one) and one.id not in (Y, "g2")]
    kept = book.get(Counterpart, Y), book.get(Meeting, "g2")
    said: list[Received | Delivery] = [*book.all(Received), *book.all(Delivery)]
    own = book.get(Draft, "d2")
    assert own is not None
    assert kept[0] is not None
    assert kept[1] is not None
    return [
        *map(removed, gone),
        removed(own),
        Change(kept[0], replace(kept[0], introduced_by="", introducer="")),
        Change(kept[1], replace(kept[1], others=(), words="")),
        *(Change(one, replace(one, body="")) for one in said),
        added(Erasure("x1", "m1", NOW, gone=(X,), renewed=(Y,))),
    ]


def everything(folder: Path, key: KeySource = KEY) -> str:
    """All that the key opens in a folder, row by row, dead ones too."""
    store = open_store(folder, key)
    rows = store._storage.rows
    told = [
        repr(row)
        for frame in rows.log.frames()
        for _, row in rows.opened(frame)
        if row.table != TABLE
    ]
    records = [repr(one) for kind in KINDS.values() for one in store.all(kind)]
    store.close()
    return "\n".join((*told, *records))


def test_after_erasing_no_row_living_or_dead_tells_the_word(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    store.close()
    assert everything(folder).count("Qamarzaad") > 20
    store = opened(folder)
    store.flush(store.apply(forgotten(store)))
    killed = as_killed(folder, tmp_path / "killed")
    store.close()
    for there in (folder, killed):
        told = everything(there)
        assert "Qamarzaad" not in told
        assert "Omar" in told
    assert "lunch" not in everything(folder)


def test_a_journal_copied_before_dies_with_the_ring_of_after(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    before = as_killed(folder, tmp_path / "before")
    store.flush(store.apply(forgotten(store)))
    store.close()
    for path in before.glob("keys-*"):
        path.write_bytes((folder / path.name).read_bytes())
    told = everything(before)
    assert "Qamarzaad" not in told
    # Y was renewed, so the older copy has lost them too: the newest one has them.
    assert "Omar" not in told


@pytest.mark.parametrize("call", ["write", "sync", "rename", "sync_folder"])
def test_an_erasure_the_disk_refuses_is_not_half_made(tmp_path: Path, call: str) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    with disk.breaking(call), pytest.raises(Unwritable):
        store.flush(store.apply(forgotten(store)))
    if store.get(Erasure, "x1") is None:
        assert store.get(Counterpart, X) is not None
        store.flush(store.apply(forgotten(store)))
    store.flush()
    store.close()
    assert "Qamarzaad" not in everything(tmp_path / "data")


def killed_while_erasing(folder: Path, to: Path, step: int) -> tuple[Path, bool]:
    """A store whose process died at that step of an erasing, and whether there was such a step."""
    disk = FailingDisk()
    store = opened(folder, disk)
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    disk.calls, disk._fail_at, disk.for_good = 0, step, True
    with suppress(Unwritable):
        store.flush(store.apply(forgotten(store)))
    return as_killed(folder, to), disk.reached


def test_an_erasure_cut_short_lets_us_start_on_a_full_disk_and_is_finished_when_there_is_room(
    tmp_path: Path,
) -> None:
    said = 0
    for step in range(1, 40):
        killed, reached = killed_while_erasing(tmp_path / f"d{step}", tmp_path / f"k{step}", step)
        disk = SmallDisk(0)
        store = opened(killed, disk)
        waits = any("not destroyed yet" in finding for finding in store.findings)
        assert ("not destroyed yet" in store.check()) == waits
        gone = store.get(Counterpart, X) is None
        said += waits
        disk.room = 10**7
        assert store.check() == ""
        assert not store._ring.leftover
        store.close()
        assert ("Qamarzaad" in everything(killed)) != gone
        if not reached:
            break
    assert said


def test_killed_at_any_step_of_erasing_all_is_there_or_all_is_gone(tmp_path: Path) -> None:
    states = []
    for n in range(1, 40):
        killed, reached = killed_while_erasing(tmp_path / f"data{n}", tmp_path / "killed", n)
        told = everything(killed)
        states.append("Qamarzaad" in told)
        assert "Omar" in told
        assert ("Nadia Qamarzaad" in told) == ("Qamarzaad" in told)
        if not reached:
            break
    assert states[0]
    assert not states[-1]
    assert states == sorted(states, reverse=True)


def test_an_erasure_that_another_flush_brought_to_disk_is_still_waited_for(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    (key,) = [one.key for one in store._ring._taken.values() if one.owner == X]
    ticket = store.apply(forgotten(store))
    store._storage.flush()
    store.flush(ticket)
    assert key not in store._ring.held.keys
    store.close()


def test_what_was_erased_is_not_opened_by_a_key_that_was_used_before(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.flush(store.apply([added(one) for one in story("Qamarzaad")]))
    names = {row.key for row in _rows(store) if X in (row.text or b"").decode()} - {""}
    assert len(names) > 1
    store.flush(store.apply(forgotten(store)))
    for name in names:
        with pytest.raises(Forgotten):
            store._ring.sealer(name)
    assert not any(b"Qamarzaad" in (row.text or b"") for row in _rows(store))
    store.close()


def _rows(store: TinyStore) -> list[Row]:
    """Every row that the journal holds, living or dead."""
    rows = store._storage.rows
    return [row for frame in rows.log.frames() for _, row in rows.opened(frame)]


def test_a_new_counterpart_waits_for_no_second_file(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.flush()
    before = disk.syncs
    for number in range(20):
        store.flush(store.apply([added(Counterpart(f"c{number}", f"N {number}", "m1"))]))
    assert disk.syncs - before == 20
    store.close()


def test_more_people_than_the_stock_has_keys_for_are_no_trouble(tmp_path: Path) -> None:
    many = 3 * rings.STOCK
    store = opened(tmp_path / "data")
    store.apply([added(Counterpart(f"c{number}", f"N {number}", "m1")) for number in range(many)])
    store.flush()
    store.close()
    store = opened(tmp_path / "data")
    assert store.count(Counterpart) == many
    assert len(set(store._ring._of.values())) == many
    store.tidy()
    assert store.count(Counterpart) == many
    store.close()


def test_a_key_that_nobody_needs_any_more_is_destroyed_when_the_journal_is_tidied(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    draft = Draft("d1", "m1", (added(Counterpart("new", "Never Saved", "m1")),), NOW)
    store.apply([added(draft), added(Counterpart(X, "Nadia", "m1"))])
    store.apply([removed(draft)])
    store.flush()
    (key,) = [one.key for one in store._ring._taken.values() if one.owner == "new"]
    store.tidy()
    assert key not in store._ring.held.keys
    store.apply([added(Setting("s", "1"))])
    store.close()
    store = opened(folder)
    assert store.get(Counterpart, X) is not None
    assert key not in read_ring(ring_path(folder, MASTER.id.hex()), MASTER).keys
    store.close()


def test_a_lost_write_gives_its_keys_to_nobody(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = opened(tmp_path / "data", disk)
    store.apply([added(Counterpart(X, "Nadia", "m1"))])
    with disk.breaking("sync"), pytest.raises(Unwritable):
        store.flush()
    store.flush(store.apply([added(Counterpart(Y, "Omar", "m1"))]))
    store.flush(store.apply([added(Counterpart(X, "Nadia", "m1"))]))
    store.close()
    store = opened(tmp_path / "data")
    assert [one.name for one in store.all(Counterpart)] == ["Omar", "Nadia"]
    assert len(set(store._ring._of.values())) == 2
    store.close()


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("call", ["", "write", "sync"])
def test_who_is_erased_while_they_still_wait_leaves_no_word_and_nobody_without_a_key(
    tmp_path: Path, call: str, told: bool
) -> None:
    disk, folder = FailingDisk(), tmp_path / "data"
    store = opened(folder, disk)
    store.apply([added(one) for one in story("Qamarzaad")])
    if told:
        store.flush()
    store.apply(forgotten(store))
    store.apply([added(Counterpart("cz", "Lea", "m1"))])
    with disk.breaking(call):
        if call:
            with pytest.raises(Unwritable):
                store.flush()
        else:
            store.flush()
    erased = not call
    assert (store.get(Counterpart, X) is not None) == (told and not erased)
    if not told and not erased:
        store.apply([added(one) for one in story("Jameela")])
    store.apply([added(Counterpart("cw", "Sami", "m1"))])
    store.close()
    words = everything(folder)
    assert ("Qamarzaad" in words) == (told and not erased)
    assert ("Jameela" in words) == (not told and not erased)
    assert "Sami" in words
    assert ("Lea" in words) == erased
    # A start drops the keys that are nobody's: all that is kept must still open after it.
    assert everything(folder) == words


VALUES: dict[Any, Any] = {
    "str": "words",
    "int": 1,
    "bool": True,
    "date": DAY,
    "datetime": NOW,
    "time": time(9),
}


def filled(kind: type[Record]) -> Record:
    """A record of that kind about X, with something in every field that has no value of its own."""
    values: dict[str, Any] = {"id": "one"}
    for field in dataclasses.fields(kind):
        if field.name in values:
            continue
        if field.name in ("counterpart", "introduced_by"):
            values[field.name] = X
        elif field.name == "other":
            values[field.name] = Y
        elif field.name == "changes":
            values[field.name] = (added(PersonalFact("f", X, "g", "son")),)
        elif field.default is dataclasses.MISSING:
            values[field.name] = VALUES.get(str(field.type), "words")
    return kind(**values)


@pytest.mark.parametrize("name", KINDS)
def test_every_record_that_rests_under_a_key_is_found_by_its_owner(name: str) -> None:
    record = filled(KINDS[name])
    book = MemoryStore([record])
    for owner in owners(record):
        assert record in list(resting(book, owner)), f"{name} would be lost when {owner} is erased"


NOBODYS = {
    *("Member", "Identity", "Invitation", "LinkCode", "Stranger", "Organisation", "Office"),
    *("Announced", "Rhythm", "Presence", "Setting", "Hints", "Tally", "Audit", "Erasure"),
    *("Policy", "TakingOut", "StandIn", "Closure", "Latch"),
}
"""Kinds that hold no word of a counterpart's; a new kind is put here on purpose or has owners."""


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_owners_or_is_known_to_hold_nobodys_words(name: str) -> None:
    assert (owners(filled(KINDS[name])) == ()) == (name in NOBODYS)


def test_what_was_dealt_with_rests_with_nobody_and_what_is_said_with_the_talk() -> None:
    told = Received("k", "t:1", datetime(2026, 3, 1, tzinfo=UTC), "words")
    assert owners(told) == (TALK,)
    assert owners(replace(told, body="")) == ()
    assert owners(Reminder("r", "m1", "water the plants", DAY, NOW)) == ("r",)


@given(st.lists(st.sampled_from([X, Y, "cz"]), min_size=1, max_size=6))
def test_a_record_about_several_opens_only_with_all_of_their_keys(whose: list[str]) -> None:
    ring = rings.Ring(Path("nowhere"), Key.fresh(), FailingDisk(), Held().stocked((), 8))
    name = ring.name_for(tuple(sorted(set(whose))))
    sealed = ring.sealer(name).seal(b"words", b"place")
    assert ring.sealer(name).open(sealed, b"place") == b"words"
    lost = ring._of[whose[0]]
    ring.held = ring.held.without({lost}, for_good=True)
    ring._sealers.cache_clear()
    with pytest.raises(Forgotten):
        ring.sealer(name)
    # Nor does it open under those that are left, by themselves or together.
    left = [Key(bytes.fromhex(ring.held.keys[id])) for id in name.split("+") if id != lost]
    for key in (*left, *([Key.together(left)] if left else ())):
        with pytest.raises(Broken):
            Sealer(key).open(sealed, b"place")


class Watched(str):
    """An id that lets something happen whenever another is held against it."""

    __slots__ = ("meanwhile",)

    def __eq__(self, other: object) -> bool:
        self.meanwhile()  # type: ignore[attr-defined]  # Given by the test.
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_one_key_may_be_destroyed_while_others_are_looked_through(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    ring = store._ring
    names = [ring.name_for((f"c{n}",)) for n in range(6)]
    left, owner = names[:5], Watched("c5")

    def destroy() -> None:
        ring.drop([left.pop()] if left else [], for_good=True)

    owner.meanwhile = destroy  # type: ignore[attr-defined]  # As above.
    assert [one.key for one in ring.renew(owner)] == names[5:]
    assert not left
    store.close()
