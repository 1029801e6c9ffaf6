"""Tells who can read what is written here (PRACTICE D1)."""

from __future__ import annotations

from handlers.chat import Card, Items, Message, Outcome, Text
from handlers.desk import Desk
from handlers.showing import answered, card
from handlers.words import privacy as words
from handlers.words.speech import Speech

_CARRIERS = {"telegram": words.TELEGRAM, "slack": words.SLACK}


def privacy(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/privacy``: the same page as on the first day."""
    return answered(message, disclosure(message.place.platform, desk.say))


def disclosure(platform: str, say: Speech) -> Card:
    """Who can read a chat on that platform, who sees what on the team, and what not to write."""
    parts = (
        Text(say(_CARRIERS.get(platform, words.OTHER))),
        Text(say(words.OURS)),
        Text(say(words.WHO_SEES)),
        Items(
            say(words.DO_NOT_WRITE),
            (say(words.BENEFICIARIES), say(words.PLACES), say(words.SOURCES)),
        ),
        Text(say(words.CODE_NAMES)),
    )
    return card(say, say(words.TITLE), parts, (), say(words.AGAIN))


COMMANDS = {"privacy": privacy}
