"""What an annotation says of the values it stands for: which classes, and which fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, TypeVar

from storage.records import KINDS, Record

_UNIONS = (types.UnionType, typing.Union)


def leaves_choice(hint: Any) -> bool:
    """Whether a value of that annotation may be one of several classes, or hold one that may."""
    return _leaves(hint, set())


def _leaves(hint: Any, seen: set[Any]) -> bool:
    if hint is Record or isinstance(hint, TypeVar):
        return True
    args = typing.get_args(hint)
    if args:
        kinds = [arg for arg in args if dataclasses.is_dataclass(arg)]
        several = typing.get_origin(hint) in _UNIONS and len(kinds) > 1
        return several or any(_leaves(arg, seen) for arg in args)
    if not dataclasses.is_dataclass(hint) or hint in seen:
        return False
    seen.add(hint)
    hints = typing.get_type_hints(hint)
    return any(_leaves(hints[field.name], seen) for field in dataclasses.fields(hint))


def choices(hint: Any) -> tuple[Any, ...] | None:
    """The classes a union leaves open (with ``None`` among them), or every kind of record."""
    if typing.get_origin(hint) in _UNIONS:
        return typing.get_args(hint)
    return (Record,) if hint is Record else None


def named(choices: tuple[Any, ...]) -> dict[str, Any]:
    """The classes to choose from by name; a single one beside ``None`` needs no name."""
    if Record in choices:
        return dict(KINDS)
    kinds = [choice for choice in choices if choice is not type(None)]
    return {kind.__name__: kind for kind in kinds} if len(kinds) > 1 else {}


def repeated(args: tuple[Any, ...]) -> bool:
    """Whether a tuple of those arguments holds any number of the first."""
    return args[1:] == (Ellipsis,)


def fields_of(hint: Any) -> tuple[Any, dict[str, Any]]:
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
