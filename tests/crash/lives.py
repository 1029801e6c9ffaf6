"""Whole lives of a store, short, with every kind of call to the disk in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.crash.calls import Hook
from tests.crash.history import History, texts
from tests.crash.ports import Port, Refused, Shelf, Unreadable

Step = Callable[[Shelf], None]


Life = Callable[[History], Sequence[list[Step]]]
"""What is done from a start to a stop, and from the next start to the next stop."""


def lived(port: Port, folder: Path, hook: Hook, history: History, life: Life | None = None) -> None:
    """Go through a life, from start to stop, with what is refused left out."""
    for steps in (life or changing)(history):
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


def changing(history: History) -> Sequence[list[Step]]:
    """Begin a store, write, tidy, leave the indexes, write, stop; start, change the key, go on."""
    return _begun(history), _gone_on(history)


def erasing(history: History) -> Sequence[list[Step]]:
    """More people than there are keys in stock, and some of them erased, between tidyings."""
    return (
        [
            _puts(history, texts(range(1, 251), 1, 6)),
            lambda shelf: history.forget(shelf, 3, beside=4),
            _puts(history, texts(range(300, 315), 1, 600)),
            lambda shelf: shelf.leave(),
            lambda shelf: shelf.tidy(),
            lambda shelf: shelf.leave(),
            lambda shelf: history.forget(shelf, 5, beside=6),
            _puts(history, texts([6], 2)),
        ],
        [
            lambda shelf: history.forget(shelf, 7, beside=300),
            lambda shelf: shelf.tidy(),
            _puts(history, texts([4], 2)),
        ],
    )


def _begun(history: History) -> list[Step]:
    return [
        _puts(history, texts([1, 2, 3], 1, 600)),
        _puts(history, texts([1], 2, 9000)),
        _puts(history, texts([4], 1, 3000), wait=False),
        _puts(history, texts([5], 1), wait=False),
        _puts(history, texts([2], 2)),
        lambda shelf: shelf.tidy(),
        lambda shelf: shelf.leave(),
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
