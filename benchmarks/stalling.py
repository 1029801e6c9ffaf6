"""A mixed load on one event loop, and how long it ever stood still: P19."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.data import VOCABULARY, meeting, people_of
from benchmarks.measuring import Report
from benchmarks.subjects import StockTinyDB, filled, fresh, ours
from bot.breathing import breathe, in_turn
from bot.commit import Commit
from bot.scheduler import SECONDS
from storage.collecting import Sweeper
from storage.records import Change, Counterpart, Meeting, added
from storage.sought import Term
from storage.stems import stems
from storage.tiny import TinyStore

SIZE = 100_000
WRITES, READS, SEARCHES = 100, 50, 2
"""In a second each: what a team of two hundred does on its busiest morning, and more."""


def stall(report: Report, folder: Path, seconds: float, path: Path | None = None) -> None:
    """P19: everything at once, tidying and collection among it; stock TinyDB as the control."""
    load = asyncio.run(_mixed(path or filled(folder, SIZE), seconds))
    stock = StockTinyDB(folder / "stock-stall.json", SIZE)
    start = time.perf_counter()
    stock.insert(fresh(1, "stall"))
    control = time.perf_counter() - start
    stock.close()
    report.times["event loop, lateness"] = {"Rapport, mixed load": load.late}
    note = f"{load.done:,} writes and reads, {load.tidied} tidyings in {seconds:.0f} s"
    longest = max(load.late) * 1e3
    report.tell("P19", longest, f"one insert of TinyDB JSONStorage: {control * 1e3:,.0f} ms", note)


@dataclass
class Load:
    """What happened meanwhile."""

    late: list[float] = field(default_factory=list)
    done: int = 0
    tidied: int = 0


Work = Callable[[int], Awaitable[object]]
"""Does the piece of work of that number."""


async def _mixed(path: Path, seconds: float) -> Load:
    load = Load()
    with ours(path) as store:
        # What is searched is learned after a start; here it is done before the clock runs.
        store.learn(math.inf)
        sweeper = Sweeper()
        with sweeper.on_duty(), in_turn():
            end = time.perf_counter() + seconds
            await asyncio.gather(
                _heart(load, end),
                _sweeping(sweeper, end),
                _tidying(store, load, end),
                _every(1 / WRITES, _writing(store), load, end),
                _every(1 / READS, _reading(store), load, end),
                _every(1 / SEARCHES, _searching(store), load, end),
            )
    return load


async def _heart(load: Load, end: float) -> None:
    """Beats every millisecond and notes how late it was."""
    while (now := time.perf_counter()) < end:
        await asyncio.sleep(0.001)
        load.late.append(time.perf_counter() - now - 0.001)


async def _every(pause: float, work: Work, load: Load, end: float) -> None:
    number = 0
    while time.perf_counter() < end:
        await asyncio.gather(work(number), asyncio.sleep(pause))
        number += 1
        load.done += 1


async def _sweeping(sweeper: Sweeper, end: float) -> None:
    """As the service does at every tick, with somebody waiting all the time."""
    while (left := end - time.perf_counter()) > 0:
        await asyncio.sleep(min(SECONDS, left))
        sweeper.sweep(datetime.now(UTC), quiet=False)


async def _tidying(store: TinyStore, load: Load, end: float) -> None:
    while time.perf_counter() < end:
        await asyncio.sleep(1)
        await asyncio.to_thread(store.tidy, breathe)
        load.tidied += 1
        if store.wants_standing:
            await asyncio.to_thread(store.stand, breathe)


def _writing(store: TinyStore) -> Work:
    commit, mark = Commit(store.flush), str(time.time_ns())

    async def write(number: int) -> None:
        one = meeting(number, people_of(SIZE), f"{mark}-")
        await commit(store.apply([added(one)]))

    return write


def _reading(store: TinyStore) -> Work:
    chance = random.Random(1)

    async def read(number: int) -> None:
        who = f"c{chance.randrange(people_of(SIZE))}"
        store.find(Meeting, "counterpart", who)
        before = store.get(Counterpart, who)
        if before is not None and number % 10 == 0:
            store.apply([Change(before, replace(before, code_name=f"Falcon {number}"))])

    return read


def _searching(store: TinyStore) -> Work:
    async def search(number: int) -> None:
        word = VOCABULARY[number % len(VOCABULARY)] if number % 2 else f"rarity{7 + 5000}"
        store.ranked([Term({next(iter(stems(word))): 1.0})])

    return search
