"""A message that was changed after it was sent: its draft redrawn, or a correction proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from handlers.chat import Button, Card, Items, Message, Outcome, Part, Text
from handlers.desk import Desk
from handlers.drafting import comparing, drawn, summary
from handlers.drafting.aside import is_aside
from handlers.drafting.drafts import card_of, in_place, mine, waiting, waits_for
from handlers.drafting.held import ASIDE
from handlers.drafting.numbering import numbered
from handlers.drafting.setting import setting_of
from handlers.drafting.sheet import about, meeting_of, plus, records
from handlers.reading.read import read
from handlers.saving import with_versions
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import note as words
from storage.records import Change, Draft, Entry, Evidence, Meeting, Record, added, removed

CORRECTION = "correction"
"""The kind of a draft that changes what was saved."""

R = TypeVar("R", bound=Record)


def edited(message: Message, desk: Desk) -> Outcome | None:
    """What comes of an edit; ``None`` where nothing open or saved came of that message."""
    source = drawn.source_of(message)
    drafts = desk.book.find(Draft, "source", source) if source else []
    still_open = next((draft for draft in drafts if draft.kind != CORRECTION), None)
    if still_open is not None:
        return _redrawn(message, desk, still_open)
    entries = [one for one in desk.book.find(Entry, "source", source) if not one.undone]
    saved = comparing.saved(entries, desk)
    if not any(isinstance(record, Meeting) for record in saved):
        return None
    return _proposed(message, desk, saved, drafts[0] if drafts else None)


def _redrawn(message: Message, desk: Desk, draft: Draft) -> Outcome:
    if _is_old(message, meeting_of(draft)):
        return Outcome()
    said = read(message.text, setting_of(message, desk))
    fresh = drawn.draw(said, message, desk, id=draft.id)
    pieces = records(draft.changes, Evidence)
    if (meeting := meeting_of(fresh)) and pieces:
        fresh = plus(fresh, *(about(piece, meeting) for piece in pieces))
    kind = ASIDE if is_aside(said) else "note"
    fresh = replace(fresh, made_at=draft.made_at, card=draft.card, kind=kind)
    reply = in_place(message, draft, card_of(fresh, desk))
    return Outcome((reply,), (Change(draft, fresh), *waiting(desk, waits_for(fresh))))


def _is_old(message: Message, meeting: Meeting | None) -> bool:
    """Whether a newer version of the message has been dealt with already."""
    return meeting is not None and message.at < meeting.written_at


def _proposed(message: Message, desk: Desk, saved: list[Record], before: Draft | None) -> Outcome:
    meeting = next(record for record in saved if isinstance(record, Meeting))
    newest = meeting_of(before) if before else meeting
    if _is_old(message, newest or meeting):
        return Outcome()
    fresh = drawn.draw(read(message.text, setting_of(message, desk)), message, desk)
    changes = comparing.changes(saved, fresh, desk)
    if not changes:
        return answered(message, card(desk.say, desk.say(words.SAME_NOW)))
    id = before.id if before else fresh.id
    correction = replace(fresh, id=id, kind=CORRECTION, changes=changes, reading="", choice="")
    return answered(message, _card(correction, desk), (Change(before, correction),))


def _card(draft: Draft, desk: Desk) -> Card:
    say = desk.say
    was, will = comparing.told(draft.changes, desk)
    parts: list[Part] = [
        Items(say(label), values)
        for label, values in ((words.BEFORE, was), (words.AFTER, will))
        if values
    ]
    buttons = (
        Button(say(words.CHANGE_IT), f"apply:{draft.id}", style="primary"),
        Button(say(words.LEAVE_IT), f"stay:{draft.id}"),
    )
    shown = parts or [Text(say(words.ONLY_WORDS))]
    return card(say, say(words.CORRECTION), shown, buttons)


def apply(message: Message, desk: Desk, rest: str) -> Outcome:
    """Change what was saved; what it was before stays in the entry."""
    draft = mine(rest, desk)
    ready, tally = numbered(draft, desk)
    what = summary.corrected(ready.changes, desk)
    ready = replace(ready, changes=with_versions(ready.changes, desk))
    entry = Entry(draft.id, desk.member.id, ready.changes, desk.now, what, draft.source)
    undo = Button(desk.say(common.UNDO), f"undo:{entry.id}")
    changes = (*ready.changes, *tally, removed(draft), added(entry))
    return answered(message, card(desk.say, what, (), (undo,)), changes)


def stay(message: Message, desk: Desk, rest: str) -> Outcome:
    """Leave what was saved as it is."""
    draft = mine(rest, desk)
    return answered(message, card(desk.say, desk.say(words.LEFT)), (removed(draft),))
