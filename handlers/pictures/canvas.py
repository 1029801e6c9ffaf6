"""A sheet to draw on, left to right or right to left, that becomes one SVG."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from html import escape

from handlers.patterns import pattern
from storage.values import dataclass

WIDTH = 1080
"""Pixels across: a phone's screen at full sharpness."""
MARGIN = 48
INK, QUIET, FAINT = "#1d2730", "#56626d", "#c9c4b8"
PAPER, CARD, TRACE = "#fbfaf6", "#ffffff", "#e7e2d7"
TEAL, OCHRE, RED = "#2b6a6e", "#a96a1c", "#a03a34"
TITLE, NAME, SMALL = 44, 32, 25
FONT = "DejaVu Sans"

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""The side where lines begin, the top, how wide and how high."""

_UNSEEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
_LRE, _RLE, _PDF = "\u202a", "\u202b", "\u202c"


@dataclass(slots=True)
class Canvas:
    """What is drawn so far; mirrored where the language runs from right to left."""

    right_to_left: bool = False
    parts: list[str] = field(default_factory=list)

    def at(self, x: float) -> float:
        """Where *x* lies, counted from the side where lines begin."""
        return WIDTH - x if self.right_to_left else x

    def text(  # noqa: PLR0913  # All that says how words stand.
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = NAME,
        ink: str = INK,
        anchor: str = "start",
        strong: bool = False,
        halo: str = "",
    ) -> None:
        """Words on the base line *y*; a *halo* keeps lines behind them away."""
        if self.right_to_left and anchor != "middle":
            anchor = {"start": "end", "end": "start"}[anchor]
        told = escape(_directed(words, right_to_left=self.right_to_left))
        place = f'x="{self.at(x):.0f}" y="{y:.0f}" font-size="{size:g}" text-anchor="{anchor}"'
        edge = ""
        if strong:
            # The font has one weight: a thin edge in the same ink makes it strong.
            edge = f' stroke="{ink}" stroke-width="{size / 28:.1f}"'
        elif halo:
            edge = f' stroke="{halo}" stroke-width="10" stroke-linejoin="round"'
            edge += ' paint-order="stroke"'
        self.parts.append(f'<text {place} fill="{ink}"{edge}>{told}</text>')

    def path(
        self,
        points: str,
        *,
        ink: str = QUIET,
        wide: float = 3,
        dashes: str = "",
        fill: str = "none",
    ) -> None:
        """A path, its coordinates mirrored already by `at`."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="{points}" fill="{fill}" stroke="{ink}" stroke-width="{wide:g}"'
            f' stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
        )

    def box(self, place: Box, fill: str, edge: str) -> None:
        """A box with round corners."""
        x, y, wide, high = place
        left = self.at(x + wide) if self.right_to_left else x
        self.parts.append(
            f'<rect x="{left:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}"'
            f' rx="14" fill="{fill}" stroke="{edge}" stroke-width="2"/>'
        )

    def dot(self, at: Point, radius: float, fill: str, edge: str) -> None:
        """A disc at a place that is mirrored already."""
        self.parts.append(
            f'<circle cx="{at[0]:.0f}" cy="{at[1]:.0f}" r="{radius:g}" fill="{fill}"'
            f' stroke="{edge}" stroke-width="3"/>'
        )

    def svg(self, height: float) -> str:
        """The whole sheet."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}"'
            f' viewBox="0 0 {WIDTH} {height:.0f}" font-family="{FONT}, sans-serif">'
        )
        sheet = f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>'
        return "".join((head, sheet, *self.parts, "</svg>"))


def _directed(words: str, *, right_to_left: bool) -> str:
    """*words* with the older marks of direction: the font draws the newer ones as boxes."""
    words = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", words)
    made = [
        _PDF if sign == _CLOSE else _embedding(words[at + 1 :]) if sign in _OPEN else sign
        for at, sign in enumerate(words)
    ]
    return f"{_RLE if right_to_left else _LRE}{''.join(made)}{_PDF}"


def _embedding(rest: str) -> str:
    """The mark that opens a run in the direction of its first letter."""
    for sign in rest:
        if sign == _CLOSE:
            break
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return _RLE
        if direction == "L":
            return _LRE
    return _LRE
