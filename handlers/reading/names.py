"""Whether two names are one person's, and which of many a name may be; it only proposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from handlers.reading.folding import fold
from handlers.reading.names_parts import Part, clean, is_title, parts, strip_title
from handlers.reading.names_sounds import alike, bones, sound
from handlers.reading.names_tables import tables

__all__ = ["THRESHOLD", "Roster", "is_title", "same", "strip_title"]

THRESHOLD = 0.75
"""From this score on two names are worth proposing as one person's."""

_ENOUGH = 0.7
"""From here on two words of a name pass for one another."""
_COMMON = frozenset(
    {"muhammad", "ahmad", "ali", "hasan", "husayn", "jose", "juan", "maria", "jean", "abd"}
)
_FULL = 2
"""Words of a full name: given and family."""
_TELLING = 5
"""Letters from which on a word is hardly met by chance."""
_SHORTLIST = 40


@lru_cache(maxsize=20_000)
def same(a: str, b: str) -> float:
    """Return how likely *a* and *b* name one person, 0 to 1; see ``THRESHOLD``.

    Titles do not count; spelling and script hardly; Samir is not Samer, nor a father his son.
    """
    if _plain(a) == _plain(b):
        return 1.0 if _plain(a) else 0.0
    first, second = parts(a), parts(b)
    if not first or not second:
        return 0.0
    return _score(first, second)


def _plain(name: str) -> str:
    return " ".join(fold(clean(name)).replace("-", " ").replace(".", " ").split())


def _score(first: tuple[Part, ...], second: tuple[Part, ...]) -> float:
    short, long = sorted((first, second), key=len)
    score = _in_order(short, long)
    if len(short) != len(long) or len(short) > 1:
        score = max(score, _as_one(short, long))
    if (
        score < THRESHOLD
        and _turnable(short)
        and len(short) == len(long) == _FULL
        and not all(p.known for p in (*short, *long))
    ):  # Given and family name.
        score = max(score, 0.92 * _in_order(short, long[::-1]))
    return round(score, 3)


def _turnable(name: tuple[Part, ...]) -> bool:
    """Whether a family name may stand first: very short names (Min Aung) are other people's."""
    return any(len(part.stem) >= _TELLING for part in name)


def _in_order(short: tuple[Part, ...], long: tuple[Part, ...]) -> float:
    """Return the score of the best way to find *short*, in its order, within *long*."""
    if len(short) == 1 and not short[0].lead:
        long = (long[0], long[-1]) if len(long) > 1 else long
    best = _aligned(short, long, 0, 0)
    if best is None:
        return 0.0
    total, worst = best
    if worst < _ENOUGH:
        return 0.6 * total / len(short)
    return total / len(short) * _coverage(short, long)


def _aligned(
    short: tuple[Part, ...], long: tuple[Part, ...], i: int, j: int
) -> tuple[float, float] | None:
    if i == len(short):
        return 0.0, 1.0
    best = None
    for at in range(j, len(long) - (len(short) - i) + 1):
        if at > 5:  # noqa: PLR2004  # Nobody's sixth name tells who they are.
            break
        here = _part_alike(short[i], long[at])
        rest = _aligned(short, long, i + 1, at + 1)
        if rest is not None:
            found = here + rest[0], min(here, rest[1])
            best = (
                max(best, found, key=lambda pair: (pair[1] >= _ENOUGH, pair[0])) if best else found
            )
    return best


def _coverage(short: tuple[Part, ...], long: tuple[Part, ...]) -> float:
    """Return how much is left of a match when some words of the longer name are missing."""
    missing = len(long) - len(short)
    if not missing:
        return 1.0
    if len(short) > 1:
        return max(0.8, 1 - 0.1 * missing)
    if short[0].lead in ("abu", "umm"):
        return 0.9
    return 0.7 if short[0].stem in _COMMON or short[0].initial else 0.8


def _as_one(short: tuple[Part, ...], long: tuple[Part, ...]) -> float:
    """Return the score of names that differ only in where the words are parted."""
    one, two = ("".join(p.lead + p.stem + p.tail for p in name) for name in (short, long))
    if len(short) == len(long) or min(len(one), len(two)) < 5:  # noqa: PLR2004  # Short ones meet by chance.
        return 0.0
    score = alike(one, two)
    return score if score >= 0.9 else 0.0  # noqa: PLR2004  # Nearly the same.


@lru_cache(maxsize=50_000)
def _part_alike(a: Part, b: Part) -> float:
    if a.initial or b.initial:
        return 0.8 if sound(a.stem)[:1] == sound(b.stem)[:1] and a.lead == b.lead == "" else 0.0
    if a.lead != b.lead or a.tail != b.tail:
        return 0.0
    if a.stem == b.stem:
        return 0.9 if a.nickname != b.nickname else 1.0
    if a.known and b.known:
        return 0.0
    vowelless = a.vowelless != b.vowelless
    if a.known or b.known:
        listed, other = (a, b) if a.known else (b, a)
        score = max(
            (alike(other.stem, one, vowelless) for one in tables().sounds.get(listed.stem, ())),
            default=0.0,
        )
        return max(0.0, score - 0.12) if score < 1 else 0.97
    return alike(a.stem, b.stem, vowelless)


class Roster:
    """Many names made ready to be searched; build it once and keep it.

    *names* are (id, name) pairs, an id as often as it has names; ``candidates`` gives them back.
    """

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._names = tuple(names)
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for at, (_, name) in enumerate(self._names):
            self._exact[_plain(name)].append(at)
            for part in parts(name):
                self._by_stem[_key(part)].append(at)
        self._stems = list(self._by_stem)
        self._bones = [bones(stem) for stem in self._stems]

    def candidates(self, query: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Return up to *limit* (id, matched name, score) that *query* may name, likeliest first.

        An exact name scores 1; anything under ``THRESHOLD`` is left out.
        """
        found: dict[str, tuple[str, str, float]] = {}
        for at in [*self._exact.get(_plain(query), ()), *self._shortlist(query)]:
            one, name = self._names[at]
            score = same(query, name)
            if score >= THRESHOLD and (one not in found or score > found[one][2]):
                found[one] = (one, name, score)
        return sorted(found.values(), key=lambda row: (-row[2], row[1]))[:limit]

    def _shortlist(self, query: str) -> Iterable[int]:
        points: dict[int, float] = defaultdict(float)
        for part in parts(query):
            near = _nearest(_key(part), self._stems, 60)
            if part.vowelless or any(letter >= "\u0600" for letter in query):
                near += _nearest(bones(_key(part)), self._bones, 70)
            for _, score, stem_at in near:
                for at in self._by_stem[self._stems[stem_at]]:
                    points[at] += score
        return sorted(points, key=lambda at: (-points[at], at))[:_SHORTLIST]


def _nearest(wanted: str, known: list[str], at_least: int) -> list[tuple[str, float, int]]:
    """Return the eight of *known* nearest to *wanted* as (it, score, its place)."""
    return process.extract(wanted, known, scorer=fuzz.ratio, limit=8, score_cutoff=at_least)


def _key(part: Part) -> str:
    return f"{part.lead}{part.stem}{part.tail}"
