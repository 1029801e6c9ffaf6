"""The file itself: which forms there are, its name and what opens it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from handlers.chat import Document
from handlers.desk import Desk
from handlers.words import exporting as words
from storage.records import Counterpart

FORMS: dict[str, str] = {
    "md": words.MARKDOWN,
    "pdf": words.PDF,
    "csv": words.TABLE,
    "ics": words.CALENDAR,
    "vcf": words.CONTACT,
    "json": words.DATA,
}
"""An ending → what people call it, in the order they are offered."""

_GROUP, _SIGNS = 4, 20
"""A passphrase of five groups of four of 32 signs: 100 random bits."""


def document(people: Sequence[Counterpart], form: str, desk: Desk, *, sealed: bool) -> Document:
    """All that the desk's book holds of *people*, with who takes it out and when."""
    # Weeks may pass until somebody takes one out.
    from handlers.exporting.filled import MAKERS  # noqa: PLC0415

    note = desk.say(words.NOTE, member=desk.member.name, moment=desk.say.moment(desk.now))
    content = MAKERS[form](people, desk, note)
    name = f"rapport-{desk.today.isoformat()}"
    return Document(name, form, content, passphrase(desk.new_secret()) if sealed else "")


def passphrase(secret: str) -> str:
    """A passphrase that can be read out over the telephone, made of a fresh secret."""
    signs = base64.b32encode(hashlib.sha256(secret.encode()).digest()).decode().lower()[:_SIGNS]
    return "-".join(signs[at : at + _GROUP] for at in range(0, _SIGNS, _GROUP))
