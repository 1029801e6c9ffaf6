"""What is inside a frame: blocks of rows, apart from any seal.

A block holds a few rows in one part and more. Its first part tells of every row its table, its
number, the key its text rests under and how long the text is; the texts under the journal's own
key follow there. Each further part holds the texts under one other key. So a block is sealed
once for each key and not once for each row, what is where can be told without the keys of the
texts, and one row of a large frame is read without the rest of it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

_COUNT = struct.Struct("!I")
_LENGTH = struct.Struct("!H")
_FRONT = struct.Struct("!II")
_FEW = {_FRONT.pack(1, parts): struct.Struct(f"!{parts}I") for parts in (1, 2)}
_ONE_BLOCK = {parts: struct.Struct(f"!II{parts}I") for parts in (1, 2)}
_COUNTS = struct.Struct("!III")
_ROW = struct.Struct("!?BIqI")
_PART = 5
"""Where in a row's entry the last byte of its part is."""
_OLD_ROW = struct.Struct("!?Bq")

OWN = ""
"""The name of the journal's own key."""


class Row(NamedTuple):
    """One document of a table, or its end."""

    table: str
    number: int
    text: bytes | None
    """The document as JSON, or as `terse` has it; ``None`` where it is removed."""
    key: str = OWN
    """The name of the key the text rests under."""


Piece = tuple[bytes | memoryview, int]
"""The texts of several rows, one after another as they lie in the file, and of how many."""

Place = tuple[bool, str, int, int, int, int]
"""Of one row: whether it lives, its table and number; its text's part, from where and to where."""

BLOCK = 64
"""Rows in a block, but for the last of a frame."""


def laid_out(blocks: Sequence[Sequence[bytes]]) -> bytes:
    """A frame's body: how many blocks, of each how many parts and how long each is, the parts."""
    if len(blocks) == 1 and len(blocks[0]) in _ONE_BLOCK:
        (parts,) = blocks
        front = _ONE_BLOCK[len(parts)].pack(1, len(parts), *map(len, parts))
        return b"".join((front, *parts))
    directory = [_COUNT.pack(len(blocks))]
    directory += [
        struct.pack(f"!{1 + len(parts)}I", len(parts), *map(len, parts)) for parts in blocks
    ]
    return b"".join(chain(directory, *blocks))


Part = tuple[int, int]
"""Of one part: where it begins in the body, and its length."""


def directory(read: Callable[[int, int], bytes]) -> list[list[Part]]:
    """The parts of each block; *read* gives so many bytes of the body, from so far into it."""
    front = read(_FRONT.size, 0)
    few = _FEW.get(front)
    if few is not None:
        # Nearly every frame is one block of one part or two.
        at = _FRONT.size + few.size
        return [_parts(at, few.unpack(read(few.size, _FRONT.size)))[0]]
    at = _COUNT.size
    lengths = []
    for _ in range(_FRONT.unpack(front)[0]):
        (parts,) = _COUNT.unpack(read(_COUNT.size, at))
        at += _COUNT.size
        lengths.append(struct.unpack(f"!{parts}I", read(4 * parts, at)))
        at += 4 * parts
    blocks = []
    for block in lengths:
        held, at = _parts(at, block)
        blocks.append(held)
    return blocks


def _parts(at: int, lengths: Sequence[int]) -> tuple[list[Part], int]:
    held: list[Part] = []
    for length in lengths:
        held.append((at, length))
        at += length
    return held, at


def packed(rows: Sequence[Row]) -> tuple[list[str], list[bytes]]:
    """Of one block: the names of the keys of its parts, the journal's own first, and the parts."""
    if len(rows) == 1 and rows[0].text is not None:
        return _packed_alone(rows[0], rows[0].text)
    tables: dict[str, int] = {}
    keys = {OWN: 0}
    texts: list[list[bytes]] = [[]]
    heads = []
    pack = _ROW.pack
    for table, number, text, key in rows:
        part = keys.setdefault(key, len(keys))
        if part == len(texts):
            texts.append([])
        at = tables.setdefault(table, len(tables))
        if text is None:
            heads.append(pack(False, at, part, number, 0))
        else:
            texts[part].append(text)
            heads.append(pack(True, at, part, number, len(text)))
    names = list(keys)
    first = [_COUNTS.pack(len(tables), len(names) - 1, len(rows))]
    for name in (*tables, *names[1:]):
        encoded = name.encode()
        first += (_LENGTH.pack(len(encoded)), encoded)
    return names, [b"".join((*first, *heads, *texts[0])), *map(b"".join, texts[1:])]


def _packed_alone(row: Row, text: bytes) -> tuple[list[str], list[bytes]]:
    """As `packed`, of one row by itself, which is what is written most."""
    names, front = _front(row.table, row.key)
    head = front + _ROW.pack(True, 0, len(names) - 1, row.number, len(text))
    return names, [head, text] if row.key else [head + text]


@lru_cache(maxsize=4096)
def _front(table: str, key: str) -> tuple[list[str], bytes]:
    """The names of the keys of a block of one row, and what comes before it."""
    empty = packed([Row(table, 0, None, key)])
    return empty[0], empty[1][0][: -_ROW.size]


class Told:
    """What the first part of a block tells of its rows."""

    __slots__ = ("_at", "_first", "_held", "_tables", "keys")

    def __init__(self, first: bytes) -> None:
        tables, keys, _ = _COUNTS.unpack_from(first)
        names = []
        at = _COUNTS.size
        for _ in range(tables + keys):
            start = at + _LENGTH.size
            at = start + _LENGTH.unpack_from(first, at)[0]
            names.append(first[start:at].decode())
        self.keys = [OWN, *names[tables:]]
        """The names of the keys of the parts."""
        self._tables = names
        self._first, self._at = first, at
        self._held: list[Place] = []

    @property
    def places(self) -> list[Place]:
        """Where each row is."""
        if not self._held:
            end = self._texts_at
            reached = [end, *([0] * len(self.keys))]
            for alive, table, part, number, length in _ROW.iter_unpack(self._first[self._at : end]):
                start = reached[part]
                reached[part] = stop = start + length
                self._held.append((alive, self._tables[table], number, part, start, stop))
        return self._held

    @property
    def _texts_at(self) -> int:
        """Where the texts begin that are in the first part itself."""
        rows: int = _COUNTS.unpack_from(self._first)[2]
        return self._at + rows * _ROW.size

    def run(self, first: int, last: int) -> tuple[int, int, int] | None:
        """The part that holds all texts from one row to another, and from where to where.

        ``None`` where they are in several parts, or one of the rows has no text.
        """
        told, size = self._first, _ROW.size
        before, at, end = self._at, self._at + first * size, self._at + (last + 1) * size
        # A block has so few rows that the last byte of a part's number is all of it.
        part = told[at + _PART]
        alike = told[at + _PART : end : size]
        if 0 in told[at:end:size] or alike.count(part) < len(alike):
            return None
        start = 0 if part else self._texts_at
        if first:
            start += sum(row[4] for row in _ROW.iter_unpack(told[before:at]) if row[2] == part)
        return part, start, start + sum(_lengths(last - first + 1).unpack_from(told, at))


@lru_cache(maxsize=BLOCK)
def _lengths(rows: int) -> struct.Struct:
    return struct.Struct("!" + "14xI" * rows)


def old_row(plain: bytes) -> Row:
    """A row as the first form of the journal had it: each sealed by itself."""
    alive, length, number = _OLD_ROW.unpack_from(plain)
    start = _OLD_ROW.size + length
    table = plain[_OLD_ROW.size : start].decode()
    return Row(table, number, plain[start:] if alive else None)
