"""The journal's bytes: a head, then frames, each whole or not there at all.

A frame is a marker, the length of its body, its number in the sequence, how far the file was
known to be on disk when it was written, a checksum over all of that and the body. The body is
one or more sealed texts. How far the file was on disk is what tells a torn tail (written but
never acknowledged) from damage to something that was.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence

from storage.values import dataclass

Read = Callable[[int, int], bytes]
"""(size, offset) → up to that many bytes."""

_MAGIC = b"RAPPORT"
FORM = 3
"""How frames are laid out inside, as the head tells; the first form is read, never written.

From the third on a text may be packed. The second is written on until the journal is tidied.
"""

BLOCKS = 2
"""The form from which rows lie in blocks."""

_HEAD = struct.Struct("!7sBHQ16sI")
HEAD_SIZE = _HEAD.size

_MARKER = b"\xf5RpF"
_FRAME = struct.Struct("!4sIQQI")
FRAME_SIZE = _FRAME.size
END = b"\xa5"
"""The last byte of every body: not zero, nor made zero by one bit that flips."""

_SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

_LENGTH = struct.Struct("!I")


class Ahead:
    """Reads on from where it is asked to, so that many small reads are one large one."""

    __slots__ = ("_at", "_held", "_read", "_size")

    def __init__(self, read: Read, size: int) -> None:
        self._read = read
        self._size = size
        self._at = 0
        self._held = b""

    def read(self, size: int, offset: int) -> bytes:
        """What *read* would give."""
        start = offset - self._at
        if start < 0 or start + size > len(self._held):
            self._held = self._read(max(size, self._size), offset)
            self._at = offset
            start = 0
        return self._held[start : start + size]


class BadHead(Exception):
    """The first bytes are not the head of a journal."""


class NewerForm(BadHead):
    """They are, of one whose frames are laid out in a way that came later."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a journal begins with; *id* is random, so that no frame fits another journal."""

    schema: int
    generation: int
    id: bytes
    form: int = FORM

    def encoded(self) -> bytes:
        """The head's bytes."""
        bare = _HEAD.pack(_MAGIC, self.form, self.schema, self.generation, self.id, 0)
        return bare[:-4] + zlib.crc32(bare).to_bytes(4, "big")


def read_head(data: bytes) -> Head:
    """The head that *data* begins with; raises `BadHead`."""
    if len(data) < HEAD_SIZE:
        raise BadHead("the head is not whole")
    magic, form, schema, generation, id, _ = _HEAD.unpack_from(data)
    head = Head(schema, generation, id, form)
    if magic != _MAGIC or not form or head.encoded() != data[:HEAD_SIZE]:
        raise BadHead("the head is damaged")
    if form > FORM:
        raise NewerForm("the form of the frames is a newer one")
    return head


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as it was read; *offset* and *end* are where it rests in the file."""

    offset: int
    sequence: int
    flushed: int
    body: bytes

    @property
    def end(self) -> int:
        """Where the next frame begins."""
        return self.offset + FRAME_SIZE + len(self.body)


def encode(sequence: int, flushed: int, body: bytes) -> bytes:
    """The bytes of one frame."""
    bare = _FRAME.pack(_MARKER, len(body), sequence, flushed, 0)
    return bare[:-4] + zlib.crc32(body, zlib.crc32(bare)).to_bytes(4, "big") + body


def number_at(front: bytes) -> int | None:
    """The number of the frame that begins so, unchecked, or ``None`` where there is none."""
    if len(front) < FRAME_SIZE:
        return None
    marker, _, sequence, _, _ = _FRAME.unpack(front)
    return sequence if marker == _MARKER else None


def frame_at(read: Read, offset: int) -> Frame | None:
    """The whole frame at *offset*, or ``None`` where there is none."""
    front = read(FRAME_SIZE, offset)
    if len(front) < FRAME_SIZE:
        return None
    marker, length, sequence, flushed, checksum = _FRAME.unpack(front)
    if marker != _MARKER:
        return None
    body = read(length, offset + FRAME_SIZE)
    bare = front[:-4] + bytes(4)
    if len(body) < length or zlib.crc32(body, zlib.crc32(bare)) != checksum:
        return None
    return Frame(offset, sequence, flushed, body)


def frames_from(read: Read, offset: int) -> Iterator[Frame]:
    """Every whole frame from *offset* on, up to the first that is not."""
    while (frame := frame_at(read, offset)) is not None:
        yield frame
        offset = frame.end


def frames_after_damage(read: Read, offset: int, size: int) -> Iterator[Frame]:
    """Whole frames anywhere beyond *offset*, where the one at *offset* is bad."""
    rest = read(size - offset, offset)
    place = rest.find(_MARKER, 1)
    while place >= 0:
        frame = frame_at(read, offset + place)
        if frame is not None:
            yield frame
        place = rest.find(_MARKER, place + 1)


def is_torn(tail: bytes, offset: int) -> bool:
    """Whether *tail*, which rests at *offset* and ends the file, is a write that never finished.

    The file is made longer ahead of what is written, with zeros. So a killed process leaves the
    beginning of a frame before zeros or the file's end; a power cut leaves sectors of zeros in
    it. Anything else was whole once: a frame that is damaged, and may have been confirmed. That
    a frame neither begins nor ends with a zero, not even where a bit flips, tells them apart.
    """
    written = tail.rstrip(b"\0")
    if len(written) < FRAME_SIZE or not any(tail[: len(_MARKER)]):
        return True
    marker, length, sequence, flushed, checksum = _FRAME.unpack_from(tail)
    if marker != _MARKER:
        return _lacks_a_sector(written, offset)
    with_our_length = encode(sequence, flushed, written[FRAME_SIZE:])
    if with_our_length[FRAME_SIZE - 4 : FRAME_SIZE] == checksum.to_bytes(4, "big"):
        return False
    frame = tail[: FRAME_SIZE + length]
    short = len(frame) < FRAME_SIZE + length or not frame[-1]
    return short or _lacks_a_sector(frame, offset)


def _lacks_a_sector(data: bytes, offset: int) -> bool:
    """Whether a sector's share of *data*, which rests at *offset*, is nothing but zeros."""
    first = -offset % _SECTOR
    slices = [data[:first], *(data[at : at + _SECTOR] for at in range(first, len(data), _SECTOR))]
    return any(piece and not any(piece) for piece in slices)


def pack(texts: Sequence[bytes]) -> bytes:
    """A body that holds *texts*."""
    return b"".join(part for text in texts for part in (_LENGTH.pack(len(text)), text))


def unpack(body: bytes) -> list[bytes]:
    """The texts a body holds."""
    texts = []
    place = 0
    while place < len(body):
        (length,) = _LENGTH.unpack_from(body, place)
        place += _LENGTH.size
        texts.append(body[place : place + length])
        place += length
    return texts
