"""A million records: start, memory, insert, history, search and tidying, each told as it comes."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.data import PER_COUNTERPART, people_of
from benchmarks.measuring import Report, interleaved, ratio
from benchmarks.subjects import filled, fresh, ours
from storage.records import Meeting, added
from storage.sought import Term
from storage.stems import stems
from storage.tiny import TinyStore

SIZE, BESIDE = 1_000_000, 100_000
"""How many records there are, and in the smaller store that is asked in the same rounds."""
RARE = 5000
"""In so many records a rare word stands once."""


def grow(report: Report, folder: Path, rounds: int, size: int = SIZE) -> None:
    """Fill, open, ask, write, tidy and open again; where one part fails, the others still count."""
    Growing(report, folder, rounds, size).grow()


class Growing:
    """One store of that size, and what is measured of it, one part after the other."""

    def __init__(self, report: Report, folder: Path, rounds: int, size: int) -> None:
        self._report, self._folder, self._rounds, self._size = report, folder, rounds, size
        self._path = folder / f"ours-{size}"
        self._held = 0.0

    def grow(self) -> None:
        """Every part, in an order in which none spoils the next."""
        self._once("written, each by itself", lambda: filled(self._folder, self._size))
        with ExitStack() as stack:
            gc.collect()
            self._held = memory()
            store = self._once("start, as it was written", lambda: self._entered(stack))
            if store is None:
                return
            self._weighed("an open store")
            self._part("insert", lambda: self._insert(store))
            self._part("history", lambda: self._history(store, "as it was written"))
            self._once("words taken in, in slices of 5 ms", lambda: _learned(store))
            self._weighed("the same, with its words")
            self._part("search", lambda: self._search(store))
            self._once("tidied", store.tidy)
            self._weighed("the same, tidied")
            self._part("history, tidied", lambda: self._history(store, "tidied"))
        with ExitStack() as stack:
            self._once("start, tidied", lambda: self._entered(stack))

    def _entered(self, stack: ExitStack) -> TinyStore:
        return stack.enter_context(ours(self._path))

    def _insert(self, large: TinyStore) -> None:
        """P3: a durable insert beside one into the smaller store, round by round."""
        mine, other = f"Rapport, sealed, {self._size:,}", f"Rapport, sealed, {BESIDE:,}"
        with ours(filled(self._folder, BESIDE)) as small:
            times = interleaved(
                {mine: partial(_keep, large), other: partial(_keep, small)}, self._rounds
            )
        self._report.times[f"durable insert at {self._size:,}"] = times
        self._report.add("P3-1M", ratio(times[mine], times[other]), f"ours at {BESIDE:,}")

    def _history(self, store: TinyStore, how: str) -> None:
        """Each of many counterparts once, so that nothing of them is in memory yet."""
        number = people_of(self._size)
        people = random.Random(len(how)).sample(range(number), min(self._rounds, number))

        def ask(round_: int) -> None:
            found = store.find(Meeting, "counterpart", f"c{people[round_]}")
            _sure(len(found) == PER_COUNTERPART)

        self._report.times[f"history of 50 at {self._size:,}, {how}"] = interleaved(
            {"Rapport, sealed": ask}, len(people)
        )

    def _search(self, store: TinyStore) -> None:
        def ask(round_: int) -> None:
            number = 7 + RARE * round_
            word = next(iter(stems(f"rarity{number}")))
            _sure(f"g{number}" in [hit.id for hit in store.ranked([Term({word: 1.0})])])

        self._report.times[f"search for a rare word at {self._size:,}"] = interleaved(
            {"Rapport, sealed": ask}, min(50, self._size // RARE)
        )

    def _once(self, what: str, work: Callable[[], object]) -> TinyStore | None:
        """Work that is done once, and what it took."""
        made: list[object] = []
        times = interleaved({"Rapport, sealed": lambda _: made.append(work())}, 1)
        self._report.times[f"{self._size:,} records: {what}"] = times
        self._report.keep()
        return made[0] if isinstance(made[0], TinyStore) else None

    def _weighed(self, what: str) -> None:
        more = memory() - self._held
        self._report.notes.append(f"{self._size:,} records: {more:.0f} MB more memory by {what}")
        self._report.keep()

    def _part(self, what: str, measure: Callable[[], None]) -> None:
        """One part; its trouble is told in its place, and the next one begins."""
        try:
            measure()
        except Exception as error:  # noqa: BLE001  # Whatever it is, the other figures stand.
            self._report.void.append(f"{self._size:,} records, {what}: {error!r}")
        self._report.keep()


def _keep(store: TinyStore, round_: int) -> None:
    store.flush(store.apply([added(fresh(round_, "big"))]))


def _learned(store: TinyStore) -> None:
    while not store.learn(0.005):
        pass


def _sure(holds: object) -> None:
    if not holds:
        raise AssertionError("the store does not answer what it was told")


def memory() -> float:
    """Resident megabytes of this process."""
    with Path("/proc/self/statm").open("r", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
