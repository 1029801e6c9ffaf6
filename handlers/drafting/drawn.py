"""Changes drawn up from what was understood, and what is still open about them."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting import contact, masking, moving, naming, news
from handlers.drafting.doubts import Doubts, doubting
from handlers.drafting.drawing import Drawing
from handlers.reading.note import Agreed, Note, Promised, Sure, Told
from handlers.rules.meetings import NEWS, kind_of
from storage.records import (
    Agreement,
    Commitment,
    Draft,
    Kind,
    Level,
    Meeting,
    NextStep,
    PersonalFact,
    RedLine,
    Refusal,
    TrustEvent,
)


def draw(note: Note, message: Message, desk: Desk, *, id: str = "") -> Draft:
    """The draft of *note*, under *id* where it redraws one that is open."""
    clean, sorts = masking.masked(note)
    clean, gone = moving.parted(clean, message, desk)
    if contact.only_known(clean, message, desk):
        clean = replace(clean, flags=tuple(dict.fromkeys((*clean.flags, NEWS))))
    drawing = Drawing(clean, message, desk)
    main, *others = [
        naming.person(drawing, one) for one in clean.people if one.name or one.role
    ] or [naming.nobody(drawing)]
    _drawn(drawing, main, tuple(others), gone)
    doubts = Doubts(
        tuple(drawing.questions),
        tuple(dict.fromkeys(drawing.likely)),
        sorts,
        clean.intent.value,
        message.key,
        guesses=tuple(drawing.guesses),
    )
    draft = Draft(
        id or desk.new_id(),
        desk.member.id,
        tuple(drawing.changes),
        desk.now,
        clean.text,
        source=source_of(message),
    )
    return doubting(draft, doubts)


def _drawn(
    drawing: Drawing, main: str, others: tuple[str, ...], gone: tuple[moving.Gone, ...]
) -> None:
    """All that came of the meeting with *main* and *others*, and what was told besides."""
    meeting = _meeting(drawing, main, others)
    _terms(drawing, meeting)
    _told(drawing, meeting)
    naming.introduced(drawing, main)
    moving.drawn(drawing, gone)
    drawing.changes.extend(news.changes(drawing.note, main, drawing.desk))


def source_of(message: Message) -> str:
    """The place and platform id of the person's own message, or of the one it replaces."""
    own = message.edits or message.id
    return f"{message.place.platform}:{message.place.place}:{own}" if own else ""


def _meeting(drawing: Drawing, main: str, others: tuple[str, ...]) -> Meeting:
    note, desk = drawing.note, drawing.desk
    id = desk.new_id()
    drawing.day(id, "on", note.on)
    meeting = Meeting(
        id,
        main,
        desk.member.id,
        drawing.on,
        note.text,
        drawing.message.at,
        desk.member.zone,
        note.on.at if note.on else None,
        tuple(dict.fromkeys(other for other in others if other != main)),
        tuple(found.value for found in note.ours),
        note.place.value if note.place else "",
        note.channel.value if note.channel else "",
        _kind(note),
        note.level.value if note.level else Level.TACTICAL,
        note.asked.value if note.asked else "",
        flags=note.flags,
    )
    for name in ("place", "channel", "asked"):
        found = getattr(note, name)
        if found and found.sure is not Sure.CERTAIN:
            drawing.likely.append(f"{id}.{name}")
    drawing.add(meeting)
    return meeting


def _kind(note: Note) -> Kind:
    if note.kind and note.kind.sure is not Sure.GUESS:
        return note.kind.value
    return kind_of(note.asked.value if note.asked else "", terms=bool(note.agreements))


def _terms(drawing: Drawing, meeting: Meeting) -> None:
    for index, agreed in enumerate(drawing.note.agreements):
        drawing.add(_agreement(drawing, meeting, agreed), agreed.sure, f"agreements[{index}]")
    for index, promised in enumerate(drawing.note.promises):
        drawing.add(_promise(drawing, meeting, promised), promised.sure, f"promises[{index}]")
    for kind, said in ((Refusal, drawing.note.refusals), (RedLine, drawing.note.red_lines)):
        for refused in said:
            id = drawing.desk.new_id()
            drawing.add(
                kind(id, meeting.counterpart, meeting.id, refused.by, refused.text), refused.sure
            )


def _agreement(drawing: Drawing, meeting: Meeting, agreed: Agreed) -> Agreement:
    id = drawing.desk.new_id()
    return Agreement(
        id,
        meeting.counterpart,
        meeting.id,
        agreed.text,
        0,
        meeting.on,
        agreed.form,
        drawing.day(id, "until", agreed.until),
        agreed.until.give_or_take if agreed.until else 0,
        agreed.condition,
        agreed.witnesses,
    )


def _promise(drawing: Drawing, meeting: Meeting, promised: Promised) -> Commitment:
    id, due = drawing.desk.new_id(), promised.due
    return Commitment(
        id,
        meeting.counterpart,
        meeting.id,
        promised.by,
        promised.text,
        meeting.on,
        promised.who,
        drawing.day(id, "due", due),
        due.at if due else None,
        due.give_or_take if due else 0,
        promised.recurring,
        promised.condition,
    )


def _told(drawing: Drawing, meeting: Meeting) -> None:
    note, desk = drawing.note, drawing.desk
    for told in (*note.facts, *note.positions):
        about = _about(drawing, told, meeting)
        fact = PersonalFact(desk.new_id(), about, meeting.id, told.text, told.kind, meeting.on)
        drawing.add(fact, told.sure)
    for told in note.trust:
        about = _about(drawing, told, meeting)
        drawing.add(
            TrustEvent(desk.new_id(), about, meeting.id, told.kind, told.text, meeting.on),
            told.sure,
        )
    step = note.next_step
    # A step that is a promise or an agreement, word for word, is kept once: as that.
    told_already = {one.text for one in note.promises} | {one.text for one in note.agreements}
    if step is not None and step.text not in told_already:
        id = desk.new_id()
        on = drawing.day(id, "on", step.when)
        at = step.when.at if step.when else None
        drawing.add(NextStep(id, meeting.counterpart, meeting.id, step.text, on, at), step.sure)


def _about(drawing: Drawing, told: Told, meeting: Meeting) -> str:
    return drawing.by_name.get(told.about, meeting.counterpart)
