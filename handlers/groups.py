"""What is done where others listen: nothing is shown, and only what is meant for us is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import commands
from handlers.chat import MEMBER, Address, Message, Outcome, Reply
from handlers.desk import Desk
from handlers.showing import card
from handlers.words import help as words
from storage.records import Identity

Handler = Callable[[Message, Desk], Outcome]


def overheard(message: Message, desk: Desk, answer: Handler) -> Outcome:
    """A message in a group: silence, one short line, or a tick here and the card in private.

    *answer* deals with a private message; what it shows goes to the person's own place only.
    """
    if not message.addressed or message.edits:
        return Outcome()
    told = bool(message.text.strip() or message.files) and not message.press
    own = desk.book.get(Identity, message.sender)
    if not told or own is None or not own.place or commands.read(message.text) is not None:
        return Outcome((_in_private(message, desk),))
    home = Address(message.place.platform, own.place)
    alone = replace(message, place=home, private=True, id="", card="")
    outcome = answer(alone, desk)
    shown = tuple(one for one in outcome.replies if one.to == home or one.to.platform == MEMBER)
    here = _in_private(message, desk)
    tick = replace(here, tick=message.id) if outcome.changes else here
    return Outcome((*shown, tick), outcome.changes)


def _in_private(message: Message, desk: Desk) -> Reply:
    return Reply(message.place, card(desk.say, desk.say(words.IN_GROUP)))
