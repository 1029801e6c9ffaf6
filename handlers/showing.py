"""Cards and replies as most handlers need them: in the language of who reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from handlers.chat import Button, Card, Items, Message, Outcome, Part, Reply
from handlers.words import common
from handlers.words import history as words
from handlers.words.speech import Speech
from storage.records import Change

LINES = 10
"""Lines on one page of a list."""
PLATFORMS = {"telegram": "Telegram", "slack": "Slack", "console": "Console"}
"""What people call the platforms, by our own names for them."""
T = TypeVar("T")
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


def paged(  # noqa: PLR0913  # All of a card, and where in it we are.
    say: Speech,
    title: str,
    sections: Iterable[tuple[str, Iterable[T]]],
    told: Callable[[T], str],
    *,
    start: str,
    press: str,
    buttons: Iterable[Button] = (),
) -> Card:
    """Lines under their headings, ten at a time; *press* and where it begins bring the next ten.

    *told* says one thing in a line, and is asked only for those that are shown.
    """
    lines = [(label, one) for label, own in sections for one in own]
    first = page_start(start, len(lines))
    last = min(first + LINES, len(lines))
    grouped: dict[str, list[str]] = {}
    for label, one in lines[first:last]:
        grouped.setdefault(label, []).append(told(one))
    parts = tuple(Items(say(label), tuple(own)) for label, own in grouped.items())
    if len(lines) <= LINES:
        return card(say, title, parts, buttons)
    hint = say(words.PAGE, from_=first + 1, to=last, total=len(lines))
    more = (Button(say(common.MORE), f"{press}{last}"),) if last < len(lines) else ()
    return card(say, title, parts, (*more, *buttons), hint)


def answered(message: Message, shown: Card, changes: Iterable[Change] = ()) -> Outcome:
    """One card, and the changes that go with it."""
    return Outcome((reply(message, shown),), tuple(changes))
