"""A wish for another language in one's own words: "mets en français", "idioma español", "عربي"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from handlers import preferences
from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading.folded import folded
from storage.values import dataclass

LONGEST = 8
"""Words of such a wish."""
_WORD = pattern(r"[^\W\d_]+")
_CODES = frozenset(("en", "fr", "es", "ar"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of ``data/wishes.toml``, folded."""

    said: frozenset[str]
    polite: tuple[str, ...]
    naming: frozenset[str]
    names: dict[str, str]


def heard(message: Message, desk: Desk) -> Outcome | None:
    """The language wished for, spoken from now on; ``None`` where the words say anything more."""
    code = "" if message.forwarded or message.files else wished(message.text)
    return preferences.language(message, desk, code) if code else None


def wished(text: str) -> str:
    """The code of the one language that *text* asks for and says nothing beside; empty for none."""
    plain, words = folded(text).text, _words()
    for polite in words.polite:
        plain = plain.replace(polite, " ")
    told = _WORD.findall(plain)
    if not 0 < len(told) <= LONGEST or "\n" in text.strip():
        return ""
    codes = _CODES.intersection(told[-1:]) if not words.naming.isdisjoint(told) else frozenset()
    found: dict[str, str] = {}
    for word in told:
        code = word if word in codes else _named(word)
        if code:
            found[word] = code
    left = [word for word in told if word not in found and word not in words.said]
    return next(iter(found.values())) if len(set(found.values())) == 1 and not left else ""


def _named(word: str) -> str:
    """The language of that name; a code of two letters is a small word to most people."""
    if word in _CODES:
        return ""
    return _words().names.get(word) or preferences.language_named(word)


@cache
def _words() -> _Words:
    source = files("handlers.reading").joinpath("data", "wishes.toml")
    told = tomllib.loads(source.read_text("utf-8"))
    names = {name: code for code, own in told["names"].items() for name in own}
    return _Words(
        frozenset(told["said"].split()), tuple(told["polite"]), frozenset(told["naming"]), names
    )
