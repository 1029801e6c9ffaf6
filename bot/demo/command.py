"""``rapport demo``: make a made-up year, put questions to it, or open it to look around."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.demo import folder as folders
from bot.demo import sights
from bot.demo.asking import questions
from bot.demo.cast import REGION, TEAM
from bot.demo.judging import Answered, asked
from bot.demo.parser import MONTHS
from bot.demo.plot import Year, imagined
from bot.demo.teller import Teller
from bot.house import key_source
from bot.saying import say
from bot.settings import Settings
from storage.keys import KeyFile
from storage.memory import MemoryStore
from storage.store import Store
from storage.tiny import open_store

PEOPLE = 120
SMALL_MONTHS, A_MONTH = 2, 11
"""Months that are enough to look around in, and counterparts for each month of a short story."""
QUESTIONS = 100
SHOWN = 100
"""Turns after which it is said how far the story is."""


def done(options: argparse.Namespace, settings: Settings, now: datetime) -> bool:
    """Build or ask, where that is wanted; whether that was all."""
    if options.ask:
        ask(imagined(options.seed, options.months, now, _people(options.months)))
        return True
    folder = place(options, settings)
    if options.build:
        build(
            folder, settings, imagined(options.seed, options.months, now, _people(options.months))
        )
        say(f"It rests in {folder}. Look around with: rapport demo")
        return True
    if not folders.has_year(folder):
        say("Nothing is made up yet. A small story is being written; it takes a few seconds.")
        months = min(options.months, SMALL_MONTHS)
        build(folder, settings, imagined(options.seed, months, now, _people(months)))
    return False


def place(options: argparse.Namespace, settings: Settings) -> Path:
    """The folder that is meant."""
    return Path(options.folder or folders.usual(settings)).expanduser()


def welcome(name: str) -> None:
    """Say, before anything else, that nothing here is real."""
    others = ", ".join(f"{one.name} ({one.role}, {one.language})" for one in TEAM)
    say(f"All of this is made up: the team, the people, and {REGION}, where they live.")
    say(f"You are {name}. Be somebody else with --as: {others}.")
    say("Keep nothing real here. A good start: /people, /due, /handover, /agreements, /mandate,")
    say("or: who have we not contacted?\n")


def build(folder: Path, settings: Settings, year: Year) -> None:
    """Tell *year* into a new store in *folder*; raises `Trouble`."""
    folders.prepare(folder, settings)
    inside = folders.inside(folder, settings)
    KeyFile(inside.key_file).make()
    store = open_store(inside.data, key_source(inside))
    try:
        sights.told(_tell(year, store), year)
        store.flush()
    finally:
        store.close()
    folders.finish(folder)


def ask(year: Year) -> None:
    """Tell *year* to a store in memory and report how many questions are answered rightly."""
    teller = _tell(year, MemoryStore())
    teller.now = max(teller.now, year.end)
    say(report(asked(teller, questions(year, teller.store, QUESTIONS))))


def report(answers: Iterable[Answered]) -> str:
    """How many are right, by sort, and what came of each of the others."""
    found = list(answers)
    right = Counter(one.question.sort for one in found if not one.why)
    all_of = Counter(one.question.sort for one in found)
    lines = [f"{right.total()} of {len(found)} questions were answered rightly."]
    lines += [f"  {sort}: {right[sort]} of {many}" for sort, many in sorted(all_of.items())]
    for one in found:
        if one.why:
            lines.append(f"{one.question.by.name} asked: {one.question.text}")
            lines.append(f"  {one.why}")
    return "\n".join(lines)


def _tell(year: Year, store: Store) -> Teller:
    teller = Teller(store, year.turns[0].at - timedelta(hours=1))
    teller.gather()
    for number, _ in enumerate(teller.tell(year.turns), 1):
        if number % SHOWN == 0:
            say(f"  {number} of {len(year.turns)} messages told")
    return teller


def _people(months: int) -> int:
    return PEOPLE if months == MONTHS else A_MONTH * months


def now() -> datetime:
    """The end of the story: this evening."""
    return datetime.now(UTC).replace(hour=20, minute=0, second=0, microsecond=0)
