"""``rapport backup`` and ``rapport restore``."""

from __future__ import annotations

import argparse
import asyncio
import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from bot.backups import FORGOTTEN, forgotten_in, lists_of_forgotten
from bot.breathing import breathe
from bot.control import Asked, account
from bot.demo.folder import is_made_up
from bot.house import House, key_source, opened
from bot.operating import has_data, noted, through
from bot.saying import Bar, say
from bot.settings import Settings
from storage.backup import Made, back_up
from storage.keys import said
from storage.meter import Progress, unseen
from storage.records import Did
from storage.restoring import Restored, restore
from storage.store import Unwritable
from storage.trouble import Trouble

PATIENCE = 3600.0
"""Seconds in which a running service has surely made a backup."""


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Make a backup, through the running service or straight from the store."""
    has_data(settings)
    to = (options.to or settings.backups).expanduser().absolute()
    asked: Asked = {"do": "backup", "to": str(to)}
    told = through(asked, settings, made, PATIENCE, Bar("Backing up"))
    if "error" in told or "file" not in told:
        raise Trouble(
            f"No backup was made: {told.get('error', 'no answer')}. Look at that folder, or "
            "name another with --to or RAPPORT_BACKUPS."
        )
    if is_made_up(settings.data):
        told["made_up"] = True
    say(json.dumps(told) if options.json else _made(told))
    if is_made_up(settings.data) and not options.json:
        say("It is a backup of the made-up year: nothing in it is real.")
    return 0


async def made(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """A backup, made and read back while the store is used; what there is to say of it."""
    to = Path(str(asked.get("to")))
    try:
        taken = await asyncio.to_thread(house.store.snapshot)
        making = partial(back_up, taken, to, house.clock(), breathe, progress)
        told = _told_of(await asyncio.to_thread(making))
    except (Trouble, Unwritable) as trouble:
        return {"error": str(trouble)}
    # It is there, whether or not the disk takes the line about it.
    with suppress(Unwritable):
        await noted(asked, house, Did.BACKED_UP, "backup")
    return told


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
    # All is there, whether or not the disk takes the line about it.
    with suppress(Unwritable):
        asyncio.run(_brought_back(settings))
    say(json.dumps(told) if options.json else _back(told))
    return 0 if back.same or back.erased else 1


async def _brought_back(settings: Settings) -> None:
    """Write down in what is there now that it came from a backup."""
    async with opened(settings) as house:
        await noted({"by": account()}, house, Did.RESTORED, "restore")


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
