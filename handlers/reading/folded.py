"""A text in its plainest spelling, with the way back to how it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from handlers.patterns import pattern
from storage.values import dataclass

_PLAIN = str.maketrans("ةىیکؤئ", "هييكوي")
_MARKS = str.maketrans("’‘`´", "''''")
_SPACED = pattern(r"  +|^ | $")
_TATWEEL = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True)
class Folded:
    """*text* in small letters without accents, and where each of its signs was written."""

    source: str
    text: str
    at: Sequence[int]
    """For each sign of *text*, its place in *source*; one more at the end."""

    def original(self, found: re.Match[str], group: str) -> str:
        """What a group matched, as it was written."""
        start, end = found.span(group)
        return self.source[self.at[start] : self.at[end]].strip() if start >= 0 else ""


class _Plain(dict[int, str]):
    """Every sign in its plainest spelling, which may be none or several."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        if len(plain) != 1:
            _UNEVEN.add(chr(code))
        return plain


_SIGNS = _Plain()
_UNEVEN: set[str] = set()
"""Signs met so far that become none, or several."""


@lru_cache(maxsize=16)  # Several topics look at one message and its parts.
def folded(source: str) -> Folded:
    """*source* without case, accents, vowel signs and doubled spaces; Arabic letters made one."""
    text = source.translate(_SIGNS)
    if _UNEVEN.isdisjoint(source) and not _SPACED.search(text):
        return Folded(source, text, range(len(source) + 1))
    at = [place for place, sign in enumerate(source) for _ in _SIGNS[ord(sign)]]
    for spaces in reversed([*_SPACED.finditer(text)]):
        # One stays, unless the text begins or ends with them.
        kept = int(spaces.start() > 0 and spaces.end() < len(text))
        del at[spaces.start() + kept : spaces.end()]
    text = _SPACED.sub(" ", text).strip(" ")
    end = at[-1] + 1 if at else 0
    # A vowel sign behind the last letter belongs to it.
    while end < len(source) and unicodedata.combining(source[end]):
        end += 1
    return Folded(source, text, (*at, end))


def plain(source: str) -> str:
    """The text of `folded` alone."""
    return _SPACED.sub(" ", source.translate(_SIGNS)).strip(" ")


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
