"""Dataclasses whose methods are compiled: they are made, compared and read in half the time.

The standard decorator writes methods in Python, for each class anew: a program of 240 such classes
waits an eighth of a second for that before it begins, and whoever asks for a thousand records waits
for them again. Here a class with slots takes its methods from a compiled library. To the standard
module (`fields`, `replace`, `asdict`) and to type checkers it is a dataclass all the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

__all__ = ["dataclass"]

_Fields = Mapping[str, "dataclasses.Field[Any]"]

_NOT_COPIED = ("__dict__", "__weakref__")


def _quick(
    kind: type | None = None, /, *, frozen: bool = False, slots: bool = False
) -> Callable[[type], type] | type:
    """Like the standard decorator of that name."""
    if kind is None:
        return lambda kind: _made(kind, frozen, slots)
    return _made(kind, frozen, slots)


def _made(kind: Any, frozen: bool, slots: bool) -> type:
    compiled = isinstance(kind, msgspec.StructMeta)
    if not compiled and not (slots and _is_simple(kind)):
        made: type = dataclasses.dataclass(frozen=frozen, slots=slots)(kind)
        return made
    # Without a docstring the standard decorator writes one, out of the signature.
    kind.__doc__ = kind.__doc__ or kind.__name__
    dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(kind)
    fields: _Fields = vars(kind)["__dataclass_fields__"]
    return _told(kind, fields, frozen) if compiled else _compiled(kind, fields, frozen)


def _is_simple(kind: type) -> bool:
    """Whether all fields of *kind* are alike to its methods, and its bases have no fields."""
    given = [one for one in vars(kind).values() if isinstance(one, dataclasses.Field)]
    alike = all(one.init and one.repr and one.compare and one.hash is None for one in given)
    return alike and not any(map(dataclasses.is_dataclass, kind.__bases__))


def _compiled(kind: type, fields: _Fields, frozen: bool) -> type:
    """*kind* once more, by the library."""
    body = {name: held for name, held in vars(kind).items() if name not in _NOT_COPIED}
    body["__qualname__"] = kind.__qualname__
    if not frozen:
        # What can change has no hash.
        body.setdefault("__hash__", None)
    for name, field in fields.items():
        if field.default_factory is not dataclasses.MISSING:
            body[name] = msgspec.field(default_factory=field.default_factory)
    bases = (msgspec.Struct, *(base for base in kind.__bases__ if base is not object))
    return msgspec.StructMeta(kind.__name__, bases, body, frozen=frozen)


def _told(kind: Any, fields: _Fields, frozen: bool) -> type:
    """*kind*, which builds on a compiled class and so is one, with *fields* that know defaults."""
    if kind.__struct_config__.frozen != frozen:
        raise TypeError(f"{kind.__name__} must be frozen where what it builds on is")
    defaults = kind.__struct_defaults__
    for name, default in zip(kind.__struct_fields__[::-1], defaults[::-1], strict=False):
        if isinstance(default, dataclasses.Field):
            raise TypeError(f"{kind.__name__} builds on another, so {name} needs a plain default")
        if name in kind.__annotations__:
            fields[name].default = default
    return kind  # type: ignore[no-any-return]  # It is the class it was.


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _quick
