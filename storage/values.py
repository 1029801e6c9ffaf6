"""Dataclasses that are quick to define: their methods are written when first needed.

The standard decorator writes and compiles up to six methods for every class at once, half a
millisecond each time; a program of 240 such classes waits an eighth of a second before it begins.
Here the class gets its fields and slots at once and its methods, the standard ones, on first use.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_METHODS = ("__init__", "__repr__", "__eq__", "__hash__")
_KEPT = ("default", "default_factory", "init", "repr", "hash", "compare", "kw_only")
_GIVEN_NONE = object()
"""Stands where a value is to be made afresh for each."""


class _Late:
    """A method that is not there yet: whoever asks for it finds all of the class's in place."""

    def __init__(self, kind: type, name: str, frozen: bool) -> None:
        self._kind, self._name, self._frozen = kind, name, frozen

    def __get__(self, one: object, kind: type) -> Any:
        methods = _methods(self._kind, self._frozen)
        for name in _METHODS:
            if isinstance(vars(self._kind).get(name), _Late):
                setattr(self._kind, name, methods[name])
        return methods[self._name].__get__(one, kind)


def _methods(kind: type, frozen: bool) -> dict[str, Any]:
    """What the standard decorator makes of the same fields."""
    fields = dataclasses.fields(kind)
    body: dict[str, Any] = {
        field.name: dataclasses.field(**{kept: getattr(field, kept) for kept in _KEPT})
        for field in fields
    }
    body["__annotations__"] = {field.name: field.type for field in fields}
    body["__module__"], body["__doc__"] = kind.__module__, kind.__name__
    if after := getattr(kind, "__post_init__", None):
        body["__post_init__"] = after
    made = dict(vars(dataclasses.dataclass(frozen=frozen)(type(kind.__name__, (), body))))
    if frozen and "__slots__" in vars(kind) and all(map(_is_plain, fields)):
        made["__init__"] = _filling(kind, fields, made["__init__"], after is not None)
    return made


def _is_plain(field: dataclasses.Field[Any]) -> bool:
    return field.init and not field.kw_only


def _filling(
    kind: type, fields: Sequence[dataclasses.Field[Any]], standard: Any, then: bool
) -> FunctionType:
    """The initialiser *standard* of a frozen class, twice as fast: it fills the slots themselves.

    The standard one goes past its own lock by a general way, field by field.
    """
    names = [field.name for field in fields]
    makers = {field.name: field.default_factory for field in fields}
    lines = [f"def __init__(self, {', '.join(names)}):"]
    for name, maker in makers.items():
        if maker is not dataclasses.MISSING:
            lines.append(f" if {name} is _missing: {name} = _make_{name}()")
        lines.append(f" _set_{name}(self, {name})")
    lines.append(" self.__post_init__()" if then else " return None")
    space: dict[str, Any] = {f"_set_{name}": getattr(kind, name).__set__ for name in names}
    space |= {f"_make_{name}": maker for name, maker in makers.items()}
    space["_missing"] = _GIVEN_NONE
    space["__name__"] = kind.__module__
    exec("\n".join(lines), space)  # noqa: S102  # Made of the names of fields alone, as dataclasses do.
    made: FunctionType = space["__init__"]
    defaults = [
        field.default if maker is dataclasses.MISSING else _GIVEN_NONE
        for field, maker in zip(fields, makers.values(), strict=True)
    ]
    made.__defaults__ = tuple(one for one in defaults if one is not dataclasses.MISSING) or None
    made.__annotations__, made.__qualname__ = standard.__annotations__, standard.__qualname__
    return made


def _set(self: object, name: str, value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


@dataclasses.dataclass(frozen=True, slots=True)
class _Copied:
    """Lends its ways of being copied, which frozen slots need."""


def _quick(
    kind: type | None = None, /, *, frozen: bool = False, slots: bool = False
) -> Callable[[type], type] | type:
    """Like the standard decorator of that name."""
    if kind is None:
        return lambda kind: _made(kind, frozen, slots)
    return _made(kind, frozen, slots)


def _made(kind: type, frozen: bool, slots: bool) -> type:
    own = [name for name in _METHODS if name in vars(kind)]
    # Without a docstring the standard decorator writes one, out of the signature.
    kind.__doc__ = kind.__doc__ or kind.__name__
    kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
    for name in _METHODS:
        if name not in own:
            setattr(kind, name, _Late(kind, name, frozen))
    if not frozen and "__hash__" not in own:
        kind.__hash__ = None  # type: ignore[assignment]  # What can change has no hash.
    if frozen:
        for name, method in (("__setattr__", _set), ("__delattr__", _delete)):
            setattr(kind, name, method)
        if slots:
            for name in ("__getstate__", "__setstate__"):
                setattr(kind, name, getattr(_Copied, name))
    return kind


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _quick
