"""The store against the fsynced append file that is its limit, and against SQLite.

Every round asks each subject once, in a shuffled order, so that a disk that grows slow grows
slow for all; ratios are taken round by round. The file is measured twice: where its ratio to
itself is not near 1.00, the run tells nothing.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from storage.codec import to_text
from storage.files import Files
from storage.keys import KeyText
from storage.records import Counterpart, Meeting, added
from storage.tiny import TinyStore, open_store

KEY = KeyText("42" * 32)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = "we met at the warehouse and agreed on the road " * 7
ROUNDS = 400
PER_COUNTERPART = 50

Subject = Callable[[Meeting], None]


def main() -> None:
    """Measure, and print one table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        subjects: dict[str, Subject] = {
            "append file": stack.enter_context(_file(folder / "file")),
            "append file again": stack.enter_context(_file(folder / "again")),
            "SQLite WAL FULL, plain, 50,000": stack.enter_context(_sqlite(folder / "sql", 50_000)),
        }
        for size in (1_000, 50_000):
            store = stack.enter_context(_store(folder / f"ours-{size}", size))
            subjects[f"Rapport, sealed, {size:,}"] = _inserting(store)
            _report_reads(store, size)
        _report(subjects)


def meeting(number: int, people: int, mark: str = "g") -> Meeting:
    """A made-up meeting of about 650 bytes."""
    on = date(2022, 1, 1) + timedelta(days=number % 1500)
    return Meeting(f"{mark}{number}", f"c{number % people}", "m1", on, WORDS, NOW)


def filled(folder: Path, size: int) -> None:
    """A store of *size* records, fifty meetings to each counterpart."""
    people = max(1, size // (PER_COUNTERPART + 1))
    store = open_store(folder, KEY)
    store.apply([added(Counterpart(f"c{n}", f"Nadia {n}", "m1")) for n in range(people)])
    for start in range(0, size - people, 500):
        numbers = range(start, min(start + 500, size - people))
        store.apply([added(meeting(number, people)) for number in numbers])
    store.close()


@contextmanager
def _store(folder: Path, size: int) -> Iterator[TinyStore]:
    filled(folder, size)
    start = time.perf_counter()
    store = open_store(folder, KEY)
    print(f"open, {size:,} records: {time.perf_counter() - start:.2f} s")
    try:
        yield store
    finally:
        store.close()


def _inserting(store: TinyStore) -> Subject:
    return lambda record: store.flush(store.apply([added(record)]))


@contextmanager
def _file(path: Path) -> Iterator[Subject]:
    disk = Files()
    fd = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def insert(record: Meeting) -> None:
        os.write(fd, to_text(record).encode())
        disk.sync(fd)

    try:
        yield insert
    finally:
        os.close(fd)


@contextmanager
def _sqlite(path: Path, size: int) -> Iterator[Subject]:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE meeting (id TEXT PRIMARY KEY, counterpart TEXT, body TEXT)")
    db.execute("CREATE INDEX of ON meeting (counterpart)")

    def insert(record: Meeting) -> None:
        row = (record.id, record.counterpart, to_text(record))
        db.execute("INSERT INTO meeting VALUES (?, ?, ?)", row)

    db.execute("BEGIN")
    for number in range(size):
        insert(meeting(number, size // PER_COUNTERPART))
    db.execute("COMMIT")
    try:
        yield insert
    finally:
        db.close()


def _report_reads(store: TinyStore, size: int) -> None:
    chance = random.Random(1)
    people = store.count(Counterpart)
    times = []
    for _ in range(500):
        who = f"c{chance.randrange(people)}"
        start = time.perf_counter()
        found = store.find(Meeting, "counterpart", who)
        times.append(time.perf_counter() - start)
    median = statistics.median(times) * 1e6
    print(f"history of {len(found)}, {size:,} records: p50 {median:.0f} µs")


def _report(subjects: dict[str, Subject]) -> None:
    chance = random.Random(2)
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(ROUNDS):
        order = list(subjects)
        chance.shuffle(order)
        for name in order:
            record = meeting(number, 20, "new")
            start = time.perf_counter()
            subjects[name](record)
            times[name].append(time.perf_counter() - start)
    print(f"{'durable insert':32} {'p50 ms':>8} {'p99 ms':>8} {'× file':>8}  95 % of the ratio")
    for name, taken in times.items():
        ratios = [mine / file for mine, file in zip(taken, times["append file"], strict=True)]
        low, high = _bounds(ratios)
        p50, p99 = statistics.median(taken) * 1e3, statistics.quantiles(taken, n=100)[98] * 1e3
        middle = statistics.median(ratios)
        print(f"{name:32} {p50:8.3f} {p99:8.2f} {middle:8.2f}  {low:.2f} to {high:.2f}")


def _bounds(values: list[float]) -> tuple[float, float]:
    """Where 95 % of the medians of samples drawn from *values* lie."""
    chance = random.Random(3)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(500))
    return medians[12], medians[-13]
