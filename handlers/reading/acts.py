"""Finds what a short message says has become of an agreement or a promise, or asks about one.

The phrases lie in ``data/acts_<language>.toml``, one file a language. A phrase is plain words;
``*`` ends a word that may go on, ``...`` lets up to four words stand between, and ``a|b`` is a
choice of words. All languages are looked for in every message, since people mix them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.reading.folding import fold
from handlers.reading.shelf import languages
from storage.values import dataclass

LONGEST = 400
"""Characters of a message that are looked at; a longer one is a note."""

_GAP = r"(?:\s+\S+){0,4}?\s+"
_ANY = r"\w*"
_NUMBER = pattern(
    r"(?<![\w-])(?:[aAأا]\s?[-‐-―]\s?"
    r"|(?:agreements?|accords?|acuerdos?|الاتفاق|اتفاق)\s+(?:no\.?\s|n[°º]\s?|#)?)"
    r"([\d٠-٩۰-۹]{1,6})(?!\w)",
    re.IGNORECASE,
)
_SPACES = pattern(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is compared, and the phrases that stand in it by what they mean."""

    text: str
    """As it was written."""
    plain: str
    """Folded, with single spaces, so that phrases can be found."""
    found: frozenset[str]
    """What was said: the headings of the data files."""

    def opens(self, *meanings: str) -> bool:
        """Whether it begins with one of *meanings*, or a question does that leads to one."""
        return any(_sign(one).match(self.plain.lstrip("¿¡ ")) for one in meanings)

    def has(self, *meanings: str) -> bool:
        """Whether any of *meanings* is said."""
        return not self.found.isdisjoint(meanings)


def said(text: str) -> Said:
    """What *text* says; nothing is found in one that is too long to be a message of this kind."""
    if len(text) > LONGEST:
        return Said(text, "", frozenset())
    plain = folded(text)
    return Said(text, plain, _found(plain))


@lru_cache(maxsize=4)  # Several topics look at one message.
def _found(plain: str) -> frozenset[str]:
    return frozenset(one for one, sign in _signs() if sign.search(plain))


def folded(text: str) -> str:
    """*text* as phrases are compared with it: one plain spelling, single spaces."""
    return _SPACES.sub(" ", fold(text.replace("’", "'"))).strip()


def numbers(text: str) -> tuple[int, ...]:
    """The agreements named by number, such as A-14 or a-14, in order, each once."""
    return tuple(dict.fromkeys(int(fold(found[1])) for found in _NUMBER.finditer(text)))


def number_alone(text: str) -> int | None:
    """The number where *text* is nothing but one, as in ``A-14`` or, after a command, ``14``."""
    bare = fold(text.strip())
    found = re.fullmatch(r"(?:[aا]\s?[-‐-―]?\s?)?(\d{1,6})", bare)
    return int(found[1]) if found else None


def without(text: str, *meanings: str) -> str:
    """*text*, folded, without the phrases of *meanings*: what it is about."""
    plain = folded(text)
    for meaning in meanings:
        plain = _sign(meaning).sub(" ", plain)
    return _SPACES.sub(" ", plain).strip()


def listed(meaning: str) -> tuple[str, ...]:
    """Every phrase under that heading, in all languages, folded."""
    return tuple(fold(phrase) for phrase in _phrases(meaning))


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    meanings = dict.fromkeys(meaning for code in languages("acts") for meaning in _data(code))
    return tuple((meaning, _sign(meaning)) for meaning in meanings)


@cache
def _sign(meaning: str) -> re.Pattern[str]:
    """What finds any phrase of that meaning; Arabic may write "and" and "then" onto a word."""
    phrases = sorted(_phrases(meaning), key=len, reverse=True)
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(map(_pattern, phrases))})(?!\w)")


def _phrases(meaning: str) -> Iterator[str]:
    for code in languages("acts"):
        yield from _data(code).get(meaning, ())


def _pattern(phrase: str) -> str:
    parts = [_words(part) for part in phrase.split("...")]
    return _GAP.join(parts)


def _words(part: str) -> str:
    return r"\s+".join(_word(word) for word in part.split())


def _word(word: str) -> str:
    choices = [re.escape(fold(one)).replace(r"\*", _ANY) for one in word.split("|")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


@cache
def _data(code: str) -> dict[str, list[str]]:
    source = files("handlers.reading").joinpath("data", f"acts_{code}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
