"""Opens the rows of one frame, block by block, each when it is asked for."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from storage.frames import Frame, Read, number_at, unpack
from storage.log import Log
from storage.named import Forgotten, Opens
from storage.packing import BLOCK, OWN, Piece, Place, Row, Told, directory, old_row
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

    def pieces(self, places: Sequence[int]) -> list[Piece | None]:
        """The texts of the rows at those places, which rise; ``None`` for what has none."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


def opener(log: Log, ring: Opens, frame: Frame) -> Opener:
    """The rows of a frame that was read."""
    if log.head.form == 1:
        return _Old(log, ring, frame)
    body, place = frame.body, (frame.sequence, frame.offset)
    return _Blocks(log, ring, place, lambda size, start: body[start : start + size])


def opener_at(log: Log, ring: Opens, offset: int) -> Opener:
    """The rows of the frame at *offset*, of which only what is asked for is read."""
    if log.head.form == 1:
        return _Old(log, ring, log.frame(offset))
    front, read = log.near(offset)
    number = number_at(front)
    if number is None:
        raise log.damage(offset)
    return _Blocks(log, ring, (number, offset), read)


class _Blocks:
    """A frame's rows in blocks, as they are written now."""

    __slots__ = (
        *("_block_held", "_blocks", "_log", "_number_held", "_offset", "_read", "_ring"),
        "_sequence",
    )

    def __init__(self, log: Log, ring: Opens, place: tuple[int, int], read: Read) -> None:
        self._log = log
        self._ring = ring
        self._sequence, self._offset = place
        self._read = read
        self._number_held = -1
        self._block_held: _Block
        try:
            self._blocks = directory(read)
        except struct.error:
            raise log.damage(self._offset) from None

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._blocks)):
            block = _Block(self, number)
            for place in block.told.places:
                yield block.row(place, self)

    def row(self, place: int) -> Row:
        """The row at that place of the frame."""
        block = self._block(place // BLOCK)
        return block.row(block.told.places[place % BLOCK], self)

    def pieces(self, places: Sequence[int]) -> list[Piece | None]:
        """The texts of the rows at those places, which rise; what lies side by side is one."""
        found: list[Piece | None] = []
        start = 0
        while start < len(places):
            number = places[start] // BLOCK
            stop = bisect_left(places, (number + 1) * BLOCK, start)
            found += self._block(number).pieces(places[start:stop], self)
            start = stop
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
        place = bound(self._log, self._sequence, (block, len(self._blocks)), (part, len(parts)))
        try:
            return self._ring.sealer(name).open(self._read(length, start), place)
        except Broken:
            raise self._log.damage(self._offset) from None


class _Block:
    """The rows of one block; a part under another key is opened with the first of its texts."""

    __slots__ = ("_number", "_plain", "told")

    def __init__(self, frame: _Blocks, number: int) -> None:
        self._number = number
        first = frame.open(number, 0, OWN)
        self.told = Told(first)
        self._plain: dict[int, bytes | None] = {0: first}

    def pieces(self, places: Sequence[int], frame: _Blocks) -> list[Piece | None]:
        """The texts of the rows at those places of *frame*; what lies side by side is one."""
        first, last = places[0] % BLOCK, places[-1] % BLOCK
        run = self.told.run(first, last) if last - first < len(places) else None
        if run is None:
            rows = self.told.places
            return [_piece(self.row(rows[place % BLOCK], frame)) for place in places]
        part, start, stop = run
        plain = self.part(part, frame)
        return [None if plain is None else (memoryview(plain)[start:stop], len(places))]

    def row(self, place: Place, frame: _Blocks) -> Row:
        """The row at that place of *frame*, which is not held, so that both go without a search."""
        alive, table, number, part, start, end = place
        if not alive:
            return Row(table, number, None)
        plain = self.part(part, frame)
        return Row(table, number, None if plain is None else plain[start:end], self.told.keys[part])

    def part(self, part: int, frame: _Blocks) -> bytes | None:
        """What is in that part, or ``None`` where its key was dropped."""
        if part not in self._plain:
            try:
                self._plain[part] = frame.open(self._number, part, self.told.keys[part])
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

    def pieces(self, places: Sequence[int]) -> list[Piece | None]:
        """The texts of the rows at those places."""
        return [_piece(self._rows[place]) for place in places]


def _piece(row: Row) -> Piece | None:
    return None if row.text is None else (row.text, 1)
