"""Every fault there is a trial for, what must come of it, and how often it is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
from tests.crash.killing import (
    killed_at_its_calls,
    killed_under_load,
    killed_while_bringing_back,
    starved_of_memory,
    two_at_once,
)
from tests.crash.lives import erasing
from tests.crash.mounts import disk_fills, disk_is_locked, plug_pulled
from tests.crash.ports import OURS, Port
from tests.crash.states import killed_between_calls, power_lost, torn_at_every_byte

Run = Callable[[Port, Path], Tally]


@dataclass(frozen=True, slots=True)
class Row:
    """One fault."""

    what: str
    must: str
    part: Run
    """As often as there is time for on every change."""
    full: Run
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
        lambda port, at: every_call_fails(port, at, WAYS[name], stride=stride),
        lambda port, at: every_call_fails(port, at, WAYS[name]),
        bites=name.endswith("on"),
    )


def _while_erasing(port: Port, folder: Path, *, each: int, stride: int) -> Tally:
    tally = power_lost(port, folder, each=each, stride=stride, whole=erasing)
    tally.add(killed_between_calls(port, folder / "k", stride=stride, whole=erasing))
    for way in ("EIO once", "ENOSPC from then on"):
        tally.add(every_call_fails(port, folder, WAYS[way], stride=stride, whole=erasing))
    return tally


ROWS: tuple[Row, ...] = (
    Row(
        "kill -9 under load, with tidying and backups",
        f"{_LOST}; every backup with its final name comes back",
        lambda port, at: killed_under_load(port, at, kills=5, seed=1),
        lambda port, at: killed_under_load(port, at, kills=300, seed=1),
        real=True,
    ),
    Row(
        "kill -9 under load, while the key is changed too",
        "the old or the new key opens everything",
        lambda port, at: killed_under_load(port, at, kills=3, seed=2, turning=True),
        lambda port, at: killed_under_load(port, at, kills=100, seed=2, turning=True),
        control=False,
    ),
    Row(
        "kill -9 at each call to the disk, half-way through the writes",
        _OLD_OR_NEW,
        lambda port, at: killed_at_its_calls(port, at, stride=12, first=3),
        lambda port, at: killed_at_its_calls(port, at, stride=1),
    ),
    Row(
        "stopped between two calls to the disk, or within a write",
        _OLD_OR_NEW,
        lambda port, at: killed_between_calls(port, at, stride=3),
        lambda port, at: killed_between_calls(port, at, stride=1),
        bites=True,
    ),
    Row(
        "the last write torn at each of its bytes",
        "only what was never confirmed is gone, and said to be",
        lambda port, at: torn_at_every_byte(port, at, stride=9),
        torn_at_every_byte,
        bites=True,
    ),
    Row(
        "power lost: pages and sectors on disk out of order or not at all",
        _LOST,
        lambda port, at: power_lost(port, at, each=3, stride=3),
        lambda port, at: power_lost(port, at, each=40, stride=1),
        bites=True,
    ),
    Row(
        "power lost: the plug of a real ext4 is pulled",
        _LOST,
        lambda port, at: plug_pulled(port, at, cuts=3, seed=1),
        lambda port, at: plug_pulled(port, at, cuts=100, seed=2),
        real=True,
    ),
    Row(
        "out of memory",
        _LOST,
        lambda port, at: starved_of_memory(port, at, rounds=2),
        lambda port, at: starved_of_memory(port, at, rounds=20),
    ),
    *(_failing(name, 9) for name in WAYS),
    Row(
        "all of these while records are erased and new keys are made",
        f"{_OLD_OR_NEW}; what was erased stays erased",
        lambda port, at: _while_erasing(port, at, each=1, stride=7),
        lambda port, at: _while_erasing(port, at, each=2, stride=1),
    ),
    Row(
        "a real disk of 1 MB fills up, has room, fills up again",
        "said, not recorded; goes on when there is room",
        lambda port, at: disk_fills(port, at, rounds=1),
        lambda port, at: disk_fills(port, at, rounds=10),
        bites=True,
    ),
    Row(
        "a real disk is mounted read-only",
        "said; nothing changed; goes on when it is not",
        disk_is_locked,
        disk_is_locked,
    ),
    Row(
        "one bit flips in each byte of a small store",
        "noticed, the file named, nothing written over",
        lambda port, at: bits_flipped(port, at, stride=13),
        bits_flipped,
        bites=True,
    ),
    Row(
        "one bit flips in each byte of a backup",
        "refused, and the folder left empty",
        lambda port, at: backup_flipped(port, at, stride=211),
        lambda port, at: backup_flipped(port, at, stride=3),
        control=False,
    ),
    Row(
        "kill -9 at each step of bringing a backup back",
        "what is left is not taken for a store; the next try brings all back",
        lambda port, at: killed_while_bringing_back(at),
        lambda port, at: killed_while_bringing_back(at),
        control=False,
    ),
    Row(
        "a file is empty, missing, of a newer version, or open to others",
        _REFUSED,
        harmed,
        harmed,
        bites=True,
    ),
    Row(
        "the wrong key",
        _REFUSED,
        lambda port, at: wrong_key(at),
        lambda port, at: wrong_key(at),
        control=False,
    ),
    Row(
        "a second process asks for the store, then the first is killed",
        "kept out, told the number of the first; the dead one's lock holds nobody up",
        lambda port, at: two_at_once(port, at / "data"),
        lambda port, at: two_at_once(port, at / "data"),
        bites=True,
    ),
    Row(
        "the folder is deleted under an open store",
        "noticed; nothing more is confirmed",
        deleted_while_open,
        deleted_while_open,
        bites=True,
    ),
    Row("the clock leaps to 1970 or 2100", "the store does not mind", clocks_leapt, clocks_leapt),
)


def tried(row: Row, port: Port, *, full: bool) -> Tally | None:
    """What came of it; ``None`` where it cannot be made to that store."""
    if not row.control and port is not OURS:
        return None
    with somewhere(row) as folder:
        return (row.full if full else row.part)(port, folder)


@contextmanager
def somewhere(row: Row) -> Iterator[Path]:
    """A folder to be tried in: in memory where a real disk would tell no more, and be slower."""
    shared = Path("/dev/shm")  # noqa: S108  # What is made there has a random name and our mode.
    memory = None if row.real or not os.access(shared, os.W_OK) else shared
    with TemporaryDirectory(prefix="rapport-crash-", dir=memory) as folder:
        yield Path(folder)
