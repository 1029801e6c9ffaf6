"""The one card on which a draft is shown: who, when, what was agreed, who promised what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from handlers import who
from handlers.chat import Button, Card, Items, Line, Part, Text
from handlers.desk import Desk
from handlers.drafting import comings, masking, people, questions, shown
from handlers.drafting.doubts import Doubts, doubts_of
from handlers.drafting.sheet import meeting_of, records
from handlers.reading.positions import KIND as POSITION
from handlers.rules import zones
from handlers.rules.meetings import is_contact
from handlers.words import common
from handlers.words import evidence as evidence_words
from handlers.words import ground as ground_words
from handlers.words import note as words
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Draft,
    Evidence,
    Meeting,
    NextStep,
    PersonalFact,
    Record,
    RedLine,
    Refusal,
    Side,
    Status,
    TrustEvent,
    Turn,
)

R = TypeVar("R", bound=Record)

SAVED = "saved"
"""The kind under which what was saved is drawn: nobody in it is new any more."""


def draw(draft: Draft, desk: Desk) -> Card:
    """The card of an open draft, with its one question and its buttons."""
    asked = questions.ask(draft, desk)
    parts = list(parts_of(draft, desk))
    if asked:
        parts.append(Text(asked.text))
    return Card(
        desk.say(words.CHECK if meeting_of(draft) else evidence_words.KEEP),
        tuple(parts),
        (*(asked.buttons if asked else ()), *_buttons(draft, desk)),
        questions.hint(draft, desk),
        desk.say.language,
    )


def _buttons(draft: Draft, desk: Desk) -> Iterator[Button]:
    say, doubts = desk.say, doubts_of(draft)
    if doubts.blocking is None:
        yield Button(say(common.SAVE), f"save:{draft.id}", style="primary")
    yield Button(say(common.EDIT), f"edit:{draft.id}")
    if doubts.blocking is None:
        meeting = meeting_of(draft)
        if meeting is not None and not is_contact(meeting):
            yield Button(say(words.WE_SPOKE), f"spoke:{draft.id}")
        yield Button(say(words.NOT_HIM), f"nothim:{draft.id}")
    yield Button(say(common.DROP), f"drop:{draft.id}", style="danger")


def parts_of(draft: Draft, desk: Desk) -> Iterator[Part]:
    """What a draft or an entry made of it holds, from top to bottom."""
    doubts = doubts_of(draft)
    meeting = meeting_of(draft)
    if meeting is not None:
        yield from _meeting(meeting, draft, doubts, desk)
    elif kept := records(draft.changes, Evidence):
        yield Line(desk.say(words.WITH), _who(kept[0].counterpart, draft, doubts, desk))
    yield from _items(draft, doubts, desk)
    yield from comings.parts(draft, desk)
    if doubts.masked:
        yield Text(desk.say(_masked(doubts)))


def _masked(doubts: Doubts) -> str:
    sorts = set(doubts.masked)
    if len(sorts) > 1:
        return words.MASKED_BOTH
    return words.MASKED_NUMBER if masking.NUMBER in sorts else words.MASKED_NAME


def _meeting(meeting: Meeting, draft: Draft, doubts: Doubts, desk: Desk) -> Iterator[Line]:
    say = desk.say
    yield Line(say(words.WITH), _who(meeting.counterpart, draft, doubts, desk))
    if meeting.others:
        also = (_who(other, draft, doubts, desk) for other in meeting.others)
        yield Line(say(words.ALSO), say.list(also))
    when = shown.moment(meeting.on, meeting.at, desk)
    mark = _marker(doubts, desk)
    when = say(words.ZONE, moment=when, zone=zones.city(meeting.zone, say.language))
    yield Line(say(words.WHEN), mark(meeting.id, "on", when))
    for label, name, value in (
        (words.WHERE, "place", meeting.place),
        (words.HOW, "channel", _channel(meeting, desk)),
        (words.KIND, "kind", _kind(meeting, desk) if is_contact(meeting) else ""),
        (words.ASKED, "asked", meeting.asked),
        (words.URGENT, "urgent", meeting.urgent),
        (words.PRESENT, "ours", say.list(meeting.ours) if meeting.ours else ""),
    ):
        if value:
            yield Line(say(label), mark(meeting.id, name, value))
    if introducer := _introducer(meeting.counterpart, draft, desk):
        yield Line(say(words.INTRODUCED_BY), introducer)


def _who(id: str, draft: Draft, doubts: Doubts, desk: Desk) -> str:
    person, fresh = people.person_of(id, draft, desk)
    if person is None or not person.name:
        return desk.say(words.NOT_SAID)
    if not fresh:
        return who.label(person, desk)
    name = people.titled(person, draft, desk)
    if draft.kind == SAVED or any(question.about == id for question in doubts.questions):
        return name
    shown_name = desk.say(words.WITH_NEW, name=name)
    return _marker(doubts, desk)(id, "name", shown_name)


def _introducer(id: str, draft: Draft, desk: Desk) -> str:
    """Who introduced them, where this draft is what tells it."""
    person, _ = people.person_of(id, draft, desk)
    told = any(isinstance(change.after, Counterpart) and change.after.id == id
               for change in draft.changes)  # fmt: skip
    return person.introducer if person and told else ""


def _channel(meeting: Meeting, desk: Desk) -> str:
    sentence = shown.CHANNELS.get(meeting.channel)
    return desk.say(sentence) if sentence else meeting.channel


def _kind(meeting: Meeting, desk: Desk) -> str:
    say = desk.say
    kind, level = shown.KINDS[meeting.kind.value], shown.LEVELS[meeting.level.value]
    return say(words.KIND_LEVEL, kind=say(kind), level=say(level))


def _marker(doubts: Doubts, desk: Desk) -> Callable[[str, str, str], str]:
    def mark(record: str, name: str, value: str) -> str:
        likely = record in doubts.likely or f"{record}.{name}" in doubts.likely
        return desk.say(words.TO_CONFIRM, value=value) if likely else value

    return mark


def _items(draft: Draft, doubts: Doubts, desk: Desk) -> Iterator[Items]:
    fresh = tuple(
        change
        for change in draft.changes
        if change.before is None and change.subject.id not in doubts.guesses
    )
    for label, lines in (*_terms(fresh, desk), *_told(fresh, desk)):
        if lines:
            values = tuple(_marked(id, value, doubts, desk) for id, value in lines)
            yield Items(desk.say(label), values)
    yield from _news(draft.changes, desk)
    kept = tuple(shown.evidence(one, desk) for one in records(fresh, Evidence))
    if kept:
        yield Items(desk.say(words.KEPT_WITH_IT), kept)


_Lines = list[tuple[str, str]]
"""(record, its line) pairs."""


def _terms(fresh: tuple[Change, ...], desk: Desk) -> Iterator[tuple[str, _Lines]]:
    """What was agreed, promised and refused, each under its heading."""
    agreed = records(fresh, Agreement)
    yield words.THEY_AGREED, [(one.id, shown.agreement(one, desk)) for one in agreed]
    promises = records(fresh, Commitment)
    for label, side in ((words.WE_PROMISED, Side.US), (words.THEY_PROMISED, Side.THEM)):
        own = [one for one in promises if one.by is side]
        yield label, [(one.id, shown.promise(_plainly(one, fresh, desk), desk)) for one in own]
    refusals = records(fresh, Refusal)
    for label, side in ((words.THEY_REFUSED, Side.THEM), (words.WE_REFUSED, Side.US)):
        yield label, [(one.id, one.text) for one in refusals if one.by is side]
    lines = records(fresh, RedLine)
    for label, side in ((words.THEIR_RED_LINES, Side.THEM), (words.OUR_RED_LINES, Side.US)):
        yield label, [(one.id, one.text) for one in lines if one.of is side]


def _plainly(one: Commitment, fresh: tuple[Change, ...], desk: Desk) -> Commitment:
    """*one* without who keeps it, where that is the very person the card is about."""
    about = next((new for new in records(fresh, Counterpart) if new.id == one.counterpart), None)
    about = about or desk.book.get(Counterpart, one.counterpart)
    same = about is not None and who.folded(one.who) == who.folded(about.name)
    return replace(one, who="") if same else one


def _told(fresh: tuple[Change, ...], desk: Desk) -> Iterator[tuple[str, _Lines]]:
    """What was let known, what touched trust, and what comes next."""
    facts = records(fresh, PersonalFact)
    yield words.THEY_ASK, [(one.id, one.text) for one in facts if one.kind == POSITION]
    own = [one for one in facts if one.kind not in (POSITION, *ground_words.KINDS)]
    yield words.PERSONAL, [(one.id, one.text) for one in own]
    for kind, label in ground_words.KINDS.items():
        yield label, [(one.id, one.text) for one in facts if one.kind == kind]
    moments = records(fresh, TrustEvent)
    yield words.TRUST, [(one.id, shown.trust(one, desk)) for one in moments]
    steps = records(fresh, NextStep)
    yield words.NEXT_STEP, [(one.id, shown.step(one, desk)) for one in steps]


def _marked(id: str, value: str, doubts: Doubts, desk: Desk) -> str:
    likely = any(path.split(".")[0] == id for path in doubts.likely)
    return desk.say(words.TO_CONFIRM, value=value) if likely else value


def _news(changes: tuple[Change, ...], desk: Desk) -> Iterator[Items]:
    """Promises of earlier meetings that this one says something about."""
    settled: list[tuple[str, Status]] = [
        (one.text, one.status)
        for one in (change.after for change in changes if change.before is not None)
        if isinstance(one, Commitment) and one.status is not Status.OPEN
    ]
    for turn in records(changes, Turn):
        promise = desk.book.get(Commitment, turn.promise)
        settled.append((promise.text if promise else "", turn.status))
    news = tuple(
        desk.say(words.UPDATE, text=text, status=desk.say(shown.STATUSES[status.value]))
        for text, status in settled
    )
    if news:
        yield Items(desk.say(words.NEWS), news)
