"""The rows of a journal: which document rests in which frame, sealed to that very place.

Table names, numbers and documents are all inside the seal, which is bound to the journal, the
number of the frame and the place in it, so that nothing can be swapped, replayed or moved.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from storage.frames import Frame, pack, unpack
from storage.log import Log
from storage.sealing import Broken, Sealer

Document = dict[str, Any]

_ROW = struct.Struct("!?Bq")
_BOUND = struct.Struct("!16sQII")
_PLACES = 20
"""Bits of a location that tell the place in the frame; the others tell the frame's offset."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(document: Mapping[str, Any]) -> bytes:
    """A document as JSON; half characters, which some apps send, survive."""
    return _encode(document).encode("utf-8", "surrogatepass")


def pack_row(table: str, row: int, text: bytes | None) -> bytes:
    """What is sealed for one document: its table, its number and its JSON or its end."""
    name = table.encode()
    return _ROW.pack(text is not None, len(name), row) + name + (text or b"")


def unpack_row(plain: bytes) -> tuple[str, int, bytes | None]:
    """The table, number and JSON that were sealed; ``None`` where the document was removed."""
    alive, length, row = _ROW.unpack_from(plain)
    start = _ROW.size + length
    return plain[_ROW.size : start].decode(), row, plain[start:] if alive else None


class Rows:
    """The sealed rows of one log, and where each living document rests."""

    def __init__(self, log: Log, sealer: Sealer) -> None:
        self.log = log
        self.places: dict[str, dict[int, int]] = {}
        self.written = 0
        """Rows in the file, living or not."""
        self._sealer = sealer

    def plain(self, frame: Frame) -> Iterator[tuple[int, bytes]]:
        """(location, unsealed row) of every row in *frame*; raises `Trouble`."""
        texts = unpack(frame.body)
        for place in range(len(texts)):
            yield frame.offset << _PLACES | place, self._open(frame, texts, place)

    def _open(self, frame: Frame, texts: list[bytes], place: int) -> bytes:
        bound = _BOUND.pack(self.log.head.id, frame.sequence, place, len(texts))
        try:
            return self._sealer.open(texts[place], bound)
        except Broken:
            raise self.log.damage(frame.offset) from None

    def text(self, table: str, row: int) -> bytes:
        """The JSON of one document; raises ``KeyError``."""
        location = self.places[table][row]
        frame = self.log.frame(location >> _PLACES)
        plain = self._open(frame, unpack(frame.body), location & (1 << _PLACES) - 1)
        return unpack_row(plain)[2] or b"{}"

    def append(self, rows: list[bytes]) -> list[int]:
        """Seal *rows* into one frame and return their locations; raises `Unwritable`."""
        if len(rows) >= 1 << _PLACES:
            raise ValueError("more changes at once than one frame can hold")
        sequence = self.log.begin()
        sealed = [
            self._sealer.seal(row, _BOUND.pack(self.log.head.id, sequence, place, len(rows)))
            for place, row in enumerate(rows)
        ]
        offset = self.log.append(pack(sealed))
        self.written += len(rows)
        return [offset << _PLACES | place for place in range(len(rows))]

    def place(self, table: str, row: int, location: int | None) -> int | None:
        """Note where a document rests now, or that it is gone; the answer is where it was."""
        rows = self.places.setdefault(table, {})
        before = rows.get(row)
        if location is None:
            rows.pop(row, None)
        else:
            rows[row] = location
        return before

    @property
    def living(self) -> int:
        """How many documents there are."""
        return sum(map(len, self.places.values()))
