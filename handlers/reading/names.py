"""Whether two names are one person's; it only proposes."""

from __future__ import annotations

from functools import lru_cache

from handlers.reading.folding import fold
from handlers.reading.names_parts import Part, clean, is_title, parts, strip_title
from handlers.reading.names_sounds import alike, sound
from handlers.reading.names_tables import tables

__all__ = ["THRESHOLD", "is_title", "plain", "same", "strip_title"]

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


@lru_cache(maxsize=20_000)
def same(a: str, b: str) -> float:
    """Return how likely *a* and *b* name one person, 0 to 1; see ``THRESHOLD``.

    Titles do not count; spelling and script hardly; Samir is not Samer, nor a father his son.
    """
    if plain(a) == plain(b):
        return 1.0 if plain(a) else 0.0
    first, second = parts(a), parts(b)
    if not first or not second:
        return 0.0
    return _score(first, second)


def may_be(a: str, b: str) -> bool:
    """Return whether `same` may reach `THRESHOLD` for *a* and *b*; most pairs fail at one word."""
    short, long = sorted((parts(a), parts(b)), key=len)
    if plain(a) == plain(b) or not short:
        return plain(a) == plain(b)
    if all(any(_part_alike(one, other) >= _ENOUGH for other in long) for one in short):
        return True
    return _as_one(short, long) >= THRESHOLD


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """Return *name* as it is compared for sameness: folded, single spaces, no dots or dashes."""
    return " ".join(fold(clean(name)).replace("-", " ").replace(".", " ").split())


def _score(first: tuple[Part, ...], second: tuple[Part, ...]) -> float:
    short, long = sorted((first, second), key=len)
    score = _in_order(short, long)
    if len(short) != len(long) or len(short) > 1:
        score = max(score, _as_one(short, long))
    if (
        score < THRESHOLD
        and _turnable((*short, *long))
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
        if all(part in short for part in long):  # Aung Ko Ko is not Aung Ko.
            return 0.7
        return max(0.8, 1 - 0.1 * missing)
    if short[0].lead in ("abu", "umm"):
        return 0.9
    return 0.7 if short[0].stem in _COMMON or short[0].initial else 0.8


def _as_one(short: tuple[Part, ...], long: tuple[Part, ...]) -> float:
    """Return the score of names that differ only in where the words are parted."""
    if len(short) == len(long):
        return 0.0
    one, two = ("".join(p.lead + p.stem + p.tail for p in name) for name in (short, long))
    if min(len(one), len(two)) < 5:  # noqa: PLR2004  # Short ones meet by chance.
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
