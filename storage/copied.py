"""A journal that rests inside another file, read to count and sum up what lives in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from storage.files import Files
from storage.frames import FRAME_SIZE, HEAD_SIZE, BadHead, Head, read_head
from storage.meter import Step, unmeasured
from storage.named import Opens
from storage.packing import Row
from storage.rows import Rows
from storage.tape import Tape
from storage.trouble import Trouble

_STORES_OWN = "~"
_PIECE = 1 << 15
"""Bytes that are gone through between two steps."""
_ALL = 1 << 256


class Copied(Tape):
    """So many bytes of a file, from an offset on, as a journal of their own; only to be read."""

    def __init__(self, path: Path, offset: int, size: int) -> None:
        self._from, self._size = offset, size
        super().__init__(path, Head(0, 0, bytes(16)), _ReadOnly())
        self._end = size
        try:
            self.head = read_head(self.read(HEAD_SIZE, 0))
        except BadHead:
            self.let_go()
            raise Trouble(f"{path} holds no journal that can be read.") from None

    def read(self, size: int, offset: int) -> bytes:
        """Bytes of the journal, fewer at its end."""
        return super().read(max(0, min(size, self._size - offset)), self._from + offset)


class _ReadOnly(Files):
    def open(self, path: Path, flags: int) -> int:
        return super().open(path, os.O_RDONLY)


def summed(tape: Tape, ring: Opens, step: Step = unmeasured) -> tuple[dict[str, int], str]:
    """By kind how many records live in that journal, and a sum over them; raises `Trouble`."""
    rows = Rows(tape, ring)  # type: ignore[arg-type]  # Rows only reads here.
    for location, row in _all(tape, rows, step):
        if row.text is None:
            rows.place(row.table, row.number, None)
        else:
            rows.lay(row.table, row.number, location)
    counts: dict[str, int] = {}
    total = 0
    for location, row in _all(tape, rows, step):
        if row.text is not None and rows.located(row.table, row.number) == location:
            counts[row.table] = counts.get(row.table, 0) + 1
            told = b"\0".join((row.table.encode(), str(row.number).encode(), row.text))
            total = (total + int.from_bytes(hashlib.sha256(told).digest(), "big")) % _ALL
    return counts, f"{total:064x}"


def _all(tape: Tape, rows: Rows, step: Step) -> Iterator[tuple[int, Row]]:
    passed = 0
    for frame in tape.frames():
        for location, row in rows.opened(frame):
            if not row.table.startswith(_STORES_OWN):
                yield location, row
        passed += FRAME_SIZE + len(frame.body)
        # What came in one by one is many small frames, and a pause after each would take longer.
        if passed >= _PIECE:
            step(passed)
            passed = 0
    step(passed)
