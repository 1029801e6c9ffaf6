"""A team and its counterparts as records, what is still to happen to them, and what was found.

The engine under test is pure, so all of the world is here. What must hold is worked out from the
world alone (`manners`, `whole`), never by asking the engine.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from handlers.chat import Reply
from handlers.nudging.closing import Planned
from handlers.nudging.due import Told, due
from handlers.nudging.planning import looked_over, replanned
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Commitment,
    Delivery,
    Identity,
    Member,
    Nudge,
    Presence,
    Reason,
    Record,
    Rhythm,
    Stage,
    Status,
)
from storage.store import Book

R = TypeVar("R", bound=Record)

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ENDED = (Stage.SETTLED, Stage.SNOOZED, Stage.SKIPPED)

Plan = Callable[[Book, Sequence[Change], datetime, str], Planned]
Look = Callable[[Book, Sequence[str], datetime], Planned]
Tick = Callable[[MemoryStore, datetime, Callable[[Identity], bool]], Told]


def plans(book: Book, changes: Sequence[Change], now: datetime, pressed: str) -> Planned:
    """The engine's own planning."""
    return replanned(book, changes, now, pressed=pressed)


def looks(book: Book, ids: Sequence[str], now: datetime) -> Planned:
    """The engine's own daily look."""
    return looked_over(book, ids, now)


def ticks(store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]) -> Told:
    """The engine's own tick."""
    return due(store, now, is_open=is_open)


@dataclass
class Said:
    """A card as it left: to whom, when on their own clock, and whether it says that it is late."""

    key: str
    nudges: list[Nudge]
    member: Member
    at: datetime
    marked: bool
    delivered: bool = False

    @property
    def here(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.member.zone))

    @property
    def asked(self) -> bool:
        """Whether the person chose the hour of all that it says."""
        return all(one.asked for one in self.nudges)


@dataclass
class Found:
    """How often each thing that must hold was looked at, and how often it did not."""

    checked: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, other: Found) -> None:
        """Take in what was found elsewhere."""
        self.checked += other.checked
        self.wrong += other.wrong
        self.counts += other.counts
        self.examples = other.examples | self.examples


@dataclass
class World:
    """The records, the clock, and all that is still to happen."""

    zones: Sequence[str]
    seed: int | str = 1
    people: int = 4
    """Counterparts of each member, but for those in a zone that is a *second* name of a clock."""
    second: Collection[str] = ()
    """Zones whose clock another zone shows as well; who lives there knows one counterpart."""
    plan: Plan = plans
    look: Look = looks
    tick: Tick = ticks
    trouble: bool = True
    """Whether doors fail, the service stops and people change their habits."""
    turns: int = 6
    """How often within two years each member changes a setting, leaves, comes back or hands over;
    and beside that in the middle of what waits while the service is stopped."""
    now: datetime = START
    found: Found = field(default_factory=Found)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed}")
        self.store = MemoryStore()
        self.said: list[Said] = []
        self.told_about: defaultdict[str, list[Said]] = defaultdict(list)
        """Cards by the record that they are about."""
        self.handed: dict[str, datetime] = {}
        """When a nudge last came to be meant for somebody else."""
        self.refused: set[str] = set()
        """Nudges of which a card did not arrive."""
        self.lost: defaultdict[str, list[tuple[date, bool]]] = defaultdict(list)
        """For each member from when on an account could be written to no more, or again."""
        self.unreached: set[str] = set()
        """Nudges that nobody could be told of when they were due."""
        self.changed: dict[str, datetime] = {}
        """When somebody's zone, week or hours last changed."""
        self.seen_to: dict[str, date] = {}
        """The day on which a nudge was told, or came to another end."""
        self.settled: dict[str, datetime] = {}
        """When a promise came to its end."""
        self.silent: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
        """First and last days on which nothing cheerful is to be said about somebody."""
        self.never: set[str] = set()
        self.gone: dict[str, datetime] = {}
        """When a member left for good."""
        self.off: dict[str, datetime] = {}
        """Until when somebody is not taken off the team again."""
        self.spans_off: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        """From when until when somebody was off the team."""
        self.outages: list[tuple[datetime, datetime]] = []
        """When the service, or one of its doors, was not there."""
        self.on_sent: Callable[[Nudge, Delivery], None] = lambda nudge, delivery: None
        """What a person does when a card has arrived."""
        self.on_stop: Callable[[timedelta], None] = lambda length: None
        """What people do while the service is not there."""
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order, self._ids = count(), count(1)

    def id(self, kind: str) -> str:
        return f"{kind}{next(self._ids)}"

    def number(self) -> int:
        return next(self._ids)

    def get(self, kind: type[R], id: str) -> R:
        found = self.store.get(kind, id)
        assert found is not None
        return found

    def some(self, *, days: float = 0, hours: float = 0) -> timedelta:
        """A moment within that long."""
        return timedelta(minutes=self.chance.randint(1, int(days * 1440 + hours * 60)))

    def today(self, member: str) -> date:
        return self.now.astimezone(ZoneInfo(self.get(Member, member).zone)).date()

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), what))

    def next_event(self) -> datetime | None:
        return self._events[0][0] if self._events else None

    def happen(self) -> None:
        """Let all that was to happen by now happen."""
        while self._events and self._events[0][0] <= self.now:
            heapq.heappop(self._events)[2]()

    def does(self, changes: Sequence[Change], pressed: str = "") -> None:
        """What somebody tells, with all that follows from it, in one step."""
        planned = self.plan(self.store, changes, self.now, pressed)
        self.apply([*changes, *planned.changes], planned.replies, pressed)

    def apply(
        self, changes: Sequence[Change], replies: Sequence[Reply] = (), pressed: str = ""
    ) -> None:
        """One step of the store, with *replies* to send because of it; watched on the way."""
        ended = [self._card_of(change) for change in changes]
        self.store.apply(changes)
        for change in changes:
            self._note(change)
        redrawn = {(one.to.platform, one.replaces) for one in replies}
        for card in filter(None, ended):
            fact = card in redrawn or f"{card[0]}:{card[1]}" == pressed
            self.holds("settled on one door, redrawn on the other", fact, (card, changes))

    def _card_of(self, change: Change) -> tuple[str, str] | None:
        """The card, shown somewhere, of a nudge that this change brings to its end."""
        before, after = change.before, change.after
        if not isinstance(before, Nudge) or not isinstance(after, Nudge):
            return None
        if before.stage is not Stage.SENT or after.stage not in ENDED or before.card != before.id:
            return None
        if after.why == "followed":
            # A later card about the same says all that this one does, which may stay as it is.
            return None
        shown = [one for one in self.store.find(Delivery, "answers", before.card) if one.sent_id]
        return (shown[-1].platform, shown[-1].sent_id) if shown else None

    def _note(self, change: Change) -> None:
        before, after = change.before, change.after
        if isinstance(after, Nudge) and after.stage is not Stage.PLANNED:
            self.seen_to.setdefault(after.id, self.today(after.member))
        match after:
            case Nudge() if isinstance(before, Nudge) and _comes_anew(before, after):
                self.handed[after.id] = self.now
            case Nudge() if after.stage is Stage.UNREACHED:
                self.unreached.add(after.id)
            case Presence():
                self.lost[after.id].append((self.now.date(), bool(after.lost)))
            case Rhythm():
                self.changed[after.id] = self.now
            case Member():
                self.changed[after.id] = self.now
            case Commitment() if after.status is not Status.OPEN:
                self.settled.setdefault(after.id, self.now)

    def told_by(self, key: str) -> list[Nudge]:
        """The nudges that a card tells."""
        told = self.store.find(Nudge, "card", key)
        return [one for one in told if one.reason is not Reason.LATE]

    def is_silent(self, counterpart: str, day: date) -> bool:
        """Whether mourning or a breach keeps cheerful words away on *day*."""
        return any(first <= day <= last for first, last in self.silent[counterpart])

    def was_off(self, member: str, first: date, last: date) -> bool:
        """Whether somebody was off the team at some time between the two."""
        spans = self.spans_off[member]
        return any(since.date() <= last and first <= until.date() for since, until in spans)

    def was_away(self, since: datetime, until: datetime) -> float:
        """Seconds for which the service or a door was not there between the two, at most."""
        spans = [min(until, end) - max(since, start) for start, end in self.outages]
        return sum((span.total_seconds() for span in spans if span > timedelta(0)), 0.0)

    def holds(self, what: str, fact: bool, about: object = "") -> None:
        """Note that *what* must hold, and whether it does."""
        self.found.checked[what] += 1
        if not fact:
            self.found.wrong[what] += 1
            example = f"{self.now:%Y-%m-%d %H:%M} {about!r}"
            self.found.examples.setdefault(what, example[:700])


def _comes_anew(before: Nudge, after: Nudge) -> bool:
    """Whether it is meant for somebody else now, or for somebody who can be reached again."""
    again = before.stage is Stage.UNREACHED and after.stage is Stage.PLANNED
    return again or before.member != after.member
