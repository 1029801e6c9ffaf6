"""The phrases by which questions are known, as regular expressions; `grammar` says what for.

They lie in ``data/asks_<language>.toml``, one file a language, and all are looked for in every
message, since people mix them. A phrase is plain words, without regard to accents, capitals,
apostrophes and hyphens; ``a|b`` is a choice of words, ``a?`` may be missing, ``a*`` may go on, and
``...`` lets up to four words stand between, and up to three before. Apostrophes may be left out.
``[typed]`` says how a word is typed in a hurry. In what opens a question an Arabic word may bear
what is written on to it: "والاتفاق", "لموعدنا". ``[loose]`` adds to the words of `loose`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.reading.page import fold
from handlers.reading.sieve import Sieve

_LANGUAGES = ("en", "fr", "es", "ar")
_GAP = r"((?:\s+\S+){0,4}?)"
_BEFORE = r"((?:\S+\s+){1,3}?)"
_ON = r"(?:[وف]?(?:بال|لل|ال|[بل])?)"
_ARABIC = pattern(r"[ء-ي]{3,}")
_PLAIN = pattern(r"['’‘ʼ`´\-‐-―_«»\"“”()¿¡]")


def visible(text: str) -> str:
    """*text* without vowel signs and unseen characters, so that folding keeps every place."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        char for char in composed if unicodedata.category(char) not in ("Mn", "Cf") and char != "ـ"
    )


def plain(text: str) -> str:
    """*text* as phrases are compared with it; every character keeps its place."""
    folded = fold(text)
    return _PLAIN.sub(" ", folded if len(folded) == len(text) else text.lower())


@cache
def topics() -> tuple[str, ...]:
    """Everything that can be asked, as the files name it."""
    return tuple(dict.fromkeys(topic for code in _LANGUAGES for topic in _data(code)["opens"]))


@cache
def opens(topic: str) -> re.Pattern[str]:
    """What opens a question about *topic*."""
    written = [p for code in _LANGUAGES for p in _data(code)["opens"].get(topic, ())]
    return _compiled(written, on=_ON)


@cache
def openers() -> Sieve[str]:
    """What opens a question, topic by topic."""
    return Sieve((topic, opens(topic)) for topic in topics())


@cache
def start(name: str) -> re.Pattern[str]:
    """The phrases listed under *name*, to stand first or to be looked for anywhere."""
    return _compiled(listed(name))


@cache
def listed(name: str) -> tuple[str, ...]:
    """The phrases listed under *name*, as written; not every language needs some."""
    return tuple(phrase for code in _LANGUAGES for phrase in _data(code).get(name, ()))


@cache
def cues(table: str) -> Sieve[str]:
    """The words that speak of each topic wherever they stand, as *table* lists them."""
    told: dict[str, list[str]] = {}
    for code in _LANGUAGES:
        for topic, written in _data(code).get(table, {}).items():
            told.setdefault(topic, []).extend(written)
    return Sieve((topic, _compiled(written)) for topic, written in told.items())


@cache
def loose_words() -> dict[str, str]:
    """The words each language adds to the lists of `loose`, by their names."""
    found: dict[str, str] = {}
    for code in _LANGUAGES:
        for name, told in _data(code).get("loose", {}).items():
            found[name] = f"{found.get(name, '')} {told}"
    return found


def _compiled(phrases: Iterable[str], on: str = "") -> re.Pattern[str]:
    written = sorted((_pattern(phrase, on) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"\s*(?<!\w)[وف]?(?:{'|'.join(written)})(?!\w)")


def _pattern(phrase: str, on: str) -> str:
    """*phrase* as a regular expression; what may be missing takes its space along."""
    told, space = "", ""
    for word in phrase.split():
        if word == "...":
            told += _GAP if told else _BEFORE
            continue
        optional = word.endswith("?") and len(word) > 1
        choices = "|".join(_word(one, on) for one in word.removesuffix("?").split("|"))
        one = rf"{space}(?:{choices})(?!\w)"
        told += f"(?:{one})?" if optional and space else rf"(?:{one}\s+)?" if optional else one
        if not optional:
            space = r"\s+"
    return told


def _word(word: str, on: str) -> str:
    """*word* as it may be typed: its apostrophes left out, in its short form, *on* before it."""
    open_ended = word.endswith("*")
    bare = plain(word.removesuffix("*")).split()
    whole = r"\s*".join(map(re.escape, bare)) + (r"\w*" if open_ended else "")
    if on and bare and _ARABIC.match(bare[0]):
        whole = on + whole
    short = _typed().get(plain(word), ())
    return "|".join((whole, *short)) if short else whole


@cache
def _typed() -> dict[str, tuple[str, ...]]:
    """From a word to how it is typed in a hurry."""
    found: dict[str, tuple[str, ...]] = {}
    for code in _LANGUAGES:
        for word, short in _data(code).get("typed", {}).items():
            found[plain(word)] = tuple(re.escape(plain(one)) for one in short)
    return found


@cache
def _data(code: str) -> dict[str, Any]:
    source = files("handlers.questions") / "data" / f"asks_{code}.toml"
    return tomllib.loads(source.read_text("utf-8"))
