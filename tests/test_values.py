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


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    name: str
    size: int = 3
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Longer(Frozen):
    last: tuple[str, int] | None = None


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


@dataclass(frozen=True, slots=True)
class Hidden:
    name: str
    secret: str = dataclasses.field(default="", repr=False)


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
    assert get_type_hints(Frozen) == get_type_hints(Standard)
    match one:
        case Frozen(name, size):
            assert (name, size) == (one.name, one.size)


@pytest.mark.parametrize(("ours", "built"), [(Frozen, False), (Longer, True)])
def test_its_fields_are_told_as_the_standard_ones(ours: Any, built: bool) -> None:
    told = [(one.name, one.type, one.default) for one in dataclasses.fields(ours)]
    standard = [(one.name, one.type, one.default) for one in dataclasses.fields(Standard)]
    assert told == [*standard, *([("last", "tuple[str, int] | None", None)] if built else [])]
    taken = [(one.name, one.default) for one in inspect.signature(ours).parameters.values()]
    assert [name for name, _ in taken] == [name for name, *_ in told]
    assert taken[1:] == [(name, default) for name, _, default in told[1:]]


def test_what_is_missing_is_named() -> None:
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


def test_what_can_change_has_no_hash() -> None:
    one = Open("a", ["b"])
    one.held = "c"
    assert one == Open("c", ["b"])
    assert not isinstance(one, Hashable)
    assert Open("c").seen is not Open("c").seen


def test_it_can_be_built_upon() -> None:
    one, other = Longer("a", last=("x", 1)), Longer("a")
    assert repr(one) == "Longer(name='a', size=3, parts=(), last=('x', 1))"
    assert one != other
    assert Frozen("a") != other


def test_what_cannot_be_built_upon_it_is_refused() -> None:
    with pytest.raises(TypeError, match="last"):

        @dataclass(frozen=True, slots=True)
        class _Afresh(Frozen):
            last: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match="frozen"):

        @dataclass(slots=True)
        class _Open(Frozen):  # type: ignore[misc]  # A type checker refuses it as well.
            last: str = ""


def test_what_is_its_own_is_kept() -> None:
    assert repr(Quiet("secret")) == "Quiet()"
    assert repr(Hidden("a", "secret")).endswith("Hidden(name='a')")
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
