"""Which languages a message is in, the main one first."""

from __future__ import annotations

from functools import cache

from handlers.reading.languages import guess
from handlers.reading.lexicon import LANGUAGES, vocabulary, words_of
from handlers.reading.page import Page

_LATIN = tuple(name for name in LANGUAGES if name != "ar")
_ALSO = 2
_SHARE = 5
_FEW = 6
"""Words of a message too short to tell its language surely: the writer's own then counts too."""


def tongues(page: Page, fallback: str) -> tuple[str, ...]:
    """The languages whose everyday words stand in *page*; *fallback* where none do."""
    words = page.words
    counts = dict.fromkeys(_LATIN, 0)
    for speaking in filter(None, map(_speaking().get, words)):
        for name in speaking:
            counts[name] += 1
    arabic = sum("\u0600" <= word[0] <= "\u06ff" for word in words)
    if len(words) > _FEW and (one := _alone(counts | {"ar": arabic})):
        return (one,)
    told = guess(page.text, fallback)
    if told in counts:
        counts[told] += _ALSO
    if len(words) <= _FEW and any(counts.values()) and fallback in counts:
        counts[fallback] += _ALSO
    counts["ar"] = arabic
    best = max(counts.values())
    if not best:
        return (fallback if fallback in LANGUAGES else "en",)
    if counts["arabizi"] == best:
        counts["en"] = max(counts["en"], _ALSO)
    ranked = sorted(counts, key=lambda name: (-counts[name], name != fallback))
    return tuple(
        n
        for n in ranked
        if counts[n] == best or (counts[n] >= _ALSO and counts[n] * _SHARE >= best)
    )


def _alone(counts: dict[str, int]) -> str:
    """The language of which so much is there that no guess could bring in another, or nothing."""
    first, second = sorted(counts, key=counts.__getitem__, reverse=True)[:2]
    alone = counts[first] > (counts[second] + _ALSO) * _SHARE
    return first if alone and first != "arabizi" else ""


@cache
def _speaking() -> dict[str, tuple[str, ...]]:
    """The languages that each telling word shows a text to be in."""
    every = {word for name in _LATIN for word in _telling(name)}
    return {word: tuple(name for name in _LATIN if word in _telling(name)) for word in every}


@cache
def _telling(name: str) -> frozenset[str]:
    """The words that show a text to be in this language."""
    return words_of((name,), "marks") | _own(name)


@cache
def _own(name: str) -> frozenset[str]:
    """The words that only this language's file uses."""
    others = frozenset().union(*(vocabulary(other) for other in _LATIN if other != name))
    return vocabulary(name) - others
