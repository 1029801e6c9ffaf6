"""Processes that are killed while they write: under load, and at each of their calls."""

from __future__ import annotations

import random
import shutil
import signal
import threading
import time
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.crash.calls import Call, Dying, Hook
from tests.crash.history import History, Tally, texts
from tests.crash.lives import lived
from tests.crash.ours import OURS, brought_back
from tests.crash.ports import Port, Shelf
from tests.crash.processes import PORTS, Told, heard

WRITERS = 5
LONGEST = 0.25
"""Seconds that a writer lives after its first word, at most."""


def _write(shelf: Shelf, told: Told, numbers: list[int], seed: int) -> None:
    """Write and shrink and grow, for ever."""
    chance = random.Random(seed)
    for version in count():
        said = texts([chance.choice(numbers)], version * 1000 + seed % 1000, 6000 >> version % 8)
        told("tries", said)
        shelf.put(said)
        told("keeps", said)


def _tend(shelf: Shelf, backups: Path, *, turning: bool) -> None:
    """Tidy, leave indexes, back up and, where wanted, change the key, for ever."""
    for turn in count():
        shelf.tidy()
        shelf.leave()
        if turning:
            shelf.turn_key()
        if turn % 3 == 0:
            shelf.back_up(backups)


def _load(name: str, folder: Path, seed: int, pipe: Connection, *, turning: bool) -> None:
    shelf, told = PORTS[name].open(folder / "data"), Told(pipe)
    if name != OURS.name:
        # TinyDB says that it is not made for threads.
        said = texts(range(300), seed * 1000, 1000)
        told("tries", said)
        shelf.put({number: said[number] for number in range(300)})
        told("keeps", said)
        _write(shelf, told, list(range(300)), seed)
    work: list[Callable[[], None]] = [lambda: _tend(shelf, folder / "backups", turning=turning)]
    for writer in range(WRITERS):
        numbers = list(range(writer, 100, WRITERS))
        work.append(lambda numbers=numbers, n=writer: _write(shelf, told, numbers, seed + n))  # type: ignore[misc]  # The defaults bind this writer's.
    threads = [threading.Thread(target=do, daemon=True) for do in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def killed_under_load(
    port: Port, folder: Path, *, kills: int, seed: int, turning: bool = False
) -> Tally:
    """Kill a process while it writes, tidies and backs up; look; go on with what is there."""
    chance, tally, history = random.Random(seed), Tally(), History()
    for kill in range(kills):
        there = folder / f"{kill if port is not OURS else 0}"
        there.mkdir(exist_ok=True)
        if port is not OURS:
            # What one kill broke stays broken, so each has a folder of its own.
            history = History()
        before = history.confirmed
        _until_killed(port, there, history, chance, turning=turning)
        seen = Tally()
        history.look(port, there / "data", seen, again=kill % 10 == 0)
        seen.confirmed = history.confirmed - before
        tally.add(seen)
        _look_at_backups(there, tally)
        if port is not OURS:
            shutil.rmtree(there)
    return tally


def _until_killed(
    port: Port, there: Path, history: History, chance: random.Random, *, turning: bool
) -> None:
    """Kill it a while after the first word from it."""
    seed, end = chance.randrange(10**6), [0.0]

    def meanwhile(process: BaseProcess, words: int) -> None:
        if words and not end[0]:
            end[0] = time.monotonic() + chance.uniform(0, LONGEST)
        if end[0] and time.monotonic() > end[0] and process.is_alive():
            process.kill()

    code = heard(history, _load, port.name, there, seed, meanwhile=meanwhile, turning=turning)
    assert code == -signal.SIGKILL, f"it ended by itself, with {code}"


def _look_at_backups(there: Path, tally: Tally) -> None:
    """Every backup under its final name comes back; what was under way has another name."""
    for file in sorted((there / "backups").glob("*.backup")):
        into = there / "restored"
        if not brought_back(file, into):
            tally.unreadable += 1
            tally.said.add(f"{file.name} is not what it was")
        shutil.rmtree(into)
        file.unlink()


def _die(name: str, folder: Path, at: int, pipe: Connection) -> None:
    lived(PORTS[name], folder, Dying(at), History())


def killed_at_its_calls(port: Port, folder: Path, *, stride: int, first: int = 1) -> Tally:
    """A process is killed at each of its calls in turn, half-way through where it writes."""
    tally, history = Tally(), History()
    hook = _Knowing(history)
    lived(port, folder / "whole", hook, history)
    for at in range(first, len(hook.known) + 1, stride):
        there = folder / f"killed{at}"
        assert heard(History(), _die, port.name, there, at) == -signal.SIGKILL
        hook.known[at - 1].look(port, there, tally, again=False)
        shutil.rmtree(there, ignore_errors=True)
    return tally


class _Knowing(Hook):
    """Knows what had been confirmed before each call: every life is the same."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self.known: list[History] = []
        self._history = history

    def before(self, call: Call) -> int | None:
        self.known.append(self._history.copy())
        return None
