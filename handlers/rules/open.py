"""Which promises and agreements still stand, and in which order they matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.rules.agreeing import stands
from storage.records import Agreement, Commitment, Side, Status

__all__ = ["is_open", "latest_first", "ours_first", "soonest_first", "stands"]


def is_open(promise: Commitment) -> bool:
    """Whether it still has to be kept."""
    return promise.status in (Status.OPEN, Status.DISPUTED)


def soonest_first(promises: Iterable[Commitment]) -> list[Commitment]:
    """By due day, those without one last; ours before theirs on the same day."""
    return sorted(promises, key=lambda one: (one.due or date.max, one.by is not Side.US))


def ours_first(promises: Iterable[Commitment]) -> list[Commitment]:
    """Our own before theirs, each by due day."""
    return sorted(soonest_first(promises), key=lambda one: one.by is not Side.US)


def latest_first(agreements: Iterable[Agreement]) -> list[Agreement]:
    """By the day they were made, the newest first."""
    return sorted(agreements, key=lambda one: (one.made_on, one.number), reverse=True)
