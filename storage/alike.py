"""Words in use that look like another: those that share most of their groups of three letters."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain

_ALIKE = 0.5
"""Share of letter groups two words must have in common to count as alike."""
_LEAST = 4
"""Letters of the shortest word that is compared by its letters."""


class Alike:
    """Stems by the groups of letters in them."""

    def __init__(self) -> None:
        self._like: dict[str, set[str]] = defaultdict(set)

    def add(self, stem: str) -> None:
        """*stem* is in use."""
        for group in groups(stem):
            self._like[group].add(stem)

    def drop(self, stem: str) -> None:
        """*stem* is in use no longer."""
        for group in groups(stem):
            self._like[group].discard(stem)
            if not self._like[group]:
                del self._like[group]

    def to(self, stem: str) -> dict[str, float]:
        """Stems in use that share most of their letters with *stem*, and how much that counts."""
        if len(stem) < _LEAST:
            return {}
        wanted = groups(stem)
        shared = Counter(chain.from_iterable(self._like.get(group, ()) for group in wanted))
        alike: dict[str, float] = {}
        for other, n in shared.items():
            # Two words that share so few cannot share half of all they have.
            if 2 * n < _ALIKE * len(wanted):
                continue
            share = 2 * n / (len(wanted) + len(groups(other)))
            if share >= _ALIKE and other != stem:
                alike[other] = share * share
        return alike


@lru_cache(maxsize=50_000)
def groups(stem: str) -> frozenset[str]:
    """The groups of three letters in *stem*; its beginning is marked, its end is not."""
    marked = f"_{stem}"
    return frozenset(marked[at : at + 3] for at in range(max(1, len(marked) - 2)))
