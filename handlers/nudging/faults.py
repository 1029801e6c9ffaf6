"""What made no sense, one record at a time, so that it keeps nothing else from being said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import partial
from typing import TypeVar

from storage.values import dataclass

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one counterpart or member that could not be worked out."""

    error: Exception
    about: str
    """The id of whom it concerns; empty where that cannot be told."""
    kind: str = ""
    """The kind of record it came of, where that is known."""


@dataclass(slots=True)
class Faults:
    """All that made no sense so far."""

    found: list[Fault] = field(default_factory=list)

    def of_each(
        self, about: str, find: Callable[[], Iterable[R]], make: Callable[[R], Iterable[T]]
    ) -> Iterator[T]:
        """What *make* comes to for each of what *find* answers, but for what makes no sense."""
        for record in self.of(about, find):
            yield from self.of(about, partial(make, record), type(record).__name__)

    def of(self, about: str, make: Callable[[], Iterable[T]], kind: str = "") -> list[T]:
        """What *make* comes to; nothing where it makes no sense, which is noted."""
        made: list[T] = []

        def gather() -> None:
            for one in make():
                made.append(one)  # noqa: PERF402  # What came before the trouble is kept.

        self.tried(about, gather, kind)
        return made

    def tried(self, about: str, do: Callable[[], object], kind: str = "") -> bool:
        """Do it; whether it could be done, which is noted where it could not."""
        before = len(self.found)
        try:
            do()
        except Exception as error:  # noqa: BLE001  # One record's trouble is nobody else's silence.
            self.found.append(Fault(error, about, kind))
        return len(self.found) == before
