"""Real processes that use a store: started clean, heard, and killed."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from tests.crash.history import History
from tests.crash.ours import OURS
from tests.crash.ports import Port
from tests.crash.stock import STOCK

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.crash.killing", "tests.crash.trials"])

PORTS: dict[str, Port] = {port.name: port for port in (OURS, STOCK)}
"""By what a process that is started can be told."""

Work = Callable[..., None]
"""What a process does; the pipe it tells by comes last."""


@dataclass
class Told:
    """What a writing process says before and after each put; the pipe outlives it."""

    pipe: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, what: str, said: dict[int, str]) -> None:
        with self.lock:
            self.pipe.send((what, said))


def started(work: Work, *args: Any, **more: Any) -> tuple[BaseProcess, Connection]:
    """A process that is at it, and where it is heard."""
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=work, args=(*args, theirs), kwargs=more)
    process.start()
    theirs.close()
    return process, ours


def heard(
    history: History,
    work: Work,
    *args: Any,
    meanwhile: Callable[[BaseProcess, int], None] = lambda process, words: None,
    **more: Any,
) -> int:
    """Run a process to its end, and take note of what it tries and keeps; its exit status.

    *meanwhile* is told again and again how much was heard of it by now.
    """
    process, pipe = started(work, *args, **more)
    words = 0
    # What it was saying when it died may come in part.
    with suppress(EOFError, OSError):
        while True:
            if pipe.poll(0.002):
                what, said = pipe.recv()
                (history.keeps if what == "keeps" else history.tries)(said)
                words += 1
            meanwhile(process, words)
    process.join()
    return process.exitcode or 0
