"""Which of many names a name may be; it only proposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nsmallest

from rapidfuzz import fuzz, process

from handlers.reading.names import THRESHOLD, may_be, plain, same
from handlers.reading.names_parts import Part, parts
from handlers.reading.names_sounds import bones

_SHORTLIST = 40
_Pair = tuple[str, str]


class Roster:
    """Many names made ready to be searched; build it once and keep it, or let it be renewed.

    *names* are (id, name) pairs, an id as often as it has names; ``candidates`` gives them back.
    """

    def __init__(self, names: Iterable[_Pair]) -> None:
        self._exact: dict[str, list[_Pair]] = defaultdict(list)
        self._by_stem: dict[str, list[_Pair]] = defaultdict(list)
        for pair in names:
            spelled, keys = _ready(pair[1])
            self._exact[spelled].append(pair)
            for key in keys:
                self._by_stem[key].append(pair)
        self._stems = list(self._by_stem)
        self._bones = [bones(stem) for stem in self._stems]

    def renewed(self, gone: Sequence[_Pair], came: Sequence[_Pair]) -> Roster:
        """Return this roster without *gone* and with *came*; this one stays as it is."""
        new = Roster(())
        new._exact, new._by_stem = self._exact.copy(), self._by_stem.copy()
        new._stems, new._bones = self._stems.copy(), self._bones.copy()
        for pair in gone:
            new._drop(pair)
        for pair in came:
            new._add(pair)
        return new

    def _add(self, pair: _Pair) -> None:
        """Put *pair* in; lists are shared with older rosters, so they are made anew."""
        spelled, keys = _ready(pair[1])
        self._exact[spelled] = [*self._exact.get(spelled, ()), pair]
        for key in keys:
            if key not in self._by_stem:
                self._stems.append(key)
                self._bones.append(bones(key))
            self._by_stem[key] = [*self._by_stem.get(key, ()), pair]

    def _drop(self, pair: _Pair) -> None:
        """Take *pair* out once, and what nobody is called by any more."""
        spelled, keys = _ready(pair[1])
        self._exact[spelled] = _without(self._exact[spelled], pair)
        for key in keys:
            self._by_stem[key] = _without(self._by_stem[key], pair)
            if not self._by_stem[key]:
                del self._by_stem[key]
                at = self._stems.index(key)
                del self._stems[at], self._bones[at]

    def candidates(self, query: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Return up to *limit* (id, matched name, score) that *query* may name, likeliest first.

        An exact name scores 1; anything under ``THRESHOLD`` is left out.
        """
        found: dict[str, tuple[str, str, float]] = {}
        for one, name in dict.fromkeys((*self._exact.get(plain(query), ()), *self._near(query))):
            score = same(query, name) if may_be(query, name) else 0.0
            if score >= THRESHOLD and (one not in found or (-score, name) < _rank(found[one])):
                found[one] = (one, name, score)
        return sorted(found.values(), key=lambda row: (*_rank(row), row[0]))[:limit]

    def _near(self, query: str) -> Iterable[_Pair]:
        points: dict[_Pair, float] = defaultdict(float)
        for part in parts(query):
            near = _nearest(_key(part), self._stems, 60)
            if part.vowelless or any(letter >= "\u0600" for letter in query):
                near += _nearest(bones(_key(part)), self._bones, 70)
            for _, score, stem_at in near:
                for pair in self._by_stem[self._stems[stem_at]]:
                    points[pair] += score
        return nsmallest(_SHORTLIST, points, key=lambda pair: (-points[pair], pair[1], pair[0]))


def _rank(row: tuple[str, str, float]) -> tuple[float, str]:
    return -row[2], row[1]


def _without(pairs: list[_Pair], one: _Pair) -> list[_Pair]:
    at = pairs.index(one)
    return [*pairs[:at], *pairs[at + 1 :]]


def _nearest(wanted: str, known: list[str], at_least: int) -> list[tuple[str, float, int]]:
    """Return the eight of *known* nearest to *wanted* as (it, score, its place)."""
    return process.extract(wanted, known, scorer=fuzz.ratio, limit=8, score_cutoff=at_least)


@lru_cache(maxsize=50_000)
def _ready(name: str) -> tuple[str, tuple[str, ...]]:
    """Return how *name* is compared, and the keys of its words."""
    return plain(name), tuple(_key(part) for part in parts(name))


def _key(part: Part) -> str:
    return f"{part.lead}{part.stem}{part.tail}"
