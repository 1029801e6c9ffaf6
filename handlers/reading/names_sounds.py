"""How alike two spellings of one word of a name sound, whatever the script."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from handlers.patterns import pattern

_ARABIC = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "T", "ج": "j", "ح": "h", "خ": "X", "د": "d", "ذ": "D",
    "ر": "r", "ز": "z", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
    "غ": "G", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ء": "", "پ": "p", "چ": "C", "ژ": "Z", "ڤ": "v",
}  # fmt: skip
_SPELLINGS = [
    (pattern(spelled), plain)
    for spelled, plain in (
        ("dzh", "j"),
        ("sch|sh|ch(?=[aeiou])", "S"), ("tch|tsch", "C"), ("ch", "S"), ("kh|x", "X"), ("gh", "G"),
        ("zh", "Z"), ("th", "T"), ("dh", "D"), ("ph", "f"), ("dj", "j"), ("ck|q|cq", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("ou|oo|w(?![aeiou])", "u"), ("w", "v"),
        ("ee|ii|iy|yi|ij", "i"), ("a[iy](?![aeiou])|e[iy](?![aeiou])", "E"),
        ("y|j(?![aeiouE])(?!$)", "i"), ("['h](?![aeiouE])(?=.)", ""),
        (r"(.)\1+", r"\1"), ("ie$", "i"), ("eh$", "a"), ("(?<=.)h$", ""),
    )
]  # fmt: skip
_LONGEST = 40
"""Letters of a word that is still compared."""
_VOWELS = frozenset("aeiouE")
_NEAR = {
    frozenset(pair): cost
    for cost, pairs in {
        0.1: ("ou", "kG", "ie"),
        0.2: ("Ee", "Ea", "Ei", "sT", "tT", "dD", "zD", "jg", "SC", "gG", "kX", "vu"),
        0.3: ("ae", "hX", "gk", "kg", "zZ", "fv", "bv", "vb", "iy", "ij", "jZ", "sz", "gh"),
        0.5: ("ao", "bp", "td", "fp", "eo", "sS", "zs", "jy", "Xg"),
        0.8: ("ai", "au", "lr", "mn", "eu"),
    }.items()
    for pair in pairs
}  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a folded *word* written as it sounds, one letter a sound; capitals are digraphs."""
    if any("\u0600" <= letter <= "\u06ff" for letter in word):
        plain = "".join(_ARABIC.get(letter, "") for letter in word)
        plain = plain[:-1] + "a" if plain.endswith("h") else plain
        return re.sub(r"(.)\1+", r"\1", plain)
    plain = "".join(letter for letter in anyascii(word).lower() if letter.isalpha())
    for written, spelled in _SPELLINGS:
        plain = written.sub(spelled, plain)
    return plain


@lru_cache(maxsize=100_000)
def alike(first: str, second: str, vowelless: bool = False) -> float:
    """Return 0 to 1 for two sounds; *vowelless* where one comes from a script without vowels."""
    if first == second:
        return 1.0
    size = max(len(first), len(second))
    if not first or not second or size > _LONGEST:
        return 0.0
    if Levenshtein.distance(bones(first), bones(second)) > 1 + size // 5:
        return 0.0
    if not vowelless and Levenshtein.distance(first, second) > 0.5 * size + 1:
        return 0.0
    head = (
        0.6
        if {first[0], second[0]}.isdisjoint(_VOWELS) and _swap(first[0], second[0], last=False) >= 1
        else 0.0
    )
    return max(0.0, 1 - (_distance(first, second, vowelless) + head) / (0.45 * size))


@lru_cache(maxsize=50_000)
def bones(word: str) -> str:
    """Return the consonants of a sound, with its first letter."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _distance(first: str, second: str, vowelless: bool) -> float:
    row = [0.0]
    for letter in second:
        row.append(row[-1] + _loose(letter, vowelless))
    for i, a in enumerate(first):
        gap = _end(a, i == len(first) - 1, vowelless)
        fresh = [row[0] + _loose(a, vowelless)]
        for j, b in enumerate(second):
            last = j == len(second) - 1
            fresh.append(
                min(
                    row[j] + _swap(a, b, last and i == len(first) - 1),
                    row[j + 1] + gap,
                    fresh[j] + _end(b, last, vowelless),
                )
            )
        row = fresh
    return row[-1]


def _loose(letter: str, vowelless: bool) -> float:
    """Return what it costs that only one spelling has this letter."""
    if letter in _VOWELS:
        return 0.06 if vowelless and letter != "i" else 0.35
    return 0.35 if letter == "h" else 1.0


def _end(letter: str, last: bool, vowelless: bool) -> float:
    if last and letter in "aiou":
        return 1.4 if letter == "a" else 1.0
    return _loose(letter, vowelless)


def _swap(a: str, b: str, last: bool) -> float:
    if a == b:
        return 0.0
    if last and {a, b} <= {"a", "o", "e", "i", "u"} and {a, b} not in ({"o", "u"}, {"e", "i"}):
        return 1.0
    if last and {a, b} == {"e", "i"}:
        return 0.45
    near = _NEAR.get(frozenset((a, b)))
    if near is not None:
        return near
    return 0.9 if a in _VOWELS and b in _VOWELS else 1.0
