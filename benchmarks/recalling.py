"""What is asked of a store of a hundred thousand records: P7, P8 and P9."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import chain
from pathlib import Path

from benchmarks.data import NOW, PER_COUNTERPART, VOCABULARY, nudges, people_of
from benchmarks.measuring import Ratio, Report, interleaved, ratio
from benchmarks.subjects import Sqlite, StockTinyDB, fill, filled, ours
from handlers.rules.rights import Visible
from storage.records import Meeting, Member, Nudge
from storage.sought import Term
from storage.stems import stems
from storage.store import Book
from storage.tiny import TinyStore

SIZE = 100_000
WEEK = NOW + timedelta(days=7)


def recall(report: Report, folder: Path, rounds: int, stock_rounds: int) -> None:
    """History, what is due, and search, each beside SQLite's."""
    with ExitStack() as stack:
        store = stack.enter_context(ours(filled(folder, SIZE, tidy=True)))
        sqlite = Sqlite(folder / f"sqlite-{SIZE}", SIZE)
        stack.callback(sqlite.close)
        _history(report, store, sqlite, rounds)
        _history_of_stock(report, folder, store, stock_rounds)
        _search(report, store, sqlite, rounds)
    fill(folder / "ours-nudges", nudges(SIZE))
    with ours(folder / "ours-nudges") as store:
        sqlite = Sqlite(folder / f"sqlite-{SIZE}", SIZE)
        _due(report, store, sqlite, max(20, rounds // 20))
        sqlite.close()


def _history(report: Report, store: TinyStore, sqlite: Sqlite, rounds: int) -> None:
    """Each counterpart once, so that nothing is in our memory yet; then one and the same."""
    people = random.Random(8).sample(range(people_of(SIZE)), rounds)

    def asked(find: Callable[[str], Sequence[Meeting]]) -> Callable[[int], None]:
        def ask(number: int) -> None:
            found = find(f"c{people[number]}")
            _sure(len(found) == PER_COUNTERPART and found[0].on >= found[-1].on)

        return ask

    def find(who: str) -> list[Meeting]:
        return store.find(Meeting, "counterpart", who)

    times = interleaved(
        {
            "SQLite, indexed": asked(sqlite.history),
            "Rapport, sealed": asked(find),
            "Rapport, asked again": lambda _: find("c1"),
        },
        rounds,
    )
    report.times["history of 50"] = times
    report.add("P7", ratio(times["Rapport, sealed"], times["SQLite, indexed"]), "SQLite, indexed")


def _history_of_stock(report: Report, folder: Path, store: TinyStore, rounds: int) -> None:
    stock = StockTinyDB(folder / "stock-history.json", SIZE)
    times = interleaved(
        {
            "TinyDB JSONStorage": lambda n: _sure(stock.history(f"c{n}") == PER_COUNTERPART),
            "Rapport, sealed": lambda n: store.find(Meeting, "counterpart", f"c{1000 + n}"),
        },
        rounds,
    )
    stock.close()
    report.times["history of 50, stock"] = times
    of = ratio(times["TinyDB JSONStorage"], times["Rapport, sealed"])
    report.add("P7-json", of, "TinyDB JSONStorage")


def _due(report: Report, store: TinyStore, sqlite: Sqlite, rounds: int) -> None:
    want = len(sqlite.due(WEEK.isoformat()))
    start = time.perf_counter()
    _sure(want == len(store.due(Nudge, WEEK)) > 1000)
    first = (time.perf_counter() - start) * 1e3
    nudges_held = store._memory._shelves[Nudge]  # What the port has no need of is measured here.
    times = interleaved(
        {
            "SQLite, indexed": lambda _: sqlite.due(WEEK.isoformat()),
            "Rapport, sealed": lambda _: store.due(Nudge, WEEK),
            "Rapport, the index's part": lambda _: nudges_held.waiting(WEEK),
        },
        rounds,
    )
    report.times[f"due in 7 days, {want:,} of {SIZE:,}"] = times
    below = times["SQLite, indexed"]
    note = f"asked again and again; the first time it took {first:.1f} ms"
    report.add("P8", ratio(times["Rapport, sealed"], below), "SQLite, indexed", note)
    report.add("P8-index", ratio(times["Rapport, the index's part"], below), "SQLite, indexed")


def _search(report: Report, store: TinyStore, sqlite: Sqlite, rounds: int) -> None:
    while not store.learn(0.005):
        pass
    sqlite.index_words(SIZE)
    # Whoever leads everybody: rights are looked at, and leave nothing out.
    book = Visible(store, Member("m1", "Amal"))
    chance = random.Random(9)
    rare = [f"rarity{7 + 5000 * (n % (SIZE // 5000))}" for n in range(rounds)]
    pairs = [" ".join(chance.sample(VOCABULARY, 2)) for _ in range(rounds)]
    times = interleaved(
        {
            "FTS5, rare word": lambda n: _sure(len(sqlite.search(rare[n])) == 1),
            "Rapport, rare word": lambda n: _sure(len(_found(store, rare[n])) == 1),
            "FTS5, two words": lambda n: sqlite.search(f'"{pairs[n]}"'),
            "Rapport, two words": lambda n: _found(store, pairs[n]),
            "Rapport, two words, for a member": lambda n: _found(book, pairs[n]),
        },
        max(20, rounds // 20),
    )
    report.times[f"search, {SIZE:,}"] = times
    report.add("P9-rare", _over(times, "rare word"), "SQLite FTS5")
    report.add("P9-phrase", _over(times, "two words"), "SQLite FTS5", "both words, in any order")
    longest = max(chain.from_iterable(ours for name, ours in times.items() if "Rapport" in name))
    report.tell("P9-stall", longest * 1e3, "asked on the loop")


def _over(times: dict[str, list[float]], what: str) -> Ratio:
    return ratio(times[f"Rapport, {what}"], times[f"FTS5, {what}"])


def _found(store: Book, words: str) -> list[str]:
    phrase = " ".join(stems(words))
    return [hit.id for hit in store.ranked([Term({phrase: 1.0})])]


def _sure(true: bool) -> None:
    if not true:
        raise AssertionError("a subject answered wrongly")
