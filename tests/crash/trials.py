"""Processes that get in each other's way, are cut short in a restore, or run out of memory."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import time
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from storage.restoring import restore
from tests.crash.history import History, Tally, texts
from tests.crash.ours import KEYS
from tests.crash.ports import Port, Unreadable
from tests.crash.processes import PORTS, Told, heard, started
from tests.shelves import contents


def _hold(name: str, folder: Path, pipe: Connection) -> None:
    shelf = PORTS[name].open(folder)
    shelf.put(texts([1], 1))
    pipe.send("held")
    time.sleep(3600)


def two_at_once(port: Port, folder: Path) -> Tally:
    """A second process asks for a store that another holds: told whose it is, and kept out."""
    tally, folder = Tally(tried=1), folder / "data"
    process, pipe = started(_hold, port.name, folder)
    pipe.recv()
    number = process.pid or 0
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


def _bring_back(file: Path, into: Path, at: int, pipe: Connection) -> None:
    left = count(1)

    def progress(done: int, of: int) -> None:
        if next(left) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    restore(file, into, KEYS[0], progress=progress)


def killed_while_bringing_back(port: Port, folder: Path) -> Tally:
    """A restore is killed at each of its steps: what is left is no store, until it is whole."""
    tally, history = Tally(), History()
    shelf = port.open(folder / "data")
    for number in range(1, 6):
        history.put(shelf, texts([number], 1, 90_000))
    shelf.back_up(folder / "backups")
    shelf.close()
    (file,) = (folder / "backups").glob("*.backup")
    for at in count(1):
        into = folder / "into"
        if not heard(History(), _bring_back, file, into, at):
            history.look(port, into, tally)
            return tally
        tally.tried += 1
        try:
            port.open(into).close()
            tally.wrong += 1
        except Unreadable as trouble:
            tally.wrong += "backup" not in str(trouble)
        shutil.rmtree(into)
    raise AssertionError


def _starve(name: str, folder: Path, spare: int, pipe: Connection) -> None:
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
        there, history = folder / f"starved{turn}", History()
        assert heard(history, _starve, port.name, there, (4 << 20) + turn * 99_000)
        history.look(port, there, tally)
    return tally
