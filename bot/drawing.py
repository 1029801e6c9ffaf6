"""A card as rows of styled pieces: the one drawing that every door paints in its own colours."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from handlers.chat import Card, Code, Items, Line, Part, Quote, Text
from handlers.words.bidi import directed, isolate
from storage.values import dataclass

RIGHT_TO_LEFT = frozenset(("ar",))
COLONS = {"fr": "\u00a0:"}
"""How a label ends in a language that does not set its colon close; the space never breaks."""


class Style(StrEnum):
    """How a piece of text is set apart, where the platform can."""

    PLAIN = "plain"
    BOLD = "bold"
    QUIET = "quiet"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style; never markup."""

    text: str
    style: Style = Style.PLAIN


Row = tuple[Piece, ...]


def rows(card: Card) -> Iterator[Row]:
    """The card from top to bottom, a row a line or paragraph, an empty row where air belongs.

    A card of one text and no title is that text, to the letter. The text of the pieces,
    joined, is what a person reads on every door; doors add only styles
    and buttons.
    """
    rtl = card.language in RIGHT_TO_LEFT
    if card.title:
        yield (Piece(directed(card.title, right_to_left=rtl), Style.BOLD),)
    for number, part in enumerate(card.parts):
        drawn = _part(part, colon=COLONS.get(card.language, ":"), right_to_left=rtl)
        # Without a title nothing stands above the first part, and so no air does.
        yield from drawn if card.title or number else (row for row in drawn if row)
    if card.hint:
        yield ()
        yield (Piece(card.hint, Style.QUIET),)


def _part(part: Part, *, colon: str, right_to_left: bool) -> Iterator[Row]:
    match part:
        case Line(label, value):
            named = f"{isolate(label, right_to_left=right_to_left)}{colon}"
            shown = isolate(value, right_to_left=right_to_left)
            head = directed(named, right_to_left=right_to_left)
            yield (Piece(head, Style.BOLD), Piece(f" {shown}"))
        case Items(label, values):
            yield ()
            if label:
                yield (Piece(directed(label, right_to_left=right_to_left), Style.BOLD),)
            for value in values:
                line = f"• {isolate(value, right_to_left=right_to_left)}"
                yield (Piece(directed(line, right_to_left=right_to_left)),)
        case Text(text):
            yield ()
            yield (Piece(text),)
        case Quote(text):
            yield ()
            yield (Piece(text, Style.QUOTE),)
        case Code(text):
            yield ()
            yield (Piece(text, Style.CODE),)


def plain(card: Card) -> str:
    """The card as bare text, without its buttons."""
    return "\n".join("".join(piece.text for piece in row) for row in rows(card))
