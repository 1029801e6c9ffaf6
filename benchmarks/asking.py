"""How long a search, a question and a brief take at 100,000 records, beside SQLite's own search.

One member leads everybody, so that nothing is left out of what is looked through. Beside each
search stands the same words in an FTS5 table of the same texts, in memory: it finds whole words in
one language, where ours also finds other words for the same thing in four, and counts only what
the member may see. What the two find is printed too.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from handlers.briefing import brief_card
from handlers.chat import Address, Message
from handlers.desk import Desk
from handlers.questions.answering import heard
from handlers.rules.rights import Visible
from handlers.searching.finding import Found, find, wanted
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Meeting,
    Member,
    PersonalFact,
    Record,
    Side,
)

PEOPLE, MEETINGS, PROMISES, AGREEMENTS, FACTS = 2_000, 40_000, 25_000, 18_000, 15_000
ROUNDS = 25
BRIEF, STALL = 20.0, 10.0
"""Milliseconds: the goals of a brief, and of what a search may hold others up."""
AMAL = Member("m1", "Amal")
NOW = datetime(2026, 3, 17, 12, tzinfo=UTC)
RARE, SOME, USUAL = "sorghum", "generator", "trucks"


def main() -> None:
    """Fill a store in memory and print one line for each thing that was asked."""
    records = list(_records())
    began = time.perf_counter()
    store = MemoryStore(records)
    filled = time.perf_counter() - began
    began = time.perf_counter()
    store.learn(1e9)
    print(f"{len(records):,} records: filled in {filled:.1f} s, words taken in within", end=" ")
    print(f"{time.perf_counter() - began:.1f} s\n")
    desk = Desk(Visible(store, AMAL), NOW, lambda: "x", AMAL, Speech("en"))
    lines = _fts(records)
    for text in (RARE, SOME, USUAL, f"{RARE} {SOME}", "carburant depuis mars"):
        ours = _taken(partial(_searched, text, desk))
        theirs = _taken(partial(lines, text))
        print(f"search {text:24} {ours:7.2f} ms   FTS5 {theirs:7.2f} ms")
    question = Message("k", "fake:m1", Address("fake", "m1"), NOW, "what did we agree with Name77?")
    print(f"a question in words             {_taken(lambda: heard(question, desk)):7.2f} ms")
    one = store.get(Counterpart, "c77")
    if one is not None:
        took = _taken(lambda: brief_card(one, desk))
        verdict = "held" if took <= BRIEF else "missed"
        print(f"a brief                         {took:7.2f} ms   goal ≤ {BRIEF:.0f} ms: {verdict}")


def _searched(text: str, desk: Desk) -> list[Found]:
    return find(wanted(text, desk), desk)


def _taken(act: Callable[[], object]) -> float:
    """The middle of some rounds, in milliseconds of this process: others may be busy meanwhile."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        times.append((time.process_time() - began) * 1e3)
    return statistics.median(times)


def _fts(records: list[Record]) -> Callable[[str], list[tuple[int]]]:
    """The same texts in SQLite, and how it is asked for the best ten."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table told using fts5(words)")
    texts = (getattr(one, "words", "") or getattr(one, "text", "") for one in records)
    database.executemany("insert into told values (?)", ((text,) for text in texts))
    ask = "select rowid from told where told match ? order by rank limit 200"

    def asked(text: str) -> list[tuple[int]]:
        return database.execute(ask, (" OR ".join(text.split()),)).fetchall()

    return asked


def _records() -> Iterator[Record]:
    """Made-up texts in which few words are usual and most are rare, as in any language."""
    chance = random.Random(7)
    plain = [_word(chance) for _ in range(12_000)]
    weights = [1 / (n + 8) for n in range(len(plain))]

    def text(words: int, n: int) -> str:
        told = chance.choices(plain, weights, k=words)
        for every, word in ((2_000, RARE), (90, SOME), (12, USUAL)):
            if n % every == 0:
                told.append(word)
        return " ".join(told)

    on = date(2024, 1, 1)
    yield AMAL
    yield from (Counterpart(f"c{n}", f"Name{n}", AMAL.id) for n in range(PEOPLE))
    for n in range(MEETINGS):
        day = on + timedelta(n % 800)
        yield Meeting(f"g{n}", f"c{n % PEOPLE}", AMAL.id, day, text(22, n), NOW)
    for n in range(PROMISES):
        side = Side.US if n % 2 else Side.THEM
        yield Commitment(f"p{n}", f"c{n % PEOPLE}", f"g{n}", side, text(7, n), on)
    for n in range(AGREEMENTS):
        yield Agreement(f"a{n}", f"c{n % PEOPLE}", f"g{n}", text(8, n), n, on)
    for n in range(FACTS):
        yield PersonalFact(f"f{n}", f"c{n % PEOPLE}", f"g{n}", text(6, n), "interest", on)


def _word(chance: random.Random) -> str:
    made = "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))
    return f"{made}{chance.choice(('', 'n', 'r', 's', 'l'))}"
