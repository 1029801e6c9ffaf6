"""The words of the field that mean the same thing, in four languages, from a file people edit."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from storage.stems import stem, words
from storage.values import dataclass

K = TypeVar("K")
_LANGUAGES = ("en", "fr", "es", "ar")
_JOINED = ("ب", "ل", "و", "ف")
"""Letters that are written on to an Arabic word, or are its first."""
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
    spoken: Mapping[tuple[str, str], frozenset[str]]
    """The same by language: "pain" hurts in English and is bread in French."""

    def meant(self, expression: str, language: str) -> frozenset[str]:
        """The concepts of *expression* in *language*; in any, where it is no word of that one."""
        own = self.spoken.get((language, expression))
        return own or self.concepts.get(expression, frozenset())

    def at(self, found: list[str], start: int) -> tuple[str, int]:
        """The longest expression in *found* from *start* on, and how many stems it takes."""
        for size in range(min(_LONGEST, len(found) - start), 0, -1):
            expression = " ".join(found[start : start + size])
            if size == 1 or expression in self.concepts:
                return expression, size
        return "", 0


@cache
def thesaurus() -> Thesaurus:
    """The concepts of ``data/thesaurus.toml``, and the single things of ``data/things.txt``."""
    told = {**_things(), **tomllib.loads(_read("thesaurus.toml"))}
    near: dict[str, set[str]] = defaultdict(set)
    for name, table in told.items():
        for other in _listed(table.get("near", "")):
            near[name].add(other)
            near[other].add(name)
    return _held(told, {name: tuple(sorted(near[name])) for name in told})


def _things() -> dict[str, dict[str, str]]:
    """What is one thing in every language, as concepts of their own, called by their lines."""
    lines = (line.strip() for line in _read("things.txt").splitlines())
    return {
        line: dict(zip(_LANGUAGES, line.split("|"), strict=True))
        for line in lines
        if line and not line.startswith("#")
    }


@cache
def same() -> Thesaurus:
    """Words that are one thing, and nothing near it: ``data/same.toml``, ``data/things.txt``."""
    rows = {
        row: dict.fromkeys(_LANGUAGES, row) for row in tomllib.loads(_read("same.toml"))["things"]
    }
    return _held({**rows, **_things()}, {})


def _held(told: Mapping[str, Mapping[str, str]], near: Mapping[str, tuple[str, ...]]) -> Thesaurus:
    """What *told* says by concept and language, turned round."""
    stems: dict[str, frozenset[str]] = {}
    concepts: dict[str, set[str]] = defaultdict(set)
    spoken: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, table in told.items():
        own = {code: set(_expressions(table[code])) for code in _LANGUAGES}
        stems[name] = frozenset().union(*own.values())
        for code, expressions in own.items():
            for expression in expressions:
                concepts[expression].add(name)
                spoken[code, expression].add(name)
    return Thesaurus(stems, near, _frozen(concepts), _frozen(spoken))


def _frozen(told: Mapping[K, set[str]]) -> dict[K, frozenset[str]]:
    return {key: frozenset(held) for key, held in told.items()}


def _expressions(row: str) -> Iterator[str]:
    """The stems of each expression of *row*, which has commas between."""
    forms = (form for one in row.split(",") for form in _forms(one.strip()))
    return filter(None, map(_expression, forms))


def _forms(word: str) -> tuple[str, ...]:
    """*word*, and an Arabic one with its article too: its first "ب" may be taken for "with"."""
    return (word, f"ال{word}") if word[:1] in _JOINED else (word,)


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


@cache
def number_stems() -> frozenset[str]:
    """The stems of numbers written as words."""
    told = tomllib.loads(_read("small_words.toml"))["numbers"]
    return frozenset(stem(word) for written in told.values() for word in words(written))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _read(name: str) -> str:
    return (files("handlers.thesaurus") / "data" / name).read_text("utf-8")
