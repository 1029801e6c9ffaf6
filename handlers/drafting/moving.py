"""Who came and went at the other side, told in passing: drawn up beside the rest of a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import who
from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting import moved, people
from handlers.drafting.days import lately
from handlers.drafting.doubts import WHO, Question
from handlers.drafting.drawing import Drawing
from handlers.drafting.setting import setting_of
from handlers.reading import dates, moves
from handlers.reading.moves import Move, Said
from handlers.reading.names import strip_title
from handlers.reading.note import Found, Note, Person, Span, When
from handlers.reading.read import laid_out
from handlers.rules.meetings import NEWS
from storage.records import Counterpart, Position
from storage.values import dataclass

_MOST = 3
"""Changes that one note may tell of."""
_NEWS_OF = frozenset(("bereavement", "health", "health_family", "absence"))
"""What is heard of somebody, rather than from them, where no contact is told."""
_HEARD = ("says", "will", "offer", "prefer", "warm", "tense", "repair", "gift", "greet")
_TOUCH = ("met", "phone", "video", "whatsapp", "sms", "by_message", "in_person")


def told(text: str, message: Message, desk: Desk) -> tuple[tuple[Said, ...], bool]:
    """What *text* tells of people coming and going, and whether it tells nothing else."""
    return moves.told(text, [when.span for when in _days(text, message, desk) if when.span])


def _days(text: str, message: Message, desk: Desk) -> tuple[When, ...]:
    here = message.at.astimezone(desk.zone)
    return dates.find(text, here, language=desk.say.language, week=desk.member.week)


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that became of somebody on record."""

    said: Said
    one: Counterpart
    day: date


def parted(note: Note, message: Message, desk: Desk) -> tuple[Note, tuple[Gone, ...]]:
    """What became of people on record, and *note* without it: news of somebody is no contact.

    Where nobody else is told of, the news is kept with the person it is about.
    """
    found = told(note.text, message, desk)[0][:_MOST]
    gone = tuple(one for said in found if (one := _gone(said, note, message, desk)) is not None)
    if not gone:
        return _flagged(note, message, desk), ()
    spans = [one.said.span for one in gone]
    left = tuple(person for person in note.people if not _within(person.span, spans))
    # Whoever was met besides is not named, and to be asked: it was not the one who has gone.
    if not left and not _met_besides(note, spans, message, desk):
        left = tuple(_whom(note.people, gone[0], desk))
        note = replace(note, flags=(*note.flags, NEWS))
    return _without(note, left, spans), gone


def _flagged(note: Note, message: Message, desk: Desk) -> Note:
    """*note*, marked as news where it only tells that somebody is ill, away or bereaved."""
    told = {fact.kind for fact in note.facts}
    other = note.channel or note.agreements or note.promises or note.refusals or note.asked
    if not note.people or other or not told or not told <= _NEWS_OF:
        return note
    if laid_out(note.text, setting_of(message, desk)).has(None, *_TOUCH, *_HEARD):
        return note
    return replace(note, flags=(*note.flags, NEWS))


def _gone(said: Said, note: Note, message: Message, desk: Desk) -> Gone | None:
    one = _about(said, note, desk)
    if one is None or (said.move is Move.ROSE and not _is_role(said.to, message, desk)):
        return None
    if not _plausible(said, message, desk):
        return None
    days = [when.day for when in _days(note.text, message, desk) if _within(when.span, [said.span])]
    day = lately(days[0], desk.today) if days else desk.today
    return Gone(said, one, min(day, desk.today) if said.move is Move.DIED else day)


def _plausible(said: Said, message: Message, desk: Desk) -> bool:
    """Whether whoever follows is written as a name, and "the new bridge is closed" is no office."""
    name = said.to if said.move is Move.REPLACED else said.successor
    if name and not (_is_name(name) or who.find(desk.book, name).exact):
        return False
    new = said.move is Move.REPLACED and not said.about and said.role
    return bool(name or said.move is not Move.REPLACED) and (
        not new or _is_role(said.role, message, desk)
    )


def _is_name(text: str) -> bool:
    """Whether any word of *text* has a capital, letters that know none, or a title before it."""
    title, name = strip_title(text)
    return bool(title and name) or any(
        char.isupper() or (char.isalpha() and not char.islower()) for char in text
    )


def _about(said: Said, note: Note, desk: Desk) -> Counterpart | None:
    """Whom on record it is about, where that is certain: by name, by office, or named before."""
    if said.about:
        half = who.bearing(said.about, desk.book)
        known = who.find(desk.book, said.about).only or _seated(said.about, desk)
        return known or (half[0] if len(half) == 1 else None)
    if said.role and (one := _seated(said.role, desk)):
        return one
    before = [p for p in note.people if p.span and p.span.start < said.span.start and p.name]
    return who.find(desk.book, before[-1].name).only if before else None


def _seated(title: str, desk: Desk) -> Counterpart | None:
    seats = [p for p in desk.book.find(Position, "name", title) if who.is_held(p, desk)]
    ids = {position.counterpart for position in seats}
    one = desk.book.get(Counterpart, ids.pop()) if len(ids) == 1 else None
    return one if one is not None and not one.merged_into else None


def _is_role(text: str, message: Message, desk: Desk) -> bool:
    layout = laid_out(text, setting_of(message, desk))
    known = layout.named("roles") | layout.named("role_before")
    return any(word in known for word in layout.page.typed[:2])


def _within(span: Span | None, spans: list[Span]) -> bool:
    return span is not None and any(s.start <= span.start and span.end <= s.end for s in spans)


def _whom(told_of: tuple[Person, ...], gone: Gone, desk: Desk) -> Iterator[Person]:
    """The person the news is about, as the note names them."""
    for person in told_of:
        if person.name and who.find(desk.book, person.name).only == gone.one:
            yield person
            return
    yield Person(gone.one.name, known=(gone.one.id,))


def _met_besides(note: Note, spans: list[Span], message: Message, desk: Desk) -> bool:
    """Whether the rest of the note tells of a contact."""
    rest = note.text
    for span in spans:
        rest = f"{rest[: span.start]}{' ' * (span.end - span.start)}{rest[span.end :]}"
    return laid_out(rest, setting_of(message, desk)).has(None, *_TOUCH)


def _without(note: Note, left: tuple[Person, ...], spans: list[Span]) -> Note:
    """*note* with only the people *left*, and nothing else of what stands at *spans*."""
    ours: tuple[Found[str], ...] = tuple(f for f in note.ours if not _within(f.span, spans))
    return replace(
        note,
        people=left,
        ours=ours,
        facts=tuple(fact for fact in note.facts if not _overlaps(fact.span, spans)),
        trust=tuple(moment for moment in note.trust if not _overlaps(moment.span, spans)),
    )


def _overlaps(span: Span | None, spans: list[Span]) -> bool:
    return span is not None and any(span.start < s.end and s.start < span.end for s in spans)


def drawn(drawing: Drawing, gone: tuple[Gone, ...]) -> None:
    """Bring into the draft what ends and begins with each of *gone*."""
    for one in gone:
        name = one.said.to if one.said.move is Move.REPLACED else one.said.successor
        successor = _successor(name, drawing) if name else None
        if successor is not None and successor.id == one.one.id:
            continue
        done = moved.Told(
            *(one.said.move, one.one, one.day, one.said.to, successor), role=one.said.role
        )
        known = {change.subject.id for change in drawing.changes}
        made = moved.changes(done, drawing.desk)
        drawing.changes.extend(change for change in made if change.subject.id not in known)


def _alike(one: str, other: str) -> bool:
    """Whether two names are spelt alike, titles aside."""
    return who.folded(strip_title(one)[1]) == who.folded(strip_title(other)[1])


def _successor(name: str, drawing: Drawing) -> Counterpart:
    """Who follows: on record, told of elsewhere in the note, or somebody new to be asked about."""
    desk = drawing.desk
    found = people.named(name, desk)
    known = desk.book.get(Counterpart, found.sure) if found.sure else None
    if known is not None:
        return known
    for change in drawing.changes:
        fresh = change.after
        if isinstance(fresh, Counterpart) and _alike(fresh.name, name):
            return fresh
    fresh = replace(moved.newcomer(name, desk), known_since=drawing.on)
    if found.maybe:
        drawing.questions.append(Question(WHO, fresh.id, choices=found.maybe))
    return fresh
