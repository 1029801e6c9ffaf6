"""``rapport keys rotate``: another master key, whether or not the service is running."""

from __future__ import annotations

import argparse
import asyncio
import json
import threading
from pathlib import Path

from bot.control import Asked
from bot.house import House, key_source
from bot.operating import has_data, noted, through
from bot.saying import say
from bot.settings import Settings
from storage.keys import KeyFile, KeySource, fingerprint, said
from storage.meter import Progress, unseen
from storage.passphrase import Passphrase
from storage.records import Did
from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.trouble import Trouble, reason

PATIENCE = 120.0
"""Seconds in which a running service has surely changed the key."""

_ONE_AT_A_TIME = threading.Lock()
"""Held while a key is changed: of two changes at once, one would write over the other's new key."""


def rotate(options: argparse.Namespace, settings: Settings) -> int:
    """Change the key, and say what there is to do next."""
    has_data(settings)
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
        with _ONE_AT_A_TIME:
            if asked.get("to"):
                return _to_file(KeyFile(Path(asked["to"])), store, settings)
            if asked.get("passphrase_file"):
                return _to_words(Path(asked["passphrase_file"]), store, settings)
            return in_place(store, key_source(settings), settings.data)
    except (Trouble, Unwritable) as trouble:
        return {"error": str(trouble)}


def _to_file(file: KeyFile, store: TinyStore, settings: Settings) -> Asked:
    file.outside(settings.data)
    key = file.make()
    try:
        store.rotate(key, {})
    except Unwritable:
        # Nothing rests under it, and the next try is to find the name free.
        file.path.unlink()
        raise
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


def in_place(store: TinyStore, source: KeySource, folder: Path) -> Asked:
    """The key file follows itself: the new key takes its name, the old one gets another.

    Raises `Trouble` or `Unwritable`.
    """
    if not isinstance(source, KeyFile):
        raise Trouble(
            "The key is not in a key file, so name where the new one is to be: "
            "--to FILE or --to-passphrase-file FILE."
        )
    try:
        # Where a change was cut short, what waits beside the file is the store's only key.
        source.known(folder, {}, store.key)
        before = source.read(folder)
        if before.id.hex() != store.key:
            raise Trouble(
                f"The data rests under the key {said(store.key)} now, and {source.path} holds "
                f"another. Nothing was changed. Keep {source.next.path} if it is there, and put "
                "the file with that key in place first."
            )
        key = source.prepare()
        store.rotate(key, {})
        return {"key": fingerprint(key), "old": str(source.succeed(before))}
    except OSError as error:
        raise Trouble(
            f"{source.path} cannot be written: {reason(error)}. The data rests under the key "
            f"{said(store.key)}; keep {source.path} and {source.next.path}, one of which holds it, "
            "put the disk right and start Rapport again, which puts that key in place."
        ) from None


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
