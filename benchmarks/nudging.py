"""A tick over a full store: what it costs when nothing is due, and when much is.

The controls: a scan of all that is planned, which is what a tick would be without its index; and
APScheduler with a job for every nudge, whose default forgets what it is a second late for.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from storage.collecting import Sweeper
from storage.memory import MemoryStore
from storage.records import (
    Commitment,
    Counterpart,
    Identity,
    Meeting,
    Member,
    Nudge,
    Reason,
    Reminder,
    Side,
    Stage,
    added,
)

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
MEMBERS, PEOPLE, RECORDS = 200, 5_000, 100_000
TICKS = 200
AT_ONCE = 10_000


def main() -> None:
    """Measure, and print one table."""
    store = filled()
    quiet = NOW + timedelta(minutes=1)
    print(f"{store.count(Counterpart):,} counterparts, {store.count(Meeting):,} meetings, ", end="")
    print(f"{store.count(Nudge):,} nudges planned")
    _report("tick, nothing due", _times(lambda: due(store, quiet)))
    _report("scan of all planned (control)", _times(lambda: _scan(store, quiet), 20))
    contacts = iter(range(10_000))
    _report("plan after one contact", _times(lambda: _contact(store, next(contacts)), 200))
    morning = NOW + timedelta(hours=14)
    start = time.perf_counter()
    cards = _drained(store, morning)
    seconds = time.perf_counter() - start
    print(f"{cards:,} cards of one morning drawn and planned on: {seconds:.2f} s")
    side_by_side()


def side_by_side() -> None:
    """Ten thousand due at one instant, after a stall: how many are said, and the longest stall.

    Each on a loop of its own, so that what one left behind is no work of the next.
    """
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    print(f"{AT_ONCE:,} due at one instant, of them said; longest stall of the event loop:")
    for name, options in (
        ("APScheduler, a job each, its default", {}),
        ("APScheduler, a job each, no limit", {"misfire_grace_time": None}),
    ):
        asyncio.run(_scheduled(name, options))
    asyncio.run(_recorded())


async def _scheduled(name: str, options: Mapping[str, object]) -> None:
    heard: list[int] = []
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=options)
    due = datetime.now(UTC) + timedelta(seconds=0.5)
    for n in range(AT_ONCE):
        scheduler.add_job(heard.append, "date", run_date=due, args=[n])
    scheduler.start()
    time.sleep(2.5)  # noqa: ASYNC251  # The stall that is measured.
    stall = await _longest_stall(3.0)
    scheduler.shutdown(wait=False)
    print(f"{name}: {len(heard):,} said, {stall * 1e3:.0f} ms")


async def _recorded() -> None:
    store, sweeper = asked_at_once(), Sweeper()
    with sweeper.on_duty():
        ticking = asyncio.create_task(_ticked(store))
        stall = await _longest_stall(0.0, ticking)
        print(f"a tick over records: {await ticking:,} said, {stall * 1e3:.1f} ms", end="")
        start = time.thread_time()
        sweeper.sweep(NOW, quiet=True)
        print(f"; the sweep, when nobody waits: {(time.thread_time() - start) * 1e3:.0f} ms")


def asked_at_once() -> MemoryStore:
    """A member each, who asked to be told something at one instant that is past."""
    store = MemoryStore()
    for n in range(AT_ONCE):
        store.put(Member(f"m{n}", f"Member {n}", week=()))
        store.put(Identity(f"telegram:{n}", f"m{n}", str(n)))
        asked = Reminder(f"r{n}", f"m{n}", "call", NOW.date(), NOW)
        store.put(asked)
        id = f"reminder:r{n}:{NOW:%Y%m%d}"
        store.put(Nudge(id, f"m{n}", Reason.REMINDER, f"r{n}", NOW.date(), NOW, asked=True))
    return store


async def _ticked(store: MemoryStore) -> int:
    """What `bot.nudging` does at a tick, without the disk."""
    said, done, more = 0, frozenset[str](), True
    while more:
        told = due(store, NOW, told_already=done)
        store.apply(told.changes)
        said, done, more = said + len(told.cards), done | told.members, told.more
        await asyncio.sleep(0)
    return said


async def _longest_stall(seconds: float, until: asyncio.Task[int] | None = None) -> float:
    # In seconds of work, so that it does not matter what else this machine does.
    longest, began, before = 0.0, time.perf_counter(), time.thread_time()
    while time.perf_counter() - began < seconds or (until is not None and not until.done()):
        await asyncio.sleep(0)
        now = time.thread_time()
        longest, before = max(longest, now - before), now
    return longest


def filled() -> MemoryStore:
    """A team of 200 with 5,000 counterparts and 100,000 records, all planned."""
    day = NOW.date()
    store = MemoryStore(
        [Member(f"m{n}", f"Member {n}", zone="Africa/Khartoum") for n in range(MEMBERS)]
    )
    for n in range(MEMBERS):
        store.put(Identity(f"telegram:{n}", f"m{n}", str(n)))
    for n in range(PEOPLE):
        store.put(Counterpart(f"c{n}", f"Name {n}", f"m{n % MEMBERS}", added_at=NOW))
        due_on = day + timedelta(days=n % 60)
        store.put(Commitment(f"p{n}", f"c{n}", "", Side.US, "send plates", day, due=due_on))
    for n in range(RECORDS - 2 * PEOPLE - MEMBERS):
        on = day - timedelta(days=1 + n % 400)
        store.put(Meeting(f"g{n}", f"c{n % PEOPLE}", f"m{n % MEMBERS}", on, "tea", NOW))
    ids = [one.id for kind in (Member, Counterpart) for one in store.all(kind)]
    start = time.perf_counter()
    store.apply(looked_over(store, ids, NOW).changes)
    print(f"all planned from nothing: {time.perf_counter() - start:.2f} s")
    gc.collect()
    return store


def _scan(store: MemoryStore, now: datetime) -> list[Nudge]:
    return [one for one in store.all(Nudge) if one.stage is Stage.PLANNED and one.due_at <= now]


def _contact(store: MemoryStore, number: int) -> None:
    met = Meeting(f"new{number}", f"c{number * 7 % PEOPLE}", "m1", NOW.date(), "tea", NOW)
    planned = replanned(store, [added(met)], NOW)
    store.apply([added(met), *planned.changes])


def _drained(store: MemoryStore, now: datetime) -> int:
    cards = 0
    done: frozenset[str] = frozenset()
    while True:
        told = due(store, now, told_already=done)
        store.apply(told.changes)
        cards, done = cards + len(told.cards), done | told.members
        if not told.more:
            return cards


def _times(work: Callable[[], object], rounds: int = TICKS) -> list[float]:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def _report(what: str, times: list[float]) -> None:
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    print(f"{what}: p50 {statistics.median(times) * 1e3:.3f} ms, p99 {p99 * 1e3:.3f} ms")


if __name__ == "__main__":
    main()
