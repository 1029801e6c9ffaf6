"""Every call to the disk fails in its turn, in every way a disk has."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.crash.calls import Failing, Hook, Short
from tests.crash.history import History, Tally
from tests.crash.lives import Life, lived
from tests.crash.ports import Port
from tests.crash.states import calls_made

WAYS: dict[str, Callable[[int], Hook]] = {
    "EIO once": Failing,
    "EIO from then on": partial(Failing, for_good=True),
    "ENOSPC once": partial(Failing, error=errno.ENOSPC),
    "ENOSPC from then on": partial(Failing, error=errno.ENOSPC, for_good=True),
    "EDQUOT from then on": partial(Failing, error=errno.EDQUOT, for_good=True),
    "EROFS from then on": partial(Failing, error=errno.EROFS, for_good=True),
    "a short write": Short,
}
"""How the n-th call fails, by what a person calls it."""


def every_call_fails(
    port: Port,
    folder: Path,
    *,
    way: Callable[[int], Hook],
    stride: int = 1,
    whole: Life | None = None,
) -> Tally:
    """A life for each call that it makes, in which that one fails."""
    tally = Tally()
    for at in range(min(stride, 2), calls_made(port, folder, way, whole) + 1, stride):
        there = folder / f"fails{at}"
        history = History()
        lived(port, there, way(at), history, whole)
        if there.exists() and os.listdir(there):  # noqa: PTH208  # Whether there is anything.
            history.look(port, there, tally, again=False)
        shutil.rmtree(there, ignore_errors=True)
    return tally
