"""The words that say what is asked, list by list, as people type them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from handlers.patterns import pattern
from handlers.questions.phrases import loose_words, plain, visible
from handlers.reading.folded import folded


def is_asked(text: str) -> bool:
    """Whether *text* holds a word that asks: who, what, quoi, quién, مين."""
    return not _ASKING.isdisjoint(plain(visible(text)).replace("?", " ").split())


_ASKING = frozenset(
    (
        *("who", "what", "wat", "which", "quel", "quelle", "qui", "quoi", "koi"),
        *("quien", "quienes", "when", "quand", "cuando", "cdo", "متى", "ايمتى", "امتى"),
        *("مين", "شو", "ماذا", "بماذا", "بشو", "ايش", "وش", "شنو", "منو", "متين"),
    )
)


@cache
def is_in(word: str, name: str) -> bool:
    """Whether *word* is of the list called *name*, mistyped by a sign or written on to another."""
    listed = _lists()[name]
    if any(listed.fullmatch(form) for form in _forms(word)):
        return True
    return name in _MISTYPED and any(_near(word, right) for right in _whole()[name])


def _forms(word: str) -> tuple[str, ...]:
    """*word* as it stands, and without what is written on to it in Arabic."""
    bare = _ON.sub("", word, count=1)
    return (word, bare) if bare != word else (word,)


_ON = pattern(r"^[وف]?(?:بال|لل|ال|[بل])?(?=[ء-ي]{3})")
_MISTYPED = frozenset(("promise", "agree", "refuse"))
"""The lists of which a word may be mistyped by one sign."""
_LONG = 6
"""Signs of a word that is known when one of them is wrong."""


def _near(word: str, right: str) -> bool:
    """Whether *word* is *right* but for one sign, or two in the wrong order."""
    if min(len(word), len(right)) < _LONG or word[0] != right[0]:
        return False
    return OSA.distance(word, right, score_cutoff=1) <= 1


@cache
def _lists() -> dict[str, re.Pattern[str]]:
    listed = _listed().items()
    return {name: re.compile("|".join(map(_word, words))) for name, words in listed}


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    """The words of each list as they are spelled in full."""
    return {
        name: tuple(folded(word.removesuffix("*")).text for word in words)
        for name, words in _listed().items()
    }


@cache
def _listed() -> dict[str, list[str]]:
    source = files("handlers.questions") / "data" / "loose.toml"
    told = tomllib.loads(source.read_text("utf-8"))
    found = {name: words.split() for table in told.values() for name, words in table.items()}
    for name, words in loose_words().items():
        found[name] = [*found.get(name, ()), *words.split()]
    return found


def _word(word: str) -> str:
    bare = re.escape(folded(word.removesuffix("*")).text)
    return rf"{bare}\w*" if word.endswith("*") else bare
