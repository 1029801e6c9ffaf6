"""Real disks that are full, locked or lose their power: small ones, mounted for the purpose.

Mounting takes root and a system that allows it; `Unmountable` tells why it cannot be done here.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path

from tests.crash.calls import Hook
from tests.crash.history import History, Tally, texts
from tests.crash.ours import OURS
from tests.crash.ports import Port, Refused, Shelf, Unreadable

_SHUTDOWN = 0x8004587D
"""What the system calls stopping a file system at once, for tests like these."""

_KEEP_NOTHING = struct.pack("I", 2)
"""What the file system itself had not brought to disk is lost too."""


class Unmountable(Exception):
    """Why nothing can be mounted here."""


def _run(*words: str) -> None:
    try:
        subprocess.run(words, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unmountable(f"there is no {words[0]} here") from None
    except subprocess.CalledProcessError as error:
        raise Unmountable(str(error.stderr).strip() or f"{words[0]} failed") from None


@contextmanager
def mounted(at: Path, *words: str) -> Iterator[Path]:
    """Something mounted at *at* while the block lasts."""
    if os.geteuid() != 0:
        raise Unmountable("mounting takes root")
    at.mkdir(exist_ok=True)
    _run("mount", *words, str(at))
    try:
        yield at
    finally:
        _run("umount", str(at))


def disk_fills(port: Port, folder: Path, *, rounds: int) -> Tally:
    """A file system of 1 MB fills up, has room again, fills up again, and is then looked at."""
    tally = Tally()
    for turn in range(rounds):
        with mounted(folder / "small", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs") as disk:
            history = History()
            _fill(port, disk, history, 4000 + 37 * turn, tally)
            # A store that could not even start where there is no room does so where there is.
            history.look(port, disk / "data", tally)
    return tally


def _fill(port: Port, disk: Path, history: History, size: int, tally: Tally) -> None:
    ballast = [disk / f"ballast{number}" for number in range(2)]
    for path in ballast:
        path.write_bytes(bytes(150_000))
    shelf = port.open(disk / "data")
    number = 0
    for _ in range(2):
        with suppress(Refused):
            while True:
                number += 1
                history.put(shelf, texts([number], 1, size))
        # Full: indexes, a tidy and a backup find no room either, and leave what is there as it is.
        for more in (shelf.leave, shelf.tidy, partial(shelf.back_up, disk / "backups")):
            with suppress(Refused):
                more()
        shutil.copytree(disk / "data", disk.parent / "full", dirs_exist_ok=True)
        history.copy().look(port, disk.parent / "full", tally, again=False)
        shutil.rmtree(disk.parent / "full")
        with suppress(Refused, OSError):
            shelf.close()
        started = _started_again(port, disk, history, tally)
        if started is None:
            return
        shelf = started
        ballast.pop().unlink()
        for _ in range(3):
            number += 1
            with suppress(Refused):
                history.put(shelf, texts([number], 1))
    with suppress(Refused, OSError):
        shelf.close()
    for left in (disk / "backups").glob("*"):
        left.unlink()


def _started_again(port: Port, disk: Path, history: History, tally: Tally) -> Shelf | None:
    """A start where not one byte more fits: it opens, and all that was confirmed is there."""
    history.waiting.clear()
    tally.tried += 1
    rest = disk / "rest"
    try:
        with suppress(OSError), rest.open("ab", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        shelf = port.open(disk / "data")
        history.copy().judge(shelf.all(), tally)
    except Unreadable as trouble:
        tally.unreadable += 1
        tally.said.add(str(trouble).replace(str(disk), "…"))
        return None
    finally:
        rest.unlink()
    return shelf


def disk_is_locked(port: Port, folder: Path) -> Tally:
    """The disk is mounted read-only under a store that was closed: it says so, changes nothing."""
    tally = Tally()
    with mounted(folder / "locked", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs") as disk:
        history = History()
        shelf = port.open(disk / "data")
        history.put(shelf, texts([1, 2, 3], 1))
        shelf.close()
        before = _bytes(disk)
        _run("mount", "-o", "remount,ro", str(disk))
        tally.tried += 1
        try:
            port.open(disk / "data").close()
        except Unreadable as trouble:
            tally.said.add(str(trouble).replace(str(disk), "…"))
        else:
            tally.wrong += 1
        tally.wrong += _bytes(disk) != before
        _run("mount", "-o", "remount,rw", str(disk))
        history.look(port, disk / "data", tally)
    return tally


def _bytes(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in paths}


class _Pulling(Hook):
    """Stops a whole file system before its n-th call, as when the power goes."""

    def __init__(self, at: int, disk: Path) -> None:
        super().__init__()
        self.count = 0
        self._at = at
        self._disk = disk

    def before(self, call: object) -> int | None:
        self.count += 1
        if self.count == self._at:
            fd = os.open(self._disk, os.O_RDONLY)
            try:
                fcntl.ioctl(fd, _SHUTDOWN, _KEEP_NOTHING)
            except OSError as error:
                raise Unmountable(f"the file system cannot be stopped: {error}") from None
            finally:
                os.close(fd)
        return None


def plug_pulled(port: Port, folder: Path, *, cuts: int, seed: int) -> Tally:
    """The power of a real ext4 goes, and it comes back with what it had on disk."""
    tally, chance = Tally(), random.Random(seed)
    image = folder / "ext4"
    with image.open("wb") as file:
        file.truncate(24 << 20)
    _run("mkfs.ext4", "-q", "-F", str(image))
    history = History()
    for cut in range(cuts):
        with mounted(folder / "disk", "-o", "loop", str(image)) as disk:
            if port is not OURS:
                shutil.rmtree(disk / "data", ignore_errors=True)
                os.sync()
                history = History()
            before = history.confirmed
            _write_until(
                port,
                disk,
                history,
                _Pulling(chance.choice((chance.randrange(1, 30), chance.randrange(30, 200))), disk),
                cut,
            )
        with mounted(folder / "disk", "-o", "loop", str(image)) as disk:
            seen = Tally()
            history.look(port, disk / "data", seen, again=cut % 5 == 0)
            seen.confirmed = history.confirmed - before
            tally.add(seen)
    return tally


def _write_until(port: Port, disk: Path, history: History, hook: _Pulling, cut: int) -> None:
    """Write, tidy and change keys until nothing is taken any more."""
    history.waiting.clear()
    with suppress(Unreadable, Refused, OSError):
        shelf = port.open(disk / "data", hook)
        try:
            for turn in count():
                said = texts([turn % 50], 1000 * cut + turn, 3000 >> turn % 7)
                history.put(shelf, said, wait=turn % 3 != 2)
                if turn % 25 == 24:
                    shelf.tidy()
                if turn % 60 == 40:
                    shelf.turn_key()
        finally:
            history.waiting.clear()
            with suppress(Refused, OSError):
                shelf.close()
