"""Cards and replies as most handlers need them: in the language of who reads them."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.chat import Button, Card, Message, Outcome, Part, Reply
from handlers.words.speech import Speech
from storage.records import Change

_DIGITS = 6
"""Digits of a page's start that are read."""


def card(
    say: Speech,
    title: str,
    parts: Iterable[Part] = (),
    buttons: Iterable[Button] = (),
    hint: str = "",
) -> Card:
    """A card whose words are already in the language of *say*."""
    return Card(title, tuple(parts), tuple(buttons), hint, say.language)


def reply(message: Message, shown: Card) -> Reply:
    """*shown* as the answer to *message*: in place of the card that was pressed, else below."""
    return Reply(message.place, shown, replaces=message.card if message.press else "")


def page_start(asked: str, total: int) -> int:
    """Where a page begins that a button asked for; 0 where there is no such page."""
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _DIGITS else 0
    return start if start < total else 0


def answered(message: Message, shown: Card, changes: Iterable[Change] = ()) -> Outcome:
    """One card, and the changes that go with it."""
    return Outcome((reply(message, shown),), tuple(changes))
