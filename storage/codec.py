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
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from storage.records import KINDS, Record

T = TypeVar("T")
Turn = Callable[[Any], Any]

_TAG = "is"
_PLAIN = (str, int, bool, float, type(None))
_TIMES = (datetime, date, time)
_UNIONS = (types.UnionType, typing.Union)


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


def leaves_choice(hint: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether a value of that annotation may be one of several classes, or hold one that may."""
    if hint is Record or isinstance(hint, TypeVar):
        return True
    args = typing.get_args(hint)
    if args:
        kinds = [arg for arg in args if dataclasses.is_dataclass(arg)]
        several = typing.get_origin(hint) in _UNIONS and len(kinds) > 1
        return several or any(leaves_choice(arg, seen) for arg in args)
    if not dataclasses.is_dataclass(hint) or hint in seen:
        return False
    hints = typing.get_type_hints(hint)
    return any(leaves_choice(hints[one.name], seen | {hint}) for one in dataclasses.fields(hint))


@cache
def _writer(hint: Any, lean: bool = False) -> Turn:
    """From a value of that annotation to plain data, or as far as a *lean* one must be."""
    if lean and not leaves_choice(hint):
        return _same
    return _taken_apart(hint, lean)


@cache
def _taken_apart(hint: Any, lean: bool) -> Turn:
    choices = _choices(hint)
    if choices is not None:
        return _write_choice(choices, lean)
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
    choices = _choices(hint)
    if choices is not None:
        return _read_choice(choices)
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


def _choices(hint: Any) -> tuple[Any, ...] | None:
    """The classes a union leaves open (with ``None`` among them), or every kind of record."""
    if typing.get_origin(hint) in _UNIONS:
        return typing.get_args(hint)
    return (Record,) if hint is Record else None


def _named(choices: tuple[Any, ...]) -> dict[str, Any]:
    """The classes to choose from by name; a single one beside ``None`` needs no name."""
    if Record in choices:
        return dict(KINDS)
    kinds = [choice for choice in choices if choice is not type(None)]
    return {kind.__name__: kind for kind in kinds} if len(kinds) > 1 else {}


def _write_choice(choices: tuple[Any, ...], lean: bool) -> Turn:
    if not _named(choices):
        turn = _writer(choices[0] if choices[0] is not type(None) else choices[1], lean)
        return lambda value: None if value is None else turn(value)

    def write(value: Any) -> Any:
        if value is None:
            return None
        kind: Any = type(value)
        return {_TAG: kind.__name__, **_taken_apart(kind, lean)(value)}

    return write


def _read_choice(choices: tuple[Any, ...]) -> Turn:
    named = _named(choices)
    if not named:
        turn = _reader(choices[0] if choices[0] is not type(None) else choices[1])
        return lambda data: None if data is None else turn(data)
    return lambda data: None if data is None else _reader(named[data[_TAG]])(data)


def _repeated(args: tuple[Any, ...]) -> bool:
    return args[1:] == (Ellipsis,)


def _write_tuple(args: tuple[Any, ...], lean: bool) -> Turn:
    turns = [_writer(arg, lean) for arg in args if arg is not Ellipsis]
    if not _repeated(args):
        return lambda value: [turn(item) for turn, item in zip(turns, value, strict=True)]
    turn = turns[0]
    return list if turn is _same else lambda value: [turn(item) for item in value]


def _read_tuple(args: tuple[Any, ...]) -> Turn:
    turns = [_reader(arg) for arg in args if arg is not Ellipsis]
    if not _repeated(args):
        return lambda data: tuple([turn(item) for turn, item in zip(turns, data, strict=True)])
    turn = turns[0]
    return tuple if turn is _same else lambda data: tuple([turn(item) for item in data])


def _hints(hint: Any) -> tuple[Any, dict[str, Any]]:
    """The class of a (perhaps parametrised) dataclass and the annotation of each field."""
    kind = typing.get_origin(hint) or hint
    hints = typing.get_type_hints(kind)
    held = dict(zip(getattr(kind, "__parameters__", ()), typing.get_args(hint), strict=False))
    return kind, {f.name: _filled(hints[f.name], held) for f in dataclasses.fields(kind)}


def _filled(hint: Any, held: dict[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return held[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(held[parameter] for parameter in parameters)] if parameters else hint


def _write_fields(hint: Any, lean: bool) -> Turn:
    _, hints = _hints(hint)
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
    kind, hints = _hints(hint)
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
