"""What was saved beside what the changed words say: the changes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from handlers.desk import Desk
from handlers.drafting import shown
from handlers.drafting.doubts import doubts_of
from handlers.drafting.fields import SPECS, TITLES
from handlers.drafting.fields import told as part_told
from handlers.drafting.people import name_in
from handlers.drafting.sheet import meeting_of, records
from handlers.words import note as words
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Draft,
    Entry,
    Evidence,
    Meeting,
    NextStep,
    Record,
    TrustEvent,
)

R = TypeVar("R", bound=Record)
_BY_HAND = ("status", "urgent")
"""Parts that the words of a note do not set, so that they outlive a correction."""


def saved(entries: Iterable[Entry], desk: Desk) -> list[Record]:
    """Every record that came of *entries* and still stands, as it is now."""
    found: dict[str, Record] = {}
    for entry in entries:
        for change in entry.changes:
            subject = change.subject
            now = desk.book.get(type(subject), subject.id)
            if now is not None:
                found[subject.id] = now
    return list(found.values())


def changes(saved: Sequence[Record], fresh: Draft, desk: Desk) -> tuple[Change, ...]:
    """What to change in *saved* so that it says what *fresh* says."""
    old, new = _of(saved, Meeting), meeting_of(fresh)
    if not old or new is None:
        return ()
    about, newcomers = _whom(old[0].counterpart, fresh, new.counterpart, desk)
    meeting = replace(
        _carried(old[0], new), words=new.words, written_at=new.written_at, counterpart=about
    )
    found = [Change(old[0], meeting)] if _said(meeting) != _said(old[0]) else []
    for kind in TITLES:
        if kind is not Evidence:
            found.extend(_pairs(_of(saved, kind), records(fresh.changes, kind), meeting))
    return (*newcomers, *found) if found else ()


def _said(meeting: Meeting) -> Meeting:
    """The meeting without the moment at which it was last told."""
    return replace(meeting, written_at=meeting.written_at.min)


def _of(saved: Iterable[Record], kind: type[R]) -> list[R]:
    return [record for record in saved if isinstance(record, kind)]


def _whom(old: str, fresh: Draft, new: str, desk: Desk) -> tuple[str, tuple[Change, ...]]:
    """Whom the words are about now; who it was stays where that would have to be asked."""
    asked = any(question.about == new for question in doubts_of(fresh).questions)
    if new == old or asked or not name_in(new, fresh, desk):
        return old, ()
    people = tuple(
        change
        for change in fresh.changes
        if isinstance(change.after, Counterpart) and change.after.id == new
    )
    return new, people


def _carried(old: R, new: R) -> R:
    """*old* with every part that a note tells as *new* has it."""
    told = [spec.name for spec in SPECS[type(old)] if spec.name not in _BY_HAND]
    told.extend(extra for extra in ("at", "due_at", "give_or_take") if hasattr(old, extra))
    return replace(old, **{name: getattr(new, name) for name in told})


def _pairs(old: list[R], new: list[R], meeting: Meeting) -> Iterator[Change]:
    """Same words first, then in order; what is left over goes or comes."""
    left = list(old)
    pairs: list[tuple[R | None, R]] = []
    for one in new:
        same = next((each for each in left if _text(each) == _text(one)), None)
        if same is not None:
            left.remove(same)
        pairs.append((same, one))
    for before, one in pairs:
        matched = before if before is not None else (left.pop(0) if left else None)
        after = _at(_carried(matched, one) if matched is not None else one, meeting)
        if matched != after:
            yield Change(matched, after)
    for gone in left:
        yield Change(gone, None)


def _text(record: Record) -> str:
    return str(getattr(record, "text", ""))


def _at(record: R, meeting: Meeting) -> R:
    """*record* as something that came of *meeting*."""
    return replace(record, counterpart=meeting.counterpart, meeting=meeting.id)  # type: ignore[call-arg]  # Every kind in TITLES has both.


def told(changes: Iterable[Change], desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that tell before from after, for a person to compare."""
    was: list[str] = []
    will: list[str] = []
    for change in changes:
        if isinstance(change.subject, Meeting):
            _meeting_lines(change, was, will, desk)
        elif not isinstance(change.subject, Counterpart):
            was.extend(_line(change.before, desk))
            will.extend(_line(change.after, desk))
    return tuple(was), tuple(will)


def _line(record: Record | None, desk: Desk) -> list[str]:
    match record:
        case None:
            return []
        case Agreement():
            return [shown.agreement(record, desk)]
        case Commitment():
            return [shown.promise(record, desk)]
        case NextStep():
            return [shown.step(record, desk)]
        case TrustEvent():
            return [shown.trust(record, desk)]
    return [_text(record)]


def _meeting_lines(change: Change, was: list[str], will: list[str], desk: Desk) -> None:
    before, after = change.before, change.after
    if not isinstance(before, Meeting) or not isinstance(after, Meeting):
        return
    for spec in SPECS[Meeting]:
        one, other = part_told(before, spec, desk), part_told(after, spec, desk)
        if one != other:
            label = desk.say(spec.label)
            was.append(desk.say(words.PART, label=label, value=one))
            will.append(desk.say(words.PART, label=label, value=other))
