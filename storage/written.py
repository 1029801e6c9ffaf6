"""Records as what rests, and back: in one step where that can be, else by the codec.

They are written as JSON; a tidied journal holds them packed, without what is as it usually is.

Both ways write and read the same; the quick one cannot write half characters, nor a record that
holds other records of any kind, nor read what an older program wrote loosely.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import MISSING, fields
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from storage.codec import Unreadable, from_plain, to_lean, to_plain, to_text
from storage.packing import Piece
from storage.records import Record
from storage.rows import dump
from storage.shapes import leaves_choice

T = TypeVar("T")
_quick = msgspec.json.Encoder()
_OBJECT = b"{"
"""What JSON of a record begins with, and nothing that is packed."""
_MAKING = threading.Lock()


def to_rest(record: Record) -> bytes:
    """*record* as JSON; half characters, which some apps send, survive."""
    kind: Any = type(record)
    try:
        return _quick.encode(record if _decoder(kind) else to_lean(record))
    except UnicodeEncodeError:
        return dump(to_plain(record))


def to_line(value: Any) -> str:
    """As `storage.codec.to_text`, in a fraction of the time; `from_line` and that one read it."""
    kind: Any = type(value)
    try:
        return _quick.encode(value if _decoder(kind) else to_lean(value)).decode()
    except UnicodeEncodeError:
        return to_text(value)


def from_line(kind: type[T], text: str) -> T:
    """The value of *kind* that `to_line` wrote; raises `Unreadable`."""
    shape: Any = kind
    try:
        value: T = reader(shape)(text.encode())
    except UnicodeEncodeError:
        raise Unreadable("half a character stands outside of its JSON") from None
    return value


def to_packed(value: object) -> bytes:
    """*value*, which holds no record, in as few bytes as can be.

    Raises `Unreadable` where there are half characters in it, which some apps send.
    """
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        raise Unreadable("half a character cannot be packed") from None


def from_packed(kind: Any, data: bytes) -> Any:
    """The value of *kind* that `to_packed` wrote; raises `Unreadable`."""
    try:
        return _unpacker(kind).decode(data)
    except msgspec.MsgspecError:
        raise Unreadable("what was packed is of another form") from None


@cache
def reader(kind: Any) -> Callable[[bytes], Any]:
    """From what `to_rest` or `terse` wrote to the record of *kind*; raises `Unreadable`."""
    decoder = _decoder(kind)

    def slowly(text: bytes) -> Any:
        return from_plain(kind, loaded(text))

    def quickly(text: bytes) -> Any:
        try:
            record = decode(text) if text[:1] == _OBJECT else unpack(text)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return slowly(text)
        return record

    if decoder is None:
        return slowly
    decode, unpack = decoder.decode, _unpacker(kind).decode
    return quickly


def reads_together(kind: Any) -> bool:
    """Whether many records of *kind* can be read in one step, and be written tersely."""
    return _decoder(kind) is not None


def read_all(kind: Any, pieces: Sequence[Piece]) -> list[Any] | None:
    """The records of *kind*, which `reads_together`, that *pieces* tell one after another.

    ``None`` where one of them must be read by itself.
    """
    found: list[Any] = []
    try:
        for is_json, some in groupby(pieces, _is_json):
            texts, counts = zip(*some, strict=True)
            if is_json:
                # Nothing need stand between them: each is an object, and tells where it ends.
                found += _decoder(kind).decode_lines(b"".join(texts))
            else:
                found += _unpacker(list[kind]).decode(b"".join((_array(sum(counts)), *texts)))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if len(found) == sum(count for _, count in pieces) else None


def _is_json(piece: Piece) -> bool:
    return piece[0][:1] == _OBJECT


def _array(count: int) -> bytes:
    """What tells that so many packed values follow."""
    return b"\xdd" + count.to_bytes(4, "big")


def terse(kind: Any, text: bytes) -> bytes:
    """*text*, the JSON of a record of *kind*, in as few bytes as can be.

    It is packed, without the fields that are as a new record has them; what we do not know stays.
    As it is where it cannot be: half characters, or records of any kind inside it.
    """
    if text[:1] != _OBJECT or not reads_together(kind):
        return text
    left_out = usual(kind)
    try:
        told = loaded(text)
        return to_packed({at: one for at, one in told.items() if left_out.get(at, _OBJECT) != one})
    except (Unreadable, OverflowError):
        return text


def loaded(text: bytes, kind: Any = None) -> Any:
    """What *text* tells of a record, all of it, where it was written tersely too."""
    if text[:1] != _OBJECT and kind is not None:
        return deepcopy(usual(kind)) | from_packed(dict, text)
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable("the text is not JSON") from None


@cache
def usual(kind: Any) -> dict[str, Any]:
    """The fields of *kind* that need not be given and what they are then, as JSON has it."""
    given = [field for field in fields(kind) if field.default is not MISSING]
    return {field.name: msgspec.json.decode(_quick.encode(field.default)) for field in given}


@cache
def _unpacker(kind: Any) -> Any:
    with _MAKING:
        return msgspec.msgpack.Decoder(kind)


def _made(shape: Any) -> Any:
    # The library keeps what it learns of a class on that class, from before it has learned all:
    # a second thread that found it there would bring the whole process down.
    with _MAKING:
        return msgspec.json.Decoder(shape)


@cache
def _decoder(kind: Any) -> Any:
    """What reads *kind* in one step, or ``None`` where its fields leave a choice of records."""
    return None if leaves_choice(kind) else _made(kind)
