"""The names of a book, ready to be compared: whole, without their titles, and word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from handlers.reading.names import strip_title
from handlers.reading.names_kept import Kept
from handlers.reading.names_roster import Roster

_Name = tuple[str, str]
"""A name as written, and whose it is."""


class Prepared:
    """The names of a book, ready to be compared; kept while the book's names stay the same."""

    def __init__(
        self,
        source: Sequence[_Name],
        by_name: dict[str, list[str]],
        by_bare: dict[str, list[str]],
        roster: Callable[[], Roster],
    ) -> None:
        self.source = source
        self.by_name = by_name
        self.by_bare = by_bare
        self._roster = roster

    @cached_property
    def roster(self) -> Roster:
        """What finds the close ones; made only once somebody is not found at once."""
        return self._roster()

    @cached_property
    def by_word(self) -> dict[str, list[str]]:
        """Who bears each word of a name; titles are none."""
        found: dict[str, list[str]] = {}
        for name, owner in self.source:
            for word in spellings(name)[1].split():
                found.setdefault(word, []).append(owner)
        return found

    @property
    def ready(self) -> bool:
        """Whether the roster has been made."""
        return "roster" in self.__dict__


def _prepared(source: Sequence[_Name]) -> Prepared:
    by_name: dict[str, list[str]] = {}
    by_bare: dict[str, list[str]] = {}
    for name, owner in source:
        spelled, bare = spellings(name)
        by_name.setdefault(spelled, []).append(owner)
        by_bare.setdefault(bare, []).append(owner)
    return Prepared(source, by_name, by_bare, lambda: _roster(source))


def _renewed(
    old: Prepared, gone: Sequence[_Name], came: Sequence[_Name], source: Sequence[_Name]
) -> Prepared:
    """What was prepared, without *gone* and with *came*; lists are shared, so none is changed."""
    whole = old.by_name.copy(), old.by_bare.copy()
    for name, owner in gone:
        for found, spelled in zip(whole, spellings(name), strict=True):
            at = found[spelled].index(owner)
            found[spelled] = [*found[spelled][:at], *found[spelled][at + 1 :]]
    for name, owner in came:
        for found, spelled in zip(whole, spellings(name), strict=True):
            found[spelled] = [*found.get(spelled, ()), owner]
    if not old.ready:
        return Prepared(source, *whole, lambda: _roster(source))
    close = old.roster.renewed(_turned(gone), _turned(came))
    return Prepared(source, *whole, lambda: close)


def _roster(source: Sequence[_Name]) -> Roster:
    return Roster(_turned(source))


def _turned(names: Iterable[_Name]) -> list[tuple[str, str]]:
    return [(owner, name) for name, owner in names]


KEPT = Kept(_prepared, _renewed)


@lru_cache(maxsize=50_000)
def spellings(name: str) -> tuple[str, str]:
    """How a name on record is compared: whole, and without its titles."""
    return folded(name), bare(name)


def folded(name: str) -> str:
    """*name* as it is compared for sameness: one case, one form, single spaces, all its letters."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def bare(name: str) -> str:
    """A name as it is compared, without its titles; itself where nothing else would be left."""
    return folded(strip_title(name)[1]) or folded(name)
