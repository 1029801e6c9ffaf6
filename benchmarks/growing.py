"""A million records: start, memory, insert, history, search and tidying, told as they are."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.data import people_of
from benchmarks.measuring import Report, interleaved, middle, ratio, slow
from benchmarks.subjects import fill_usual, fresh, ours
from storage.records import Meeting, added
from storage.sought import Term
from storage.stems import stems
from storage.tiny import TinyStore

SIZE = 1_000_000


def grow(report: Report, folder: Path, rounds: int) -> None:
    """Fill, open, ask, write, tidy and open again."""
    path = folder / "ours-million"
    tell = report.notes.append
    tell(f"{SIZE:,} records written one by one: {_taken(lambda: fill_usual(path, SIZE)):.0f} s")
    gc.collect()
    held, start = memory(), time.perf_counter()
    with ours(path) as store:
        took = time.perf_counter() - start
        tell(f"{SIZE:,}: opened in {took:.1f} s, {memory() - held:.0f} MB more memory")
        with ours(folder / "ours-100000") as small:
            _insert(report, store, small, rounds)
        tell(f"{SIZE:,}: history of 50, p50 {_history(store, rounds):.2f} ms")
        took = _taken(lambda: _learned(store))
        tell(f"{SIZE:,}: words learned in {took:.0f} s, in slices of 5 ms")
        rare = [_searched(store, f"rarity{7 + 5000 * n}") for n in range(50)]
        tell(f"{SIZE:,}: search for a rare word, p50 {statistics.median(rare) * 1e3:.2f} ms")
        tell(
            f"{SIZE:,}: tidied in {_taken(store.tidy):.0f} s; {memory() - held:.0f} MB held by all"
        )
        tell(f"{SIZE:,}: history of 50 when tidied, p50 {_history(store, rounds):.2f} ms")
    start = time.perf_counter()
    with ours(path):
        tell(f"{SIZE:,}: opened when tidied in {time.perf_counter() - start:.1f} s")


def _insert(report: Report, large: TinyStore, small: TinyStore, rounds: int) -> None:
    times = interleaved(
        {
            "Rapport, sealed, 1,000,000": lambda n: _keep(large, fresh(n, "big")),
            "Rapport, sealed, 100,000": lambda n: _keep(small, fresh(n, "big")),
        },
        rounds,
    )
    report.times["durable insert, a million"] = times
    of = ratio(times["Rapport, sealed, 1,000,000"], times["Rapport, sealed, 100,000"])
    report.add("P3-1M", of, "ours at 100,000")
    mine = times["Rapport, sealed, 1,000,000"]
    report.notes.append(f"{SIZE:,}: durable insert p50 {middle(mine):.3f} ms, p99 {slow(mine):.2f}")


def _keep(store: TinyStore, record: Meeting) -> None:
    store.flush(store.apply([added(record)]))


def _history(store: TinyStore, rounds: int) -> float:
    times = []
    for who in random.Random(11).sample(range(people_of(SIZE)), rounds):
        start = time.perf_counter()
        store.find(Meeting, "counterpart", f"c{who}")
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


def _learned(store: TinyStore) -> None:
    while not store.learn(0.005):
        pass


def _searched(store: TinyStore, word: str) -> float:
    return _taken(lambda: store.ranked([Term({next(iter(stems(word))): 1.0})]))


def _taken(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def memory() -> float:
    """Resident megabytes of this process."""
    with Path("/proc/self/statm").open("r", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
