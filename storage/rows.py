"""The rows of a journal: which document rests in which frame, sealed to that very place.

Table names, numbers and documents are all inside a seal, which is bound to the journal, the
number of the frame and the place in it, so that nothing can be swapped, replayed or moved.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from storage.blocks import Opener, bound, opener, opener_at
from storage.frames import END, Frame
from storage.log import Log
from storage.named import Opens
from storage.packing import BLOCK, Piece, Row, laid_out, packed
from storage.places import Places
from storage.sealing import nonces
from storage.stood import Located

Document = dict[str, Any]
T = TypeVar("T")

_PLACES = 20
"""Bits of a location that tell the place in the frame; the others tell the frame's offset."""

_IN_FRAME = (1 << _PLACES) - 1

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(document: Mapping[str, Any]) -> bytes:
    """A document as JSON; half characters, which some apps send, survive."""
    return _encode(document).encode("utf-8", "surrogatepass")


def _by_frame(locations: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Of *locations*, which rise, each once, those of a frame: its offset, and the places in it."""
    start = 0
    while start < len(locations):
        first = locations[start]
        stop = bisect_left(locations, (first | _IN_FRAME) + 1, start)
        count, place = stop - start, first & _IN_FRAME
        if locations[stop - 1] - first < count:
            yield first >> _PLACES, range(place, place + count)
        else:
            yield first >> _PLACES, [one & _IN_FRAME for one in locations[start:stop]]
        start = stop


def all_of(table: str, held: Sequence[T | None]) -> list[T]:
    """What is *held* of that table; raises ``KeyError`` where something is not there."""
    found = [one for one in held if one is not None]
    if len(found) < len(held):
        raise KeyError(table)
    return found


class Rows:
    """The sealed rows of one log, and where each living document rests."""

    def __init__(self, log: Log, ring: Opens) -> None:
        self.log = log
        self.ring = ring
        self.places: dict[str, Places] = {}
        self.written = 0
        """Rows in the file, living or not."""
        self.loose = 0
        """Rows in frames of few, each read by itself: what was not tidied since it was written."""
        self._last: tuple[int, Opener] | None = None

    def opened(self, frame: Frame) -> Iterator[tuple[int, Row]]:
        """(location, row) of every row in *frame*; raises `Trouble` where a seal is broken.

        A text whose key was dropped comes as ``None``, as if the document had been removed.
        """
        if len(frame.body) > len(END):
            return enumerate(opener(self.log, self.ring, frame), frame.offset << _PLACES)
        return iter(())

    def texts(self, table: str, numbers: Sequence[int]) -> list[bytes]:
        """The texts of those documents, in that order; raises ``KeyError`` where one is not."""
        locations = self.places[table].many(numbers)
        texts = {location: self.row(location).text for location in sorted(locations)}
        return all_of(table, [texts[location] for location in locations])

    def pieces(self, table: str, numbers: Sequence[int]) -> tuple[Sequence[int], list[Piece]]:
        """Those documents as they lie in the file: their numbers in that order, and their texts.

        None may be asked for twice. Raises ``KeyError`` where one is not there. Each block is read
        and opened once, and what lies side by side in it is not taken apart.
        """
        locations = self.places[table].many(numbers)
        in_order = sorted(locations)
        if in_order != locations:
            number_at = dict(zip(locations, numbers, strict=True))
            numbers = [number_at[location] for location in in_order]
        found: list[Piece | None] = []
        for offset, places in _by_frame(in_order):
            found += self._opener(offset).pieces(places)
        return numbers, all_of(table, found)

    def rows(self, table: str, numbers: Iterable[int]) -> Iterator[tuple[int, Row]]:
        """(location, row) of those documents that are there, in the order of the file.

        Any thread may ask, without the lock: what was replaced or removed meanwhile may be told
        as it was.
        """
        places = self.places.get(table)
        if places is None:
            # Nothing of that table is written yet.
            return
        there = sorted({location for one in numbers if (location := places.get(one))})
        for offset, held in _by_frame(there):
            opened = opener_at(self.log, self.ring, offset)
            for place in held:
                yield offset << _PLACES | place, opened.row(place)

    def row(self, location: int) -> Row:
        """What rests at that location."""
        return self._opener(location >> _PLACES).row(location & _IN_FRAME)

    def _opener(self, offset: int) -> Opener:
        if self._last is None or self._last[0] != offset:
            self._last = offset, opener_at(self.log, self.ring, offset)
        return self._last[1]

    def text(self, table: str, number: int) -> bytes:
        """The text of one document; raises ``KeyError``."""
        return self.texts(table, (number,))[0]

    def append(self, rows: Sequence[Row]) -> list[int]:
        """Seal *rows* into one frame and return their locations; raises `Unwritable`."""
        first = self.log.append(self._sealed(rows)) << _PLACES
        self.count(len(rows))
        return list(range(first, first + len(rows)))

    def commit(self, rows: Sequence[Row]) -> int:
        """Seal *rows* into one frame on disk; where the first is, to `lie` with the others.

        Raises `Unwritable`, and then nothing of them is there.
        """
        return self.log.commit(self._sealed(rows)) << _PLACES

    def lie(self, rows: Sequence[Row], first: int) -> None:
        """Note that *rows* rest one after another from that location on."""
        self.count(len(rows))
        name, places = None, None
        for location, (table, number, text, _) in enumerate(rows, first):
            if places is None or table != name:
                name, places = table, self.places.get(table) or self._places(table)
            if text is None:
                places.pop(number)
            else:
                places[number] = location

    def _sealed(self, rows: Sequence[Row]) -> bytes:
        """The body of a frame that holds *rows*."""
        if len(rows) > _IN_FRAME:
            raise ValueError("more changes at once than one frame can hold")
        if len(rows) <= BLOCK:
            return laid_out([self._block(rows, 0, 1)])
        starts = range(0, len(rows), BLOCK)
        return laid_out(
            [
                self._block(rows[start : start + BLOCK], block, len(starts))
                for block, start in enumerate(starts)
            ]
        )

    def _block(self, rows: Sequence[Row], number: int, of: int) -> list[bytes]:
        """The sealed parts of the block of that number, of so many, in the frame that is next."""
        names, parts = packed(rows)
        log, sealer, block, sealed = self.log, self.ring.sealer, (number, of), []
        for at, nonce in enumerate(nonces(len(parts))):
            place = bound(log, log.sequence + 1, block, (at, len(parts)))
            sealed.append(sealer(names[at]).seal(parts[at], place, nonce))
        return sealed

    def count(self, rows: int) -> None:
        """Note that there is a frame of so many rows more."""
        self.written += rows
        if rows < BLOCK // 2:
            self.loose += rows

    def offset(self, location: int) -> int:
        """Where the frame begins that a location is in."""
        return location >> _PLACES

    def located(self, table: str, number: int) -> int | None:
        """Where that document rests, or ``None`` where it is not there."""
        places = self.places.get(table)
        return None if places is None else places.get(number)

    def lay(self, table: str, number: int, location: int) -> int:
        """Note where a document rests, 0 for nowhere, while a journal is read; where it was.

        `settle` afterwards.
        """
        return self._places(table).lay(number, location)

    def _places(self, table: str) -> Places:
        places = self.places.get(table)
        if places is None:
            places = self.places[table] = Places()
        return places

    def parts(self) -> Iterator[Located]:
        """Where everything rests, as `stand` takes it, a little at each step."""
        for table, places in list(self.places.items()):
            yield from places.parts(table)

    def stand(self, part: Located) -> None:
        """Know what one of the `parts` told."""
        self._places(part.table).stand(part)

    def settle(self) -> None:
        """Bring the documents of every table into the order of their numbers."""
        self.places = {table: places.settled() for table, places in self.places.items()}

    def place(self, table: str, number: int, location: int | None) -> None:
        """Note where a document rests now, or that it is gone."""
        places = self._places(table)
        if location is None:
            places.pop(number)
        else:
            places[number] = location

    @property
    def living(self) -> int:
        """How many documents there are."""
        return sum(map(len, self.places.values()))
