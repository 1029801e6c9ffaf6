"""What opens and seals under a key that is called by a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from storage.packing import OWN
from storage.sealing import Broken, Key, Sealer


class Forgotten(Exception):
    """The key of that name was dropped for good, and with it all that rested under it."""


class Opens(Protocol):
    """The keys as one journal sees them: the nameless one is that journal's own."""

    def sealer(self, name: str) -> Sealer:
        """What seals and opens under that key; raises `Forgotten`, or `Broken` where it is none."""
        ...


class OneKey:
    """All that journals of the first schema rest under."""

    def __init__(self, master: Key) -> None:
        self._sealer = Sealer(master.derive("journal"))

    def sealer(self, name: str) -> Sealer:
        """The one key's."""
        if name != OWN:
            raise Broken("a journal of the first schema has one key")
        return self._sealer


class OfAJournal:
    """A ring as one journal sees it, whose own key is that *secret*, in hexadecimal."""

    def __init__(self, sealer: Callable[[str], Sealer], secret: str | None) -> None:
        self._sealer = sealer
        self._own = None if secret is None else Sealer(Key(bytes.fromhex(secret)))

    def sealer(self, name: str) -> Sealer:
        """The journal's own for the nameless one, else the ring's."""
        if name:
            return self._sealer(name)
        if self._own is None:
            raise Broken("a journal whose own key is not on the ring")
        return self._own
