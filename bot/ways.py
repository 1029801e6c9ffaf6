"""What each door is given of the house, built from its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.commit import Commit
from bot.door import Ways
from bot.handling import Clock, person_of
from handlers.chat import Message
from handlers.clocks import clock_of
from handlers.rules.direct import may_go
from storage.blobs import Blobs
from storage.records import Change, Correspondent, Setting
from storage.store import Book, Store


def ways(  # noqa: PLR0913  # The parts a door is joined to, each by its name.
    name: str,
    *,
    accept: Callable[[Message], Awaitable[bool]],
    store: Store,
    commit: Commit,
    blobs: Blobs,
    report: Callable[[str, str], None],
    clock: Clock,
) -> Ways:
    """The ways of the door called *name*; what it remembers stays its own."""

    async def keep(data: bytes) -> str:
        return await asyncio.to_thread(blobs.keep, data)

    async def fetch(blob: str) -> bytes:
        return await asyncio.to_thread(blobs.fetch, blob)

    return Ways(
        accept=accept,
        keep=keep,
        fetch=fetch,
        recall=lambda what: recalled(store, name, what),
        remember=lambda what, value: _remember(store, commit, f"{name}:{what}", value),
        report=report,
        here=lambda sender: _here(store, sender, clock),
        may_keep=lambda sender: person_of(store, sender) is not None or may_go(sender, store),
        is_member=lambda sender: person_of(store, sender) is not None,
        is_guest=lambda sender: store.get(Correspondent, sender) is not None,
    )


def _here(book: Book, sender: str, clock: Clock) -> datetime:
    member = person_of(book, sender)
    return clock().astimezone(clock_of(member.zone if member else "UTC"))


async def _remember(store: Store, commit: Commit, id: str, value: str) -> None:
    known = store.get(Setting, id)
    if known is None or known.value != value:
        await commit(store.apply([Change(known, Setting(id, value))]))


def recalled(book: Book, name: str, what: str) -> str:
    """What the door called *name* remembered as *what*; empty where it did not."""
    known = book.get(Setting, f"{name}:{what}")
    return known.value if known else ""
