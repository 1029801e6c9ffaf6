"""Every fault there is a trial for, what must come of it, and how often it is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.damage import (
    backup_flipped,
    bits_flipped,
    clocks_leapt,
    deleted_while_open,
    harmed,
    wrong_key,
)
from tests.crash.failing import WAYS, every_call_fails
from tests.crash.history import Tally
from tests.crash.killing import killed_at_its_calls, killed_under_load
from tests.crash.lives import erasing
from tests.crash.mounts import disk_fills, disk_is_locked, plug_pulled
from tests.crash.ours import OURS
from tests.crash.ports import Port
from tests.crash.states import killed_between_calls, power_lost, torn_at_every_byte
from tests.crash.trials import killed_while_bringing_back, starved_of_memory, two_at_once

Run = Callable[[Port, Path], Tally]


@dataclass(frozen=True, slots=True)
class Row:
    """One fault."""

    what: str
    must: str
    part: Run
    """As often as there is time for on every change."""
    full: Run | None = None
    """As often as tells everything; ``None`` where *part* does."""
    control: bool = True
    """Whether it can be made to TinyDB's JSON file too."""
    real: bool = False
    """Whether it should be made on a real disk, which memory is not."""
    bites: bool = False
    """Whether that one fails whenever it is tried, and not only now and then."""


_LOST = "all that was confirmed is there, nothing half"
_OLD_OR_NEW = "the old or the new state, never one between"
_REFUSED = "refused, naming the file and the remedy; every byte as it was"


def _failing(name: str, stride: int) -> Row:
    return Row(
        f"each call to the disk fails in turn: {name}",
        _OLD_OR_NEW,
        partial(every_call_fails, way=WAYS[name], stride=stride),
        partial(every_call_fails, way=WAYS[name]),
        bites=name.endswith("on"),
    )


def _while_erasing(port: Port, folder: Path, *, each: int, stride: int) -> Tally:
    tally = power_lost(port, folder, each=each, stride=stride, whole=erasing)
    tally.add(killed_between_calls(port, folder / "k", stride=stride, whole=erasing))
    for way in ("EIO once", "ENOSPC from then on"):
        tally.add(every_call_fails(port, folder, way=WAYS[way], stride=stride, whole=erasing))
    return tally


ROWS: tuple[Row, ...] = (
    Row(
        "kill -9 under load, with tidying and backups",
        f"{_LOST}; every backup with its final name comes back",
        partial(killed_under_load, kills=5, seed=1),
        partial(killed_under_load, kills=300, seed=1),
        real=True,
    ),
    Row(
        "kill -9 under load, while the key is changed too",
        "the old or the new key opens everything",
        partial(killed_under_load, kills=3, seed=2, turning=True),
        partial(killed_under_load, kills=100, seed=2, turning=True),
        control=False,
    ),
    Row(
        "kill -9 at each call to the disk, half-way through the writes",
        _OLD_OR_NEW,
        partial(killed_at_its_calls, stride=12, first=3),
        partial(killed_at_its_calls, stride=1),
    ),
    Row(
        "stopped between two calls to the disk, or within a write",
        _OLD_OR_NEW,
        partial(killed_between_calls, stride=3),
        partial(killed_between_calls, stride=1),
        bites=True,
    ),
    Row(
        "the last write torn at each of its bytes",
        "only what was never confirmed is gone, and said to be",
        partial(torn_at_every_byte, stride=9),
        torn_at_every_byte,
        bites=True,
    ),
    Row(
        "power lost: pages and sectors on disk out of order or not at all",
        _LOST,
        partial(power_lost, each=3, stride=3),
        partial(power_lost, each=40, stride=1),
        bites=True,
    ),
    Row(
        "power lost: the plug of a real ext4 is pulled",
        _LOST,
        partial(plug_pulled, cuts=3, seed=1),
        partial(plug_pulled, cuts=100, seed=2),
        real=True,
    ),
    Row(
        "out of memory",
        _LOST,
        partial(starved_of_memory, rounds=2),
        partial(starved_of_memory, rounds=20),
    ),
    *(_failing(name, 9) for name in WAYS),
    Row(
        "all of these while records are erased and new keys are made",
        f"{_OLD_OR_NEW}; what was erased stays erased",
        partial(_while_erasing, each=1, stride=7),
        partial(_while_erasing, each=2, stride=1),
    ),
    Row(
        "a real disk of 1 MB fills up, has room, fills up again",
        "said, not recorded; starts all the same; goes on when there is room",
        partial(disk_fills, rounds=1),
        partial(disk_fills, rounds=10),
        bites=True,
    ),
    Row(
        "a real disk is mounted read-only",
        "said; nothing changed; goes on when it is not",
        disk_is_locked,
    ),
    Row(
        "one bit flips in each byte of a small store",
        "noticed, the file named, nothing written over",
        partial(bits_flipped, stride=13),
        bits_flipped,
        bites=True,
    ),
    Row(
        "one bit flips in each byte of a backup",
        "refused, and the folder left empty",
        partial(backup_flipped, stride=211),
        partial(backup_flipped, stride=3),
        control=False,
    ),
    Row(
        "kill -9 at each step of bringing a backup back",
        "what is left is not taken for a store; the next try brings all back",
        killed_while_bringing_back,
        control=False,
    ),
    Row(
        "a file is empty, missing, of a newer version, or open to others",
        _REFUSED,
        harmed,
        bites=True,
    ),
    Row(
        "the wrong key",
        _REFUSED,
        wrong_key,
        control=False,
    ),
    Row(
        "a second process asks for the store, then the first is killed",
        "kept out, told the number of the first; the dead one's lock holds nobody up",
        two_at_once,
        bites=True,
    ),
    Row(
        "the folder is deleted under an open store",
        "noticed; nothing more is confirmed",
        deleted_while_open,
        bites=True,
    ),
    Row("the clock leaps to 1970 or 2100", "the store does not mind", clocks_leapt),
)


def tried(row: Row, port: Port, *, full: bool) -> Tally | None:
    """What came of it; ``None`` where it cannot be made to that store."""
    if not row.control and port is not OURS:
        return None
    with somewhere(row) as folder:
        return ((full and row.full) or row.part)(port, folder)


@contextmanager
def somewhere(row: Row) -> Iterator[Path]:
    """A folder to be tried in: in memory where a real disk would tell no more, and be slower."""
    shared = Path("/dev/shm")  # noqa: S108  # What is made there has a random name and our mode.
    memory = None if row.real or not os.access(shared, os.W_OK) else shared
    with TemporaryDirectory(prefix="rapport-crash-", dir=memory) as folder:
        yield Path(folder)
