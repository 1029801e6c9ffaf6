"""Whether terms touch a limit: by what their words mean, in four languages, and by its number.

A hint, never a judge: what is barred must be said and not be denied, or a number be passed. What
only sets the scene (trucks, a checkpoint) or carries a sentence (give) touches nothing alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.rules.likeness import same
from handlers.thesaurus import small_stems, thesaurus
from storage.folding import fold
from storage.stems import stem, words
from storage.values import dataclass

_ENOUGH = 0.45
"""The share of what a limit is about that terms must hold."""
_HALF, _NEAR = 0.5, 0.4
"""What a scene, a carrying word or a word of two meanings counts, and one that is only near."""
_CLAUSE = pattern(r"[.,;:!?،؛؟\n]+")
_COUNTED = pattern(
    r"(?<![\w.,])(\d+)(?:\s*(?:-|–|to|a|au|hasta|الي)\s*(\d+))?\s+((?:\w+\s+){0,2}\w+)"
)


@cache
def _told(name: str) -> str:
    """A line of ``data/limits.toml``."""
    source = files("handlers.rules") / "data" / "limits.toml"
    return str(tomllib.loads(source.read_text("utf-8"))[name])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_told(name).split())


@cache
def _carrying() -> frozenset[str]:
    return frozenset(stem(word) for word in words(_told("carrying")))


@cache
def _bound() -> re.Pattern[str]:
    more, fewer = _told("more"), _told("fewer")
    told = rf"(?:(?P<more>{more})|(?P<fewer>{fewer}))\s+(?P<n>\d+)\s*(?P<rest>.*)"
    return re.compile(told, re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or an expression, by its stems, with what it may mean and whether it is denied."""

    stems: str
    concepts: frozenset[str]
    denied: bool

    @property
    def weight(self) -> float:
        """How much it says of what a limit is about."""
        light = self.concepts & _listed("scene") or self.stems in _carrying()
        return _HALF if light else 1.0


def touches(text: str, limit: str) -> bool:
    """Whether *text* holds what *limit* is about: a thing that is barred, or a number passed."""
    bound = _bound().search(fold(limit))
    if bound is not None:
        return _passes(text, bound)
    about, told = units(limit), units(text)
    if not about or not told:
        return False
    needed = _is_needed(limit)
    core = [one for one in about if one.weight == 1.0] or list(about)
    fits = {one: _best(one, told, needed=needed) for one in about}
    total = sum(one.weight for one in about)
    held = sum(one.weight * fits[one] for one in about)
    return any(fits[one] >= _HALF for one in core) and held >= total * _ENOUGH


def _is_needed(limit: str) -> bool:
    """Whether it is a limit on doing without: "never without women on the team"."""
    told = words(limit)
    at = next((n for n, word in enumerate(told) if word in _listed("without")), 0)
    return any(word in _listed("denied") for word in told[:at])


def _best(one: Unit, told: tuple[Unit, ...], *, needed: bool) -> float:
    """How well the best of *told* that is not denied fits *one*; denied, where it is needed."""
    return max((_fit(one, each) for each in told if each.denied is needed), default=0.0)


def _fit(one: Unit, other: Unit) -> float:
    shared = one.concepts & other.concepts
    if one.stems == other.stems or (shared and len(other.concepts) == 1):
        return 1.0
    if shared or same(one.stems, other.stems):
        return _HALF if shared else 1.0
    near = {name for concept in one.concepts for name in thesaurus().near[concept]}
    return _NEAR if near & other.concepts else 0.0


@lru_cache(maxsize=512)
def units(text: str) -> tuple[Unit, ...]:
    """What *text* speaks of, each once, clause by clause."""
    found = (one for clause in _CLAUSE.split(text) for one in _clause(clause))
    return tuple(dict.fromkeys(found))


def _clause(text: str) -> Iterator[Unit]:
    told = words(text)
    kept = [(n, stem(word)) for n, word in enumerate(told) if not _is_small(word)]
    stems, at, held = [each for _, each in kept], 0, thesaurus()
    while at < len(stems):
        expression, size = held.at(stems, at)
        concepts = held.concepts.get(expression, frozenset())
        yield Unit(expression, concepts, _is_denied(told, kept[at][0]))
        at += size


def _is_denied(told: list[str], at: int) -> bool:
    """Whether a word that denies stands before, with none but small words between."""
    for word in reversed(told[:at]):
        if word in _listed("denied"):
            return True
        if not _is_small(word):
            return False
    return False


def _is_small(word: str) -> bool:
    return word in _listed("denied") or word.isdigit() or stem(word) in small_stems()


def _passes(text: str, bound: re.Match[str]) -> bool:
    """Whether a number told of the same thing is beyond the one that is set."""
    counted, limit = units(bound["rest"])[:1], int(bound["n"])
    for found in _COUNTED.finditer(fold(text)):
        numbers = [int(each) for each in found.groups()[:2] if each]
        beyond = max(numbers) > limit if bound["more"] else min(numbers) < limit
        if beyond and (not counted or _best(counted[0], units(found[3]), needed=False)):
            return True
    return False
