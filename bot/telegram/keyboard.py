"""Buttons as an inline keyboard that fits a phone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.drawing import clean, units
from handlers.chat import Button

COPY_LIMIT = 256
MOST_ROWS = 8
_A_ROW, _BUTTONS = 8, 64
_SCHEMES = frozenset(("http", "https", "tg"))
_ROOM = {3: 10, 2: 17}
"""How wide each label of a row of three, or of two, may be on a phone."""


def to_rows(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """The keyboard, at most three buttons a row and eight rows; ``None`` where none is left.

    A text too long to copy by button stands in the card anyway, and an address of a scheme that
    Telegram refuses cannot be opened: neither gets a button.
    """
    drawn = [(button.label, made) for button in buttons if (made := _button(button))][:_BUTTONS]
    rows = _packed(drawn)
    if len(rows) > MOST_ROWS:
        wide = min(_A_ROW, -(-len(drawn) // MOST_ROWS))
        rows = [drawn[at : at + wide] for at in range(0, len(drawn), wide)]
    return InlineKeyboardMarkup([[made for _, made in row] for row in rows]) if rows else None


def _packed(
    drawn: list[tuple[str, InlineKeyboardButton]],
) -> list[list[tuple[str, InlineKeyboardButton]]]:
    rows, at = [], 0
    while at < len(drawn):
        count = next((n for n in _ROOM if _fits(drawn[at : at + n], n)), 1)
        rows.append(drawn[at : at + count])
        at += count
    return rows


def _fits(row: list[tuple[str, InlineKeyboardButton]], count: int) -> bool:
    return len(row) == count and all(_width(label) <= _ROOM[count] for label, _ in row)


def _width(label: str) -> int:
    """About how many Latin letters wide *label* is shown."""
    return sum(
        0 if unicodedata.combining(mark) else 1 + (unicodedata.east_asian_width(mark) in "WF")
        for mark in label
    )


def _button(button: Button) -> InlineKeyboardButton | None:
    label = clean(button.label)
    style = button.style or None
    if button.press:
        return InlineKeyboardButton(label, callback_data=button.press, style=style)
    if button.copy and units(clean(button.copy)) <= COPY_LIMIT:
        return InlineKeyboardButton(
            label, copy_text=CopyTextButton(clean(button.copy)), style=style
        )
    if button.url and urlsplit(button.url).scheme.lower() in _SCHEMES:
        return InlineKeyboardButton(label, url=clean(button.url), style=style)
    return None
