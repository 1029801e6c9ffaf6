"""Dataclasses that are quick to define: each part of one is made when somebody first asks for it.

The standard decorator looks at every field, then writes and compiles up to six methods, half a
millisecond for every class; a program of 270 of them waits an eighth of a second before it begins.
Here a class has its slots at once. The rest is what the standard decorator makes, but for an
initialiser of what is frozen that takes half the time.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_NONE, _FRESH = dataclasses.MISSING, object()
"""Stand where no value is given, and where one is to be made afresh for each."""


class _Late:
    """A part of a class that makes itself, and takes its own place, when it is asked for.

    Where two threads ask at once each makes one, and either may stay: they are alike.
    """

    __slots__ = ("_kind", "_make", "_name")

    def __init__(self, make: Callable[[type, str], Any]) -> None:
        self._make = make

    def __set_name__(self, kind: type, name: str) -> None:
        self._kind, self._name = kind, name

    def __get__(self, one: object, kind: type | None = None) -> Any:
        made = self._make(self._kind, self._name)
        setattr(self._kind, self._name, made)
        return made.__get__(one, kind) if isinstance(made, FunctionType) else made


def _standard(kind: type, body: Mapping[str, Any], **wanted: bool) -> Mapping[str, Any]:
    """What the standard decorator makes for a class of that *body*, only as far as *wanted*."""
    about = {"__module__": kind.__module__, "__doc__": kind.__name__}
    parts = dict.fromkeys(("init", "repr", "eq", "match_args"), False) | wanted
    return vars(dataclasses.dataclass(**parts)(type(kind.__name__, (), {**body, **about})))


def _fields(given: Mapping[str, Any], kind: type, name: str) -> dict[str, Any]:
    """The fields of its bases and its own, which were *given* these defaults."""
    fields: dict[str, Any] = {}
    for base in kind.__mro__[:0:-1]:
        fields |= getattr(base, name) if name in vars(base) else {}
    annotations = vars(kind).get("__annotations__", {})
    fields |= _standard(kind, {**given, "__annotations__": annotations})[name]
    return fields


def _params(frozen: bool, kind: type, name: str) -> object:
    return _standard(kind, {}, init=True, repr=True, eq=True, frozen=frozen)[name]


def _matched(kind: type, _name: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


def _method(wanted: Mapping[str, bool], kind: type, name: str) -> FunctionType:
    fields = {field.name: field for field in dataclasses.fields(kind)}
    body: dict[str, Any] = {**fields, "__annotations__": {one: fields[one].type for one in fields}}
    if after := getattr(kind, "__post_init__", None):
        body["__post_init__"] = after
    made: FunctionType = _standard(kind, body, **wanted)[name]
    made.__qualname__ = f"{kind.__qualname__}.{name}"
    return made


def _init(frozen: bool, kind: type, name: str) -> FunctionType:
    fields = dataclasses.fields(kind)
    slots = [getattr(kind, field.name, None) for field in fields if field.init]
    if frozen and all(isinstance(slot, MemberDescriptorType) for slot in slots):
        return _filling(kind, name, fields)
    return _method({"init": True, "frozen": frozen}, kind, name)


def _filling(kind: type, name: str, fields: Iterable[dataclasses.Field[Any]]) -> FunctionType:
    """An initialiser of what is frozen, without going past its lock field by field.

    While it is filled it is of a class with the same slots and no lock, which takes a third of the
    time; what was built upon this class is filled slot by slot.
    """
    names = [field.name for field in fields]
    makers = {f.name: f.default_factory for f in fields if f.default_factory is not _NONE}
    filled, after = [f"_set_{one}(self, {one})" for one in names], hasattr(kind, "__post_init__")
    open_one = _unlocked(kind) if len(names) > _FEW else None
    if open_one is not None:
        quickly = ["_become(self, _open)", *(f"self.{one} = {one}" for one in names)]
        quickly = [f" {line}" for line in (*quickly, "self.__class__ = _kind")]
        slowly = [f" {line}" for line in filled]
        filled = ["if self.__class__ is _kind:", *quickly, "else:", *slowly]
    lines = [f"if {one} is _fresh: {one} = _make_{one}()" for one in makers]
    lines += [*filled, "self.__post_init__()" if after else "return None"]
    space = {f"_set_{one}": getattr(kind, one).__set__ for one in names}
    space |= {f"_make_{one}": makers[one] for one in makers} | {"_fresh": _FRESH}
    space |= {"_kind": kind, "_open": open_one, "_become": _BECOME}
    body = "\n  ".join([f"def {name}({', '.join(['self', *names])}):", *lines])
    made: dict[str, Any] = {}
    # Made of the names of fields alone, as the standard decorator does.
    exec(f"def make({', '.join(space)}):\n {body}\n return {name}", _globals(kind), made)  # noqa: S102
    init: FunctionType = made["make"](**space)
    defaults = [_FRESH if field.name in makers else field.default for field in fields]
    init.__defaults__ = tuple(one for one in defaults if one is not _NONE) or None
    init.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    init.__qualname__ = f"{kind.__qualname__}.{name}"
    return init


_FEW = 4
"""Fields that are filled as quickly under the lock."""
_BECOME = vars(object)["__class__"].__set__


def _unlocked(kind: type) -> type | None:
    """A class with the slots of *kind* and nothing that keeps them; ``None`` where none can be."""
    body = {"__slots__": vars(kind).get("__slots__", ()), "__setattr__": object.__setattr__}
    try:
        made = type(kind)(kind.__name__, kind.__bases__, body)
        probe: Any = object.__new__(kind)
        _BECOME(probe, made)
        probe.__class__ = kind
    except TypeError:
        return None
    return made


def _globals(kind: type) -> dict[str, Any]:
    """The module's own, so that what is written is a part of it."""
    return vars(sys.modules[kind.__module__]) if kind.__module__ in sys.modules else {}


def _set(self: object, name: str, value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: Iterable[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN: dict[str, Any] = {
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
"""Keeps what is frozen as it is, and lets it be copied nonetheless."""


def _parts(given: Mapping[str, Any], frozen: bool) -> dict[str, Any]:
    """All that a class gets beside its slots; what can change has no hash."""
    late: dict[str, Any] = {
        "__dataclass_fields__": _Late(partial(_fields, given)),
        "__dataclass_params__": _Late(partial(_params, frozen)),
        "__match_args__": _Late(_matched),
        "__init__": _Late(partial(_init, frozen)),
        "__repr__": _Late(partial(_method, {"repr": True})),
        "__eq__": _Late(partial(_method, {"eq": True})),
        "__hash__": _Late(partial(_method, {"unsafe_hash": True})) if frozen else None,
    }
    return late | _FROZEN if frozen else late


def _quick(
    kind: type | None = None, /, *, frozen: bool = False, slots: bool = False
) -> Callable[[type], type] | type:
    """Like the standard decorator of that name."""
    if kind is None:
        return lambda kind: _made(kind, frozen, slots)
    return _made(kind, frozen, slots)


def _told(kind: Any) -> type:
    """*kind*, which builds on what is compiled and so is, with fields for the standard module."""
    given = dict(zip(kind.__struct_fields__[::-1], kind.__struct_defaults__[::-1], strict=False))
    if any(isinstance(default, dataclasses.Field) for default in given.values()):
        raise TypeError(f"a default of {kind.__name__} is not plain")
    own = {name: given[name] for name in vars(kind).get("__annotations__", ()) if name in given}
    kind.__doc__ = kind.__doc__ or kind.__name__
    kind.__dataclass_fields__ = late = _Late(partial(_fields, own))
    late.__set_name__(kind, "__dataclass_fields__")
    return kind  # type: ignore[no-any-return]  # It is the class it was.


def _made(kind: type, frozen: bool, slots: bool) -> type:
    if hasattr(kind, "__struct_fields__"):
        return _told(kind)
    body = {name: part for name, part in vars(kind).items() if name not in _OF_THE_OLD}
    names = body.get("__annotations__", {})
    given = {name: body.pop(name) for name in names if name in body}
    if body.get("__hash__", _NONE) is None:
        del body["__hash__"]  # Python's own, because of an `__eq__`.
    if slots:
        held = {name for base in kind.__mro__ for name in vars(base).get("__slots__", ())}
        body["__slots__"] = tuple(name for name in names if name not in held)
    body = _parts(given, frozen) | body
    # Without a docstring the standard decorator writes one, out of the signature.
    body["__doc__"] = kind.__doc__ or kind.__name__
    body["__qualname__"] = kind.__qualname__
    return type(kind)(kind.__name__, kind.__bases__, body)


_OF_THE_OLD = {"__dict__", "__weakref__"}


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _quick
