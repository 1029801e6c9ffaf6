"""What each door is given of the house, built from its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.commit import Commit
from bot.door import Ways
from bot.handling import person_of
from bot.inbox import Inbox
from storage.blobs import Blobs
from storage.records import Change, Setting
from storage.store import Book, Store


def ways(  # noqa: PLR0913  # The parts a door is joined to, each by its name.
    name: str,
    *,
    inbox: Inbox,
    store: Store,
    commit: Commit,
    blobs: Blobs,
    report: Callable[[str, str], None],
) -> Ways:
    """The ways of the door called *name*; what it remembers stays its own."""

    async def keep(data: bytes) -> str:
        return await asyncio.to_thread(blobs.keep, data)

    async def fetch(blob: str) -> bytes:
        return await asyncio.to_thread(blobs.fetch, blob)

    async def remember(what: str, value: str) -> None:
        await _remember(store, commit, f"{name}:{what}", value)

    return Ways(
        accept=inbox.accept,
        keep=keep,
        fetch=fetch,
        recall=lambda what: recalled(store, name, what),
        remember=remember,
        report=report,
        may_keep=lambda sender: person_of(store, sender) is not None,
    )


async def _remember(store: Store, commit: Commit, id: str, value: str) -> None:
    known = store.get(Setting, id)
    if known is None or known.value != value:
        await commit(store.apply([Change(known, Setting(id, value))]))


def recalled(book: Book, name: str, what: str) -> str:
    """What the door called *name* remembered as *what*; empty where it did not."""
    known = book.get(Setting, f"{name}:{what}")
    return known.value if known else ""
