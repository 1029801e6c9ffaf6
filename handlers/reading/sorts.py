"""What an obstacle is about, by the words it was told in: customs, visas, roads …

The words lie in ``data/obstacles_<language>.toml``, one file a language, under the sort they tell.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from handlers.reading.page import fold
from handlers.reading.shelf import languages

OTHER = "other"
"""The sort of what no word tells."""
_BEFORE = r"(?<!\w)(?:وال|بال|فال|لل|ال|و|ب|ل)?"
"""Arabic writes "and", "by", "for" and the article onto a word."""


def sort_of(text: str) -> str:
    """What *text* is about, as a key of `sorts`; `OTHER` where no word tells."""
    plain = fold(text)
    return next((sort for sort, sign in _signs().items() if sign.search(plain)), OTHER)


def sorts() -> tuple[str, ...]:
    """Every sort there is, in the order in which they are looked for."""
    return (*_signs(), OTHER)


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {}
    for language in languages("obstacles"):
        source = files("handlers.reading").joinpath("data", f"obstacles_{language}.toml")
        for sort, words in tomllib.loads(source.read_text(encoding="utf-8")).items():
            found.setdefault(sort, []).extend(words)
    return {sort: _sign(words) for sort, words in found.items()}


def _sign(words: list[str]) -> re.Pattern[str]:
    told = sorted((re.escape(fold(word)).replace(r"\*", r"\w*") for word in words), key=len)
    return re.compile(rf"{_BEFORE}(?:{'|'.join(reversed(told))})(?!\w)")
