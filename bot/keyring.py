"""``rapport keys``: make the master key, tell which one it is, look whether all is well."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict

from bot.house import key_source
from bot.saying import say
from bot.settings import Settings
from storage.keys import KeyFile, fingerprint, no_passphrase, said
from storage.marker import Marker, read_marker
from storage.trouble import Trouble
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say of a key; never the key."""

    key: str
    """Its fingerprint; empty where there is no key yet."""
    store: str
    """The fingerprint of the key the data folder rests under; empty where there is no store."""
    fits: bool
    words: str


def made(options: argparse.Namespace, settings: Settings) -> int:
    """Make a key in a file of its own."""
    file = KeyFile((options.file or settings.key_file).expanduser())
    key = file.make()
    say(f"A new key is in {file.path}. Its fingerprint: {fingerprint(key)}")
    say("Keep a copy of the file somewhere else: without it the data cannot be read by anybody.")
    return 0


def shown(options: argparse.Namespace, settings: Settings) -> int:
    """Tell which key is set, which one the data needs, and whether they are the same."""
    told = looked_at(settings)
    say(json.dumps(asdict(told)) if options.json else told.words)
    return 0 if told.fits else 1


def looked_at(settings: Settings) -> Told:
    """The key that is set and the key that the data folder needs; nothing is changed."""
    marker = read_marker(settings.data)
    wanted = said(marker.key) if marker else ""
    try:
        found = _found(settings, marker)
    except Trouble as trouble:
        return Told("", wanted, fits=False, words=str(trouble))
    if marker is None:
        words = f"The key's fingerprint: {found}. There is no data in {settings.data} yet."
        return Told(found, "", fits=True, words=words)
    if found == wanted:
        words = f"The key's fingerprint: {found}. It opens the data in {settings.data}."
        return Told(found, wanted, fits=True, words=words)
    words = (
        f"The key that is set has the fingerprint {found}; the data in {settings.data} needs the "
        f"one of {wanted}. Set that one. Nothing was changed."
    )
    return Told(found, wanted, fits=False, words=words)


def _found(settings: Settings, marker: Marker | None) -> str:
    source = key_source(settings)
    if isinstance(source, KeyFile):
        if marker is None and not os.path.lexists(source.path):
            raise Trouble(
                f"There is no key in {source.path} yet, and no data in {settings.data}. The first "
                "start makes both; `rapport keys make` makes the key beforehand."
            )
        source.outside(settings.data)
        no_passphrase(marker.beside if marker else {})
        return fingerprint(source.found(settings.data, marker.key if marker else ""))
    return fingerprint(source.known(settings.data, marker.beside if marker else {}))
