"""Any sequence of changes, failures, kills and starts leaves what a plain dict would hold."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storage.indexes import INDEXES
from storage.memory import MemoryStore
from storage.opening import Schema
from storage.records import Change, Counterpart, Meeting, Record, added, removed
from storage.store import Unwritable
from storage.tiny import TinyStore, open_store
from tests.doubles.disk import FailingDisk
from tests.shelves import KEY

IDS = st.sampled_from(["a", "b", "c", "d"])
NAMES = st.sampled_from(["Nadia", "Omar", "كريم", "José"])
Records = dict[tuple[type[Record], str], Record]
START = date(2026, 3, 1)


class Life(RuleBasedStateMachine):
    """A store on a disk that fails now and then, beside the records it ought to hold."""

    worth = Schema().worth

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.disk = FailingDisk()
        self.starts = 0
        self.store = self.open()
        self.now: Records = {}
        self.on_disk = dict(self.now)
        self.refused = False
        self.uncut: Records | None = None
        """What a start may find where the disk would not even cut off what was refused."""

    def open(self) -> TinyStore:
        return open_store(
            self.folder / str(self.starts), KEY, files=self.disk, schema=Schema(worth=self.worth)
        )

    def change(self, records: list[Record | tuple[type[Record], str]]) -> list[Change]:
        after = dict(self.now)
        changes = []
        for record in records:
            key = record if isinstance(record, tuple) else (type(record), record.id)
            before = after.pop(key, None)
            if isinstance(record, tuple):
                changes += [removed(before)] if before is not None else []
            else:
                # A dict keeps the place of a key that stays; a new one goes last.
                changes.append(added(record) if before is None else Change(before, record))
                after[key] = record
        return changes

    def apply(self, changes: list[Change]) -> None:
        self.store.apply(changes)
        # Where the disk had refused, a probe has found it well, and cut off what was left.
        self.refused, self.uncut = False, None if self.refused else self.uncut
        for change in changes:
            key = (type(change.subject), change.subject.id)
            if change.after is None:
                del self.now[key]
            else:
                self.now[key] = change.after

    @rule(id=IDS, name=NAMES, owner=IDS, day=st.integers(0, 3), other=IDS)
    def write(self, id: str, name: str, owner: str, day: int, other: str) -> None:
        at = datetime(2026, 3, 1, tzinfo=UTC)
        on = START + timedelta(days=day)
        meeting = Meeting(id, other, owner, on, "words", at, others=(owner,))
        self.apply(self.change([Counterpart(id, name, owner), meeting]))

    @rule(id=IDS, name=NAMES)
    def write_twice(self, id: str, name: str) -> None:
        record = Counterpart(id, name, "m")
        self.apply(self.change([record]))
        self.apply([Change(record, replace(record, owner="n"))])

    @rule(id=IDS)
    def remove(self, id: str) -> None:
        self.apply(self.change([(Counterpart, id), (Meeting, id)]))

    @rule()
    def flush(self) -> None:
        self.store.flush()
        self.on_disk = dict(self.now)

    @rule(calls=st.sampled_from([("sync",), ("sync", "cut"), ("sync", "write")]))
    @precondition(lambda self: self.now != self.on_disk)
    def fail_to_flush(self, calls: tuple[str, ...]) -> None:
        with self.disk.breaking(*calls):
            try:
                self.store.flush()
            except Unwritable:
                self.uncut = dict(self.now) if "cut" in calls else None
                self.now, self.refused = dict(self.on_disk), True
            else:
                # All had been brought to disk by something else, such as tidying.
                self.on_disk = dict(self.now)

    @rule(id=IDS)
    def fail_to_write(self, id: str) -> None:
        changes = self.change([Counterpart(id, "Lost", "m")])
        with self.disk.breaking("write"):
            try:
                self.store.apply(changes)
                self.store.flush()
            except Unwritable:
                self.refused, self.uncut = True, None
                self.now = dict(self.on_disk)
                return
        raise AssertionError

    @rule()
    def tidy(self) -> None:
        try:
            self.store.tidy()
        except Unwritable:
            return
        self._all_on_disk()

    @rule()
    def start_again(self) -> None:
        self.store.close()
        self._all_on_disk()
        self.store = self.open()

    @rule()
    def be_killed(self) -> None:
        old = self.folder / str(self.starts)
        self.starts += 1
        shutil.copytree(old, self.folder / str(self.starts))
        self.store.close()
        self.store = self.open()
        left = self.uncut if self.uncut is not None else self.on_disk
        self.now = dict(left if self._held() == left else self.on_disk)
        self._all_on_disk()

    def _all_on_disk(self) -> None:
        self.on_disk, self.refused, self.uncut = dict(self.now), False, None

    def _held(self) -> Records:
        everything = [*self.store.all(Counterpart), *self.store.all(Meeting)]
        return {(type(record), record.id): record for record in everything}

    @invariant()
    def it_holds_what_it_should(self) -> None:
        plain = MemoryStore(self.now.values())
        assert self._held() == self.now
        for kind in (Counterpart, Meeting):
            for index in INDEXES[kind]:
                for value in ("a", "b", "c", "d", "m", "n", "nadia", "كريم", "jose"):
                    found = self.store.find(kind, index, value)
                    assert {r.id for r in found} == {r.id for r in plain.find(kind, index, value)}
        assert sorted(self.store.names()) == sorted(plain.names())

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


class Stood(Life):
    """The same, where every close leaves the indexes for the next start."""

    worth = 1


SETTINGS = settings(max_examples=20, stateful_step_count=20, deadline=None)
Life.TestCase.settings = Stood.TestCase.settings = SETTINGS
TestLife = Life.TestCase
TestStood = Stood.TestCase
