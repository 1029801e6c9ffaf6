"""One tick, no more: what is due stands in the records."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SECONDS = 25


def scheduler(tick: Callable[[], Awaitable[None]], seconds: float = SECONDS) -> AsyncIOScheduler:
    """A clock, not yet started, that calls *tick* and forgives every delay."""
    made = AsyncIOScheduler(timezone="UTC")
    made.add_job(
        tick,
        "interval",
        seconds=seconds,
        id="tick",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    return made


def at_once(made: AsyncIOScheduler) -> None:
    """Let the next tick come now: a door has opened, and what is due need not wait for it."""
    made.modify_job("tick", next_run_time=datetime.now(UTC))
