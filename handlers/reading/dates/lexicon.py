"""The words of dates, read once from the language files, and what each may mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache, reduce
from importlib.resources import files
from operator import or_
from typing import Any

from handlers.patterns import pattern
from handlers.reading.folding import fold
from handlers.reading.shelf import languages
from storage.values import dataclass

LANGUAGES = languages("dates")
"""The language files; where two know a word, the earlier one is asked first."""

_PIECE = pattern(r"[^\s'’\-–.]+")
_SHORTEST = 3
"""Letters that must be left when leaning ones are taken off."""
_KINDS = {
    "weekday": "wd",
    "month": "mon",
    "number": "n",
    "ordinal": "ord",
    "relative": "rel",
    "weekdays": "wds",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a word: its *kind*, value and language; weak ones need a cue beside them."""

    kind: str
    value: Any
    language: str
    weak: bool = False


class _Bits(dict[str, int]):
    """A bit for every kind, so that many kinds are looked for in one step."""

    def __missing__(self, kind: str) -> int:
        bit = self[kind] = 1 << len(self)
        return bit


_BITS = _Bits()


def bits(kinds: Iterable[str]) -> int:
    """Return *kinds* as one number."""
    return reduce(or_, map(_BITS.__getitem__, kinds), 0)


Phrase = tuple[tuple[str, ...], list[Reading]]
"""The words of a phrase, and what it may mean."""


@dataclass(slots=True)
class Lexicon:
    """Words and phrases with their meanings, and the letters that lean on the next word."""

    words: dict[str, list[Reading]] = field(default_factory=dict)
    phrases: dict[tuple[str, str], list[Phrase]] = field(default_factory=dict)
    """Phrases by their first two words."""
    prefixes: dict[str, str] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)
    """The words that phrases begin with."""

    def add(self, text: str, reading: Reading) -> None:
        """Let *text*, one word or several, mean *reading* too."""
        pieces = tuple(fold(piece) for piece in _PIECE.findall(text))
        if len(pieces) == 1:
            self.words.setdefault(pieces[0], []).append(reading)
            return
        self.openers.add(pieces[0])
        known = self.phrases.setdefault((pieces[0], pieces[1]), [])
        for other, readings in known:
            if other == pieces:
                readings.append(reading)
                return
        known.append((pieces, [reading]))

    def of(self, word: str) -> list[Reading]:
        """Return the meanings of a folded *word*, without its leaning letters if need be."""
        known = self.words.get(word)
        if known is not None or word.isascii():
            return known or []
        for size in (3, 2, 1):
            bare = self.prefixes.get(word[:size])
            if (
                bare is not None
                and len(word) - size >= _SHORTEST
                and (known := self.words.get(bare + word[size:]))
            ):
                return [r for r in known if r.kind in _LEANING]
        return []

    def settle(self) -> None:
        """Put longer phrases first, so that the longest is found."""
        for known in self.phrases.values():
            known.sort(key=lambda pair: -len(pair[0]))


_LEANING = {"wd", "mon", "rel", "hm", "feast", "end", "start", "mid", "unit", "dur", "pod", "n",
            "dayword", "solo"}  # fmt: skip


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words of every language file."""
    book = Lexicon()
    for language in LANGUAGES:
        data = _load(f"dates_{language}.toml")
        book.prefixes.update({fold(k): fold(v) for k, v in data.get("prefixes", {}).items()})
        for text, reading in _readings(data, language):
            book.add(text, reading)
    for text, reading in _calendar_readings(_load("dates_calendars.toml")):
        book.add(text, reading)
    book.settle()
    return book


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("handlers.reading") / "data" / name).read_text("utf-8"))


def _readings(data: dict[str, Any], language: str) -> Iterator[tuple[str, Reading]]:
    for table, kind in _KINDS.items():
        for value, words in data.get(table, {}).items():
            yield from _each(words, kind, int(value), language)
    for table, kind in (
        ("unit", "unit"),
        ("solo", "solo"),
        ("edge", "edge"),
        ("part", "pod"),
        ("feast", "wknd"),
        ("night", "night"),
    ):
        for value, words in data.get(table, {}).items():
            yield from _each(words, kind, value, language)
    for value, words in data.get("duration", {}).items():
        count, unit = value.split()
        yield from _each(words, "dur", (int(count), unit), language)
    for value, words in data.get("time", {}).items():
        yield from _each(words, "noon", value, language)
    for kind, words in data.get("words", {}).items():
        yield from _each(words, kind, kind, language)


def _each(words: list[str], kind: str, value: Any, language: str) -> Iterator[tuple[str, Reading]]:
    for word in words:
        yield word.rstrip("~"), Reading(kind, value, language, word.endswith("~"))


def _calendar_readings(data: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
    for table, kind in (("hijri", "hm"), ("solar", "sm")):
        for value, words in data[table].items():
            yield from _each(words, kind, int(value), "")
    for feast in data["feast"]:
        rule = {key: value for key, value in feast.items() if key != "names"}
        yield from _each(feast["names"], "feast", rule, "")
