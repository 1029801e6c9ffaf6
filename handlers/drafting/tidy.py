"""Refuses, before anything is read, what cannot be a note."""

from __future__ import annotations

import unicodedata

from handlers.chat import TEXT_LIMIT, Refusal
from handlers.desk import Desk
from handlers.words import note as words

_UNSEEN = frozenset(("Cf", "Cc", "Zs", "Zl", "Zp"))


def is_blank(text: str) -> bool:
    """Whether *text* holds nothing that could be seen."""
    return all(mark.isspace() or unicodedata.category(mark) in _UNSEEN for mark in text)


def check(text: str, desk: Desk) -> None:
    """Refuse a text that is longer than can be kept, or empty to the eye."""
    if len(text) > TEXT_LIMIT:
        raise Refusal(desk.say(words.TOO_LONG, limit=TEXT_LIMIT))
    if is_blank(text):
        raise Refusal(desk.say(words.EMPTY))
