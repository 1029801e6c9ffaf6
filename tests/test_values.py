from __future__ import annotations

import copy
import dataclasses
import inspect
import re
import subprocess
import sys
from collections.abc import Hashable
from typing import Any, Generic, TypeVar, get_type_hints

import pytest

from handlers.patterns import pattern
from storage.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Frozen:
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()
    secret: str = dataclasses.field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()
    secret: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Longer(Frozen):
    last: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclass(slots=True)
class Open(Generic[T]):
    held: T
    seen: list[T] = dataclasses.field(default_factory=list)


@dataclass
class Checked:
    size: int
    twice: int = dataclasses.field(default=0, init=False)

    def __post_init__(self) -> None:
        self.twice = self.size * 2


@dataclass(frozen=True, slots=True)
class Quiet:
    key: str

    def __repr__(self) -> str:
        return "Quiet()"


@pytest.mark.parametrize("given", [("a",), ("a", 4), ("b", 4, ("x",)), ("b", 4, ("x",), "s")])
def test_it_is_what_the_standard_one_is(given: tuple[Any, ...]) -> None:
    one = Frozen(*given)
    other: Any = Standard(*given)
    assert repr(one) == repr(other).replace("Standard", "Frozen")
    assert hash(one) == hash(other)
    assert one == Frozen(*given)
    assert one != other
    assert one != dataclasses.replace(one, name="c")
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert copy.deepcopy(one) == copy.copy(one) == one
    assert inspect.signature(Frozen) == inspect.signature(Standard)
    assert get_type_hints(Frozen) == get_type_hints(Standard)
    match one:
        case Frozen(name, size):
            assert (name, size) == (one.name, one.size)


def test_its_first_use_may_be_any() -> None:
    body = {"__annotations__": {"x": "int"}}
    bare: list[type[Any]] = [type("Made", (), dict(body)) for _ in range(3)]
    made = [dataclass(frozen=True, slots=True)(kind) for kind in bare]
    plain = [object.__new__(kind) for kind in made]
    for one in plain:
        object.__setattr__(one, "x", 1)
    assert hash(plain[0]) == hash((1,))
    assert plain[1] == plain[1]
    assert repr(plain[2]).endswith("Made(x=1)")
    with pytest.raises(TypeError, match="'x'"):
        made[0]()


def test_what_is_frozen_stays_as_it_is() -> None:
    one: Any = Frozen("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = "b"
    assert not hasattr(one, "__dict__")


def test_what_can_change_has_no_hash() -> None:
    one = Open("a", ["b"])
    one.held = "c"
    assert one == Open("c", ["b"])
    assert not isinstance(one, Hashable)


def test_it_can_be_built_upon() -> None:
    one, other = Longer("a", last={"x": 1}), Longer("a")
    assert repr(one) == "Longer(name='a', size=3, parts=(), last={'x': 1})"
    assert one != other
    assert one.last is not Longer("b").last
    assert Frozen("a") != other


def test_what_is_its_own_is_kept() -> None:
    assert repr(Quiet("secret")) == "Quiet()"
    assert Checked(3).twice == 6


def test_a_pattern_finds_what_it_did_before() -> None:
    late, early = pattern(r"(\d+)\s*KM", re.IGNORECASE), re.compile(r"(\d+)\s*KM", re.IGNORECASE)
    for text in ("after 12 km", "none", "3km 4 Km"):
        assert late.findall(text) == early.findall(text)
        assert late.sub("x", text) == early.sub("x", text)
        assert [m[1] for m in late.finditer(text)] == [m[1] for m in early.finditer(text)]
    assert late.pattern == early.pattern


@pytest.mark.parametrize(
    "needless",
    ["icalendar", "vobject", "pyzipper", "holidays", "typst", "handlers.answer", "bot.taking"],
)
def test_a_start_loads_nothing_that_few_need(needless: str, loaded: frozenset[str]) -> None:
    assert needless not in loaded


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """What a service with both adapters has loaded before it opens its store."""
    told = "import bot.app, bot.telegram, bot.slack, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return frozenset(run.stdout.split())
