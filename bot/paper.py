"""A card as lines of a terminal: wrapped, safe to print, coloured only where that is wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from bot.drawing import Piece, Row, Style, rows
from handlers.chat import Button, Card, Code
from handlers.patterns import pattern

WIDTH = 80

_COLOURS = {
    Style.PLAIN: "",
    Style.BOLD: "\033[1m",
    Style.QUIET: "\033[2m",
    Style.QUOTE: "\033[3m",
    Style.CODE: "\033[36m",
}
_PLAIN = "\033[0m"
_MARGINS = {Style.QUOTE: "│ ", Style.CODE: "  "}
_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WORD = pattern(r"(\s*)(\S+)")
_TRAILING = pattern(r"\s*\Z")


def to_text(card: Card, numbers: Iterable[int] = (), *, colours: bool = False) -> str:
    """The whole card, its buttons numbered with *numbers* below it."""
    lines = [line for row in rows(card) for line in to_lines(row, colours=colours)]
    shown = [(f"[{n}] {_safe(b.label)}", b) for n, b in zip(numbers, card.buttons, strict=False)]
    if shown:
        lines += ["", *_in_rows([label for label, _ in shown], colours=colours)]
        told = {part.text for part in card.parts if isinstance(part, Code)}
        lines += [line for label, button in shown for line in _beside(label, button, told)]
    return "\n".join(lines)


def wrapped(text: str) -> str:
    """One sentence in lines that fit."""
    return "\n".join(to_lines((Piece(text),)))


def to_lines(row: Row, *, colours: bool = False, width: int = WIDTH) -> Iterator[str]:
    """The row in lines of at most *width* columns; only a word longer than that stands out."""
    margin = next((_MARGINS[piece.style] for piece in row if piece.style in _MARGINS), "")
    for line in _by_line(row):
        text = "".join(piece.text for piece in line)
        indent = margin or ("  " if text.startswith("• ") else "")
        yield from _wrapped(line, margin, indent, width, colours=colours)


def columns(text: str) -> int:
    """How many columns of a terminal *text* takes."""
    return sum(map(_columns, text))


def _columns(mark: str) -> int:
    if unicodedata.combining(mark) or unicodedata.category(mark) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _safe(text: str) -> str:
    """*text* without anything that a terminal would obey; tabs are spaces."""
    return _CONTROL.sub("\ufffd", text.replace("\t", "    "))


def _by_line(row: Row) -> Iterator[list[Piece]]:
    """The row cut where its pieces have line ends."""
    line: list[Piece] = []
    for piece in row:
        first, *more = _safe(piece.text).split("\n")
        line.append(Piece(first, piece.style))
        for text in more:
            yield line
            line = [Piece(text, piece.style)]
    yield line


def _wrapped(
    line: list[Piece], margin: str, indent: str, width: int, *, colours: bool
) -> Iterator[str]:
    """*line* in as many lines as it takes, the first after *margin*, the others after *indent*."""
    runs, used, words = [Piece(margin)], columns(margin), 0
    for gap, word, style in _words(line):
        if words and used + len(gap) + columns(word) > width:
            yield _painted(runs, colours=colours)
            runs, used, words, gap = [Piece(indent)], columns(indent), 0, ""  # noqa: PLW2901  # A new line begins without it.
        runs.append(Piece(gap + word, style))
        used += len(gap) + columns(word)
        words += 1
    yield _painted(runs, colours=colours)


def _words(line: list[Piece]) -> Iterator[tuple[str, str, Style]]:
    """(the space before it, the word, its style) of each word; a space at the end has no word."""
    gap = ""
    for piece in line:
        for match in _WORD.finditer(piece.text):
            yield gap + match[1], match[2], piece.style
            gap = ""
        gap += _TRAILING.search(piece.text)[0]  # type: ignore[index]  # It matches every text, if only at its end.


def _painted(runs: list[Piece], *, colours: bool) -> str:
    """The runs as one line, each style switched on and off once."""
    styled = groupby(runs, key=lambda run: run.style)
    return "".join(
        _coloured("".join(run.text for run in same), style, colours=colours)
        for style, same in styled
    ).rstrip()


def _coloured(text: str, style: Style, *, colours: bool) -> str:
    return f"{_COLOURS[style]}{text}{_PLAIN}" if colours and _COLOURS[style] else text


def _in_rows(labels: list[str], *, colours: bool) -> list[str]:
    """Labels side by side while they fit, none broken."""
    lines: list[str] = []
    row: list[str] = []
    for label in labels:
        if row and columns("   ".join([*row, label])) > WIDTH:
            lines.append("   ".join(row))
            row = []
        row.append(label)
    lines.append("   ".join(row))
    return [_coloured(line, Style.BOLD, colours=colours) for line in lines]


def _beside(label: str, button: Button, told: Collection[str]) -> Iterator[str]:
    """What a terminal cannot do by itself: open an address, or fill the clipboard.

    What is to be copied is not shown again where it is *told* on the card already.
    """
    number = label.partition(" ")[0]
    if button.url:
        yield f"{number} {_safe(button.url)}"
    if button.copy and button.copy not in told:
        yield from (f"{number} {line}" for line in _safe(button.copy).split("\n"))
