"""The tables of names, nicknames and titles, read once and folded."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.reading.folding import fold
from handlers.reading.names_sounds import sound
from storage.values import dataclass

WORD = pattern(
    r"[^\W\d_](?:[\w'’ʼʿʾ`\u0300-\u036f\u064b-\u065f\u0670\u0640]|\.(?=[^\W\d_]\.))*", re.UNICODE
)
"""One word of a name: letters with their marks and apostrophes, or initials with dots."""


_SHORTEST = 4
"""Letters of the shortest name that is known by itself."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of names and titles, folded."""

    stems: dict[str, str]
    nicknames: dict[str, str]
    sounds: dict[str, tuple[str, ...]]
    """How each listed spelling of a name sounds."""
    particles: dict[str, frozenset[str]]
    titles: frozenset[tuple[str, ...]]
    openings: frozenset[str]
    """The first word of each title; most names begin with none."""
    weak: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return the tables, read once."""
    held = _load("names_variants.toml")
    lists = {stem: list(words) for stem, words in held["given"].items()}
    more = _load("names_regions.toml")
    for stem, words in (*held["also"].items(), *more["also"].items()):
        lists.setdefault(stem, []).extend(words)
    nicknames = (*held["nicknames"].items(), *more["nicknames"].items())
    stems = {
        fold(word).replace("'", ""): stem
        for stem, words in lists.items()
        for word in [*words, stem]
    }
    titles = _load("names_titles.toml")
    spelled = [_words(title) for key, words in titles.items() if key != "weak" for title in words]
    folded = [tuple(fold(word).rstrip(".") for word in words) for words in spelled if words]
    return Tables(
        stems=stems,
        nicknames={fold(word): stem for stem, words in nicknames for word in words},
        sounds={
            stem: tuple({sound(fold(word)) for word in words}) for stem, words in lists.items()
        },
        particles={
            kind: frozenset(fold(word) for word in words)
            for kind, words in held["particles"].items()
        },
        titles=frozenset(folded),
        openings=frozenset(words[0] for words in folded),
        weak=frozenset(fold(word) for word in titles["weak"]),
    )


@lru_cache(maxsize=1)
def borne() -> frozenset[str]:
    """Names that people bear, in small letters, which are no everyday words."""
    return frozenset(word for word in tables().stems if len(word) >= _SHORTEST)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("handlers.reading") / "data" / name).read_text("utf-8"))


def _words(text: str) -> list[str]:
    return [one.group() for one in WORD.finditer(text)]
