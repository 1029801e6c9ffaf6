"""A compiled class is a dataclass to whoever looks at it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, get_type_hints

import pytest

from storage.compiled import Compiled
from storage.records import KINDS, Change
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Frozen(Compiled):
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Longer(Frozen):
    last: tuple[str, int] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()


@pytest.mark.parametrize("given", [("a",), ("a", 4), ("b", 4, ("x",))])
def test_it_is_what_the_standard_one_is(given: tuple[Any, ...]) -> None:
    one = Frozen(*given)
    other: Any = Standard(*given)
    assert repr(one) == repr(other).replace("Standard", "Frozen")
    assert one == Frozen(*given)
    assert hash(one) == hash(Frozen(*given))
    assert one != other
    assert one != dataclasses.replace(one, name="c")
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert copy.deepcopy(one) == copy.copy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # Our own.
    assert get_type_hints(Frozen) == get_type_hints(Standard)
    match one:
        case Frozen(name, size):
            assert (name, size) == (one.name, one.size)


@pytest.mark.parametrize("ours", [Frozen, Longer])
def test_its_fields_are_told_as_the_standard_ones(ours: Any) -> None:
    more = [("last", "tuple[str, int] | None", None)] if ours is Longer else []
    told = [(one.name, one.type, one.default) for one in dataclasses.fields(ours)]
    standard = [(one.name, one.type, one.default) for one in dataclasses.fields(Standard)]
    assert told == [*standard, *more]
    taken = [(one.name, one.default) for one in inspect.signature(ours).parameters.values()]
    assert [name for name, _ in taken] == [name for name, *_ in told]
    assert taken[1:] == [(name, default) for name, _, default in told[1:]]


def test_what_builds_on_it_is_of_a_kind_of_its_own() -> None:
    one, other = Longer("a", last=("x", 1)), Longer("a")
    assert repr(one) == "Longer(name='a', size=3, parts=(), last=('x', 1))"
    assert one != other
    assert Frozen("a") != other


def test_what_is_missing_or_unknown_is_named() -> None:
    made: Any = Frozen
    with pytest.raises(TypeError, match="'name'"):
        made()
    with pytest.raises(TypeError, match="other"):
        made("a", other=1)


def test_what_is_frozen_stays_as_it_is() -> None:
    one: Any = Longer("a")
    with pytest.raises(AttributeError):
        one.name = "b"
    with pytest.raises(AttributeError):
        del one.last
    with pytest.raises(AttributeError):
        one.other = "b"
    assert not hasattr(one, "__dict__")


def test_a_default_that_is_not_plain_is_refused() -> None:
    with pytest.raises(TypeError, match="_Afresh"):

        @dataclass(frozen=True, slots=True)
        class _Afresh(Frozen):
            last: list[str] = dataclasses.field(default_factory=list)


@pytest.mark.parametrize("kind", [*KINDS.values(), Change])
def test_every_record_is_compiled_and_holds_nothing_but_fields(kind: type[Any]) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    assert issubclass(kind, Compiled)
    assert names >= vars(kind).get("__annotations__", {}).keys()
