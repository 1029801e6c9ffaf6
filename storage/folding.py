"""One plain spelling for every way a name can be typed, so that equal names are found equal."""

from __future__ import annotations

import unicodedata

_TATWEEL = "\N{ARABIC TATWEEL}"


def fold(text: str) -> str:
    """*text* without case, accents, vowel points, zero-width signs and doubled spaces.

    Only for comparing: what people wrote is kept and shown as they wrote it. Folding twice
    gives the same as folding once.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    bare = _without_signs(unicodedata.normalize("NFKD", text).casefold())
    # Case folding can bring forth new letters to take apart, so the signs are taken twice.
    return " ".join(_without_signs(unicodedata.normalize("NFKD", bare)).split())


def _without_signs(text: str) -> str:
    # Vowel signs of the Indic scripts have combining class 0 and stay: they are letters there.
    return "".join(
        char
        for char in text
        if not unicodedata.combining(char)
        and unicodedata.category(char) != "Cf"
        and char != _TATWEEL
        and not "\ufe00" <= char <= "\ufe0f"
    )
