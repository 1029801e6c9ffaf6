"""Made-up records for the benchmarks: the same for every subject and in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from storage.records import Counterpart, Meeting, Nudge, Reason

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PER_COUNTERPART = 50
_FIRST = "ware brid chec tru wat fue perm conv clin road gate mark sout nort vill camp depo"
_LAST = "hol gan tem pos ram"
VOCABULARY = [a + b for a in _FIRST.split() for b in _LAST.split()]
"""85 words, as few as a hostile scan could wish for."""
_CHANCE = random.Random(4)
_TEXTS = [" ".join(_CHANCE.choices(VOCABULARY, k=60)) for _ in range(1009)]


def meeting(number: int, people: int, mark: str = "g") -> Meeting:
    """A made-up meeting of about 650 bytes of JSON."""
    words = _TEXTS[number % len(_TEXTS)]
    if number % 5000 == 7:
        words += f" rarity{number}"
    on = date(2022, 1, 1) + timedelta(days=number * 7 % 1500)
    who = f"c{number % people}"
    return Meeting(f"{mark}{number}", who, "m1", on, words, NOW, at=time(number % 24), place="town")


def people_of(size: int) -> int:
    """How many counterparts a store of *size* meetings has."""
    return max(1, size // PER_COUNTERPART)


def counterparts(size: int) -> Iterator[Counterpart]:
    """The counterparts of a store of *size* meetings."""
    for number in range(people_of(size)):
        yield Counterpart(f"c{number}", f"Nadia {number}", "m1")


def meetings(size: int) -> Iterator[Meeting]:
    """The meetings of a store of that size, each counterpart's far apart."""
    people = people_of(size)
    for number in range(size):
        yield meeting(number, people)


def nudges(size: int) -> Iterator[Nudge]:
    """Nudges that fall due over 425 days, so that a 60th of them does within a week."""
    for number in range(size):
        due = NOW + timedelta(minutes=(number * 7919 % size) * 612_000 / size)
        about, reason = f"p{number}", Reason.OURS
        yield Nudge(
            f"n{number}", f"m{number % 200}", reason, about, NOW.date(), due, f"c{number % 2000}"
        )
