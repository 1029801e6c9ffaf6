"""Opens the rows of one frame, block by block, each when it is asked for."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from storage.frames import FRAME_SIZE, Frame, front_at, unpack
from storage.log import Log
from storage.named import Forgotten, Opens
from storage.packing import BLOCK, OWN, Place, Row, directory, old_row, unpacked
from storage.sealing import Broken

_BOUND = struct.Struct("!16sQIIII")
_OLD_BOUND = struct.Struct("!16sQII")


def bound(log: Log, sequence: int, block: tuple[int, int], part: tuple[int, int]) -> bytes:
    """What a part is sealed to: its journal, its frame, and its place among how many."""
    return _BOUND.pack(log.head.id, sequence, *block, *part)


class Opener(Protocol):
    """The rows of one frame; raises `Trouble` where a seal is broken."""

    def row(self, place: int) -> Row:
        """The row at that place of the frame."""
        ...

    def texts(self, places: Sequence[int]) -> list[bytes | None]:
        """The texts of the rows at those places, which rise."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


def opener(log: Log, ring: Opens, frame: Frame) -> Opener:
    """The rows of a frame that was read."""
    if log.head.form == 1:
        return _Old(log, ring, frame)
    body = frame.body
    return _Blocks(log, ring, frame, lambda size, start: body[start : start + size])


def opener_at(log: Log, ring: Opens, offset: int) -> Opener:
    """The rows of the frame at *offset*, of which only what is asked for is read."""
    if log.head.form == 1:
        return _Old(log, ring, log.frame(offset))
    ahead = log.ahead()
    frame = front_at(ahead, offset)
    if frame is None:
        raise log.damage(offset)
    start_of_body = offset + FRAME_SIZE
    return _Blocks(log, ring, frame, lambda size, start: ahead(size, start_of_body + start))


def _block_of(place: int) -> int:
    return place // BLOCK


_part_of = itemgetter(3)


class _Blocks:
    """A frame's rows in blocks, as they are written now."""

    __slots__ = ("_block_held", "_blocks", "_frame", "_log", "_number_held", "_read", "_ring")

    def __init__(
        self, log: Log, ring: Opens, frame: Frame, read: Callable[[int, int], bytes]
    ) -> None:
        self._log = log
        self._ring = ring
        self._frame = frame
        self._read = read
        self._number_held = -1
        self._block_held: _Block
        try:
            self._blocks = directory(read)
        except struct.error:
            raise log.damage(frame.offset) from None

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._blocks)):
            block = _Block(self, number)
            for place in block.places:
                yield block.row(place, self)

    def row(self, place: int) -> Row:
        """The row at that place of the frame."""
        block = self._block(place // BLOCK)
        return block.row(block.places[place % BLOCK], self)

    def texts(self, places: Sequence[int]) -> list[bytes | None]:
        """The texts of the rows at those places, which rise."""
        found: list[bytes | None] = []
        for number, inside in groupby(places, _block_of):
            block = self._block(number)
            held = [block.places[place % BLOCK] for place in inside]
            for part, rows in groupby(held, _part_of):
                plain = block.part(part, self)
                if plain is None:
                    found += [None for _ in rows]
                else:
                    found += [plain[row[4] : row[5]] if row[0] else None for row in rows]
        return found

    def _block(self, number: int) -> _Block:
        """The block of that number; the last one is held, because rows are asked for in order."""
        if number != self._number_held:
            self._block_held = _Block(self, number)
            self._number_held = number
        return self._block_held

    def open(self, block: int, part: int, name: str) -> bytes:
        """What is in that part, opened under the key called *name*; raises `Forgotten`."""
        parts = self._blocks[block]
        start, length = parts[part]
        place = bound(
            self._log, self._frame.sequence, (block, len(self._blocks)), (part, len(parts))
        )
        try:
            return self._ring.sealer(name).open(self._read(length, start), place)
        except Broken:
            raise self._log.damage(self._frame.offset) from None


class _Block:
    """The rows of one block; a part under another key is opened with the first of its texts."""

    __slots__ = ("_names", "_number", "_plain", "places")

    def __init__(self, frame: _Blocks, number: int) -> None:
        self._number = number
        first = frame.open(number, 0, OWN)
        self._names, self.places = unpacked(first)
        self._plain: dict[int, bytes | None] = {0: first}

    def row(self, place: Place, frame: _Blocks) -> Row:
        """The row at that place of *frame*, which is not held, so that both go without a search."""
        alive, table, number, part, start, end = place
        if not alive:
            return Row(table, number, None)
        plain = self.part(part, frame)
        return Row(table, number, None if plain is None else plain[start:end], self._names[part])

    def part(self, part: int, frame: _Blocks) -> bytes | None:
        """What is in that part, or ``None`` where its key was dropped."""
        if part not in self._plain:
            try:
                self._plain[part] = frame.open(self._number, part, self._names[part])
            except Forgotten:
                self._plain[part] = None
        return self._plain[part]


class _Old:
    """The rows of a frame of the first form, in which each was sealed by itself."""

    def __init__(self, log: Log, ring: Opens, frame: Frame) -> None:
        texts = unpack(frame.body)
        self._rows = []
        for at, text in enumerate(texts):
            place = _OLD_BOUND.pack(log.head.id, frame.sequence, at, len(texts))
            try:
                self._rows.append(old_row(ring.sealer(OWN).open(text, place)))
            except Broken:
                raise log.damage(frame.offset) from None

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def row(self, place: int) -> Row:
        """The row at that place of the frame."""
        return self._rows[place]

    def texts(self, places: Sequence[int]) -> list[bytes | None]:
        """The texts of the rows at those places."""
        return [self._rows[place].text for place in places]
