"""Records as the JSON that rests, and back: in one step where that can be, else by the codec.

Both ways write and read the same; the quick one cannot write half characters, nor a record that
holds other records of any kind, nor read what an older program wrote loosely.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from storage.codec import Unreadable, from_plain, to_lean, to_plain, to_text
from storage.records import Record
from storage.rows import dump
from storage.shapes import leaves_choice

T = TypeVar("T")
_quick = msgspec.json.Encoder()
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
    """From the JSON that `to_rest` wrote to the record of *kind*; raises `Unreadable`."""
    decoder = _decoder(kind)

    def slowly(text: bytes) -> Any:
        return from_plain(kind, _loaded(text))

    def quickly(text: bytes) -> Any:
        try:
            record = decode(text)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return slowly(text)
        return record

    if decoder is None:
        return slowly
    decode = decoder.decode
    return quickly


def reads_together(kind: Any) -> bool:
    """Whether many records of *kind* can be read in one step."""
    return _decoder(kind) is not None


def read_all(kind: Any, joined: bytes, count: int) -> list[Any] | None:
    """The *count* records of *kind*, which `reads_together`, whose JSON is *joined* end to end.

    ``None`` where one of them must be read by itself.
    """
    try:
        # Nothing need stand between them: each is an object, and tells where it ends.
        found: list[Any] = _decoder(kind).decode_lines(joined)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if len(found) == count else None


@cache
def _unpacker(kind: Any) -> Any:
    with _MAKING:
        return msgspec.msgpack.Decoder(kind)


def _made(shape: Any) -> Any:
    # The library keeps what it learns of a class on that class, from before it has learned all:
    # a second thread that found it there would bring the whole process down.
    with _MAKING:
        return msgspec.json.Decoder(shape)


def _loaded(text: bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable("the text is not JSON") from None


@cache
def _decoder(kind: Any) -> Any:
    """What reads *kind* in one step, or ``None`` where its fields leave a choice of records."""
    return None if leaves_choice(kind) else _made(kind)
