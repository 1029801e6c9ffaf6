"""Fifty clients at once, and that nobody is told before the disk has it: P5 and P6."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from benchmarks.data import meeting
from benchmarks.measuring import Report, Times, ratio
from benchmarks.postgres import Postgres, postgres
from benchmarks.subjects import AppendFile, Sqlite, filled, ours
from bot.commit import Commit
from storage.files import Files
from storage.records import Meeting, added
from storage.tiny import TinyStore

CLIENTS, EACH = 50, 20

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
