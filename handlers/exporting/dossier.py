"""All that somebody may see of one counterpart, in order, as headings and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlers import hostile, portrait, promises, who
from handlers.agreeing.showing import standing_text
from handlers.chat import Items, Line, Text
from handlers.desk import Desk
from handlers.drafting import shown
from handlers.history import heading
from handlers.rules.open import is_open, latest_first, ours_first
from handlers.words import against as against_words
from handlers.words import exporting as words
from handlers.words import ground
from handlers.words import history as history_words
from handlers.words import note as note_words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Evidence,
    Incident,
    LifeEvent,
    Meeting,
    NextStep,
    PersonalFact,
    RedLine,
    Refusal,
    Side,
    TrustEvent,
)
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; a line may have several lines of its own."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One counterpart, by the name that may be shown."""

    title: str
    about: tuple[tuple[str, str], ...]
    """(what, its value) pairs."""
    sections: tuple[Section, ...]


def dossier(one: Counterpart, desk: Desk) -> Dossier:
    """Everything of *one* that the desk's book holds, in the member's language."""
    about, sections = [], []
    for part in portrait.person_card(one, desk).parts:
        match part:
            case Line(label, value):
                about.append((label, value))
            case Items(label, values):
                sections.append(Section(label, values))
            case Text(text):
                about.append(("", text))
            case _:
                pass
    told = (Section(title, tuple(lines(one, desk))) for title, lines in _sections(desk))
    sections += [section for section in told if section.lines]
    return Dossier(who.name_of(one), tuple(about), tuple(sections))


_Lines = Callable[[Counterpart, Desk], Iterator[str]]


def _sections(desk: Desk) -> Iterator[tuple[str, _Lines]]:
    say = desk.say
    yield say(history_words.OUR_OPEN), lambda one, desk: _promises(one, desk, Side.US)
    yield say(history_words.THEIR_OPEN), lambda one, desk: _promises(one, desk, Side.THEM)
    yield say(history_words.AGREED), _agreements
    yield say(history_words.SETTLED), _settled
    yield say(note_words.NEXT_STEP), _steps
    yield say(note_words.PERSONAL), _facts
    yield say(words.IN_THEIR_LIFE), _life
    yield say(note_words.THEIR_RED_LINES), lambda one, desk: _lines_drawn(one, desk, Side.THEM)
    yield say(note_words.OUR_RED_LINES), lambda one, desk: _lines_drawn(one, desk, Side.US)
    yield say(note_words.THEY_REFUSED), lambda one, desk: _refusals(one, desk, Side.THEM)
    yield say(note_words.WE_REFUSED), lambda one, desk: _refusals(one, desk, Side.US)
    yield say(against_words.AGAINST), _against
    yield say(note_words.TRUST), _trust
    yield say(history_words.MEETINGS), _meetings
    yield say(note_words.KEPT_WITH_IT), _evidence


def _promises(one: Counterpart, desk: Desk, side: Side) -> Iterator[str]:
    found = desk.book.find(Commitment, "counterpart", one.id)
    open_ = (promise for promise in found if promise.by is side and is_open(promise))
    yield from (promises.line(promise, desk) for promise in ours_first(open_))


def _settled(one: Counterpart, desk: Desk) -> Iterator[str]:
    for promise in desk.book.find(Commitment, "counterpart", one.id):
        if not is_open(promise):
            side = desk.say(words.OURS if promise.by is Side.US else words.THEIRS)
            yield desk.say.joined((side, promises.line(promise, desk)))


def _agreements(one: Counterpart, desk: Desk) -> Iterator[str]:
    for agreement in latest_first(desk.book.find(Agreement, "counterpart", one.id)):
        told = promises.agreement_line(agreement, desk)
        yield desk.say.joined((told, standing_text(agreement, desk)))


def _steps(one: Counterpart, desk: Desk) -> Iterator[str]:
    yield from (shown.step(step, desk) for step in desk.book.find(NextStep, "counterpart", one.id))


def _facts(one: Counterpart, desk: Desk) -> Iterator[str]:
    for fact in desk.book.find(PersonalFact, "counterpart", one.id):
        heard = desk.say.short_day(fact.heard_on) if fact.heard_on else ""
        label = desk.say(ground.KINDS[fact.kind]) if fact.kind in ground.KINDS else ""
        yield desk.say.joined(filter(None, (label, fact.text, heard)))


def _life(one: Counterpart, desk: Desk) -> Iterator[str]:
    for event in desk.book.find(LifeEvent, "counterpart", one.id):
        yield desk.say.joined(filter(None, (event.text, desk.say.short_day(event.on))))


def _lines_drawn(one: Counterpart, desk: Desk, side: Side) -> Iterator[str]:
    found = desk.book.find(RedLine, "counterpart", one.id)
    yield from (line.text for line in found if line.of is side)


def _refusals(one: Counterpart, desk: Desk, side: Side) -> Iterator[str]:
    found = desk.book.find(Refusal, "counterpart", one.id)
    yield from (refusal.text for refusal in found if refusal.by is side)


def _against(one: Counterpart, desk: Desk) -> Iterator[str]:
    yield from hostile.lines(desk.book.find(Incident, "counterpart", one.id), desk)


def _trust(one: Counterpart, desk: Desk) -> Iterator[str]:
    for event in desk.book.find(TrustEvent, "counterpart", one.id):
        yield desk.say.joined((shown.trust(event, desk), desk.say.short_day(event.on)))


def _meetings(one: Counterpart, desk: Desk) -> Iterator[str]:
    for meeting in desk.book.find(Meeting, "counterpart", one.id):
        by = desk.say(history_words.TOLD_BY, name=portrait.member_name(meeting.member, desk))
        yield "\n".join(filter(None, (heading(meeting, desk), meeting.words, by)))


def _evidence(one: Counterpart, desk: Desk) -> Iterator[str]:
    for piece in desk.book.find(Evidence, "counterpart", one.id):
        line = shown.evidence(piece, desk)
        cut_off = piece.text and piece.text not in line
        yield f"{line}\n{piece.text}" if cut_off else line
