"""What the command line calls the upkeep of keys and backups; light, so that help is quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.settings import Settings
from storage.records import Role

Command = Callable[[argparse.Namespace, Settings], int]

EX_CONFIG = 78
"""How a command ends that was not begun, because a setting is wrong."""


def add(commands: Any) -> None:
    """Every command of the operator's upkeep, with what may follow it."""
    _people(commands)
    _looking(commands)
    _keys(commands)
    _backups(commands)
    _files(commands)


def _people(commands: Any) -> None:
    invite = commands.add_parser("invite", help="make an invitation that lets one person in")
    invite.add_argument("--name", required=True, help="what the team calls them")
    invite.add_argument("--role", default="negotiator", choices=[role.value for role in Role])
    _for_scripts(invite)
    invite.set_defaults(command=_later("bot.inviting", "invite"))


def _looking(commands: Any) -> None:
    check = commands.add_parser("check", help="look for trouble before it hurts")
    _for_scripts(check)
    check.add_argument("--mend", action="store_true", help="erase files that nothing refers to")
    check.add_argument(
        "--since", default="", metavar="END", help="what a check said once that the audit ends with"
    )
    check.set_defaults(command=_later("bot.checks", "check", heeds=False))


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


def _files(commands: Any) -> None:
    out = commands.add_parser("export", help="take a story out as a file, encrypted")
    out.add_argument("whom", metavar="NAME", help="whose story, or all")
    _in_the_name_of(out)
    out.add_argument("--form", default="md", help="md, pdf, csv, ics, vcf or json; usual: md")
    out.add_argument("--open", action="store_true", help="not encrypted; a mandator must say yes")
    out.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="usual: this one")
    _for_scripts(out)
    out.set_defaults(command=_later("bot.taking", "export"))
    people = commands.add_parser("import", help="add the people in a table or in contacts")
    people.add_argument("file", type=Path, help="a .csv or .vcf file")
    _in_the_name_of(people)
    people.add_argument("--yes", action="store_true", help="add them without asking")
    people.add_argument("--alike", action="store_true", help="those alike to somebody known, too")
    _for_scripts(people)
    people.set_defaults(command=_later("bot.taking", "bring_in"))


def _in_the_name_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("--as", "--member"),
        dest="name",
        default="",
        metavar="MEMBER",
        help="by whose rights; usual: the mandator",
    )


def _for_scripts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script to read")


def _usage(parser: argparse.ArgumentParser) -> Command:
    def show(options: argparse.Namespace, settings: Settings) -> int:
        parser.print_help()
        return 0

    return show


def _later(module: str, name: str, *, heeds: bool = True) -> Command:
    """The function of that *name*, loaded when it is called: the house is heavier than help.

    Where it *heeds* the settings, it is not called while one of them is wrong: a key that cannot
    be read must not become another key.
    """

    def run(options: argparse.Namespace, settings: Settings) -> int:
        if heeds and settings.problems:
            sys.stderr.write("\n".join((*settings.problems, "Nothing was done.\n")))
            return EX_CONFIG
        return int(getattr(import_module(module), name)(options, settings))

    return run
