"""Words that are not the note of a meeting: kept until the person says what they are."""

from __future__ import annotations

from dataclasses import fields, replace

from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.drafting.drafts import mine, shown, stale
from handlers.drafting.held import ASIDE
from handlers.reading.note import Intent, Note
from storage.records import Draft

_FEW_WORDS = 3
_NOT_SAID = ("text", "intent", "language", "on", "kind", "level", "flags", "asks", "people")
"""What a reader may fill in without anything having been told; of a name alone, nothing is."""


def is_aside(note: Note) -> bool:
    """Whether a message is anything but the note of a meeting."""
    return note.intent is not Intent.RECORD or says_nothing(note)


def says_nothing(note: Note) -> bool:
    """Whether a message is a word or two in which nothing was understood but perhaps a name."""
    told = (getattr(note, field.name) for field in fields(note) if field.name not in _NOT_SAID)
    return len(note.text.split()) <= _FEW_WORDS and not any(told)


def put_aside(message: Message, desk: Desk, draft: Draft) -> Outcome:
    """Say what cannot be done with these words yet, and offer to keep them as a note."""
    return shown(message, desk, replace(draft, kind=ASIDE))


def keep(message: Message, desk: Desk, rest: str) -> Outcome:
    """The words are a note after all: show what was understood."""
    draft = mine(rest, desk)
    if draft.kind != ASIDE:
        raise stale(draft, desk)
    return shown(message, desk, replace(draft, kind="note"), draft)
