"""The names of a book, ready to be compared: whole, without their titles, and word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from handlers.reading.names import strip_title
from handlers.reading.names_kept import Kept
from handlers.reading.names_roster import Roster
from handlers.reading.offices import offices

_Name = tuple[str, str]
"""A name as written, and whose it is."""


_Keys = Callable[[str], Iterable[str]]
"""What a name as written is found under."""
_Table = dict[str, list[str]]
"""The owners of the names that are found under each key."""


class Prepared:
    """The names of a book, ready to be compared; kept while the book's names stay the same.

    A table is made when it is first asked for, and renewed with the names from then on.
    """

    def __init__(
        self, source: Sequence[_Name], longest: int, tables: dict[_Keys, _Table] | None = None
    ) -> None:
        self.source = source
        self.longest = longest
        """No name has more words than this."""
        self._tables = {} if tables is None else tables
        self._roster: Roster | None = None

    @property
    def roster(self) -> Roster:
        """What finds the close ones; made only once somebody is not found at once."""
        if self._roster is None:
            self._roster = Roster(_turned(self.source))
        return self._roster

    @property
    def by_name(self) -> _Table:
        """Who is called just that."""
        return self._under(_whole)

    @property
    def by_bare(self) -> _Table:
        """Who is called just that, titles aside."""
        return self._under(_bare)

    @property
    def by_word(self) -> _Table:
        """Who bears each word of a name; titles are none."""
        return self._under(_words)

    @property
    def by_office(self) -> _Table:
        """Whose name begins with the title of each office."""
        return self._under(_offices)

    def _under(self, keys: _Keys) -> _Table:
        table = self._tables.get(keys)
        if table is None:
            table = self._tables[keys] = {}
            for name, owner in self.source:
                for key in keys(name):
                    table.setdefault(key, []).append(owner)
        return table

    def renewed(
        self, gone: Sequence[_Name], came: Sequence[_Name], source: Sequence[_Name]
    ) -> Prepared:
        """The same for *source*, of which only *gone* and *came* are looked at."""
        tables = {
            keys: _with(_without(table.copy(), gone, keys), came, keys)
            for keys, table in self._tables.items()
        }
        new = Prepared(source, max(self.longest, _longest(came)), tables)
        if self._roster is not None:
            new._roster = self._roster.renewed(_turned(gone), _turned(came))
        return new


def _without(table: _Table, gone: Sequence[_Name], keys: _Keys) -> _Table:
    """*table*, a copy whose lists are another's as well, without *gone*."""
    for name, owner in gone:
        for key in keys(name):
            at = table[key].index(owner)
            table[key] = [*table[key][:at], *table[key][at + 1 :]]
    return table


def _with(table: _Table, came: Sequence[_Name], keys: _Keys) -> _Table:
    for name, owner in came:
        for key in keys(name):
            table[key] = [*table.get(key, ()), owner]
    return table


def _longest(names: Iterable[_Name]) -> int:
    """The most words that one of *names* has."""
    return max((len(name.split()) for name, _ in names), default=0)


def _whole(name: str) -> tuple[str, ...]:
    return (spellings(name)[0],)


def _bare(name: str) -> tuple[str, ...]:
    return (spellings(name)[1],)


def _words(name: str) -> list[str]:
    return spellings(name)[1].split()


def _offices(name: str) -> frozenset[str]:
    return offices(strip_title(name)[0])


def _turned(names: Iterable[_Name]) -> list[tuple[str, str]]:
    return [(owner, name) for name, owner in names]


KEPT = Kept(lambda source: Prepared(source, _longest(source)), Prepared.renewed)


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
