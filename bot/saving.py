"""``rapport backup`` and ``rapport restore``."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import control
from bot.backups import FORGOTTEN, forgotten_in, lists_of_forgotten
from bot.control import Asked
from bot.house import key_source
from bot.saying import Bar, say
from bot.settings import Settings
from storage.backup import Made, back_up
from storage.keys import said
from storage.restoring import Restored, restore
from storage.store import Unwritable
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble

PATIENCE = 3600.0
"""Seconds in which a running service has surely made a backup."""


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Make a backup, through the running service or straight from the store."""
    to = (options.to or settings.backups).expanduser().absolute()
    asked: Asked = {"do": "backup", "to": str(to)}
    told = control.ask(control.socket_path(settings.data), asked, PATIENCE)
    if told is None:
        store = open_store(settings.data, key_source(settings))
        try:
            told = _told_of(back_up(store.snapshot(), to, datetime.now(UTC)))
        finally:
            store.close()
    if "error" in told or "file" not in told:
        raise Trouble(f"No backup was made: {told.get('error', 'no answer')}")
    say(json.dumps(told) if options.json else _made(told))
    return 0


async def made(store: TinyStore, to: Path, now: datetime) -> Asked:
    """A backup in *to*, made and read back while the store is used; what there is to say of it."""
    try:
        taken = await asyncio.to_thread(store.snapshot)
        return _told_of(await asyncio.to_thread(back_up, taken, to, now))
    except (Trouble, Unwritable) as trouble:
        return {"error": str(trouble)}


def _told_of(made: Made) -> Asked:
    contents = made.contents
    return {
        "file": str(made.path),
        "bytes": made.size,
        "key": said(contents.key),
        "records": sum(contents.counts.values()),
        "counts": contents.counts,
        "digest": contents.digest,
    }


def _made(told: Asked) -> str:
    size = told["bytes"] // 1024 + 1
    return (
        f"{told['file']}: {told['records']} records, {size} kB, read back.\n"
        f"It opens with the key {told['key']}, which is not in it."
    )


def bring_back(options: argparse.Namespace, settings: Settings) -> int:
    """Put a backup into the data folder, which must be empty."""
    file = options.file.expanduser()
    lists = (*lists_of_forgotten(settings), file.parent / FORGOTTEN)
    back = restore(
        file,
        settings.data,
        key_source(settings),
        forgotten=forgotten_in(*lists),
        progress=Bar("Restoring"),
    )
    told = _told_back(back, settings.data)
    say(json.dumps(told) if options.json else _back(told))
    return 0 if back.same or back.erased else 1


def _told_back(back: Restored, data: Path) -> dict[str, Any]:
    return {
        "folder": str(data),
        "made_at": back.contents.made_at,
        "records": sum(back.counts.values()),
        "counts": back.counts,
        "digest": back.digest,
        "same": back.same,
        "erased": back.erased,
    }


def _back(told: dict[str, Any]) -> str:
    lines = [f"{told['folder']} holds {told['records']} records, as of {told['made_at'][:16]} UTC."]
    lines += [f"  {kind}: {count}" for kind, count in sorted(told["counts"].items())]
    if told["same"]:
        lines.append("Counts and digest are those of the backup.")
    elif told["erased"]:
        lines.append(
            f"{told['erased']} of its keys were destroyed since, because something was erased; "
            "what rested under them did not come back. A newer backup holds what was kept."
        )
    else:
        lines.append("Counts or digest are not those of the backup. Take another one.")
    return "\n".join(lines)
