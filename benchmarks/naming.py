"""What it costs to know people by their names: to look somebody up, and to note somebody new.

Names are made up of listed given names and invented family names. The last table is the whole way
from a note to its card, through the handlers, with somebody new in every note, whom it also keeps.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from handlers import note, who
from handlers.chat import Address, Message
from handlers.desk import Desk
from handlers.drafting import setting
from handlers.reading.names_roster import Roster
from handlers.reading.names_tables import tables
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import Counterpart, Member, added

SIZES = (5_000, 20_000)
ROUNDS = 200
SARA = Member("sara", "Sara", zone="Africa/Khartoum")
NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)
_SYLLABLES = ("ba", "dun", "far", "him", "kel", "lam", "mir", "nun", "rid", "sul", "cho", "te")

Pair = tuple[str, str]


def main() -> None:
    """Measure each size, and print one line for each thing measured."""
    for size in SIZES:
        print(f"\n{size:,} names {'p50 ms':>21} {'p99 ms':>8}")
        _rosters(size)
        _looking(size)
        _noting(size)


def _rosters(size: int) -> None:
    names = people(size, 1)
    held: list[Roster] = []
    _line("build, first", _timed(lambda: held.append(Roster(names)), 1))
    strangers = iter(people(ROUNDS, 2))
    _line("add one", _timed(lambda: held.append(held[-1].renewed((), (next(strangers),))), ROUNDS))
    roster = held[-1]
    known = iter(random.Random(3).sample(names, ROUNDS))
    _line("candidates of a name held", _timed(lambda: roster.candidates(next(known)[1]), ROUNDS))
    others = iter(people(ROUNDS, 4))
    _line("candidates of a stranger", _timed(lambda: roster.candidates(next(others)[1]), ROUNDS))


def _looking(size: int) -> None:
    """Names of a whole book, as a member sees it."""
    book = Visible(_store(size), SARA)
    who.find(book, "Nobody Atall")
    known = iter(random.Random(3).sample(people(size, 1), ROUNDS))
    _line("who: exact", _timed(lambda: who.find(book, next(known)[1]), ROUNDS))
    others = iter(people(ROUNDS, 5))
    _line("who: stranger", _timed(lambda: who.find(book, next(others)[1]), ROUNDS))


def _noting(size: int) -> None:
    store, numbers = _store(size), count()
    strangers = iter(people(ROUNDS + 1, 6))

    def add() -> None:
        id, name = next(strangers)
        store.apply([added(Counterpart(id, name, SARA.id))])

    def tell() -> None:
        _told(store, f"Met {next(fresh)[1]} today at the bridge. He opens the road.", next(numbers))

    fresh = iter(people(ROUNDS + 1, 7))
    _line("note → card, first", _timed(tell, 1))
    taken: list[float] = []
    for _ in range(ROUNDS):
        add()
        taken += _timed(tell, 1)
    _line("note → card, new name each", taken)
    desk = _desk(store, next(numbers))
    _line("names a member sees", _timed(desk.book.names, ROUNDS))
    _line("setting", _timed(lambda: setting.setting_of(_message("", 1), desk), ROUNDS))


def _told(store: MemoryStore, text: str, number: int) -> None:
    outcome = note.note(_message(text, number), _desk(store, number))
    store.apply(outcome.changes)


def _desk(store: MemoryStore, number: int) -> Desk:
    say = Speech(SARA.language, SARA.zone)
    moment = NOON + timedelta(seconds=number)
    ids = (f"d{number}-{n}" for n in count())
    return Desk(Visible(store, SARA), moment, ids.__next__, SARA, say)


def _message(text: str, number: int) -> Message:
    at = NOON + timedelta(seconds=number)
    return Message(f"k{number}", "here:sara", Address("here", "sara"), at, text, id=f"u{number}")


def _store(size: int) -> MemoryStore:
    book = (Counterpart(id, name, SARA.id) for id, name in people(size, 1))
    return MemoryStore((SARA, *book))


def people(size: int, seed: int) -> list[Pair]:
    """Made-up people as (id, name), the same for the same *seed*."""
    chance = random.Random(seed)
    given = sorted(one for one in tables().stems if one.isascii() and len(one) > 2)

    def name() -> str:
        family = "".join(chance.choice(_SYLLABLES) for _ in range(3))
        return f"{chance.choice(given).title()} {family.title()}"

    return [(f"p{seed}-{n}", name()) for n in range(size)]


def _timed(act: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of *times* calls."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1e3)
    return taken


def _line(what: str, taken: list[float]) -> None:
    slow = statistics.quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
    print(f"{what:28} {statistics.median(taken):8.2f} {min(slow, max(taken)):8.2f}")
