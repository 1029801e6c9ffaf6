"""What stands in our way, sorted by its words, counted by month, noticed when it comes back.

An obstacle is what the other side said no to, as a note tells it (PRACTICE row 3); the same one
three times over is worth another level (row 16).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rapidfuzz import fuzz

from handlers.reading.page import fold
from handlers.reading.sorts import OTHER, sort_of
from handlers.rules.network.structure import held
from storage.records import Incident, Level, Meeting, Position, Refusal, Side
from storage.store import Book
from storage.values import dataclass

TIMES, WITHIN = 3, timedelta(days=180)
"""So often within so long, the same refusal is worth a word (PRACTICE row 16)."""
_ALIKE = 80.0
"""How alike, of 100, two refusals of no known sort must be to be the same one."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that was refused, on the day on which it was told."""

    id: str
    text: str
    on: date
    sort: str
    counterpart: str
    level: Level
    by: str = ""
    """Who else did it, in the words used, where it was nobody we know."""
    place: str = ""
    """The id of the organisation for which it was said, where there is one."""


def refused_by(counterparts: Iterable[str], book: Book) -> list[Obstacle]:
    """All that those of these ids said no to, the latest first."""
    found: dict[str, Obstacle] = {}
    for id in counterparts:
        for one in book.find(Refusal, "counterpart", id):
            met = book.get(Meeting, one.meeting)
            if one.by is Side.THEM and met is not None:
                found[one.id] = _obstacle(one, met, book)
    return latest_first(found.values())


def _obstacle(one: Refusal, met: Meeting, book: Book) -> Obstacle:
    """A refusal with the day and the level of the meeting it was told in."""
    sort = one.sort or sort_of(one.text)
    place = next(iter(_places(one.counterpart, met.on, book)), "")
    return Obstacle(one.id, one.text, met.on, sort, one.counterpart, met.level, place=place)


def _places(counterpart: str, day: date, book: Book) -> list[str]:
    """The ids of the organisations they spoke for on *day*."""
    roles = book.find(Position, "counterpart", counterpart)
    return [role.organisation for role in roles if role.organisation and held(role, day)]


def alongside(counterpart: str, book: Book, today: date) -> list[str]:
    """The ids of those who speak for the same organisations, that one first."""
    found = [counterpart]
    for place in _places(counterpart, today, book):
        found += [role.counterpart for role in book.find(Position, "organisation", place)]
    return list(dict.fromkeys(found))


def done_by(found: Iterable[Incident]) -> list[Obstacle]:
    """Acts against us are obstacles too."""
    return [
        Obstacle(
            *(one.id, one.text, one.on, one.sort or sort_of(one.text)),
            *(one.counterpart, Level.TACTICAL, one.by),
        )
        for one in found
    ]


def latest_first(found: Iterable[Obstacle]) -> list[Obstacle]:
    """*found* in the order in which they are told."""
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)


def counted(obstacles: Iterable[Obstacle]) -> list[tuple[str, int]]:
    """How many of each sort, the most first; what is of no known sort comes last."""
    numbers = Counter(one.sort for one in obstacles)
    return sorted(numbers.items(), key=lambda pair: (pair[0] == OTHER, -pair[1], pair[0]))


def in_month(obstacles: Iterable[Obstacle], first: date) -> list[Obstacle]:
    """Those of the month that begins on *first*."""
    return [one for one in obstacles if one.on.replace(day=1) == first]


def month_before(first: date) -> date:
    """The first day of the month before the one that *first* is in."""
    return (first.replace(day=1) - timedelta(days=1)).replace(day=1)


def same_as(one: Obstacle, others: Sequence[Obstacle]) -> list[Obstacle]:
    """Those that are *one* over again, itself among them, one a day, the latest first.

    Only daily matters count, told within half a year: what is refused on the level of policy has
    no level above it.
    """
    if one.level is Level.STRATEGIC:
        return []
    lately = (
        other
        for other in others
        if other.level is Level.TACTICAL
        and _same_side(one, other)
        and timedelta(0) <= one.on - other.on <= WITHIN
    )
    days: dict[date, Obstacle] = {one.on: one}
    for other in lately:
        if _alike(one, other):
            days.setdefault(other.on, other)
    return [days[day] for day in sorted(days, reverse=True)]


def _same_side(one: Obstacle, other: Obstacle) -> bool:
    """Whether the same person said it, or somebody for the same organisation."""
    if one.place and one.place == other.place:
        return True
    return (one.counterpart or fold(one.by)) == (other.counterpart or fold(other.by))


def _alike(one: Obstacle, other: Obstacle) -> bool:
    if OTHER not in (one.sort, other.sort):
        return one.sort == other.sort
    return fuzz.token_set_ratio(fold(one.text), fold(other.text)) >= _ALIKE


def again_and_again(obstacles: Sequence[Obstacle]) -> list[list[Obstacle]]:
    """What came back three times or more, each with its times, the most often first."""
    found: list[list[Obstacle]] = []
    seen: list[Obstacle] = []
    for one in obstacles:
        if any(_same_side(one, other) and _alike(one, other) for other in seen):
            continue
        times = same_as(one, obstacles)
        if len(times) >= TIMES:
            found.append(times)
            seen.append(one)
    return sorted(found, key=lambda times: -len(times))
