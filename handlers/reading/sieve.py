"""Which of many patterns may fit a text, told by words that stand in all that they fit.

Some three hundred patterns are held against every message, and hardly one fits. What a pattern
needs is read from the pattern itself, so that no list can forget one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as kinds  # type: ignore[attr-defined]  # No stub names it.
from re import _parser  # type: ignore[attr-defined]  # The same.
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")

_NONE: frozenset[str] = frozenset()
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words of which every text that *pattern* is found in holds one; none where that is unsure."""
    if pattern.flags & re.IGNORECASE:
        return _NONE
    words = _needed(_parser.parse(pattern.pattern, pattern.flags))
    # Where "uncle" is looked for, "maternal uncle" needs no looking for.
    return frozenset(word for word in words if not any(o in word for o in words - {word}))


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what the parts, one behind the other, need: long words, and few."""
    found = [_NONE]
    run = ""
    for kind, told in parts:
        if kind is kinds.LITERAL:
            run += chr(told)
            continue
        found += [frozenset((run,)), _of_part(kind, told)]
        run = ""
    return max((*found, frozenset((run,))), key=_worth)


def _of_part(kind: Any, told: Any) -> frozenset[str]:
    if kind is kinds.SUBPATTERN:
        _, added, _, inner = told
        return _NONE if added & re.IGNORECASE else _needed(inner)
    if kind in _REPEATS:
        least, _, inner = told
        return _needed(inner) if least else _NONE
    if kind is kinds.BRANCH:
        each = [_needed(one) for one in told[1]]
        return frozenset().union(*each) if all(each) else _NONE
    return _NONE


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words), default=0), -len(words)


class Sieve(Generic[Key]):
    """Patterns in their order, each with its key."""

    def __init__(self, patterns: Iterable[tuple[Key, re.Pattern[str]]]) -> None:
        self._patterns = tuple(patterns)
        self._always: set[int] = set()
        self._by_word: dict[str, list[int]] = {}
        for at, (_, pattern) in enumerate(self._patterns):
            words = needed(pattern)
            if not words:
                self._always.add(at)
            for word in words:
                self._by_word.setdefault(word, []).append(at)

    def __iter__(self) -> Iterator[tuple[Key, re.Pattern[str]]]:
        return iter(self._patterns)

    def of(self, text: str) -> list[tuple[Key, re.Pattern[str]]]:
        """Those that may be found in *text*, in their order."""
        may = self._always.copy()
        for word, places in self._by_word.items():
            if word in text:
                may.update(places)
        return [self._patterns[at] for at in sorted(may)]
