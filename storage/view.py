"""Which of the records that hold a word one reader may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.records import Record

Name = tuple[type[Record], str]
"""A record by its kind and id."""


class View:
    """The documents one reader may see; asked once for all that are ruled alike."""

    def __init__(
        self,
        names: Sequence[Name | None],
        keys: Sequence[int],
        sees: Callable[[type[Record], str], bool],
    ) -> None:
        self._names, self._keys, self._sees = names, keys, sees
        self._known: dict[int, bool] = {}

    def open(self, places: Sequence[int]) -> list[int]:
        """Those of *places* that may be seen."""
        known, keys = self._known, self._keys
        for key, number in {keys[n]: n for n in places if keys[n] not in known}.items():
            name = self._names[number]
            known[key] = name is not None and self._sees(*name)
        return [number for number in places if known[keys[number]]]
