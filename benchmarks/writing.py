"""One record made durable, and fifty clients at once: P1 to P6."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from pathlib import Path

from benchmarks.data import meeting
from benchmarks.measuring import Report, Times, even, interleaved, ratio
from benchmarks.postgres import Postgres, postgres
from benchmarks.subjects import AppendFile, Sqlite, StockTinyDB, filled, fresh, ours
from bot.commit import Commit
from storage.files import Files
from storage.records import Meeting, added
from storage.tiny import TinyStore

CLIENTS, EACH = 50, 20


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


Insert = Callable[[Meeting], Awaitable[None]]
"""Returns once the record is durable."""


def crowd(report: Report, folder: Path, rounds: int) -> None:
    """P5: how many records fifty clients bring to disk in a second."""
    asyncio.run(_crowd(report, folder, rounds))


async def _crowd(report: Report, folder: Path, rounds: int) -> None:
    async with AsyncExitStack() as stack:
        store = stack.enter_context(ours(filled(folder, 100_000)))
        sqlite, file = Sqlite(folder / "sqlite-crowd"), AppendFile(folder / "file-crowd")
        subjects: dict[str, Insert] = {
            "Rapport, sealed": _ours(store),
            "SQLite, group commit": _grouped(partial(_many, sqlite)),
            "file, group commit": _file(file),
        }
        database: Postgres | str = await stack.enter_async_context(postgres())
        if isinstance(database, str):
            report.notes.append(f"PostgreSQL: {database}; benchmarks/postgres.py says what to do")
        else:
            subjects["PostgreSQL"] = database.insert
        times = await _shuffled(subjects, rounds)
    report.times[f"{CLIENTS} clients, {CLIENTS * EACH} records"] = times
    mine = times["Rapport, sealed"]
    for goal, name in (
        ("P5-sqlite", "SQLite, group commit"),
        ("P5-postgres", "PostgreSQL"),
        ("P5-file", "file, group commit"),
    ):
        if name in times:
            report.add(goal, ratio(times[name], mine), name)


async def _shuffled(subjects: dict[str, Insert], rounds: int) -> Times:
    times: Times = {name: [] for name in subjects}
    chance, order = random.Random(6), list(subjects)
    for number in range(rounds):
        chance.shuffle(order)
        for name in order:
            start = time.perf_counter()
            await _at_once(subjects[name], CLIENTS, EACH, f"{number}")
            times[name].append(time.perf_counter() - start)
    return times


async def _at_once(insert: Insert, clients: int, each: int, mark: str) -> None:
    async def client(who: int) -> None:
        for number in range(each):
            await insert(meeting(who * each + number, 20, f"{mark}-"))

    await asyncio.gather(*map(client, range(clients)))


def _ours(store: TinyStore) -> Insert:
    commit = Commit(store.flush)

    async def insert(record: Meeting) -> None:
        await commit(store.apply([added(record)]))

    return insert


def _file(file: AppendFile) -> Insert:
    written = told = 0

    def flush(ticket: int | None) -> None:
        nonlocal written
        if ticket is None or ticket > written:
            written = told
            file.sync()

    commit = Commit(flush)

    async def insert(record: Meeting) -> None:
        nonlocal told
        file.write(record)
        told += 1
        await commit(told)

    return insert


def _many(sqlite: Sqlite, records: list[Meeting]) -> None:
    sqlite.db.execute("BEGIN")
    for record in records:
        sqlite.insert(record)
    sqlite.db.execute("COMMIT")


def _grouped(keep: Callable[[list[Meeting]], None]) -> Insert:
    """One transaction at a time in a thread, of all that came in during the one before."""
    waiting: list[tuple[Meeting, asyncio.Future[None]]] = []
    tasks: list[asyncio.Task[None]] = []

    async def work() -> None:
        while waiting:
            taken = waiting[:]
            waiting.clear()
            await asyncio.to_thread(keep, [record for record, _ in taken])
            for _, future in taken:
                future.set_result(None)
        tasks.clear()

    async def insert(record: Meeting) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting.append((record, future))
        if not tasks:
            tasks.append(asyncio.create_task(work()))
        await future

    return insert


class CountedFiles(Files):
    """Counts the syncs, and how far each brought the journal to disk."""

    def __init__(self) -> None:
        self.syncs = self.synced = 0
        """How many there were, and up to which byte the journal is on disk."""
        self._journal = -1
        self._written = 0

    def open(self, path: Path, flags: int) -> int:
        """As the real one; it is told which is the journal."""
        fd = super().open(path, flags)
        if path.name.startswith("journal-"):
            self._journal = fd
        return fd

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        """As the real one, counted."""
        taken = super().write(fd, data, offset)
        if fd == self._journal:
            self._written = max(self._written, offset + taken)
        return taken

    def sync(self, fd: int) -> None:
        """As the real one, counted; what was written before it began is on disk when it ends."""
        before = self._written
        super().sync(fd)
        self.syncs += 1
        if fd == self._journal:
            self.synced = before


def fsyncs(report: Report, folder: Path, records: int, files: CountedFiles | None = None) -> None:
    """P6: how many fsyncs 200 writers at once cost, and that nobody is told before theirs."""
    asyncio.run(_fsyncs(report, folder, records, files or CountedFiles()))


async def _fsyncs(report: Report, folder: Path, records: int, files: CountedFiles) -> None:
    told: dict[str, int] = {}
    with ours(folder / "ours-counted", files) as store:
        commit = Commit(store.flush)
        await commit(store.apply([added(meeting(0, 20, "first"))]))

        async def insert(record: Meeting) -> None:
            await commit(store.apply([added(record)]))
            told[record.id] = files.synced

        before = files.syncs
        await _at_once(insert, 200, records // 200, "p6")
        counted = files.syncs - before
        ends = _ends(store)
    early = sum(synced < ends[id] for id, synced in told.items())
    report.tell("P6", counted / records, f"{counted} fsyncs of {records:,} records, 200 at once")
    report.tell("P6-acks", 1 - early / records, f"{early} of {records:,} too early")


def _ends(store: TinyStore) -> dict[str, int]:
    """By the id of every meeting: where in the journal the frame ends that holds it."""
    rows = store._storage.rows
    return {
        json.loads(row.text)["id"]: frame.end
        for frame in rows.log.frames()
        for _, row in rows.opened(frame)
        if row.table == Meeting.__name__ and row.text
    }
