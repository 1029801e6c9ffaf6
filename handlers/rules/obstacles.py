"""What stands in our way, sorted by its words, counted by month, noticed when it comes back.

An obstacle is what the other side said no to, as a note tells it (PRACTICE row 3); the same one
three times over is worth another level (row 16).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
LOOKED_BACK = WITHIN + timedelta(days=62)
"""How far a look at the month that ended goes back: what came back in it may have begun before."""
_LOOKED_AT = 40
"""Refusals of no known sort by one side that are compared word by word, the latest ones."""
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


def refused_by(counterparts: Iterable[str], book: Book, since: date = date.min) -> list[Obstacle]:
    """All that those of these ids said no to on *since* or later, the latest first."""
    found: dict[str, Obstacle] = {}
    for id in counterparts:
        refused = book.find(Refusal, "counterpart", id)
        if not refused:
            continue
        roles = book.find(Position, "counterpart", id)
        meetings = {met.id: met for met in book.find(Meeting, "counterpart", id)}
        for one in refused:
            met = meetings.get(one.meeting) if one.by is Side.THEM else None
            if met is not None and met.on >= since:
                found[one.id] = _obstacle(one, met, roles)
    return latest_first(found.values())


def _obstacle(one: Refusal, met: Meeting, roles: Iterable[Position]) -> Obstacle:
    """A refusal with the day and the level of the meeting it was told in."""
    sort = one.sort or sort_of(one.text)
    place = next(iter(_places(roles, met.on)), "")
    return Obstacle(one.id, one.text, met.on, sort, one.counterpart, met.level, place=place)


def _places(roles: Iterable[Position], day: date) -> list[str]:
    """The ids of the organisations for which somebody of these roles spoke on *day*."""
    return [role.organisation for role in roles if role.organisation and held(role, day)]


def alongside(counterpart: str, book: Book, today: date) -> list[str]:
    """The ids of those who speak for the same organisations, that one first."""
    found = [counterpart]
    for place in _places(book.find(Position, "counterpart", counterpart), today):
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


def same_as(one: Obstacle, others: Iterable[Obstacle]) -> list[Obstacle]:
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
        and _side(other) == _side(one)
        and timedelta(0) <= one.on - other.on <= WITHIN
    )
    days: dict[date, Obstacle] = {one.on: one}
    for other in lately:
        if _alike(one, other):
            days.setdefault(other.on, other)
    return [days[day] for day in sorted(days, reverse=True)]


def _side(one: Obstacle) -> str:
    """For whom it was said: an organisation, else a person, else whoever was named."""
    return one.place or one.counterpart or fold(one.by)


def _alike(one: Obstacle, other: Obstacle) -> bool:
    if OTHER not in (one.sort, other.sort):
        return one.sort == other.sort
    return fuzz.token_set_ratio(fold(one.text), fold(other.text)) >= _ALIKE


def again_and_again(obstacles: Iterable[Obstacle]) -> list[list[Obstacle]]:
    """What was refused lately for the third time or more, with its times, the most often first.

    Looked at from the latest of each side and sort, so that many obstacles cost no more than once
    through; *obstacles* come the latest first.
    """
    groups: dict[tuple[str, str], list[Obstacle]] = {}
    for one in obstacles:
        if one.level is Level.TACTICAL:
            groups.setdefault((_side(one), one.sort), []).append(one)
    found = [times for own in groups.values() for times in _series(own) if len(times) >= TIMES]
    return sorted(found, key=lambda times: -len(times))


def _series(own: list[Obstacle]) -> Iterator[list[Obstacle]]:
    """The latest of one side and sort with its like; of no known sort, each that differs."""
    if own[0].sort != OTHER:
        yield same_as(own[0], own)
        return
    left = own[:_LOOKED_AT]
    while left:
        one = left[0]
        yield same_as(one, left)
        left = [other for other in left if not _alike(one, other)]
