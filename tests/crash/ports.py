"""What a store must offer to be put through the suite."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from tests.crash.calls import Hook


class Refused(Exception):
    """The store said that it did not take what it was given, or cannot be used at all."""


class Unreadable(Exception):
    """The store cannot be opened or read; the words it had for it."""


class Shelf(Protocol):
    """A store that is open: texts by number."""

    def put(self, texts: Mapping[int, str], *, wait: bool = True) -> None:
        """Keep all of *texts*; on disk on return where it is to *wait*. Raises `Refused`."""
        ...

    def settled(self) -> bool:
        """Whether all that did not wait is on disk now, and nothing of it was taken back."""
        ...

    def tidy(self) -> None:
        """Rewrite what rests, where there is such a thing; raises `Refused`."""
        ...

    def leave(self) -> None:
        """Leave what makes the next start quick, where there is such a thing."""
        ...

    def turn_key(self) -> None:
        """Change the key, where there is one; raises `Refused`."""
        ...

    def back_up(self, to: Path) -> None:
        """Make a backup in the folder *to*, where there is such a thing; raises `Refused`."""
        ...

    def forget(self, number: int, beside: int) -> None:
        """Erase one for good, and write the other anew under other keys; raises `Refused`."""
        ...

    def check(self) -> str:
        """What is wrong with the store now, in words, or ""."""
        ...

    def all(self) -> dict[int, str]:
        """Everything that is kept; raises `Unreadable`."""
        ...

    def close(self) -> None:
        """Let go; raises `Refused`."""
        ...


class Port(Protocol):
    """A kind of store."""

    name: str

    def open(self, folder: Path, hook: Hook | None = None) -> Shelf:
        """The store in *folder*, begun where there is none; raises `Unreadable`."""
        ...


def read(port: Port, folder: Path) -> dict[int, str]:
    """What a fresh start finds in *folder*; raises `Unreadable`."""
    shelf = port.open(folder)
    try:
        return shelf.all()
    finally:
        shelf.close()
