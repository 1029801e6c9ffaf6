"""Real processes that write, and are killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from storage.restoring import restore
from tests.crash.calls import Call, Dying, Hook
from tests.crash.history import History, Tally, texts
from tests.crash.lives import lived
from tests.crash.ports import KEYS, OURS, PORTS, Port, Shelf, Unreadable, brought_back
from tests.shelves import contents

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.crash.killing"])

WRITERS = 5
LONGEST = 0.25
"""Seconds that a writer lives after its first confirmation, at most."""


@dataclass
class Told:
    """What a writing process says before and after each put; the pipe outlives it."""

    pipe: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, what: str, said: dict[int, str]) -> None:
        with self.lock:
            self.pipe.send((what, said))


def _write(shelf: Shelf, told: Told, numbers: list[int], seed: int) -> None:
    """Write and shrink and grow, for ever."""
    chance = random.Random(seed)
    for version in count():
        said = texts([chance.choice(numbers)], version * 1000 + seed % 1000, 6000 >> version % 8)
        told("tries", said)
        shelf.put(said)
        told("keeps", said)


def _tend(shelf: Shelf, backups: Path, *, turning: bool) -> None:
    """Tidy, back up and, where wanted, change the key, for ever."""
    for turn in count():
        shelf.tidy()
        if turning:
            shelf.turn_key()
        if turn % 3 == 0:
            shelf.back_up(backups)


def _load(name: str, folder: Path, pipe: Connection, seed: int, *, turning: bool) -> None:
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
    ours, theirs = _FORKS.Pipe(duplex=False)
    seed = chance.randrange(10**6)
    process = _FORKS.Process(
        target=_load, args=(port.name, there, theirs, seed), kwargs={"turning": turning}
    )
    process.start()
    theirs.close()
    end = None
    # What it was saying when it was killed may come in part.
    with suppress(EOFError, OSError):
        while True:
            if end is not None and time.monotonic() > end and process.is_alive():
                process.kill()
            if ours.poll(0.002):
                _hear(ours.recv(), history)
                end = end or time.monotonic() + chance.uniform(0, LONGEST)
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _hear(told: tuple[str, dict[int, str]], history: History) -> None:
    what, said = told
    (history.keeps if what == "keeps" else history.tries)(said)


def _look_at_backups(there: Path, tally: Tally) -> None:
    """Every backup under its final name comes back; what was under way has another name."""
    for file in sorted((there / "backups").glob("*.backup")):
        into = there / "restored"
        if not brought_back(file, into):
            tally.unreadable += 1
            tally.said.add(f"{file.name} is not what it was")
        shutil.rmtree(into)
        file.unlink()


def _die(name: str, folder: Path, at: int) -> None:
    lived(PORTS[name], folder, Dying(at), History())


def _waited(process: BaseProcess) -> int:
    process.start()
    process.join()
    return process.exitcode or 0


def killed_at_its_calls(port: Port, folder: Path, *, stride: int, first: int = 1) -> Tally:
    """A process is killed at each of its calls in turn, half-way through where it writes."""
    tally, history = Tally(), History()
    hook = _Knowing(history)
    lived(port, folder / "whole", hook, history)
    for at in range(first, len(hook.known) + 1, stride):
        there = folder / f"killed{at}"
        code = _waited(_FORKS.Process(target=_die, args=(port.name, there, at)))
        assert code == -signal.SIGKILL
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


def held_by_another(port: Port, folder: Path) -> tuple[BaseProcess, int]:
    """A process that holds the store in *folder*, and its number; whoever asks ends it."""
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_hold, args=(port.name, folder, theirs))
    process.start()
    theirs.close()
    ours.recv()
    return process, process.pid or 0


def _hold(name: str, folder: Path, pipe: Connection) -> None:
    shelf = PORTS[name].open(folder)
    shelf.put(texts([1], 1))
    pipe.send("held")
    time.sleep(3600)


def two_at_once(port: Port, folder: Path) -> Tally:
    """A second process asks for a store that another holds: told whose it is, and kept out."""
    tally = Tally(tried=1)
    process, number = held_by_another(port, folder)
    try:
        before = contents(folder)
        try:
            port.open(folder).close()
            # It was let in, and whoever of the two writes last undoes what the other wrote.
            tally.wrong += 1
        except Unreadable as trouble:
            tally.wrong += f"process {number}" not in str(trouble)
            tally.said.add(str(trouble).replace(str(folder), "…").replace(str(number), "…"))
        tally.wrong += contents(folder) != before
    finally:
        process.kill()
        process.join()
    # The lock of the dead holds nobody up.
    history = History()
    history.keeps(texts([1], 1))
    if not tally.wrong:
        history.look(port, folder, tally)
    return tally


def _bring_back(file: Path, into: Path, at: int) -> None:
    left = count(1)

    def progress(done: int, of: int) -> None:
        if next(left) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    restore(file, into, KEYS[0], progress=progress)


def killed_while_bringing_back(folder: Path) -> Tally:
    """A restore is killed at each of its steps: what is left is no store, until it is whole."""
    tally, history = Tally(), History()
    shelf = OURS.open(folder / "data")
    for number in range(1, 6):
        history.put(shelf, texts([number], 1, 90_000))
    shelf.back_up(folder / "backups")
    shelf.close()
    (file,) = (folder / "backups").glob("*.backup")
    for at in count(1):
        into = folder / "into"
        killed = _waited(_FORKS.Process(target=_bring_back, args=(file, into, at)))
        if not killed:
            history.look(OURS, into, tally)
            return tally
        tally.tried += 1
        try:
            OURS.open(into).close()
            tally.wrong += 1
        except Unreadable as trouble:
            tally.wrong += "backup" not in str(trouble)
        shutil.rmtree(into)
    raise AssertionError


def _starve(name: str, folder: Path, pipe: Connection, spare: int) -> None:
    shelf, told = PORTS[name].open(folder), Told(pipe)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + spare
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  # For as long as the process lives.
    hoard = []
    for number in count(1):
        said = texts([number], 1, 20_000)
        told("tries", said)
        shelf.put(said)
        told("keeps", said)
        hoard.append(bytes(200_000))


def starved_of_memory(port: Port, folder: Path, *, rounds: int) -> Tally:
    """A process is given so little memory that it dies of it: what it confirmed is there."""
    tally = Tally()
    for turn in range(rounds):
        ours, theirs = _FORKS.Pipe(duplex=False)
        there, history = folder / f"starved{turn}", History()
        process = _FORKS.Process(
            target=_starve, args=(port.name, there, theirs, (4 << 20) + turn * 99_000)
        )
        process.start()
        theirs.close()
        with suppress(EOFError, OSError):
            while True:
                _hear(ours.recv(), history)
        process.join()
        assert process.exitcode
        history.look(port, there, tally)
    return tally
