"""Years of a team's life on a clock that jumps from one thing to the next, watched at every step.

``python -m tests.simulation`` plays every zone there is for two years.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation.life import Life
from tests.simulation.people import founded
from tests.simulation.service import Service
from tests.simulation.whole import Whole
from tests.simulation.world import START, Found, World, looks, plans, ticks

__all__ = ["START", "Found", "World", "lived", "looks", "plans", "second_names", "ticks", "told"]


def lived(zones: Sequence[str], seed: int | str = 1, *, days: int = 730, **how: Any) -> Found:
    """What was found in a world of *zones* after *days*; *how* are fields of `World`."""
    world = World(zones, seed, **how)
    service, life = Service(world), Life(world)
    founded(world, life)
    service.run(START + timedelta(days=days))
    Whole(service).check()
    return world.found


def second_names(zones: Sequence[str]) -> set[str]:
    """Those of *zones* whose clock shows the same as that of one before them, hour by hour."""
    first = datetime(START.year, 1, 1, tzinfo=UTC)
    hours = [first + timedelta(hours=n) for n in range(24 * 366 * 2 + 24 * 30)]
    seen: set[tuple[timedelta | None, ...]] = set()
    again: set[str] = set()
    for zone in zones:
        clock = tuple(hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours)
        if clock in seen:
            again.add(zone)
        seen.add(clock)
    return again


def told(found: Found) -> str:
    """What was found, as counts, a line each."""
    lines = [f"{what}: {times:,}" for what, times in sorted(found.counts.items())]
    lines += ["", "what must hold: times looked at, times it did not"]
    for what, times in sorted(found.checked.items()):
        lines.append(f"{what}: {times:,}, {found.wrong[what]:,}")
    lines += [f"WRONG {what}: {example}" for what, example in found.examples.items()]
    return "\n".join(lines)
