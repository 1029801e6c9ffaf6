"""States that a kill or a power cut leaves, made from what one life asked of the disk."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.crash.calls import Call, Hook, Recorder
from tests.crash.history import History, Tally, texts
from tests.crash.lives import Life, lived
from tests.crash.platter import Platter
from tests.crash.ports import Port


class Remembering(Recorder):
    """Knows, of every call, what had been confirmed when it was made."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self.known: list[History] = []
        self._history = history

    def after(self, call: Call) -> None:
        super().after(call)
        self.known.append(self._history.copy())


def _remembered(port: Port, folder: Path, whole: Life | None) -> Remembering:
    history = History()
    hook = Remembering(history)
    lived(port, folder / "life", hook, history, whole)
    return hook


def power_lost(
    port: Port, folder: Path, *, each: int, stride: int, whole: Life | None = None
) -> Tally:
    """The power goes after every *stride*-th call, and leaves *each* different states of pages."""
    life, tally, platter = _remembered(port, folder, whole), Tally(), Platter()
    chance = random.Random(each)
    first = chance.randrange(stride)
    for place, (call, history) in enumerate(zip(life.calls, life.known, strict=True)):
        platter.take(call)
        if place % stride == first:
            for state in range(each):
                left = platter.cut_off(chance, folder / "left")
                history.copy().look(port, left, tally, again=state == 0)
    return tally


def killed_between_calls(
    port: Port, folder: Path, *, stride: int, whole: Life | None = None
) -> Tally:
    """A kill after every *stride*-th call, and in the middle of every write among them."""
    life, tally, platter = _remembered(port, folder, whole), Tally(), Platter()
    for place, (call, history) in enumerate(zip(life.calls, life.known, strict=True)):
        if place % stride == 0:
            before = life.known[place - 1] if place else History()
            if call.kind == "write":
                half = replace(call, data=call.data[: len(call.data) // 2])
                left = platter.killed(folder / "left", half)
                _knowing(before, history).look(port, left, tally, again=False)
        platter.take(call)
        if place % stride == 0:
            history.look(port, platter.killed(folder / "left"), tally)
    return tally


def _knowing(before: History, after: History) -> History:
    """What was confirmed *before*, with all that was tried by the time of *after*."""
    both = before.copy()
    for number, said in after.allowed.items():
        known = both.allowed.setdefault(number, [None])
        known += [text for text in said if text not in known]
    return both


def torn_at_every_byte(port: Port, folder: Path, *, stride: int = 1) -> Tally:
    """The last write reaches the disk up to each of its bytes, before zeros and before an end."""
    history, hook = History(), Recorder()
    shelf = port.open(folder / "life", hook)
    history.put(shelf, texts([1, 2], 1, 300))
    last = texts([2], 2)
    known, count = history.copy(), len(hook.calls)
    known.tries(last)
    history.put(shelf, last, wait=False)
    shelf.close()
    platter = Platter()
    for call in hook.calls[:count]:
        platter.take(call)
    write = next(call for call in hook.calls[count:] if call.kind == "write")
    tally = Tally()
    for size in range(0, len(write.data), stride):
        part = replace(write, data=write.data[:size])
        left = platter.killed(folder / "left", part)
        if size % 2:
            _ends_at(left, write, size)
        known.copy().look(port, left, tally, again=size % 16 == 0)
    return tally


def _ends_at(left: Path, write: Call, size: int) -> None:
    """Half of the time the file was not made longer ahead of what is written."""
    path = left / write.path.name
    if path.read_bytes()[write.offset + size :].strip(b"\0") == b"":
        os.truncate(path, write.offset + size)


def calls_made(
    port: Port, folder: Path, hook_of: Callable[[int], Hook], whole: Life | None = None
) -> int:
    """How many calls a whole life makes where none of them fails."""
    recorder = hook_of(10**9)
    lived(port, folder / "counted", recorder, History(), whole)
    shutil.rmtree(folder / "counted", ignore_errors=True)
    return int(getattr(recorder, "count", 0))
