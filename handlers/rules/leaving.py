"""Who may take something out, and whose yes it needs (PRACTICE D19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from storage.records import Member, Role, TakingOut

LASTS = timedelta(days=1)
"""How long a yes is good for."""


def givers(member: Member, team: Iterable[Member]) -> list[Member]:
    """Whose yes would do for *member*: another mandator's, or where there is none on the team,
    another coordinator's."""
    active = [one for one in team if one.active]
    return [one for one in top(active) if one.id != member.id]


def needs_yes(member: Member, team: Iterable[Member], *, sealed: bool) -> bool:
    """Whether *member* must ask: for an open file always, for a sealed one below the mandator."""
    active = [one for one in team if one.active]
    return not sealed or all(one.id != member.id for one in top(active))


def may_give(member: Member, asked: TakingOut, team: Iterable[Member]) -> bool:
    """Whether *member*'s yes would do for what was *asked*; never their own."""
    active = [one for one in team if one.active]
    return asked.member != member.id and any(one.id == member.id for one in top(active))


def is_good(asked: TakingOut, now: datetime) -> bool:
    """Whether a yes was given that has not been used and is not too old."""
    given = asked.decided_at
    return asked.allowed and not asked.used and given is not None and now - given <= LASTS


def top(active: Sequence[Member]) -> list[Member]:
    """Those of *active* who may say yes: mandators, or where there are none, coordinators."""
    mandators = [one for one in active if one.role is Role.MANDATOR]
    return mandators or [one for one in active if one.role is Role.COORDINATOR]
