"""A message somebody wrote is an agreement: its words are the terms, and it is its own evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers import evidence
from handlers.chat import Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.drafting import drawn, tidy
from handlers.drafting.drafts import shown
from handlers.drafting.masking import masked
from handlers.drafting.setting import setting_of
from handlers.drafting.sheet import meeting_of, plus, records, swapped
from handlers.reading.note import Note
from handlers.reading.read import read
from handlers.words import note as note_words
from storage.records import Agreement, Draft, Evidence, Form, Meeting


def shortcut(message: Message, desk: Desk, rest: str) -> Outcome:
    """``agreement``: a message is an agreement; ``log``: tell what happened."""
    if rest.strip() == "agreement" and not tidy.is_blank(message.text):
        tidy.check(message.text, desk)
        at = message.forwarded.at if message.forwarded else None
        return agreement(replace(message, at=at or message.at), desk)
    raise Refusal(desk.say(note_words.WHAT_HAPPENED))


def agreement(
    message: Message,
    desk: Desk,
    pieces: tuple[Evidence, ...] = (),
    of: str = "",
    since: datetime | None = None,
) -> Outcome:
    """A message's words as an agreement given by message, with *pieces* or the words as evidence.

    It was given at the moment of *message*; "tomorrow" in it is seen from *since*, where that is
    another. *of* is the name of who seems to have given it.
    """
    said = read(message.text, setting_of(replace(message, at=since or message.at), desk))
    draft = drawn.draw(said, message, desk)
    clean, _ = masked(said)
    draft = evidence.named(_as_agreement(draft, clean, desk), of, desk)
    return shown(
        message,
        desk,
        evidence.joined(draft, pieces or evidence.pieces_of(message, desk, [], clean.text)),
    )


def _as_agreement(draft: Draft, said: Note, desk: Desk) -> Draft:
    meeting = meeting_of(draft)
    if meeting is None:
        return draft
    draft = swapped(draft, replace(meeting, channel="message"))
    terms = records(draft.changes, Agreement)
    for one in terms:
        draft = swapped(draft, replace(one, form=Form.MESSAGE))
    if terms:
        return draft
    return plus(draft, _terms(said.text, meeting, desk))


def _terms(text: str, meeting: Meeting, desk: Desk) -> Agreement:
    return Agreement(
        desk.new_id(), meeting.counterpart, meeting.id, text, 0, meeting.on, Form.MESSAGE
    )


PRESSES = {"shortcut": shortcut}
