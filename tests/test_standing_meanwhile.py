"""The indexes that are left while the store goes on tell what its journal tells, and no more."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from storage.keys import KeyText
from storage.records import Counterpart, Erasure, Meeting, Nudge, Record, added, removed
from storage.standing import NAME
from storage.store import Unwritable
from storage.tiny import TinyStore
from tests.doubles.disk import FailingDisk
from tests.shelves import KEY, NOW, as_killed, met, numbers
from tests.test_erasing import forgotten, story
from tests.test_standing import change, covered, known, started

KEYS = KEY, KeyText("6b" * 32)
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # As in conftest.

Doing = tuple[str, int, int]
CHANGES = "meet", "rename", "remind", "remove"
OTHERS = "flush", "refuse", "refuse later", "forget", "renew", "tidy", "compare"
DOINGS = st.tuples(
    st.sampled_from((*CHANGES, *CHANGES, "flush", *OTHERS)), st.integers(1, 4), st.integers(1, 4)
)

MEANWHILE = st.lists(st.tuples(st.integers(0, 20), DOINGS), max_size=8)
"""What is done while the indexes are written, and after how many of their steps."""


class Played:
    """One store that is changed, and looked at as a kill would leave it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.killed = folder / "killed"
        self.disk = FailingDisk()
        self.erasures = count()
        self.key = 0
        self.compared = 0
        with started(self.folder, self.disk) as self.store:
            self.store.flush(self.store.apply([*met(1), *met(2)]))

    def do(self, doing: Doing) -> None:
        # A disk that refused takes nothing more until something is applied.
        with suppress(Unwritable):
            self._do(doing)

    def _do(self, doing: Doing) -> None:
        what, one, _ = doing
        if what in CHANGES:
            self.store.apply(change(self.store, doing))
        elif what.startswith("refuse"):
            self._refuse(doing, "later" in what)
        elif what == "forget":
            self._forget(f"c{one}")
        elif what == "flush":
            self.store.flush()
        else:
            {"tidy": self.store.tidy, "renew": self._renew, "compare": self.compare}[what]()

    def _refuse(self, doing: Doing, uncut: bool) -> None:
        self.store.apply(change(self.store, ("rename" if uncut else "meet", *doing[1:])))
        with suppress(Unwritable), self.disk.breaking(*(("write", "cut") if uncut else ("sync",))):
            self.store.flush()

    def _renew(self) -> None:
        if self.store.renew() is None:
            self.store.rotate(KEYS[1 - self.key].known(Path(), {}), {})
            self.key = 1 - self.key
        self.store.flush()

    def _forget(self, id: str) -> None:
        who = self.store.get(Counterpart, id)
        if who is None:
            return
        theirs: list[Record] = [*self.store.find(Meeting, "counterpart", id)]
        theirs += self.store.find(Nudge, "counterpart", id)
        erasure = Erasure(f"x{next(self.erasures)}", "m1", NOW, gone=(id,))
        changes = [removed(one) for one in (who, *theirs)]
        self.store.flush(self.store.apply([*changes, added(erasure)]))
        assert not list(self.folder.glob(f"{NAME}*"))
        self.compare()

    def stand(self, meanwhile: list[tuple[int, Doing]]) -> None:
        steps, waiting = count(), sorted(meanwhile, key=lambda one: one[0], reverse=True)

        def pause() -> None:
            step = next(steps)
            while waiting and waiting[-1][0] <= step:
                self.do(waiting.pop()[1])

        self.store.stand(pause)

    def compare(self) -> None:
        """A start after a kill now knows the same with the indexes and without."""
        copy = as_killed(self.folder, self.killed)
        with_them = known(copy, KEYS[self.key])
        assert not list(copy.glob(f"{NAME}.part"))
        (copy / NAME).unlink(missing_ok=True)
        assert with_them == known(copy, KEYS[self.key])
        self.compared += 1


# A life that fails is told as it was: playing hundreds to find a shorter one takes minutes.
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(DOINGS, MEANWHILE), min_size=1, max_size=8))
def test_whatever_happens_while_they_are_written_a_start_knows_the_same(
    life: list[tuple[Doing, list[tuple[int, Doing]]]],
) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        played = Played(Path(name))
        with started(played.folder, played.disk) as played.store:
            for doing, meanwhile in life:
                played.do(doing)
                played.stand(meanwhile)
                played.compare()
        assert played.compared >= len(life)


def steps_of(store: TinyStore) -> int:
    """How many steps writing them takes."""
    steps: list[None] = []
    store.stand(lambda: steps.append(None))
    return len(steps)


@pytest.fixture
def folder(memory_path: Path) -> Path:
    folder = memory_path / "data"
    with started(folder) as store:
        store.apply([*met(7), *(added(one) for one in story("Qamarzaad"))])
    return folder


def test_who_is_erased_at_any_step_of_their_writing_is_in_none_of_them(
    memory_path: Path, folder: Path
) -> None:
    links, last = memory_path / "links", 0
    links.mkdir()
    with started(as_killed(folder, memory_path / "copy")) as store:
        store.flush(store.apply(met(8)))
        last = steps_of(store)
    assert last > 10
    for at in (*range(0, last, 4), last - 1, last):
        copy, steps = as_killed(folder, memory_path / "copy"), count()
        with started(copy) as store:
            store.flush(store.apply(met(8)))

            def erase(store: TinyStore = store, steps: count[int] = steps, at: int = at) -> None:
                if next(steps) == at:
                    # A second name shows what is left where the file lay.
                    for one in copy.glob(f"{NAME}*"):  # noqa: B023  # Called within this turn.
                        (links / f"{at}-{one.name}").hardlink_to(one)
                    store.flush(store.apply(forgotten(store)))

            store.stand(erase)
            assert bool(list(copy.glob(f"{NAME}*"))) == (at == last)
            if at == last:
                store.flush(store.apply(forgotten(store)))
            assert not list(copy.glob(f"{NAME}*"))
            store.stand()
            assert covered(store)
    left = list(links.iterdir())
    assert {one.name.partition("-")[2] for one in left} == {NAME, f"{NAME}.part"}
    assert not any(any(one.read_bytes()) for one in left)


def test_what_they_take_the_place_of_is_overwritten_where_it_lay(
    memory_path: Path, folder: Path
) -> None:
    (memory_path / "link").hardlink_to(folder / NAME)
    with started(folder) as store:
        store.flush(store.apply(met(8)))
        store.stand()
        assert (folder / NAME).exists()
        assert not any((memory_path / "link").read_bytes())


class Halting(FailingDisk):
    """Lets somebody look before each call that changes something."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Callable[[], None] = lambda: None

    def _count(self, call: str) -> None:
        super()._count(call)
        self.look()


def test_killed_between_any_two_calls_the_old_ones_or_the_new_ones_are_left(
    memory_path: Path, folder: Path
) -> None:
    disk, old = Halting(), (folder / NAME).read_bytes()
    found = []
    with started(folder, disk) as store:
        store.flush(store.apply(met(8)))

        def look() -> None:
            copy = as_killed(folder, memory_path / "killed")
            found.append((copy / NAME).read_bytes())
            with_them = known(copy)
            assert not (copy / f"{NAME}.part").exists()
            (copy / NAME).unlink()
            assert with_them == known(copy)

        disk.look = look
        store.stand()
        disk.look = lambda: None
    assert len(set(found)) == 2
    assert found[0] == old
    assert len(found) > 5


def test_who_closes_the_store_need_not_wait_until_all_is_taken_down(folder: Path) -> None:
    steps: list[None] = []
    with started(folder) as store:
        store.flush(store.apply(met(8)))

        def close() -> None:
            steps.append(None)
            store._standing.interrupt()

        store.stand(close)
        assert len(steps) == 1
        assert store.wants_standing
        assert not list(folder.glob(f"{NAME}.part"))
    with started(folder, worth=10**9) as store:
        assert covered(store)
        assert store.get(Counterpart, "c8")


def test_many_threads_may_write_while_they_are_taken_down(memory_path: Path) -> None:
    folder, done = memory_path / "data", threading.Event()
    with started(folder) as store:
        store.flush(store.apply(met(0)))

        def tend() -> None:
            while not done.is_set():
                store.stand()

        tending = threading.Thread(target=tend)
        tending.start()
        for number in range(1, 300):
            store.flush(store.apply(met(number)))
        done.set()
        tending.join()
        store.flush(store.apply(met(300)))
        store.stand()
        store.flush(store.apply(met(301)))
        copy = as_killed(folder, memory_path / "killed")
    with started(copy, worth=10**9) as again:
        assert covered(again)
        assert numbers(again) == list(range(302))
    with_them = known(copy)
    (copy / NAME).unlink(missing_ok=True)
    assert with_them == known(copy)
