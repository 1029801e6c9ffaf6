"""Direct delivery: one message at a time to a counterpart who agreed, by a person's own press.

Off until a mandator switches it on. A counterpart joins by an invitation made for them, is never
a member, and is shown a notice, the messages people send, and a few constant words; nothing else.
"""

from __future__ import annotations

from handlers.direct import doubting, exchanged, inviting, replies, sending, switching
from handlers.direct.inviting import asked, receive
from handlers.direct.joining import heard, opened

__all__ = [
    "COMMANDS",
    "DECIDING",
    "EDITS",
    "PRESSES",
    "READING",
    "TOPICS",
    "asked",
    "heard",
    "opened",
    "receive",
]

COMMANDS = {**switching.COMMANDS, **inviting.COMMANDS}
PRESSES = {
    **switching.PRESSES,
    **inviting.PRESSES,
    **replies.PRESSES,
    **exchanged.PRESSES,
    **sending.PRESSES,
    **doubting.PRESSES,
}
EDITS = inviting.EDITS
TOPICS = sending.TOPICS
READING = {**replies.PRESSES, **exchanged.PRESSES}
"""Presses that only show something."""
DECIDING = switching.PRESSES
"""Presses that are a mandator's."""
