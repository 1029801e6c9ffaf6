"""A card as Telegram texts: styled by entities, cut where a reader would turn the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import regex  # type: ignore[import-untyped]  # The library ships no types.
from telegram import MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from bot.drawing import Style, rows
from handlers.chat import Card
from handlers.patterns import pattern
from storage.values import dataclass

MARK_ROOM = 96
"""UTF-16 units kept free in every text for the words that a message may be a repeat."""

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH) - MARK_ROOM
"""UTF-16 units of one text; never more than as many characters, so both counts are kept."""

CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH) - MARK_ROOM
_ENTITIES = int(MessageLimit.MESSAGE_ENTITIES) - 1

_LOOK_AHEAD = 64
_ABSURD = pattern(r"\n{9,}")
_SURROGATE = pattern("[\ud800-\udfff]")
_KINDS = {
    Style.BOLD: MessageEntityType.BOLD,
    Style.QUIET: MessageEntityType.ITALIC,
    Style.QUOTE: MessageEntityType.BLOCKQUOTE,
    Style.CODE: MessageEntityType.CODE,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One Telegram text and what is set apart in it, in UTF-16 offsets."""

    text: str
    entities: tuple[MessageEntity, ...] = ()

    @property
    def units(self) -> int:
        """Its length as Telegram counts it."""
        return units(self.text)


@dataclass(frozen=True, slots=True)
class _Run:
    """Styled text from *start* up to *end*, in characters of the whole drawing."""

    start: int
    end: int
    style: Style


def clean(text: str) -> str:
    """*text* with U+FFFD for every lone surrogate, which no wire can carry."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def units(text: str) -> int:
    """The length of *text* in UTF-16 code units."""
    return len(text) + sum(mark > "\uffff" for mark in text)


def to_texts(card: Card, limit: int = LIMIT) -> list[Drawn]:
    """The card as one text, or as several of at most *limit* units each where it is long.

    Their texts, joined, are the drawing of the card; nothing is lost and no grapheme is cut,
    save one that alone is longer than a message.
    """
    whole = _whole(card)
    drawn, start = [], 0
    while start < len(whole.text):
        end = whole.page_end(start, limit)
        drawn.append(whole.page(start, end))
        start = end
    return drawn


@dataclass(frozen=True, slots=True)
class _Whole:
    """The whole drawing; all positions in it are characters."""

    text: str
    runs: list[_Run]
    rows: frozenset[int]
    """Where rows begin."""
    offsets: Sequence[int]
    """How many UTF-16 units stand before each character, and before the end."""

    def page_end(self, start: int, limit: int) -> int:
        """Where the page from *start* ends: at a row, a line, a word, else between graphemes."""
        most = min(self._most(start, limit), len(self.text))
        if most == len(self.text):
            return most
        window = self.text[start : most + _LOOK_AHEAD]
        ends = [start + found.end() for found in regex.finditer(r"\X", window)]
        ends = [end for end in reversed(ends) if end <= most]
        far = start + (most - start) // 2
        for fits in (self.rows.__contains__, self._after_line, self._after_space):
            if found := next((end for end in ends if end > far and fits(end)), 0):
                return found
        return ends[0] if ends else max(most, start + 1)

    def _most(self, start: int, limit: int) -> int:
        """The furthest end that Telegram's counts of units and of entities allow."""
        most = bisect_right(self.offsets, self.offsets[start] + limit) - 1
        one_too_many = [run.start for run in self.runs if run.end > start][_ENTITIES:]
        return min(most, *one_too_many[:1], most)

    def _after_line(self, end: int) -> bool:
        return self.text[end - 1] == "\n"

    def _after_space(self, end: int) -> bool:
        return self.text[end - 1].isspace()

    def page(self, start: int, end: int) -> Drawn:
        """What stands from *start* up to *end*, styled."""
        entities = []
        for run in self.runs:
            first, last = max(run.start, start), min(run.end, end)
            if first < last and self.text[first:last].strip():
                at = self.offsets[first] - self.offsets[start]
                length = self.offsets[last] - self.offsets[first]
                entities.append(MessageEntity(self._kind(run), at, length))
        return Drawn(self.text[start:end], tuple(entities))

    def _kind(self, run: _Run) -> str:
        many_lines = "\n" in self.text[run.start : run.end]
        return (
            MessageEntityType.PRE if run.style is Style.CODE and many_lines else _KINDS[run.style]
        )


def _whole(card: Card) -> _Whole:
    text, runs, borders = "", [], []
    for number, row in enumerate(rows(card)):
        text += "\n" if number else ""
        borders.append(len(text))
        for piece in row:
            shown = _ABSURD.sub("\n\n\n", clean(piece.text))
            if piece.style is not Style.PLAIN and shown:
                runs.append(_Run(len(text), len(text) + len(shown), piece.style))
            text += shown
    offsets: Sequence[int] = range(len(text) + 1)
    if max(text, default="") > "\uffff":
        offsets = [0, *accumulate(1 + (mark > "\uffff") for mark in text)]
    return _Whole(text, runs, frozenset(borders), offsets)


def marked(drawn: Drawn, words: str) -> Drawn:
    """*drawn* under a first quiet line that says *words*, which fit in `MARK_ROOM`."""
    first = f"{words}\n"
    by = units(first)
    moved = [MessageEntity(e.type, e.offset + by, e.length) for e in drawn.entities]
    quiet = MessageEntity(MessageEntityType.ITALIC, 0, units(words))
    return Drawn(first + drawn.text, (quiet, *moved))
