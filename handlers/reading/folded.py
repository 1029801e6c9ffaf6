"""A text in its plainest spelling, with the way back to how it was written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from storage.values import dataclass

_PLAIN = str.maketrans("ةىیکؤئ", "هييكوي")
_MARKS = str.maketrans("’‘`´", "''''")
_TATWEEL = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True)
class Folded:
    """*text* in small letters without accents, and where each of its signs was written."""

    source: str
    text: str
    at: tuple[int, ...]
    """For each sign of *text*, its place in *source*; one more at the end."""

    def original(self, found: re.Match[str], group: str) -> str:
        """What a group matched, as it was written."""
        start, end = found.span(group)
        return self.source[self.at[start] : self.at[end]].strip() if start >= 0 else ""


@lru_cache(maxsize=16)  # Several topics look at one message and its parts.
def folded(source: str) -> Folded:
    """*source* without case, accents, vowel signs and doubled spaces; Arabic letters made one."""
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(source):
        for plain in _plain(sign):
            if plain == " " and (not signs or signs[-1] == " "):
                continue
            signs.append(plain)
            at.append(place)
    while signs and signs[-1] == " ":
        del signs[-1], at[-1]
    end = at[-1] + 1 if at else 0
    # A vowel sign behind the last letter belongs to it.
    while end < len(source) and unicodedata.combining(source[end]):
        end += 1
    return Folded(source, "".join(signs), (*at, end))


@lru_cache(maxsize=4_096)
def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", sign.translate(_MARKS)).casefold()
    kept = "".join(
        one
        for one in bare
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf" and one != _TATWEEL
    )
    return kept.translate(_PLAIN)
