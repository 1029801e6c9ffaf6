"""Reads what joins two people, who answers to whom, and questions about the network, in words.

Only a message that says nothing else is taken for one of these: a note stays a note.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.reading.folded import Folded, folded
from handlers.reading.shelf import languages
from handlers.reading.sieve import Sieve
from storage.records import Bond
from storage.values import dataclass

PART_OF = "part_of"
LONGEST = 160
"""Signs of a message that can be one of these."""
_WORDS = 7
"""Words that a name, a role or an organisation has at most."""
_ENDS = " \t.!?؟،,;:…"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of two ends: "X is the uncle of Y", "X answers to Y", "X is part of Y"."""

    first: str
    other: str
    bond: Bond | None
    """``None`` where an organisation is part of another."""
    words: str = ""
    """What the first is to the other, as a key such as ``uncle``."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question about the network: its topic, and whom or what it is about."""

    topic: str
    """path, above, coverage, balance, obstacles, ready, area or network."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who is said to be behind an act against us; *of* names the act where that was said."""

    who: str
    of: str = ""


@dataclass(frozen=True)
class _Tongue:
    """What one language says."""

    says: Sieve[str]
    asks: tuple[tuple[str, re.Pattern[str]], ...]
    acts: tuple[re.Pattern[str], ...]
    comes: tuple[re.Pattern[str], ...]
    relations: Mapping[str, tuple[Bond, str]]
    """From a word to what it tells and its key."""
    articles: tuple[str, ...]
    nobody: frozenset[str]


def said(text: str) -> Said | None:
    """What *text* says of two ends, where it says that and nothing else."""
    told = _looked_at(text)
    if told is None or "?" in text or "؟" in text:
        return None
    for tongue in _tongues():
        for sort, pattern in tongue.says.of(told.text):
            found = pattern.fullmatch(told.text)
            ends = _ends_of(found, told, tongue) if found else None
            if found and ends:
                return _told(sort, found, ends, tongue)
    return None


def wanted(text: str) -> Wanted | None:
    """The question about the network that *text* asks, and nothing else."""
    told = _looked_at(text)
    if told is None:
        return None
    for tongue in _tongues():
        for topic, pattern in tongue.asks:
            found = pattern.fullmatch(told.text)
            if found is None:
                continue
            about = told.original(found, "x") if "x" in pattern.groupindex else ""
            if len(about.split()) <= _WORDS:
                return Wanted(topic, bare(about))
    return None


def acting(text: str) -> str:
    """Who acts against us, where *text* tells of their letter, objection or ban; else empty."""
    first = text.strip(_ENDS).partition("\n")[0][:LONGEST]
    told = folded(first)
    for tongue in _tongues():
        for pattern in tongue.acts:
            found = pattern.fullmatch(told.text)
            if found and len(found["x"].split()) <= _WORDS:
                return bare(told.original(found, "x"))
    return ""


def origin(text: str) -> Origin | None:
    """What *text* says of where an act comes from, where it says that and nothing else."""
    told = _looked_at(text)
    if told is None or "?" in text or "؟" in text:
        return None
    for tongue in _tongues():
        for pattern in tongue.comes:
            if found := pattern.fullmatch(told.text):
                of = told.original(found, "x") if "x" in pattern.groupindex else ""
                return Origin(bare(told.original(found, "y")), bare(of))
    return None


def bare(text: str) -> str:
    """*text* without an article before it and marks around it."""
    text = text.strip(_ENDS + "\"'“”«»")
    told = folded(text)
    for article in _articles():
        if told.text.startswith(article) and len(told.text) > len(article):
            return text[told.at[len(article)] :].strip()
    return text


def _looked_at(text: str) -> Folded | None:
    text = text.strip(_ENDS + "¿¡")
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    return folded(text)


def _ends_of(found: re.Match[str], told: Folded, tongue: _Tongue) -> tuple[str, str] | None:
    """Both ends as written; nothing where one of them is no name."""
    ends = []
    for group in ("x", "y"):
        words = found[group].split()
        if not 0 < len(words) <= _WORDS or tongue.nobody.intersection(words):
            return None
        ends.append(bare(told.original(found, group)))
    return (ends[0], ends[1]) if all(ends) else None


def _told(sort: str, found: re.Match[str], ends: tuple[str, str], tongue: _Tongue) -> Said:
    if sort in ("of", "pair"):
        bond, key = tongue.relations[found["r"]]
        return Said(*ends, bond, key)
    return Said(*ends, None if sort == PART_OF else Bond(sort))


@cache
def _tongues() -> tuple[_Tongue, ...]:
    return tuple(_tongue(_load(language)) for language in languages("ties"))


@cache
def _articles() -> tuple[str, ...]:
    """What may stand before a name, the longest first; an elided one has no space behind it."""
    every = {word for tongue in _tongues() for word in tongue.articles}
    told = (word if word.endswith("'") else f"{word} " for word in every)
    return tuple(sorted(told, key=lambda word: (-len(word), word)))


def _load(language: str) -> Mapping[str, Any]:
    source = files("handlers.reading").joinpath("data", f"ties_{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _tongue(table: Mapping[str, Any]) -> _Tongue:
    single, pairs = dict(_relations(table["relations"])), dict(_relations(table["pairs"]))
    # "X must not know Y" holds "X knows Y": what keeps people apart is looked for first.
    in_order = sorted(table["says"].items(), key=lambda pair: pair[0] != Bond.KEPT_FROM)
    says = [
        (sort, _pattern(template, pairs if sort == "pair" else single))
        for sort, templates in in_order
        for template in templates
    ]
    asks = [
        (topic, _pattern(template, {}))
        for topic, templates in table["asks"].items()
        for template in templates
    ]
    acts = tuple(_pattern(template, {}) for template in table["acts"]["against"])
    comes = tuple(_pattern(template, {}) for template in table["acts"]["comes"])
    articles, nobody = tuple(table["articles"]), frozenset(table["nobody"])
    return _Tongue(Sieve(says), tuple(asks), acts, comes, pairs | single, articles, nobody)


def _relations(table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Bond, str]]]:
    for bond, keys in table.items():
        for key, words in keys.items():
            for word in words:
                yield folded(word).text, (Bond(bond), key)


def _pattern(template: str, relations: Mapping[str, object]) -> re.Pattern[str]:
    """A template as a pattern: X and Y stand for whoever is named, R for a relation."""
    longest_first = sorted(relations, key=lambda word: -len(word))
    known = "|".join(re.escape(word) for word in longest_first)
    told = template.replace("R", f"(?P<r>{known})")
    for letter in "XY":
        # Signs that part sentences are in no name.
        told = told.replace(letter, f"(?P<{letter.lower()}>[^?!؟;:,،\\n]{{1,80}}?)")
    return re.compile(told)
