"""What the command line calls the upkeep of keys and backups; light, so that help is quick."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]


def add(commands: Any) -> None:
    """Every command of the operator's upkeep, with what may follow it."""
    _keys(commands)
    _backups(commands)


def _keys(commands: Any) -> None:
    keys = commands.add_parser("keys", help="make, name, change or check the key of the data")
    keys.set_defaults(command=_usage(keys))
    whats = keys.add_subparsers(title="what to do", metavar="WHAT")
    make = whats.add_parser("make", help="make a new key file")
    make.add_argument("file", nargs="?", type=Path, help="usual: RAPPORT_KEY_FILE")
    make.set_defaults(command=_later("bot.keyring", "made"))
    for name, what in (
        ("show", "the key's fingerprint, which opens nothing"),
        ("check", "whether the key opens the data; changes nothing"),
    ):
        one = whats.add_parser(name, help=what)
        _for_scripts(one)
        one.set_defaults(command=_later("bot.keyring", "shown"))

    rotate = whats.add_parser("rotate", help="change the key; the data opens with the new one only")
    rotate.add_argument("--to", type=Path, metavar="FILE", help="where the new key is to be kept")
    rotate.add_argument(
        "--to-passphrase-file", type=Path, metavar="FILE", help="a file with the new passphrase"
    )
    _for_scripts(rotate)
    rotate.set_defaults(command=_later("bot.rotating", "rotate"))


def _backups(commands: Any) -> None:
    backup = commands.add_parser("backup", help="make a backup, also while the service runs")
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="usual: RAPPORT_BACKUPS")
    _for_scripts(backup)
    backup.set_defaults(command=_later("bot.saving", "backup"))
    back = commands.add_parser("restore", help="put a backup into the data folder, if it is empty")
    back.add_argument("file", type=Path)
    _for_scripts(back)
    back.set_defaults(command=_later("bot.saving", "bring_back"))


def _for_scripts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script to read")


def _usage(parser: argparse.ArgumentParser) -> Command:
    def show(options: argparse.Namespace, settings: Settings) -> int:
        parser.print_help()
        return 0

    return show


def _later(module: str, name: str) -> Command:
    """The function of that *name*, loaded when it is called: the house is heavier than help."""

    def run(options: argparse.Namespace, settings: Settings) -> int:
        return int(getattr(import_module(module), name)(options, settings))

    return run
