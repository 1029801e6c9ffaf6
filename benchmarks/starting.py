"""Starting: what a store of a hundred thousand takes, and what importing the program does."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.data import meetings
from benchmarks.measuring import Report, Times, ratio
from benchmarks.subjects import filled, killed
from storage.standing import NAME
from storage.written import to_rest

SIZE = 100_000
_UNKEPT = "PYTHONDONTWRITEBYTECODE"

_MEASURED = """
import gc, sys, time
def memory():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
{before}
held, start = memory(), time.perf_counter()
{work}
print(time.perf_counter() - start, memory() - held)
"""

_OPEN = """
from benchmarks.subjects import KEY
from storage.tiny import open_store
from pathlib import Path
from statistics import median
""", """
store = open_store(Path({path!r}), KEY)
"""  # fmt: skip

_LOADS = """
try:
    from orjson import loads
except ImportError:
    from msgspec.json import decode as loads
with open({path!r}, "rb") as file:
    data = file.read()
gc.disable()
""", """
loads(data)
"""  # fmt: skip

_LIBRARIES = """
import telegram, telegram.request, slack_bolt.async_app, slack_sdk.web.async_client, aiohttp
import slack_bolt.adapter.socket_mode.aiohttp
import apscheduler.schedulers.asyncio, tinydb, cryptography.hazmat.primitives.ciphers.aead
import babel, babel.dates, rapidfuzz, hijridate, regex, environs, msgspec
"""
_PROGRAM = """
from storage.collecting import no_collecting
with no_collecting():
    import bot.app
    import bot.telegram, bot.slack
"""
_HANDLERS = """
    import anyascii, handlers.answer
"""
_AS_INSTALLED = """
import sys
sys.modules["rich"] = None
"""
"""httpx draws in colours where it finds rich, which only our tools for development bring along."""


def start(report: Report, folder: Path, rounds: int) -> None:
    """P11: opening our store, each time in a fresh process, beside reading the same as JSON."""
    plain = folder / "plain.json"
    plain.write_bytes(b"[" + b",".join(map(to_rest, meetings(SIZE))) + b"]")
    loose, tidy = filled(folder, SIZE), filled(folder, SIZE, tidy=True)
    subjects = {
        "orjson.loads of all": _with(_LOADS, plain),
        "Rapport, as it was written": _with(_OPEN, loose),
        "Rapport, tidied": _with(_OPEN, tidy),
        "Rapport, as it was written, after a kill": _with(_OPEN, killed(folder, SIZE)),
        "Rapport, tidied, after a kill": _with(_OPEN, killed(folder, SIZE, tidy=True)),
        "Rapport, as it was written, every record read": _with(_OPEN, _bare(loose)),
        "Rapport, tidied, every record read": _with(_OPEN, _bare(tidy)),
    }
    times, memory = _in_turns(subjects, rounds)
    report.times[f"start, {SIZE:,} records"] = times
    below = times["orjson.loads of all"]
    ratios = {
        name.removeprefix("Rapport, "): ratio(taken, below)
        for name, taken in times.items()
        if name.startswith("Rapport")
    }
    usual = {name: held for name, held in ratios.items() if not name.endswith("every record read")}
    worst = max(usual, key=lambda name: usual[name].middle)
    rest = (f"{name} {held.middle:.2f}" for name, held in ratios.items() if name != worst)
    report.add("P11", usual[worst], "one orjson.loads", f"{worst}; {', '.join(rest)}")
    most = max(max(memory[f"Rapport, {name}"]) for name in usual)
    report.tell("P11-memory", most, "resident memory before and after opening")


def _bare(path: Path) -> Path:
    """That store without its indexes, so that every record is read, as by another version of us."""
    bare = path.with_name(f"{path.name}-bare")
    shutil.copytree(path, bare, ignore=shutil.ignore_patterns(NAME))
    return bare


def imports(report: Report, rounds: int) -> None:
    """P18: importing the program with both its adapters, beside its libraries alone."""
    subjects = {
        "its libraries": _MEASURED.format(before=_AS_INSTALLED, work=_LIBRARIES),
        "Rapport": _MEASURED.format(before=_AS_INSTALLED, work=_PROGRAM),
        "Rapport and every handler": _MEASURED.format(
            before=_AS_INSTALLED, work=_PROGRAM + _HANDLERS
        ),
    }
    _in_turns(subjects, 1)  # Compiles all there is, as installing does.
    times, memory = _in_turns(subjects, rounds)
    report.times["import of everything"] = times
    bare = times["its libraries"]
    report.add("P18", ratio(times["Rapport"], bare), "its libraries", "until its doors open")
    every = times["Rapport and every handler"]
    report.add("P18-handlers", ratio(every, bare), "its libraries", "loaded while they do")
    whole = zip(memory["Rapport and every handler"], memory["its libraries"], strict=True)
    report.tell("P18-memory", median(mine - theirs for mine, theirs in whole), "its libraries")


def _with(parts: tuple[str, str], path: Path) -> str:
    before, work = (part.format(path=str(path)) for part in parts)
    return _MEASURED.format(before=before, work=work)


def _in_turns(subjects: dict[str, str], rounds: int) -> tuple[Times, Times]:
    """What each took, and by how much it grew, in processes of their own, in shuffled rounds."""
    times: Times = {name: [] for name in subjects}
    memory: Times = {name: [] for name in subjects}
    chance, order = random.Random(5), list(subjects)
    # Whatever the machine's habits, what was compiled once is kept for the next.
    environment = {name: os.environ[name] for name in os.environ if name != _UNKEPT}
    for _ in range(rounds):
        chance.shuffle(order)
        for name in order:
            run = subprocess.run(
                [sys.executable, "-c", subjects[name]],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            )
            taken, grown = json.loads("[" + run.stdout.strip().replace(" ", ",") + "]")
            times[name].append(taken)
            memory[name].append(grown)
    return times, memory
