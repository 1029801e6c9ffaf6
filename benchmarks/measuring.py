"""Subjects measured side by side: a shuffled round asks each once, and ratios are of one round.

A disk that grows slow then grows slow for all. Of a ratio the median is told with the bounds
that hold 95 % of the medians of samples drawn from it.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Subject = Callable[[int], object]
"""Does its work once; it is given the number of the round."""

Times = dict[str, list[float]]
"""Of each subject, what every round took, in seconds."""

DRAWN = 400


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value against the goal of that name."""

    goal: str
    value: float
    low: float
    high: float
    control: str = ""
    """What was measured beside it in the same run, in words."""
    note: str = ""


@dataclass(slots=True)
class Report:
    """All that one run measured."""

    figures: list[Figure] = field(default_factory=list)
    times: dict[str, Times] = field(default_factory=dict)
    """By what was measured."""
    notes: list[str] = field(default_factory=list)
    void: list[str] = field(default_factory=list)
    """What does not count because its control did not hold, or because it failed."""
    keep: Callable[[], None] = lambda: None
    """Puts on disk what is measured so far; long parts call it as they go."""

    def add(self, goal: str, ratio: Ratio, control: str, note: str = "") -> None:
        """Add a ratio as a figure."""
        self.figures.append(Figure(goal, ratio.middle, ratio.low, ratio.high, control, note))

    def tell(self, goal: str, value: float, control: str = "", note: str = "") -> None:
        """Add a count, or a time that is a goal by itself."""
        self.figures.append(Figure(goal, value, value, value, control, note))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio's median and its bounds."""

    middle: float
    low: float
    high: float


def interleaved(subjects: dict[str, Subject], rounds: int, seed: int = 2) -> Times:
    """What each subject takes, round by round."""
    chance = random.Random(seed)
    times: Times = {name: [] for name in subjects}
    order = list(subjects)
    for number in range(rounds):
        chance.shuffle(order)
        for name in order:
            start = time.perf_counter()
            subjects[name](number)
            times[name].append(time.perf_counter() - start)
    return times


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """*above* / *below*, round by round."""
    ratios = [one / other for one, other in zip(above, below, strict=True)]
    chance = random.Random(3)
    size = len(ratios)
    medians = sorted(
        statistics.median(chance.choices(ratios, k=size)) for _ in range(DRAWN if size > 2 else 1)
    )
    at = len(medians) // 40
    return Ratio(statistics.median(ratios), medians[at], medians[-1 - at])


def middle(times: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(times) * 1e3


def slow(times: Sequence[float]) -> float:
    """The slowest of a hundred, in milliseconds."""
    return (statistics.quantiles(times, n=100)[98] if len(times) > 99 else max(times)) * 1e3


def even(times: Times, one: str, other: str) -> bool:
    """Whether a subject and its double agree within ten parts of a hundred, bounds and all."""
    of = ratio(times[one], times[other])
    return of.low >= 0.9 and of.high <= 1.1
