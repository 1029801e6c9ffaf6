"""Words as a search compares them: folded, and without the endings that only grammar asks for.

A light hand on purpose: what is cut is cut in texts and questions alike, and words that still
differ are matched by the letters they share (`storage.wording`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from storage.folding import fold

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "گ": "ك",
        "ہ": "ه",
        "ھ": "ه",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ٱ": "ا",
    }
)
_HEADS = ("وال", "بال", "فال", "كال", "لل", "ال")
_JOINED = ("و", "ب", "ل", "ف")
_TAILS = ("هما", "ها", "هم", "كم", "نا", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي", "ت")
_ENDINGS = (
    *("isation", "ization", "amiento", "imiento", "ation", "acion", "icion", "ateur", "atrice"),
    *("ador", "adora", "issement", "ement", "ment", "iendo", "ando", "ating", "ated", "ate"),
    *("ator", "ing", "ion", "aron", "ieron", "aban", "aba", "ada", "ado", "ida", "ido"),
    *("aient", "ait", "eur", "euse", "er", "ee", "ed", "ez", "ar", "ir", "ent", "an", "en"),
)
_WEAK = frozenset(("ion", "ent", "an", "en"))
"""Endings that many whole words have as well, and that leave one letter more."""
_WRITTEN_ON = 3
"""Endings an Arabic word may bear, one on the other."""
_SHORTEST, _KEPT = 3, 4
"""Letters a plain stem keeps, and those a longer ending must leave."""


def stems(text: str) -> Iterator[str]:
    """The stem of every word of *text*, in order."""
    return map(stem, words(text))


def words(text: str) -> list[str]:
    """Every word of *text*, folded."""
    return _WORD.findall(fold(text).translate(_LETTERS))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """*word*, folded, without what inflection added to it."""
    if word[0] >= "\u0600":
        return _arabic(word)
    return word if word[0].isdigit() else _latin(word)


def _arabic(word: str) -> str:
    for head in _HEADS:
        if word.startswith(head) and len(word) - len(head) >= _SHORTEST - 1:
            word = word.removeprefix(head)
            break
    else:
        if word[0] in _JOINED and len(word) > _KEPT + (word[0] != "و"):
            word = word[1:]
    if word.endswith("ا") and len(word) > _KEPT:
        word = word[:-1]
    for _ in range(_WRITTEN_ON):
        tail = next((one for one in _TAILS if word.endswith(one)), "")
        if not tail or len(word) - len(tail) < _SHORTEST:
            break
        word = word.removesuffix(tail)
    return word


def _latin(word: str) -> str:
    word = _single(word)
    # "Barrières" loses its "es", so "barrière" is looked at without its "e" as well.
    for form in (word, word.removesuffix("e")):
        for ending in _ENDINGS:
            least = _KEPT + (ending in _WEAK)
            if form.endswith(ending) and len(form) - len(ending) >= least:
                return _settled(form.removesuffix(ending))
    if word.endswith(("e", "a", "o")) and len(word) > _SHORTEST:
        word = word[:-1]
    return _settled(word)


def _settled(word: str) -> str:
    """With one letter for two: "carried" is from "carry"."""
    return f"{word[:-1]}y" if word.endswith("i") and len(word) > _KEPT else word


def _single(word: str) -> str:
    """Without the mark of the plural."""
    if word.endswith("aux") and len(word) > _KEPT:
        return f"{word.removesuffix('aux')}al"
    if word.endswith(("ates", "ices", "euses")) and len(word) > _KEPT:
        return word[:-1]
    if word.endswith("es") and len(word) > _KEPT and word[-3] not in "aeiou":
        return word[:-2]
    if word.endswith(("s", "x")) and len(word) > _SHORTEST and not word.endswith("ss"):
        return word[:-1]
    return word
