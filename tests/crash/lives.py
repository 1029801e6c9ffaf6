"""One whole life of a store, short, with every kind of call to the disk in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.crash.calls import Hook
from tests.crash.history import History, texts
from tests.crash.ports import Port, Refused, Shelf, Unreadable

Step = Callable[[Shelf], None]


def lived(port: Port, folder: Path, hook: Hook, history: History) -> None:
    """Begin a store, write, tidy, change the key, stop, start, write; go on after a refusal."""
    for steps in (_begun(history), _gone_on(history)):
        try:
            shelf = port.open(folder, hook)
        except Unreadable:
            continue
        for step in steps:
            with suppress(Refused):
                step(shelf)
        history.waiting.clear()
        with suppress(Refused, OSError):
            shelf.close()


def _begun(history: History) -> list[Step]:
    return [
        _puts(history, texts([1, 2, 3], 1, 600)),
        _puts(history, texts([1], 2, 9000)),
        _puts(history, texts([4], 1, 3000), wait=False),
        _puts(history, texts([5], 1), wait=False),
        _puts(history, texts([2], 2)),
        lambda shelf: shelf.tidy(),
        _puts(history, texts([1], 3)),
        _puts(history, texts([6], 1, 6000), wait=False),
        _puts(history, texts([7], 1, 200), wait=False),
    ]


def _gone_on(history: History) -> list[Step]:
    return [
        _puts(history, texts([2], 3, 2000)),
        lambda shelf: shelf.turn_key(),
        _puts(history, texts([8], 1, 500)),
        lambda shelf: shelf.tidy(),
        _puts(history, texts([3], 2)),
    ]


def _puts(history: History, said: dict[int, str], *, wait: bool = True) -> Step:
    return lambda shelf: history.put(shelf, said, wait=wait)
