"""A message that corrects what was saved before: the change is shown first, and made if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers.chat import Button, Card, Items, Message, Outcome
from handlers.desk import Desk
from handlers.drafting import comparing
from handlers.drafting.edits import CORRECTION
from handlers.drafting.setting import setting_of
from handlers.reading.corrections import Correction, correction, holds, replaced
from handlers.reading.note import Note, Setting
from handlers.reading.page import Page
from handlers.showing import answered, card
from handlers.words import correcting as words
from handlers.words import note as shared
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Draft,
    Entry,
    Meeting,
    NextStep,
    Record,
    Refusal,
)

_RECENT = timedelta(days=30)
"""How old an entry may be and still be what a correction means."""
_DAYS: dict[type[Record], str] = {Agreement: "until", Commitment: "due", NextStep: "on"}
_TOLD = (Agreement, Commitment, NextStep, Refusal)


def proposed(message: Message, desk: Desk, note: Note) -> Outcome | None:
    """What *message* would change of what was saved; ``None`` where nothing fits or is not said."""
    setting = setting_of(message, desk)
    said = correction(message.text, setting)
    if said is None or note.redact:
        return None
    for entry in _entries(note, desk):
        saved = comparing.saved((entry,), desk)
        changes = tuple(_changes(saved, said, setting))
        if changes:
            draft = Draft(desk.new_id(), desk.member.id, changes, desk.now, kind=CORRECTION)
            return answered(message, _card(draft, entry, desk), (Change(None, draft),))
    return None


def _entries(note: Note, desk: Desk) -> list[Entry]:
    """The member's own entries of late, newest first; only those with whom the note names."""
    meant = {id for person in note.people for id in person.known}
    mine = [one for one in desk.book.find(Entry, "member", desk.member.id) if not one.undone]
    recent = [one for one in mine if desk.now - one.at <= _RECENT]
    fitting = [one for one in recent if not meant or _with(one, meant)]
    return sorted(fitting, key=lambda one: one.at, reverse=True)


def _with(entry: Entry, meant: set[str]) -> bool:
    return any(getattr(change.subject, "counterpart", "") in meant for change in entry.changes)


def _changes(saved: list[Record], said: Correction, setting: Setting) -> Iterator[Change]:
    """The changes to whatever of *saved* the correction is about, the closest in words first."""
    told = [one for one in saved if isinstance(one, _TOLD)]
    best = max((_shared(one, said) for one in told), default=0)
    day_only = said.day is not None and not _named_somewhere(told, said)
    for one in told:
        if best and not _shared(one, said):
            continue
        after = _corrected(one, said, setting, alone=day_only)
        if after != one:
            yield Change(one, after)
    if said.day is not None and not best:
        yield from _of_meeting(saved, said)


def _named_somewhere(told: Sequence[Record], said: Correction) -> bool:
    days = [_day(one) for one in told]
    return said.wrong_day in days or any(holds(_text(one), said.wrong) for one in told)


def _of_meeting(saved: list[Record], said: Correction) -> Iterator[Change]:
    """The day of the meeting itself, where it was the wrong one."""
    for one in saved:
        if isinstance(one, Meeting) and said.day and one.on == said.wrong_day:
            yield Change(one, replace(one, on=said.day))


def _corrected(one: Record, said: Correction, setting: Setting, *, alone: bool) -> Record:
    """*one* as it should have been: the wrong words replaced, and its day where that was wrong."""
    held = holds(_text(one), said.wrong)
    if held:
        one = replace(one, text=replaced(_text(one), said, setting))  # type: ignore[call-arg]  # Every kind in _TOLD has a text.
    name = _DAYS.get(type(one))
    if said.day is None or name is None:
        return one
    now = _day(one)
    meant = held or now == said.wrong_day or (alone and now is not None)
    fields: dict[str, Any] = {name: said.day}
    return replace(one, **fields) if meant and now is not None else one


def _day(one: Record) -> date | None:
    name = _DAYS.get(type(one))
    return getattr(one, name) if name else None


def _text(one: Record) -> str:
    return str(getattr(one, "text", ""))


def _shared(one: Record, said: Correction) -> int:
    held = {token.word for token in Page(_text(one)).tokens}
    return len(held & said.about)


def _card(draft: Draft, entry: Entry, desk: Desk) -> Card:
    say = desk.say
    was, will = comparing.told(draft.changes, desk)
    buttons = (
        Button(say(shared.CHANGE_IT), f"apply:{draft.id}", style="primary"),
        Button(say(shared.LEAVE_IT), f"stay:{draft.id}"),
    )
    title = say(words.SHALL, day=say.day(entry.at.astimezone(desk.zone).date()))
    parts = (Items(say(shared.BEFORE), was), Items(say(shared.AFTER), will))
    return card(say, title, parts, buttons)
