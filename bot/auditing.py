"""Whether every line of the audit is there, and goes on from what was written down elsewhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups import backups_in
from storage import chain
from storage.records import Audit, Did
from storage.store import Book
from storage.tiny import TinyStore
from storage.trouble import Trouble

_END = re.compile(r"[1-9]\d{0,11}:[0-9a-f]{16,64}")
"""How an operator writes down where the audit ends: a line's number, and of its seal enough."""

_ALTERED = (
    "an older copy of the data was put back, or somebody who has the key took lines out or wrote "
    "them anew. Keep the data folder aside as it is, and find out who did that"
)


def short(told: str) -> str:
    """Where the audit ends, short enough to be written down on paper; empty where it is empty."""
    number, _, seal = told.partition(":")
    return f"{number}:{seal[:16]}" if seal else ""


def is_end(written: str) -> bool:
    """Whether that is how `short` writes it."""
    return bool(_END.fullmatch(written))


async def audited(store: TinyStore, backups: Path, written: str = "") -> str:
    """What is wrong with the audit, in words; empty where every line is as it was written.

    *written* is where it ended once, as `short` told an operator then.
    """
    if wrong := await _broken(store):
        return wrong
    if written and not chain.goes_on(store, written):
        return f"the audit does not go on from {written}: {_ALTERED}"
    return await _broken_off(store, backups)


async def _broken(book: Book) -> str:
    for number, wrong in enumerate(chain.broken(book)):
        if wrong:
            return wrong
        if not number % 100:
            # Others have their turn: it may be long.
            await asyncio.sleep(0)
    return ""


async def _broken_off(store: TinyStore, folder: Path) -> str:
    """Of which backup the audit does not go on; of one brought back as it was, it does."""
    for path in reversed(backups_in(folder).values()):
        try:
            told = await asyncio.to_thread(store.told_by, path)
        except Trouble as trouble:
            return str(trouble)
        if told is None or chain.goes_on(store, told.audit):
            continue
        if not _brought_back_since(store, datetime.fromisoformat(told.made_at)):
            return f"the audit does not go on from where it ended in {path}: {_ALTERED}"
    return ""


def _brought_back_since(book: Book, since: datetime) -> bool:
    """Whether a backup was brought back later than that, by our own command."""
    return any(one.did is Did.RESTORED and one.at >= since for one in _lines(book, since))


def _lines(book: Book, since: datetime) -> Iterator[Audit]:
    """The lines of that day and of all after it, the newest of which is the last of the chain."""
    number = chain.end(book).partition(":")[0]
    last = book.get(Audit, f"{int(number):012}") if number else None
    day = since.date()
    while last is not None and day <= last.at.date():
        yield from book.find(Audit, "day", day.isoformat())
        day += timedelta(days=1)
