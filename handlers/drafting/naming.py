"""The people of a note as it is drawn up: known, new, or still to be asked about."""

from __future__ import annotations

from dataclasses import replace

from handlers import offices
from handlers.drafting import masking, people
from handlers.drafting.doubts import WHO, Question
from handlers.drafting.drawing import Drawing
from handlers.reading.note import Person, Sure
from storage.records import Change, Counterpart


def person(drawing: Drawing, told: Person) -> str:
    """The id of *told*: the one on record, or one drawn up for somebody new."""
    if told.name in drawing.by_name:
        return drawing.by_name[told.name]
    spoken = told.name.strip() or told.role
    found = people.match(replace(told, name=spoken), drawing.desk)
    if found.sure:
        drawing.by_name[told.name] = found.sure
        return found.sure
    name = spoken if masking.MASK not in spoken else told.role
    fresh = _newcomer(drawing, name)
    role = "" if told.role.casefold() in name.casefold() else told.role
    place = "" if masking.MASK in told.organisation else told.organisation
    if role or place:
        drawing.changes.extend(offices.position(fresh, role, place, drawing.desk))
    if found.maybe or not name:
        drawing.questions.append(Question(WHO, fresh, choices=found.maybe))
    elif told.sure is not Sure.CERTAIN:
        drawing.likely.append(f"{fresh}.name")
    drawing.by_name[told.name] = fresh
    return fresh


def nobody(drawing: Drawing) -> str:
    """The id of somebody whose name is still to be asked."""
    fresh = _newcomer(drawing, "")
    choices = people.recent(drawing.desk)
    drawing.questions.append(Question(WHO, fresh, choices=choices))
    return fresh


def _newcomer(drawing: Drawing, name: str) -> str:
    desk = drawing.desk
    fresh = Counterpart(
        desk.new_id(), name, desk.member.id, known_since=drawing.on, added_at=desk.now
    )
    drawing.add(fresh)
    return fresh.id


def introduced(drawing: Drawing, main: str) -> None:
    """Note who introduced the person *main*, on that person's own record."""
    found = drawing.note.introduced_by
    if found is None:
        return
    known = people.named(found.value, drawing.desk).sure
    for index, change in enumerate(drawing.changes):
        if isinstance(change.after, Counterpart) and change.after.id == main:
            after = replace(change.after, introducer=found.value, introduced_by=known)
            drawing.changes[index] = replace(change, after=after)
            return
    before = drawing.desk.book.get(Counterpart, main)
    if before is not None and not before.introducer:
        after = replace(before, introducer=found.value, introduced_by=known)
        drawing.changes.append(Change(before, after))
