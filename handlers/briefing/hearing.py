"""Hears in words what both sides accept, who of us goes or bears the risk, how we can help."""

from __future__ import annotations

from handlers import choosing, who
from handlers.briefing import about, asking, common
from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.reading import grounds
from handlers.rules.roles import Action, may


def heard(message: Message, desk: Desk) -> Outcome | None:
    """The fact kept, where *message* tells one of somebody known and nothing else.

    Whoever is named is looked up: where nobody is known by that name it stays a note.
    """
    if message.forwarded or message.files:
        return None
    if (name := grounds.asked(message.text)) and who.find(desk.book, name).offered:
        return common.common(message, desk, name)
    if (before := asking.heard(message, desk)) is not None:
        return before
    if not may(desk.member, Action.WRITE):
        return None
    told = grounds.said(message.text)
    if told is None:
        return None
    match = who.find(desk.book, told.about)
    if not match.offered:
        return None
    value = f"{told.kind}: {told.text}"
    return choosing.edited(message, desk, match, (told.about, "about", value), about.add)
