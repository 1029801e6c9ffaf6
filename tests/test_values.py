from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, Generic, TypeVar, get_type_hints

import pytest

import handlers.answer  # noqa: F401  # So that its classes are here to be looked at.
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
    assert get_type_hints(Frozen.__init__) == get_type_hints(Standard.__init__)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # Our own.
    match one:
        case Frozen(name, size):
            assert (name, size) == (one.name, one.size)


def fresh(count: int, **more: Any) -> list[type[Any]]:
    """Classes that nobody used yet, with one field called ``x``."""
    body = {"__annotations__": {"x": "int"}, "__module__": __name__, **more}
    return [dataclass(frozen=True, slots=True)(type("Made", (), dict(body))) for _ in range(count)]


def test_its_first_use_may_be_any() -> None:
    made = fresh(6)
    assert [field.name for field in dataclasses.fields(made[3])] == ["x"]
    assert dataclasses.is_dataclass(made[4])
    assert made[5].__match_args__ == ("x",)
    plain = [object.__new__(kind) for kind in made]
    for one in plain:
        object.__setattr__(one, "x", 1)
    assert hash(plain[0]) == hash((1,))
    assert plain[1] == plain[1]
    assert repr(plain[2]).endswith("Made(x=1)")
    with pytest.raises(TypeError, match="'x'"):
        made[0]()


def test_many_may_use_it_first_at_once() -> None:
    count = 4
    ready = Barrier(count)

    def use(kind: type[Any]) -> tuple[Any, int, str, tuple[str, ...]]:
        ready.wait()
        one = kind(1)
        names = tuple(field.name for field in dataclasses.fields(kind))
        return one == kind(1), hash(one), repr(one), names

    with ThreadPoolExecutor(count) as threads:
        for kind in fresh(20):
            found = set(threads.map(use, [kind] * count))
            assert found == {(True, hash((1,)), "Made(x=1)", ("x",))}


def test_what_is_wrong_is_told_as_the_standard_one_tells_it() -> None:
    given: list[dict[str, Any]] = [{}, {"name": "a", "none": 1}, {"size": 1}]
    for named in given:
        told = []
        for kind in (Frozen, Standard):
            with pytest.raises(TypeError) as error:
                kind(**named)
            told.append(str(error.value).replace(kind.__name__, ""))
        assert told[0] == told[1]


def test_it_holds_nothing_but_fields() -> None:
    modules = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(("bot.", "handlers.", "storage."))
    ]
    held = {id(one): one for module in modules for one in vars(module).values()}
    found = [
        one for one in held.values() if isinstance(one, type) and dataclasses.is_dataclass(one)
    ]
    assert len(found) > 200
    for kind in found:
        names = {field.name for field in dataclasses.fields(kind)}
        assert names >= vars(kind).get("__annotations__", {}).keys(), kind


def test_what_is_frozen_stays_as_it_is() -> None:
    one: Any = Frozen("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = "b"
    assert not hasattr(one, "__dict__")


@dataclass(frozen=True, slots=True)
class Wide:
    one: int
    two: int = 2
    three: tuple[int, ...] = dataclasses.field(default_factory=tuple)
    four: str = ""
    five: str = ""
    six: str = ""

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(type(self).__name__)


class Built(Wide):
    """Built upon, with a room of its own."""


def test_what_has_many_fields_is_filled_as_what_has_few() -> None:
    one: Any = Wide(1, six="f")
    assert (type(one), one.two, one.three, one.six) == (Wide, 2, (), "f")
    assert one == Wide(1, 2, (), "", "", "f")
    assert hash(one) == hash(dataclasses.replace(one))
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.one = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.six
    with pytest.raises(ValueError, match="Wide"):
        Wide(-1)
    with pytest.raises(TypeError, match="one"):
        Wide()  # type: ignore[call-arg]  # What a caller might forget.
    with pytest.raises(ValueError, match="Built"):
        Built(-1)
    upon = Built(1, five="e")
    assert (type(upon), upon.five, upon.six) == (Built, "e", "")
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
    upon: Any = dataclasses.dataclass(frozen=True, slots=True)(
        type("Upon", (Frozen,), {"__annotations__": {"more": "int"}, "more": 1})
    )
    assert repr(upon("a")) == "Upon(name='a', size=3, parts=(), more=1)"


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
    assert repr(late) == repr(early)
    assert copy.copy(late).findall("4 km") == copy.deepcopy(late).findall("4 km") == ["4"]


@pytest.mark.parametrize(
    "needless",
    [
        *("icalendar", "vobject", "pyzipper", "holidays", "typst", "tarfile"),
        *("handlers.answer", "bot.doings", "bot.taking", "bot.checks", "bot.console"),
    ],
)
def test_a_start_loads_nothing_that_few_need(needless: str, loaded: frozenset[str]) -> None:
    assert needless not in loaded


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """What a service with both adapters has loaded before it opens its store."""
    told = "import bot.app, bot.telegram, bot.slack, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return frozenset(run.stdout.split())
