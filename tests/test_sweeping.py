"""Kept files that nothing refers to go, and never one that something refers to, however deep."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import cli
from bot.orphans import AGE, EVERY, FIRST, Orphans
from handlers.chat import Address, Attachment, Card, Message, Reply
from storage.codec import to_text
from storage.keys import KeyFile
from storage.records import (
    Counterpart,
    Delivery,
    Dialogue,
    Draft,
    Entry,
    Evidence,
    Received,
    Record,
    Setting,
    added,
    removed,
)
from storage.store import Unwritable
from storage.sweeping import named_in
from storage.tiny import TinyStore, open_store
from tests.doubles.disk import FailingDisk
from tests.fakes import NOON, FakeClock
from tests.shelves import met, opened
from tests.test_keyring import machine

__all__ = ["machine"]

DISK = FailingDisk()
LATER = NOON + timedelta(days=36500)
"""Long after any file of a test was kept, whenever the test is run."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyStore]:
    store = opened(tmp_path / "data", DISK)
    yield store
    store.close()


def evidence(blob: str) -> Evidence:
    return Evidence("e1", "c1", "m1", "photo", NOON, blob=blob)


def message(blob: str) -> str:
    file = Attachment("photo", blob=blob)
    return to_text(Message("k", "t:1", Address("t", "1"), NOON, files=(file,)))


REFERRING: dict[str, Callable[[str], Record]] = {
    "evidence": evidence,
    "a message not dealt with": lambda blob: Received("k", "t:1", NOON, message(blob), 1),
    "a card not sent": lambda blob: Delivery(
        "o", "t", "1", NOON, to_text(Reply(Address("t", "1"), Card("a"), file=blob)), 1
    ),
    "a draft": lambda blob: Draft("d", "m1", (added(evidence(blob)),), NOON),
    "what can be undone": lambda blob: Entry("n", "m1", (removed(evidence(blob)),), NOON),
    "what waits in a question": lambda blob: Draft(
        "d",
        "m1",
        (),
        NOON,
        kind="import",
        reading=json.dumps({"file": asdict(Attachment("a", blob=blob))}),
    ),
    "anything else, wherever": lambda blob: Setting("a setting", f"deadbeef{blob}0123"),
    "a question of ours": lambda blob: Dialogue("m1", "picking", blob, NOON),
    "only the name of an old file": lambda blob: evidence(blob.partition(".")[0]),
}


@pytest.mark.parametrize("flushed", [True, False])
@pytest.mark.parametrize("where", REFERRING)
def test_a_file_is_kept_while_anything_refers_to_it_and_goes_when_nothing_does(
    store: TinyStore, where: str, flushed: bool
) -> None:
    kept, orphan = store.blobs.keep(b"kept"), store.blobs.keep(b"an orphan")
    record = REFERRING[where](kept)
    store.apply([added(record), *met(1)])
    if flushed:
        store.flush()
    assert store.sweep(store.unclaimed(LATER.timestamp())) == 1
    assert store.blobs.fetch(kept) == b"kept"
    with pytest.raises(KeyError):
        store.blobs.fetch(orphan)
    store.flush(store.apply([removed(record)]))
    assert store.sweep(store.unclaimed(LATER.timestamp())) == 1
    with pytest.raises(KeyError):
        store.blobs.fetch(kept)


def test_a_file_just_kept_is_never_swept(store: TinyStore) -> None:
    name = store.blobs.keep(b"of a message under way")
    moment = path_of(store, name).stat().st_mtime
    assert store.sweep(store.unclaimed(moment)) == 0
    assert store.blobs.fetch(name)
    assert store.sweep(store.unclaimed(moment + 1)) == 1


def path_of(store: TinyStore, name: str) -> Path:
    return store.blobs._folder / name.partition(".")[0]


@pytest.mark.parametrize("flushed", [True, False])
def test_a_reference_that_moves_while_it_is_looked_for_is_not_missed(
    store: TinyStore, flushed: bool
) -> None:
    name = store.blobs.keep(b"a photo")
    draft = Draft("d", "m1", (added(evidence(name)),), NOON)
    for number in range(1000):
        store.apply([added(Setting(f"s{number}", ""))])
    store.flush(store.apply([added(draft)]))
    moves = iter([added(evidence(name)), removed(draft)])

    def pause() -> None:
        # What was a draft is saved, into a table that may have been looked through already.
        if (change := next(moves, None)) is not None:
            ticket = store.apply([change])
            if flushed:
                store.flush(ticket)

    look = store.unclaimed(LATER.timestamp(), pause)
    assert next(moves, None) is None
    assert store.sweep(look) == 0
    store.flush(store.apply([removed(evidence(name))]))
    assert store.sweep(store.unclaimed(LATER.timestamp())) == 1


def test_nothing_is_swept_on_a_look_at_a_journal_that_was_tidied_since(store: TinyStore) -> None:
    name = store.blobs.keep(b"an orphan")
    look = store.unclaimed(LATER.timestamp())
    store.apply(met(1))
    store.tidy()
    assert store.sweep(look) == 0
    assert store.sweep(store.unclaimed(LATER.timestamp())) == 1
    with pytest.raises(KeyError):
        store.blobs.fetch(name)


def test_what_the_disk_takes_back_keeps_its_file(store: TinyStore) -> None:
    name = store.blobs.keep(b"a photo")
    store.flush(store.apply([added(evidence(name))]))
    store.apply([removed(evidence(name))])
    look = store.unclaimed(LATER.timestamp())
    with DISK.breaking("sync"), pytest.raises(Unwritable):
        store.flush()
    assert store.get(Evidence, "e1") is not None
    assert store.sweep(look) == 0
    assert store.blobs.fetch(name) == b"a photo"


@given(
    st.lists(st.binary(max_size=40)),
    st.integers(0, 40),
    st.text("0123456789abcdef", min_size=32, max_size=32),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_found_wherever_it_stands(around: list[bytes], at: int, name: str) -> None:
    text = b"".join(around[: at % (len(around) + 1)]) + name.encode() + b"".join(around)
    assert name in set(named_in([text]))


async def test_a_file_goes_at_the_second_look_by_a_clock_that_nobody_sets(
    store: TinyStore,
) -> None:
    clock = FakeClock(LATER)
    orphans = Orphans(store, clock, clock.timer)
    store.blobs.keep(b"an orphan")
    looks = []
    for seconds in (0, FIRST, EVERY / 2, EVERY / 2):
        clock.advance(seconds)
        assert await orphans.tick() == "ok"
        looks.append(len(store.blobs.kept_before(clock().timestamp())))
    assert looks == [1, 1, 1, 0]


async def test_a_clock_that_leaps_ahead_sweeps_nothing_that_is_then_referred_to(
    store: TinyStore,
) -> None:
    clock = FakeClock(LATER)
    orphans = Orphans(store, clock, clock.timer)
    clock.advance(FIRST)
    name = store.blobs.keep(b"of a message under way")
    await orphans.tick()
    store.apply([added(evidence(name))])
    clock.advance(EVERY)
    await orphans.tick()
    assert store.blobs.fetch(name)


async def test_a_disk_that_refuses_is_said(store: TinyStore) -> None:
    clock = FakeClock(LATER)
    orphans = Orphans(store, clock, clock.timer)
    store.blobs.keep(b"an orphan")
    clock.advance(FIRST)
    await orphans.tick()
    clock.advance(EVERY)
    with DISK.breaking("sync"):
        assert "cannot be erased" in await orphans.tick()
    clock.advance(EVERY)
    assert await orphans.tick() == "ok"
    assert not store.blobs.kept_before(clock().timestamp())


def test_the_operator_can_have_them_swept(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(machine / "data", KeyFile(machine / "key"))
    kept = store.blobs.keep(b"kept")
    names = [kept, *(store.blobs.keep(b"an orphan") for _ in range(3))]
    store.apply([added(Counterpart("c1", "Nadia", "m1")), added(evidence(kept))])
    long_ago = path_of(store, kept).stat().st_mtime - 2 * AGE.total_seconds()
    for name in names[:3]:
        os.utime(path_of(store, name), (long_ago, long_ago))
    store.close()
    cli.main(["check", "--mend"])
    assert "files: 2 that nothing refers to were erased" in capsys.readouterr().out
    assert len(list((machine / "data" / "blobs").iterdir())) == 2
