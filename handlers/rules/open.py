"""Which promises and agreements still stand, and in which order they matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from storage.records import Agreement, Commitment, Side, Standing, Status

_STANDING = frozenset((Standing.PROPOSED, Standing.AGREED, Standing.DISPUTED))


def is_open(promise: Commitment) -> bool:
    """Whether it still has to be kept."""
    return promise.status in (Status.OPEN, Status.DISPUTED)


def soonest_first(promises: Iterable[Commitment]) -> list[Commitment]:
    """By due day, those without one last; ours before theirs on the same day."""
    return sorted(promises, key=lambda one: (one.due or date.max, one.by is not Side.US))


def ours_first(promises: Iterable[Commitment]) -> list[Commitment]:
    """Our own before theirs, each by due day."""
    return sorted(soonest_first(promises), key=lambda one: one.by is not Side.US)


def stands(agreement: Agreement, today: date) -> bool:
    """Whether it holds on that day, as far as the record tells."""
    over = agreement.until is not None and agreement.until < today
    return agreement.standing in _STANDING and not over


def latest_first(agreements: Iterable[Agreement]) -> list[Agreement]:
    """By the day they were made, the newest first."""
    return sorted(agreements, key=lambda one: (one.made_on, one.number), reverse=True)
