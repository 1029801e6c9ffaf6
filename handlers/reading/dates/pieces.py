"""A piece of a text with what it may mean for a date."""

from __future__ import annotations

from typing import Any

from handlers.reading.dates.lexicon import Reading, bits

Meant = tuple[str, dict[str, Reading], int, bool]
"""A piece as folded, what it may mean by kind, these kinds as bits, whether it opens phrases."""


class Token:
    """A piece of the text from *start* to *end* with its meanings by kind."""

    __slots__ = ("end", "kinds", "opens", "raw", "start", "text", "tries")

    def __init__(self, start: int, end: int, raw: str, meant: Meant) -> None:
        self.start = start
        self.end = end
        self.raw = raw
        self.text, self.kinds, self.tries, self.opens = meant
        """Its folded text, meanings, kinds by which a date may begin, and if a phrase may."""

    def value(self, kind: str) -> Any:
        """Return what this means as *kind*."""
        return self.kinds[kind].value


def merged(parts: list[Token], kinds: dict[str, Reading]) -> Token:
    """Return *parts* as one, of these *kinds*."""
    first = parts[0]
    return Token(first.start, parts[-1].end, first.raw, ("", kinds, bits(kinds), False))
