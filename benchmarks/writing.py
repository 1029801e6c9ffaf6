"""One record made durable, beside the disk's limit and others: P1 to P4."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.measuring import Report, Times, even, interleaved, ratio
from benchmarks.subjects import AppendFile, Sqlite, StockTinyDB, filled, fresh, ours
from storage.records import Meeting, added
from storage.tiny import TinyStore


def one_by_one(report: Report, folder: Path, rounds: int) -> None:
    """P1, P2, P3: a durable insert beside SQLite's and a file's."""
    with ExitStack() as stack:
        small = stack.enter_context(ours(filled(folder, 1_000)))
        large = stack.enter_context(ours(filled(folder, 100_000)))
        sqlite = Sqlite(folder / "sqlite-100000", 100_000)
        files = [AppendFile(folder / name) for name in ("file", "file again")]
        stack.callback(sqlite.close)
        for one in files:
            stack.callback(one.close)
        times = interleaved(
            {
                "append file": lambda n: files[0].insert(fresh(n, "f")),
                "append file again": lambda n: files[1].insert(fresh(n, "f")),
                "SQLite WAL FULL, 100,000": lambda n: sqlite.insert(fresh(n, "w")),
                "Rapport, sealed, 1,000": lambda n: _keep(small, fresh(n, "w")),
                "Rapport, sealed, 100,000": lambda n: _keep(large, fresh(n, "w")),
            },
            rounds,
        )
    report.times["durable insert"] = times
    if not even(times, "append file", "append file again"):
        report.void.append("durable insert: the file and its double differ by more than a tenth")
    mine = times["Rapport, sealed, 100,000"]
    report.add("P1", ratio(mine, times["SQLite WAL FULL, 100,000"]), "SQLite WAL FULL")
    report.add("P2", ratio(mine, times["append file"]), "file with fdatasync")
    report.add("P3", ratio(mine, times["Rapport, sealed, 1,000"]), "ours at 1,000")


def against_stock(report: Report, folder: Path, rounds: dict[int, int]) -> None:
    """P4: a durable insert beside stock TinyDB's, at each size."""
    for size, count in rounds.items():
        path = filled(folder, size)
        stock = StockTinyDB(folder / f"stock-{size}.json", size)
        file = AppendFile(folder / f"file-{size}")
        with ours(path) as store:
            times = _beside(stock.insert, partial(_keep, store), file.insert, count)
        file.close()
        stock.close()
        report.times[f"durable insert at {size:,}, stock"] = times
        theirs = times["TinyDB JSONStorage"]
        limit = ratio(theirs, times["append file"]).middle
        note = f"an append file: {limit:,.0f} times as fast"
        of = ratio(theirs, times["Rapport, sealed"])
        report.add(f"P4-{size // 1000}k", of, "TinyDB JSONStorage", note)


Keep = Callable[[Meeting], object]
"""Returns once the record is durable."""

AFTER = 20
"""Times ours is asked after each time of theirs, of which the median counts."""


def _beside(theirs: Keep, mine: Keep, limit: Keep, rounds: int) -> Times:
    """Theirs once a round, then ours and a file some times each, in turn before the other.

    The first of ours after theirs finds the processor's memory full of a hundred megabytes of
    JSON and the disk still busy with them; it is told by itself.
    """
    times: Times = {"TinyDB JSONStorage": [], "append file": [], "Rapport, sealed": []}
    first: list[float] = []
    for number in range(rounds):
        times["TinyDB JSONStorage"] += _taken(theirs, number, 1)
        took = {}
        for name in sorted(("append file", "Rapport, sealed"), reverse=number % 2 == 0):
            keep = mine if name == "Rapport, sealed" else limit
            took[name] = _taken(keep, number, AFTER)
            times[name].append(statistics.median(took[name]))
        if number % 2 == 0:
            first.append(took["Rapport, sealed"][0])
    return times | {"Rapport, sealed, the first after theirs": first}


def _taken(keep: Keep, round_: int, count: int) -> list[float]:
    """What each of so many takes."""
    times = []
    for number in range(count):
        record = fresh(round_ * count + number, "s")
        start = time.perf_counter()
        keep(record)
        times.append(time.perf_counter() - start)
    return times


def _keep(store: TinyStore, record: Meeting) -> None:
    store.flush(store.apply([added(record)]))
