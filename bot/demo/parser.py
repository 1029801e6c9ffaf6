"""What the command line takes for ``rapport demo``; light, so that help is quick."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.demo.cast import TEAM
from bot.settings import Settings

MONTHS = 12
"""The longest story, and the usual one."""


def add(commands: Any, command: Callable[[argparse.Namespace, Settings], int]) -> None:
    """The command and what may follow it."""
    demo = commands.add_parser("demo", help="look around in a made-up team and region")
    demo.add_argument("--build", action="store_true", help="make a whole made-up year")
    demo.add_argument("--ask", action="store_true", help="put questions with known answers")
    demo.add_argument("--seed", type=int, default=1, metavar="N", help="which story; usual: 1")
    demo.add_argument("--months", type=_months, default=MONTHS, help="how long; usual: 12")
    demo.add_argument("--folder", type=Path, help="where it rests; usual: beside the data folder")
    demo.add_argument(
        "--as", dest="name", default=TEAM[0].name, choices=[one.name for one in TEAM], help="who"
    )
    demo.set_defaults(command=command)


def _months(text: str) -> int:
    months = int(text)
    if not 1 <= months <= MONTHS:
        raise argparse.ArgumentTypeError(f"it is a number from 1 to {MONTHS}")
    return months
