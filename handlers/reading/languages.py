"""Which language a short message is in, by its script and its small words."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.reading.folding import fold
from handlers.reading.shelf import languages

_WORD = pattern(r"[^\W_]+")
_ARABIC_LETTERS = pattern(r"[\u0620-\u064a\u0671-\u06d3]+")
_ARABIC_DIGIT = pattern(r"[\u0660-\u0669\u06f0-\u06f9]")
_LATIN_LETTERS = pattern(r"[A-Za-z\u00c0-\u024f]+")
_ARABIZI_SIGN = pattern(r"[2357](?=[A-Za-zİıſ\u212a])|(?<=[A-Za-zİıſ\u212a])[2357]")
_ARABIZI = pattern(r"\b(?=\w*[a-z])(?:[2357][a-z]{3,}|[a-z]+[2357][a-z]*)\b", re.IGNORECASE)
LANGUAGES = tuple(name for name in languages("cues") if name != "ar")
"""The languages written in Latin letters that we tell apart."""

_READ = 2_000
_MARKS = {"fr": "àâçèêëîïôùûœ", "es": "ñ¿¡", "pt": "ãõ", "ht": "ò"}
_MARKED = frozenset().union(*_MARKS.values())


@lru_cache(maxsize=1)
def _weights() -> dict[str, list[tuple[str, float]]]:
    """Return for each word the languages that use it, and how much it tells."""
    weights: dict[str, list[tuple[str, float]]] = {}
    for lists, worth in ((_small_words(), 1.0), (_date_words(), 0.5)):
        spoken: dict[str, list[str]] = {}
        for language, words in lists.items():
            for word in words:
                spoken.setdefault(word, []).append(language)
        for word, speaking in spoken.items():
            share = worth / len(speaking) ** (2 if worth == 1 else 1)
            weights.setdefault(word, []).extend((language, share) for language in speaking)
    return weights


def _small_words() -> dict[str, set[str]]:
    return {
        language: {fold(word) for word in words}
        for language, words in _load("languages.toml").items()
    }


def _date_words() -> dict[str, set[str]]:
    found = {}
    for language in _small_words():
        data = _load(f"dates_{language}.toml")
        tables = [data.get(name, {}) for name in ("weekday", "month", "relative", "unit")]
        found[language] = {
            fold(word)
            for table in tables
            for words in table.values()
            for word in words
            if "~" not in word
        }
    return found


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("handlers.reading") / "data" / name).read_text("utf-8"))


def guess(text: str, setting: str = "en") -> str:
    """Return the language of *text*: en, fr, es, ar, pt, ht or arabizi.

    *setting* is the writer's own language, taken where the words do not tell.
    """
    text = text[:_READ]
    plain = text.isascii()
    if not plain and _is_arabic(text):
        return "ar"
    points = dict.fromkeys(LANGUAGES, 0.0)
    weights = _weights()
    words = _WORD.findall(text.lower()) if plain else map(fold, _WORD.findall(text))
    for telling in filter(None, map(weights.get, words)):
        for language, worth in telling:
            points[language] += worth
    signs = () if plain else _MARKED.intersection(text)
    for language, letters in _MARKS.items() if signs else ():
        points[language] += 0.4 * sum(text.count(letter) for letter in letters if letter in signs)
    if _ARABIZI_SIGN.search(text):
        points["arabizi"] += 0.8 * len(_ARABIZI.findall(text))
    if setting in points:
        points[setting] += 0.15
    best = max(points, key=lambda language: points[language])
    return best if points[best] > 0 else setting


def _is_arabic(text: str) -> bool:
    arabic = sum(map(len, _ARABIC_LETTERS.findall(text)))
    if not arabic:
        return bool(_ARABIC_DIGIT.search(text)) and not _LATIN_LETTERS.search(text)
    return arabic * 2 >= sum(map(len, _LATIN_LETTERS.findall(text)))
