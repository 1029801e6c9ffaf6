"""A tick over a full store: what it costs when nothing is due, and when much is.

The control is a scan of all that is planned, which is what a tick would be without its index.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from storage.memory import MemoryStore
from storage.records import (
    Commitment,
    Counterpart,
    Identity,
    Meeting,
    Member,
    Nudge,
    Side,
    Stage,
    added,
)

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
MEMBERS, PEOPLE, RECORDS = 200, 5_000, 100_000
TICKS = 200


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
