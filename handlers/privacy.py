"""Tells who can read what is written here (PRACTICE D1)."""

from __future__ import annotations

from handlers.chat import Card, Items, Message, Outcome, Text
from handlers.desk import Desk
from handlers.rules.direct import is_on
from handlers.showing import answered, card
from handlers.words import direct as direct_words
from handlers.words import privacy as words
from handlers.words.speech import Speech

_CARRIERS = {"telegram": words.TELEGRAM, "slack": words.SLACK}


def carrier(platform: str) -> str:
    """The sentence that tells who else can read a chat on *platform*, still to be said."""
    return _CARRIERS.get(platform, words.OTHER)


def privacy(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/privacy``: the same page as on the first day."""
    shown = disclosure(message.place.platform, desk.say, direct=is_on(desk.book))
    return answered(message, shown)


def disclosure(platform: str, say: Speech, *, direct: bool) -> Card:
    """Who can read a chat on that platform, who sees what on the team, and what not to write.

    *direct* says whether counterparts who agreed can be written to, which everybody has a right
    to know.
    """
    parts = (
        Text(say(carrier(platform))),
        Text(say(words.OURS)),
        Text(say(words.WHO_SEES)),
        *((Text(say(direct_words.PRIVACY)),) if direct else ()),
        Items(
            say(words.DO_NOT_WRITE),
            (say(words.BENEFICIARIES), say(words.PLACES), say(words.SOURCES)),
        ),
        Text(say(words.CODE_NAMES)),
    )
    return card(say, say(words.TITLE), parts, (), say(words.AGAIN))


COMMANDS = {"privacy": privacy}
