"""Records and other frozen dataclasses as JSON-ready data, driven by their own annotations.

Where an annotation names one class, its fields are written as they are; where it leaves a
choice (a union of classes, or any `Record`), the class is named under ``is``, which no field
can be called. What is not known is passed over and what is missing takes its default, so that
neighbouring versions read each other.
"""

from __future__ import annotations

import dataclasses
import json
import operator
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from storage.shapes import choices, fields_of, leaves_choice, named, repeated

T = TypeVar("T")
Turn = Callable[[Any], Any]

_TAG = "is"
_PLAIN = (str, int, bool, float, type(None))
_TIMES = (datetime, date, time)


class Unreadable(ValueError):
    """Data that does not make the asked-for value; the words never quote the data."""


def to_plain(value: Any) -> dict[str, Any]:
    """The fields of a dataclass value as dicts, lists, texts and numbers."""
    kind: Any = type(value)
    plain: dict[str, Any] = _writer(kind)(value)
    return plain


def to_lean(value: Any) -> dict[str, Any]:
    """As `to_plain`, but what leaves no choice of classes is left for `msgspec` to take apart."""
    kind: Any = type(value)
    lean: dict[str, Any] = _taken_apart(kind, True)(value)
    return lean


def from_plain(kind: type[T], data: Mapping[str, Any]) -> T:
    """The value of *kind* that `to_plain` wrote; raises `Unreadable` where it cannot be made."""
    try:
        shape: Any = kind
        value: T = _reader(shape)(data)
    except Unreadable:
        raise
    except (TypeError, ValueError, KeyError, AttributeError):
        # The original error would quote what people wrote.
        raise Unreadable(f"the data does not make a {kind.__name__}") from None
    return value


def to_text(value: Any) -> str:
    """A dataclass value as one line of JSON."""
    return json.dumps(to_plain(value), separators=(",", ":"))


def from_text(kind: type[T], text: str) -> T:
    """The value of *kind* that `to_text` wrote; raises `Unreadable`."""
    try:
        data = json.loads(text)
    except ValueError:
        raise Unreadable(f"the text does not make a {kind.__name__}") from None
    return from_plain(kind, data)


def _same(value: Any) -> Any:
    return value


@cache
def _writer(hint: Any, lean: bool = False) -> Turn:
    """From a value of that annotation to plain data, or as far as a *lean* one must be."""
    if lean and not leaves_choice(hint):
        return _same
    return _taken_apart(hint, lean)


@cache
def _taken_apart(hint: Any, lean: bool) -> Turn:
    open_to = choices(hint)
    if open_to is not None:
        return _write_choice(open_to, lean)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _write_tuple(typing.get_args(hint), lean)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: value.value
    if hint in _TIMES:
        return lambda value: value.isoformat()
    if dataclasses.is_dataclass(origin or hint):
        return _write_fields(hint, lean)
    return _known_plain(hint)


@cache
def _reader(hint: Any) -> Turn:
    """From plain data to a value of that annotation."""
    open_to = choices(hint)
    if open_to is not None:
        return _read_choice(open_to)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        # A look-up in the members is several times faster than a call of the class.
        return {member.value: member for member in hint}.__getitem__
    if hint in _TIMES:
        turn: Turn = hint.fromisoformat
        return turn
    if dataclasses.is_dataclass(origin or hint):
        return _read_fields(hint)
    return _known_plain(hint)


def _known_plain(hint: Any) -> Turn:
    if hint in _PLAIN:
        return _same
    raise TypeError(f"{hint} cannot be stored")


def _write_choice(classes: tuple[Any, ...], lean: bool) -> Turn:
    if not named(classes):
        turn = _writer(classes[0] if classes[0] is not type(None) else classes[1], lean)
        return lambda value: None if value is None else turn(value)

    def write(value: Any) -> Any:
        if value is None:
            return None
        kind: Any = type(value)
        return {_TAG: kind.__name__, **_taken_apart(kind, lean)(value)}

    return write


def _read_choice(classes: tuple[Any, ...]) -> Turn:
    by_name = named(classes)
    if not by_name:
        turn = _reader(classes[0] if classes[0] is not type(None) else classes[1])
        return lambda data: None if data is None else turn(data)
    return lambda data: None if data is None else _reader(by_name[data[_TAG]])(data)


def _write_tuple(args: tuple[Any, ...], lean: bool) -> Turn:
    turns = [_writer(arg, lean) for arg in args if arg is not Ellipsis]
    if not repeated(args):
        return lambda value: [turn(item) for turn, item in zip(turns, value, strict=True)]
    turn = turns[0]
    return list if turn is _same else lambda value: [turn(item) for item in value]


def _read_tuple(args: tuple[Any, ...]) -> Turn:
    turns = [_reader(arg) for arg in args if arg is not Ellipsis]
    if not repeated(args):
        return lambda data: tuple([turn(item) for turn, item in zip(turns, data, strict=True)])
    turn = turns[0]
    return tuple if turn is _same else lambda data: tuple([turn(item) for item in data])


def _write_fields(hint: Any, lean: bool) -> Turn:
    _, hints = fields_of(hint)
    names = tuple(hints)
    values_of = operator.attrgetter(*names, names[0])

    # Annotations may lead back to the class being worked out, so the writers of its fields
    # are looked up only when the first value comes by.
    @cache
    def turns() -> list[tuple[str, Turn]]:
        made = [(name, _writer(field, lean)) for name, field in hints.items()]
        return [(name, turn) for name, turn in made if turn is not _same]

    def write(value: Any) -> dict[str, Any]:
        plain = dict(zip(names, values_of(value), strict=False))
        for name, turn in turns():
            plain[name] = turn(plain[name])
        return plain

    return write


def _read_fields(hint: Any) -> Turn:
    kind, hints = fields_of(hint)
    fill = {field.name: _default(kind, field) for field in dataclasses.fields(kind)}
    # One call fetches every field; the first name twice, so that one field makes a tuple too.
    values_of = operator.itemgetter(*hints, next(iter(hints)))

    @cache
    def turns() -> list[tuple[int, str, Turn]]:
        made = [(place, name, _reader(hints[name])) for place, name in enumerate(hints)]
        return [row for row in made if row[2] is not _same]

    def read(data: Mapping[str, Any]) -> Any:
        try:
            values = list(values_of(data))
        except KeyError:
            values = [data[name] if name in data else fill[name](name) for name in hints]
            values.append(None)
        values.pop()
        for place, name, turn in turns():
            if name in data:
                values[place] = turn(values[place])
        return kind(*values)

    return read


def _default(kind: type, field: dataclasses.Field[Any]) -> Turn:
    if field.default is not dataclasses.MISSING:
        return lambda _: field.default
    factory = field.default_factory
    if factory is not dataclasses.MISSING:
        return lambda _: factory()

    def missing(name: str) -> Any:
        raise Unreadable(f"a {kind.__name__} without its {name}")

    return missing
