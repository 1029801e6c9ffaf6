"""Offices and ranks by which people are called instead of their name, alike in every language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.reading.folding import fold

_WORD = pattern(r"[^\W\d_]+")
_SMALL = frozenset(
    ("the", "our", "le", "la", "l", "les", "du", "au", "notre", "el", "los", "al", "del", "a")
)
"""What may stand before an office without being part of it."""
_HEADS, _KEPT = ("وال", "بال", "فال", "لل", "ال"), 3
"""The Arabic article with what is written onto it, and the letters a word has beside it."""
_LONGEST = 3
"""Words of an office."""


def office(text: str) -> str:
    """The one office that *text* is, "the prefect"; empty where it is anything else or more."""
    words = _words(text)
    while words and words[0] in _SMALL:
        words = words[1:]
    return _offices().get(words, "")


@lru_cache(maxsize=20_000)
def offices(text: str) -> frozenset[str]:
    """Every office that *text* speaks of, the longer ones first."""
    words, at = _words(text), 0
    found = set()
    while at < len(words):
        for size in range(_LONGEST, 0, -1):
            one = _offices().get(words[at : at + size])
            if one:
                found.add(one)
                break
        at += size
    return frozenset(found)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(fold(word)) for word in _WORD.findall(text))


def _plain(word: str) -> str:
    head = next((one for one in _HEADS if word.startswith(one)), "")
    return word.removeprefix(head) if len(word) - len(head) >= _KEPT else word


@lru_cache(maxsize=1)
def _offices() -> dict[tuple[str, ...], str]:
    data = files("handlers.reading") / "data" / "names_offices.toml"
    held = tomllib.loads(data.read_text("utf-8"))
    return {_words(word): one for one, words in held.items() for word in words}
