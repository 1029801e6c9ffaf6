"""The records of a draft, and how one is replaced, taken out or given to somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast

from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Draft,
    Evidence,
    Meeting,
    PersonalFact,
    Position,
    Record,
    TrustEvent,
    added,
)

R = TypeVar("R", bound=Record)


def records(changes: Iterable[Change], kind: type[R]) -> list[R]:
    """Every record of *kind* as it will be, in the order they were drawn up."""
    return [change.after for change in changes if isinstance(change.after, kind)]


def meeting_of(draft: Draft) -> Meeting | None:
    """The meeting a draft tells of; ``None`` where it holds only evidence."""
    found = records(draft.changes, Meeting)
    return found[0] if found else None


def main_of(draft: Draft) -> str:
    """The id of the person a draft is mainly about; empty where it holds nothing about anybody."""
    meeting = meeting_of(draft)
    kept = records(draft.changes, Evidence)
    if meeting is not None:
        return meeting.counterpart
    return kept[0].counterpart if kept else ""


def find(draft: Draft, id: str) -> Record | None:
    """The record with that id, as the draft would leave it."""
    for change in draft.changes:
        if change.after is not None and change.after.id == id:
            return change.after
    return None


def swapped(draft: Draft, record: Record) -> Draft:
    """*draft* with *record* in place of the one of the same kind and id."""
    changes = tuple(
        Change(change.before, record) if _same(change.after, record) else change
        for change in draft.changes
    )
    return replace(draft, changes=changes)


def _same(one: Record | None, other: Record) -> bool:
    return one is not None and type(one) is type(other) and one.id == other.id


def plus(draft: Draft, *fresh: Record) -> Draft:
    """*draft* with further records brought into being."""
    return replace(draft, changes=(*draft.changes, *(added(record) for record in fresh)))


def minus(draft: Draft, id: str) -> Draft:
    """*draft* without anything done to the record of that id."""
    kept = tuple(change for change in draft.changes if change.subject.id != id)
    return replace(draft, changes=kept)


def about(piece: Evidence, meeting: Meeting) -> Evidence:
    """*piece* as something kept beside *meeting*."""
    return replace(piece, counterpart=meeting.counterpart, meeting=meeting.id)


def redated(draft: Draft) -> Draft:
    """*draft* with all that came of its meeting told on the meeting's own day."""
    meeting = meeting_of(draft)
    if meeting is None:
        return draft
    changes = tuple(
        replace(change, after=_dated(change.after, meeting)) if change.before is None else change
        for change in draft.changes
    )
    return replace(draft, changes=changes)


def _dated(record: Record | None, meeting: Meeting) -> Record | None:
    match record:
        case Agreement() | Commitment():
            return replace(record, made_on=meeting.on)
        case PersonalFact():
            return replace(record, heard_on=meeting.on)
        case TrustEvent():
            return replace(record, on=meeting.on)
        case Counterpart():
            return replace(record, known_since=meeting.on)
    return record


def given(draft: Draft, old: str, new: str) -> Draft:
    """*draft* with everything about counterpart *old* told of *new*; *old*'s own record goes."""
    kept = tuple(
        replace(change, after=_given(change.after, old, new))
        for change in draft.changes
        if not (isinstance(change.after, Counterpart) and change.after.id == old)
        and not _dropped(change, old)
    )
    return replace(draft, changes=kept)


def _dropped(change: Change, old: str) -> bool:
    """Whether it is the role *old* was told to hold, or one of theirs that was to end."""
    role = change.after
    if not isinstance(role, Position) or role.counterpart != old:
        return False
    return change.before is not None or role.since is None


def _of(record: Record | None) -> str:
    return cast(str, getattr(record, "counterpart", ""))


def _given(record: Record | None, old: str, new: str) -> Record | None:
    if record is None:
        return None
    fresh: dict[str, Any] = {}
    if _of(record) == old:
        fresh["counterpart"] = new
    if isinstance(record, Meeting):
        main = fresh.get("counterpart", record.counterpart)
        others = dict.fromkeys(new if other == old else other for other in record.others)
        fresh["others"] = tuple(other for other in others if other != main)
    return replace(record, **fresh) if fresh else record
