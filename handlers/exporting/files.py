"""The file itself: which forms there are, and what goes into one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence

from handlers.chat import Document
from handlers.desk import Desk
from handlers.exporting.contacts import contacts
from handlers.exporting.dated import calendar
from handlers.exporting.dossier import dossier
from handlers.exporting.rows import plain, table
from handlers.exporting.written import markdown, typeset
from handlers.words import exporting as words
from storage.records import Counterpart

Maker = Callable[[Sequence[Counterpart], Desk, str], str]

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
    note = desk.say(words.NOTE, member=desk.member.name, moment=desk.say.moment(desk.now))
    content = _MAKERS[form](people, desk, note)
    name = f"rapport-{desk.today.isoformat()}"
    return Document(name, form, content, passphrase(desk.new_secret()) if sealed else "")


def passphrase(secret: str) -> str:
    """A passphrase that can be read out over the telephone, made of a fresh secret."""
    signs = base64.b32encode(hashlib.sha256(secret.encode()).digest()).decode().lower()[:_SIGNS]
    return "-".join(signs[at : at + _GROUP] for at in range(0, _SIGNS, _GROUP))


def _markdown(people: Sequence[Counterpart], desk: Desk, note: str) -> str:
    return markdown((dossier(one, desk) for one in people), note)


def _typeset(people: Sequence[Counterpart], desk: Desk, note: str) -> str:
    told = [dossier(one, desk) for one in people]
    return typeset(told, note, right_to_left=desk.say.right_to_left)


_MAKERS: dict[str, Maker] = {
    "md": _markdown,
    "pdf": _typeset,
    "csv": table,
    "ics": calendar,
    "vcf": contacts,
    "json": plain,
}
