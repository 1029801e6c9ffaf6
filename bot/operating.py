"""What the operator asks for, of the running service or of a store that nobody holds: one way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot import control
from bot.control import Asked, account, named
from bot.house import House, opened
from bot.settings import Settings
from storage import chain
from storage.folder import begun
from storage.meter import Progress, unseen
from storage.records import Audit, Change, Did
from storage.trouble import Busy, Trouble

Do = Callable[[Asked, House, Progress], Awaitable[Asked]]
"""Does what is asked in an open house; what cannot be done is told under ``error``."""

STARTING, AGAIN = 5.0, 0.1
"""Seconds for which a store that is held may be that of a service about to listen, and between two
tries."""

CHECKED_EVERY = timedelta(days=1)
"""A machine that looks every minute is written down once in so long."""


def through(
    asked: Asked, settings: Settings, do: Do, patience: float = 60.0, progress: Progress = unseen
) -> Asked:
    """The running service's answer, waited for so many seconds; where none runs, what *do* says."""
    asked = {**asked, "by": account()}
    path, end = control.socket_path(settings.data), time.monotonic() + STARTING
    while (told := control.ask(path, asked, patience, progress)) is None:
        try:
            return asyncio.run(_alone(asked, settings, do, progress))
        except Busy:
            # A service that is starting holds the store before it can be asked.
            if time.monotonic() > end:
                raise
            time.sleep(AGAIN)
    return told


async def _alone(asked: Asked, settings: Settings, do: Do, progress: Progress) -> Asked:
    async with opened(settings) as house:
        return await do(asked, house, progress)


def has_data(settings: Settings) -> None:
    """Raise `Trouble` where there is no store yet: what looks after one must not begin another."""
    if begun(settings.data):
        return
    raise Trouble(
        f"There is no data in {settings.data} yet, so there is nothing to do. Is the right disk "
        "mounted? RAPPORT_DATA names the folder that holds yours."
    )


def line(
    asked: Asked, house: House, did: Did, what: str, about: Sequence[str] = ()
) -> tuple[Change, ...]:
    """The changes that write down in the audit that it was done."""
    return chain.line(house.store, house.clock(), named(asked), did, what, about)


async def noted(asked: Asked, house: House, did: Did, what: str) -> None:
    """Write down in the audit that it was done; raises `Unwritable`."""
    await house.commit(house.store.apply(line(asked, house, did, what)))


async def noted_now_and_then(asked: Asked, house: House, did: Did, what: str) -> None:
    """The same, where it was not written down within `CHECKED_EVERY`; raises `Unwritable`."""
    since = house.clock() - CHECKED_EVERY
    days = {since.date(), house.clock().date()}
    lines = (one for day in days for one in house.store.find(Audit, "day", day.isoformat()))
    if not any(one.did is did and one.at > since for one in lines):
        await noted(asked, house, did, what)
