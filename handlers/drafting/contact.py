"""Whether a note tells of a contact with somebody, or only of something to know of them.

What is only known must neither count as a meeting (rows 25-27) nor as a word with them: whoever is
believed to be in touch is never reminded.
"""

from __future__ import annotations

from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.reading.note import Note
from handlers.reading.read import laid_out

_SPOKEN = ("met", "phone", "video", "whatsapp", "sms", "says", "first", "greet", "gift", "no_ask")
"""What tells that we were with them or had a word from them."""


def only_known(note: Note, message: Message, desk: Desk) -> bool:
    """Whether *note* tells facts of somebody, or who brought us together, and no contact."""
    given = (note.agreements, note.promises, note.refusals, note.red_lines, note.trust)
    if any(given) or note.asked or note.channel or note.ours or note.place:
        return False
    if not (note.facts or note.introduced_by) or _is_dated(note):
        return False
    return not laid_out(note.text, setting_of(message, desk)).has(None, *_SPOKEN)


def _is_dated(note: Note) -> bool:
    """Whether the day is told, as of a contact and not of what is told."""
    return note.on is not None and note.on.span is not None
