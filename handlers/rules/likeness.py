"""How many words of one text stand in another, in whichever form they are written."""

from __future__ import annotations

from functools import lru_cache

from handlers.patterns import pattern
from handlers.reading.folding import fold

_WORD = pattern(r"\w{3,}")
_STEM = 4
"""Letters in which two forms of one word agree at least; shorter words must be the same."""
_ARTICLES = ("ال", "وال", "بال", "لل")


_EMPTY = frozenset(
    fold(
        "the and for are was with that this they them his her him our you all not has had have did "
        "les des une est pas que qui aux sur par dans avec pour nous vous ils elle elles son ses "
        "los las una que por para con del nos ellos ella sus les fue "
        "من على الى في عن مع هذا هذه ان كان التي الذي قد تم"
    ).split()
)
"""Words that say nothing of what a text is about."""


def alike(asked: str, text: str) -> int:
    """How many different words of *asked* stand in *text*, plural or not."""
    held = words(text)
    return sum(1 for word in words(asked) if any(same(word, other) for other in held))


def share(one: str, other: str) -> float:
    """Of the shorter text's words, the share that both hold."""
    first, second = words(one), words(other)
    fewer, more = sorted((first, second), key=len)
    both = sum(1 for word in fewer if any(same(word, each) for each in more))
    return both / max(1, len(fewer))


def same(one: str, other: str) -> bool:
    """Whether two folded words are forms of one."""
    short = min(len(one), len(other))
    if short < _STEM:
        return one == other
    stem = max(_STEM, short - 2)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _STEM - 1


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The folded words of *text* with three letters or more, an Arabic article taken off."""
    return frozenset(map(_bare, _WORD.findall(fold(text)))) - _EMPTY


def _bare(word: str) -> str:
    for article in sorted(_ARTICLES, key=len, reverse=True):
        if word.startswith(article) and len(word) - len(article) > len("ال"):
            return word.removeprefix(article)
    return word
