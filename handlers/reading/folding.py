"""One plain spelling for words of any script, so that tables of words can be short."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from handlers.patterns import pattern

_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ؤ": "و", "ة": "ه", "ک": "ك", "گ": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ـ": None,
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ı": "i", "ß": "ss", "æ": "ae",
        "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    }
)  # fmt: skip
_UNSEEN = pattern(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return *word* in small letters without accents, vowel signs or unseen characters.

    Arabic letters that people write for one another become one; digits of any script become 0-9.
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", word.translate(_ARABIC)))
    kept = [_plain(letter) for letter in plain if not unicodedata.combining(letter)]
    return "".join(kept).casefold().translate(_ARABIC)


def _plain(letter: str) -> str:
    if letter.isascii() or not letter.isdecimal():
        return letter
    return str(unicodedata.decimal(letter))


def visible(text: str) -> str:
    """Return *text* without zero-width and direction characters, in composed form."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))
