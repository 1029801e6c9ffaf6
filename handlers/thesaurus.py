"""The words of the field that mean the same thing, in four languages, from a file people edit."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from storage.stems import stem, words
from storage.values import dataclass

_LANGUAGES = ("en", "fr", "es", "ar")
_LONGEST = 4
"""Words of the longest expression."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Concepts, and how they are reached from the words of a question."""

    stems: Mapping[str, frozenset[str]]
    """From a concept to the stems that stand for it, those of an expression with spaces between."""
    near: Mapping[str, tuple[str, ...]]
    """From a concept to those that are worth finding too."""
    concepts: Mapping[str, frozenset[str]]
    """From stems to the concepts they stand for."""

    def at(self, found: list[str], start: int) -> tuple[str, int]:
        """The longest expression in *found* from *start* on, and how many stems it takes."""
        for size in range(min(_LONGEST, len(found) - start), 0, -1):
            expression = " ".join(found[start : start + size])
            if size == 1 or expression in self.concepts:
                return expression, size
        return "", 0


@cache
def thesaurus() -> Thesaurus:
    """The concepts of ``data/thesaurus.toml``."""
    told = tomllib.loads(_read("thesaurus.toml"))
    stems: dict[str, frozenset[str]] = {}
    concepts: dict[str, set[str]] = defaultdict(set)
    for name, table in told.items():
        expressions = [_expression(one) for code in _LANGUAGES for one in table[code].split(",")]
        stems[name] = frozenset(filter(None, expressions))
        for code in _LANGUAGES:
            for one in table[code].split(","):
                if expression := _expression(one):
                    concepts[expression].add(name)
    near: dict[str, set[str]] = defaultdict(set)
    for name, table in told.items():
        for other in _listed(table.get("near", "")):
            near[name].add(other)
            near[other].add(name)
    frozen = {key: frozenset(held) for key, held in concepts.items()}
    return Thesaurus(stems, {name: tuple(sorted(near[name])) for name in told}, frozen)


@cache
def same() -> Thesaurus:
    """The rows of ``data/same.toml``: words that are one thing, and nothing near it."""
    stems: dict[str, frozenset[str]] = {}
    concepts: dict[str, set[str]] = defaultdict(set)
    for row in tomllib.loads(_read("same.toml"))["things"]:
        stems[row] = frozenset(filter(None, map(_expression, row.split(","))))
        for one in stems[row]:
            concepts[one].add(row)
    return Thesaurus(stems, {}, {key: frozenset(held) for key, held in concepts.items()})


def _expression(text: str) -> str:
    return " ".join(stem(word) for word in words(text) if word not in _joins())


@cache
def _joins() -> frozenset[str]:
    """Small words inside an expression: ``point de contrôle``."""
    return frozenset(("de", "d", "du", "la", "le", "les", "l", "el", "al", "of", "the", "a", "des"))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words a search in *language* passes over, folded."""
    told = tomllib.loads(_read("small_words.toml"))["stop"]
    return frozenset(words(told.get(language, "")))


@cache
def any_stop_words() -> frozenset[str]:
    """The small words of every language."""
    return frozenset(word for language in _LANGUAGES for word in stop_words(language))


@cache
def small_stems() -> frozenset[str]:
    """The stems of what is a small word in any language, such as the French "son"."""
    return frozenset(stem(word) for word in any_stop_words())


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _read(name: str) -> str:
    return (files("handlers.searching") / "data" / name).read_text("utf-8")
