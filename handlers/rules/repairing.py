"""When trust was hurt and is not yet mended (PRACTICE rows 78-80)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from storage.records import TrustEvent

BREACH, REPAIRED, POSITIVE = "breach", "repair", "positive"
PATIENCE = timedelta(days=14)
"""How long nothing cheerful is in place after trust was hurt."""


def breaches(events: Sequence[TrustEvent]) -> list[TrustEvent]:
    """The breaches that nothing has mended since; *events* in the order they were told."""
    return [
        one for at, one in enumerate(events) if one.kind == BREACH and not _mended(one, at, events)
    ]


def _mended(breach: TrustEvent, at: int, events: Sequence[TrustEvent]) -> bool:
    """Whether a repair came on a later day, or was told later of the same one."""
    return any(
        one.kind == REPAIRED and (one.on > breach.on or (one.on == breach.on and n > at))
        for n, one in enumerate(events)
    )


def held_until(events: Sequence[TrustEvent]) -> date | None:
    """The last day on which nothing cheerful is said; ``None`` where all is well."""
    return max((one.on + PATIENCE for one in breaches(events)), default=None)
