"""Which card may leave next, and when: pure bookkeeping on a timer that is handed in."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import field
from itertools import count

from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast one platform lets us write; zero means as fast as we can."""

    bulk_per_second: float = 0.0
    """For what nobody waits for; what answers take is missing from it."""
    all_per_second: float = 0.0
    burst: int = 1
    """Cards one chat may get within *burst_seconds* before it has to wait."""
    burst_seconds: float = 0.0
    bulk_gap: float = 0.0
    """Seconds between cards in one chat where the next one is bulk."""
    at_once: int = 16
    """Cards under way at the same time."""
    alone_seconds: float = 0.0
    """How long a card is left alone under way before the next one joins it.

    Where a platform cannot say what has arrived, a crash leaves every card under way in doubt:
    one, as long as it answers within this time, and a slow answer still holds nobody up.
    """
    crowd: int = 0
    """Bulk waiting beyond this many is a crowd: it leaves as fast as the rate allows.

    Cards then overlap for as long as the platform takes to answer, `at_once` of them at most, and
    so many may come a second time after a crash. Zero knows no crowd.
    """


LEEWAY = 0.02
"""Seconds by which a timer may ring late without the next card having to wait for it as well."""


@dataclass(slots=True)
class _Lane:
    """One chat: what waits for it, and when it may have the next."""

    answers: deque[str] = field(default_factory=deque)
    bulk: deque[str] = field(default_factory=deque)
    taken: deque[float] = field(default_factory=deque)
    held: float = 0.0
    busy: bool = False

    def waiting(self, urgent: bool) -> deque[str]:
        return self.answers if urgent else self.bulk

    def free_at(self, limits: Limits, *, urgent: bool) -> float:
        at = self.held
        if len(self.taken) >= limits.burst:
            at = max(at, self.taken[0] + limits.burst_seconds)
        if not urgent and self.taken:
            at = max(at, self.taken[-1] + limits.bulk_gap)
        return at


class Queue:
    """What is owed on one platform: answers before bulk, in order within a chat.

    Times are seconds of a monotonic timer. One card is under way in a chat at a time.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lanes: dict[str, _Lane] = {}
        self._heaps: dict[bool, list[tuple[float, int, str]]] = {True: [], False: []}
        self._free = {True: 0.0, False: 0.0}
        self._order = count()
        self._busy = 0
        self._waiting = {True: 0, False: 0}
        self._held = 0.0
        self._last = 0.0

    def __len__(self) -> int:
        """How many cards wait or are under way."""
        return self._waiting[True] + self._waiting[False] + self._busy

    def push(self, place: str, id: str, *, urgent: bool, first: bool = False) -> None:
        """Let *id* wait for its turn in the chat *place*; *first* where it has waited before."""
        lane = self._lanes.setdefault(place, _Lane())
        waiting = lane.waiting(urgent)
        if first:
            waiting.appendleft(id)
        else:
            waiting.append(id)
        self._waiting[urgent] += 1
        self._line_up(place, lane)

    def pop(self, now: float) -> tuple[str, str, bool] | None:
        """(place, id, urgent) of the card to send now, if one may leave; `done` must follow."""
        if self._busy >= self._limits.at_once or now < max(self._held, self._alone()):
            return None
        for urgent in (True, False):
            if now >= self._free[urgent] and (found := self._pick(now, urgent)):
                self._spend(now)
                return found
        return None

    def seize(self, place: str, now: float) -> bool:
        """Whether an answer may leave to *place* at once, past nobody; `done` must follow then."""
        lane = self._lanes.setdefault(place, _Lane())
        if self._waiting[True] or lane.busy or self._busy >= self._limits.at_once:
            return False
        at = lane.free_at(self._limits, urgent=True)
        if now < max(at, self._free[True], self._held, self._alone()):
            return False
        self._occupy(lane, now)
        self._spend(now)
        return True

    def wait(self, now: float) -> float | None:
        """Seconds until `pop` may have something; ``None`` where only a change brings that."""
        if self._busy >= self._limits.at_once:
            return None
        starts = [
            max(heap[0][0], self._free[urgent], self._held, self._alone())
            for urgent, heap in self._heaps.items()
            if heap
        ]
        return max(0.0, min(starts) - now) if starts else None

    def done(self, place: str, now: float, *, hold: float = 0.0) -> None:
        """The card under way in *place* has come to its end; the chat waits *hold* seconds more."""
        lane = self._lanes[place]
        lane.busy = False
        lane.held = now + hold
        self._busy -= 1
        if lane.answers or lane.bulk:
            self._line_up(place, lane)

    def hold(self, until: float) -> None:
        """Let nothing leave before *until*."""
        self._held = max(self._held, until)

    def move(self, old: str, new: str) -> None:
        """The chat *old* is called *new* from now on."""
        lane = self._lanes.get(old)
        for urgent in (True, False):
            while lane and lane.waiting(urgent):
                self._waiting[urgent] -= 1
                self.push(new, lane.waiting(urgent).popleft(), urgent=urgent)

    def _alone(self) -> float:
        """Until when the card under way is left alone."""
        crowded = 0 < self._limits.crowd < self._waiting[False]
        return self._last + self._limits.alone_seconds if self._busy and not crowded else 0.0

    def _line_up(self, place: str, lane: _Lane) -> None:
        if lane.busy:
            return
        for urgent in (True, False):
            if lane.waiting(urgent):
                at = lane.free_at(self._limits, urgent=urgent)
                heapq.heappush(self._heaps[urgent], (at, next(self._order), place))

    def _pick(self, now: float, urgent: bool) -> tuple[str, str, bool] | None:
        """The next card of that kind; entries that no longer hold are dropped on the way."""
        heap = self._heaps[urgent]
        while heap and heap[0][0] <= now:
            place = heapq.heappop(heap)[2]
            lane = self._lanes[place]
            if lane.busy or not lane.waiting(urgent):
                continue
            at = lane.free_at(self._limits, urgent=urgent)
            if at > now:
                heapq.heappush(heap, (at, next(self._order), place))
                continue
            self._waiting[urgent] -= 1
            return place, self._take(lane, now, urgent), urgent
        return None

    def _take(self, lane: _Lane, now: float, urgent: bool) -> str:
        self._occupy(lane, now)
        return lane.waiting(urgent).popleft()

    def _occupy(self, lane: _Lane, now: float) -> None:
        lane.busy = True
        lane.taken.append(now)
        if len(lane.taken) > self._limits.burst:
            lane.taken.popleft()
        self._busy += 1
        self._last = now

    def _spend(self, now: float) -> None:
        limits = self._limits
        if limits.all_per_second:
            self._free[True] = max(now - LEEWAY, self._free[True]) + 1 / limits.all_per_second
        if limits.bulk_per_second:
            # Answers wait for nothing that bulk does, and what they take is missing from it.
            self._free[False] = max(now - LEEWAY, self._free[False]) + 1 / limits.bulk_per_second
        self._free[False] = max(self._free[False], self._free[True])
