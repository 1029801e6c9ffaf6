"""Cards drawn as Block Kit: people's words only ever as plain text elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from bot.drawing import Piece, Row, Style, plain, rows
from bot.slack.text import cut, escape, pieces
from handlers.chat import Button, Card, Code

Block = dict[str, Any]

BLOCKS = 45
"""Blocks of text in one message; Slack's limit of 50 less room for the buttons."""
PAGE_BLOCKS = 100
"""Blocks of an App Home."""
BLOCK_TEXT = 2_900
"""Characters of one block; Slack takes 3,000."""
MESSAGE_TEXT = 11_000
"""Characters of all blocks of one message, below where Slack answers msg_blocks_too_long."""
FALLBACK = 3_800
"""Characters of the escaped text beside the blocks; Slack advises 4,000."""
LABEL = 75
ROW = 5
"""Buttons side by side; Slack takes 25."""
URL = 3_000
_STYLES: dict[Style, dict[str, bool]] = {
    Style.BOLD: {"bold": True},
    Style.QUIET: {"italic": True},
    Style.CODE: {"code": True},
}
_FRAMES = {Style.QUOTE: "rich_text_quote", Style.CODE: "rich_text_preformatted"}


def to_blocks(card: Card) -> list[Block]:
    """The whole card: its text, then its hint, then its buttons, however long."""
    return [*text_blocks(card), *button_blocks(card)]


def messages(card: Card) -> list[list[Block]]:
    """The card as one message or, where Slack would not take it whole, several.

    The buttons stand under the last.
    """
    drawn: list[list[Block]] = [[]]
    room = MESSAGE_TEXT
    for block in text_blocks(card):
        length = _length(block)
        if len(drawn[-1]) == BLOCKS or (length > room and drawn[-1]):
            drawn.append([])
            room = MESSAGE_TEXT
        drawn[-1].append(block)
        room -= length
    buttons = button_blocks(card)
    if len(drawn[-1]) + len(buttons) > BLOCKS + ROW:
        drawn.append([])
    drawn[-1] += buttons
    return drawn


def page(card: Card) -> list[Block]:
    """The card as an App Home, whose last text gives way where there is too much."""
    buttons = button_blocks(card)
    return [*text_blocks(card)[: PAGE_BLOCKS - len(buttons)], *buttons]


def fallback(card: Card) -> str:
    """What notifications and screen readers are given: the card in words, escaped."""
    return escape(cut(plain(card), FALLBACK, lambda text: len(escape(text))))


def text_blocks(card: Card) -> list[Block]:
    """The card without its buttons: a block a paragraph, so that Slack puts air between."""
    drawn = [block for rows in _paragraphs(card) for block in _paragraph(rows)]
    if any(isinstance(part, Code) for part in card.parts):
        return drawn
    # Slack has no button that copies: what there is to copy is shown instead.
    copies = [button.copy for button in card.buttons if button.copy]
    return drawn + [block for text in copies for block in _framed(text, Style.CODE)]


def _paragraphs(card: Card) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows(card):
        if any(piece.text for piece in row):
            held.append(row)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _paragraph(held: list[Row]) -> Iterator[Block]:
    if len(held) == 1 and [piece.style for piece in held[0]] == [Style.QUIET]:
        for text in pieces(held[0][0].text, BLOCK_TEXT):
            yield {"type": "context", "elements": [_plain(text)]}
        return
    if sum(len(piece.text) + 1 for row in held for piece in row) <= BLOCK_TEXT:
        yield {"type": "rich_text", "elements": list(_elements(held))}
        return
    for row in held:
        yield from _long(row)


def _long(row: Row) -> Iterator[Block]:
    """A row as a block of its own or, where it is too long for one, several."""
    for piece in row:
        yield from _framed(piece.text, piece.style)


def _framed(text: str, style: Style) -> Iterator[Block]:
    for part in pieces(text, BLOCK_TEXT):
        yield {"type": "rich_text", "elements": list(_elements([(Piece(part, style),)]))}


def _elements(held: Sequence[Row]) -> Iterator[Block]:
    """Sections, quotes and frames; rows of running text share a section."""
    section: list[Block] = []
    for row in held:
        frame = _FRAMES.get(row[0].style) if len(row) == 1 else None
        if frame:
            if section:
                yield {"type": "rich_text_section", "elements": section}
                section = []
            yield {"type": frame, "elements": [{"type": "text", "text": row[0].text}]}
            continue
        if section:
            section.append({"type": "text", "text": "\n"})
        section += [_text(piece) for piece in row if piece.text]
    if section:
        yield {"type": "rich_text_section", "elements": section}


def _text(piece: Piece) -> Block:
    style = _STYLES.get(piece.style)
    return {"type": "text", "text": piece.text, **({"style": style} if style else {})}


def button_blocks(card: Card) -> list[Block]:
    """The buttons in rows; those that only copy are left to the text above them."""
    numbers = count()
    drawn = [
        _button(button, next(numbers))
        for button in card.buttons
        if button.press or button.url.startswith(("https://", "http://"))
    ]
    return [
        {"type": "actions", "elements": drawn[first : first + ROW]}
        for first in range(0, len(drawn), ROW)
    ]


def _button(button: Button, number: int) -> Block:
    drawn: Block = {
        "type": "button",
        "action_id": f"press-{number}",
        "text": _plain(cut(button.label, LABEL) or "…"),
    }
    if button.press:
        drawn["value"] = button.press
    if button.url and len(button.url) <= URL:
        drawn["url"] = button.url
    if button.style in ("primary", "danger"):
        drawn["style"] = button.style
    return drawn


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _length(block: Block) -> int:
    """Characters of a text block of ours."""
    return sum(
        len(leaf["text"])
        for element in block["elements"]
        for leaf in element.get("elements", (element,))
    )
