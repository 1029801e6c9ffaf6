"""The keys that rows rest under, by name: the journal's own, and one for each counterpart."""

from __future__ import annotations

from typing import Protocol

from storage.packing import OWN
from storage.sealing import Key, Sealer


class Forgotten(Exception):
    """The key of that name was dropped for good, and with it all that rested under it."""


class Ring(Protocol):
    """What opens and seals the parts of a frame."""

    def sealer(self, name: str) -> Sealer:
        """What opens all under that key; makes none. Raises `Forgotten`."""
        ...

    def writer(self, name: str) -> Sealer:
        """What seals under that key, made and brought to disk where there is none yet."""
        ...


class OneKey:
    """A ring that holds the journal's own key only."""

    def __init__(self, key: Key) -> None:
        self._sealer = Sealer(key.derive("journal"))

    def sealer(self, name: str) -> Sealer:
        """What opens all under that key; raises `Forgotten`."""
        if name != OWN:
            raise Forgotten(name)
        return self._sealer

    writer = sealer
