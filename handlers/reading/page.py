"""One message laid out for reading: folded words with their places, sentences and clauses."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from handlers.patterns import pattern
from handlers.reading.note import Span
from storage.values import dataclass

_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ـ": "",
}
_PLAIN = {**dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("–—−", "-"), "“": '"', "”": '"'}
_OPENING = frozenset(("'", '"', "(", "«", "+"))
_CLOSING = frozenset(("'", '"', ")", "»", "%"))
"""Marks that belong to what begins or ends with them."""
_TOKEN = pattern(
    r"(?=[\S\n])(?:\w+n't\b|aujourd'hui|\b(?:[ldnjsmtc]|qu|jusqu|lorsqu|puisqu)'(?=\w)"
    r"|'(?:ll|s|d|ve|re|m)\b|w/|\d+(?:[./:,]\d+)+|\w+|[^\w\s]|\n)"
)


class _Fold(dict[int, str]):
    """Every character as one plain letter, or as nothing where it only marks a vowel."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = _ARABIC.get(letter) or _PLAIN.get(letter)
        if plain is None:
            plain = _bare(letter)
        self[code] = plain
        return plain


def _bare(letter: str) -> str:
    if unicodedata.category(letter) in {"Mn", "Cf"} or letter == "ـ":
        return ""
    bare = unicodedata.normalize("NFKD", letter)[0]
    lower = bare.lower()
    return lower if len(lower) == 1 else letter


_FOLD = _Fold()


def fold(text: str) -> str:
    """*text* in small plain letters: no accents, no vowel marks, one shape a letter."""
    return text.translate(_FOLD)


@dataclass(slots=True)
class Token:
    """One word or mark: as folded, and where it stands in the message; never changed.

    It is not frozen, since a frozen one takes twice as long to fill and a note has hundreds.
    """

    word: str
    start: int
    end: int
    capital: bool = False
    plain: str = ""
    """The word with the accents it was typed with, in small letters."""

    @property
    def is_word(self) -> bool:
        """Whether this is a word or number rather than a mark."""
        return self.word[0].isalnum() or (self.word[0] == "'" and len(self.word) > 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens from *first* up to *last*: a clause, a sentence or a mention."""

    first: int
    last: int

    def __contains__(self, index: int) -> bool:
        return self.first <= index < self.last

    def __len__(self) -> int:
        return max(0, self.last - self.first)


@dataclass
class Page:
    """A message, its folded tokens, and ways back to its own words."""

    text: str
    tokens: tuple[Token, ...] = field(default=())

    def __post_init__(self) -> None:
        self.tokens = tuple(_tokens(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words alone."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def typed(self) -> tuple[str, ...]:
        """The words in small letters with the accents they were typed with."""
        return tuple(token.plain for token in self.tokens)

    @cached_property
    def solid(self) -> tuple[bool, ...]:
        """Whether each is a word or number rather than a mark."""
        return tuple(token.is_word for token in self.tokens)

    def span(self, part: Stretch) -> Span:
        """Where *part* stands in the message, without marks at its ends."""
        first, last = part.first, part.last
        words = self.words
        while first < last and not (words[first][0].isalnum() or words[first] in _OPENING):
            first += 1
        while last > first and not (words[last - 1][0].isalnum() or words[last - 1] in _CLOSING):
            last -= 1
        if first >= last:
            return Span(0, 0)
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def said(self, part: Stretch) -> str:
        """The message's own words of *part*."""
        span = self.span(part)
        return self.text[span.start : span.end]

    def tokens_of(self, span: Span) -> Stretch:
        """The tokens that lie within *span*."""
        first = bisect_right(self.tokens, span.start, key=lambda token: token.end)
        last = bisect_left(self.tokens, span.end, lo=first, key=lambda token: token.start)
        return Stretch(first, last)


def _tokens(text: str) -> Iterator[Token]:
    folded = text.translate(_FOLD)
    whole = len(folded) == len(text)
    places = _places(text) if not whole else ()
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if not whole:
            start, end = places[start], places[end - 1] + 1
            while end < len(text) and text[end] > "~" and unicodedata.category(text[end]) == "Mn":
                end += 1
        word, typed = match[0], text[start:end]
        plain = word if typed.isascii() or typed >= "\u0600" else typed.lower()
        yield Token(word, start, end, typed[0].isupper(), plain)


def _places(text: str) -> list[int]:
    """For every folded character, the place of the one it came from."""
    return [i for i, letter in enumerate(text) if _FOLD[ord(letter)]] + [len(text)]
