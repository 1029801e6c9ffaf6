"""``rapport keys rotate``: another master key, whether or not the service is running."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from bot.control import Asked
from bot.house import House, key_source
from bot.operating import noted, through
from bot.saying import say
from bot.settings import Settings
from storage.keys import KeyFile, fingerprint
from storage.meter import Progress, unseen
from storage.passphrase import Passphrase
from storage.records import Did
from storage.sealing import Key
from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.trouble import Trouble

PATIENCE = 120.0
"""Seconds in which a running service has surely changed the key."""


def rotate(options: argparse.Namespace, settings: Settings) -> int:
    """Change the key, and say what there is to do next."""
    asked: Asked = {
        "do": "rotate",
        "to": _path(options.to),
        "passphrase_file": _path(options.to_passphrase_file),
    }
    told = through(asked, settings, turned, PATIENCE)
    if options.json:
        say(json.dumps(told))
    elif "key" in told:
        say(_next(told))
    else:
        raise Trouble(f"The key was not changed: {told.get('error', 'no answer')}")
    return 0 if "key" in told else 1


async def turned(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """The same in an open house, and in its audit."""
    told = await asyncio.to_thread(rotated, asked, house.store, house.keeper.settings)
    if "key" in told:
        await noted(asked, house, Did.ROTATED, "rotate")
    return told


def _path(path: Path | None) -> str:
    return "" if path is None else str(path.expanduser().absolute())


def rotated(asked: Asked, store: TinyStore, settings: Settings) -> Asked:
    """Let *store* rest under the key that *asked* names; words where that cannot be."""
    try:
        if asked.get("to"):
            return _to_file(KeyFile(Path(asked["to"])), store, settings)
        if asked.get("passphrase_file"):
            return _to_words(Path(asked["passphrase_file"]), store, settings)
        return _in_place(store, settings)
    except (Trouble, Unwritable) as trouble:
        return {"error": str(trouble)}


def _to_file(file: KeyFile, store: TinyStore, settings: Settings) -> Asked:
    file.outside(settings.data)
    key = file.make()
    store.rotate(key, {})
    file.settle()
    return {"key": fingerprint(key), "set": f"RAPPORT_KEY_FILE={file.path}"}


def _to_words(file: Path, store: TinyStore, settings: Settings) -> Asked:
    try:
        words = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Trouble(f"{file} cannot be read.") from None
    key, beside = Passphrase(words).new(settings.data)
    store.rotate(key, beside)
    return {"key": fingerprint(key), "set": f"RAPPORT_PASSPHRASE_FILE={file}"}


def _in_place(store: TinyStore, settings: Settings) -> Asked:
    """The key file follows itself: the new key takes its name, the old one gets another."""
    source: Any = key_source(settings)
    if not isinstance(source, KeyFile):
        raise Trouble(
            "The key is not in a key file, so name where the new one is to be: "
            "--to FILE or --to-passphrase-file FILE."
        )
    before: Key = source.read(settings.data)
    key = source.prepare()
    store.rotate(key, {})
    return {"key": fingerprint(key), "old": str(source.succeed(before))}


def _next(told: Asked) -> str:
    lines = [f"The key is changed. The new one's fingerprint: {told['key']}"]
    if told.get("set"):
        lines.append(f"Before the next start, put this setting in place of the old: {told['set']}")
    if told.get("old"):
        lines.append(f"The old key is kept in {told['old']}.")
    lines += [
        "Backups made before open with the old key only. Once they have run out, destroy it.",
        "Keep a copy of the new key somewhere else.",
    ]
    return "\n".join(lines)
