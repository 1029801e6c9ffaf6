"""What stands on a card beside its reason: who they are, what to begin with, what is at stake."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import briefing, roads, who
from handlers.chat import Items, Line, Part, Text
from handlers.desk import Desk
from handlers.nudging import patterns
from handlers.nudging.kept import legal_words
from handlers.portrait import member_name
from handlers.promises import agreement_line
from handlers.rules import retention, rhythms
from handlers.rules.meetings import counts
from handlers.rules.open import latest_first, stands
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import (
    Agreement,
    Counterpart,
    Event,
    Handover,
    LifeEvent,
    Meeting,
    NextStep,
    Nudge,
    PersonalFact,
    Reason,
    Record,
)

SHOWN = 3
OPENERS = 2
TEXT = 120
_OLD: dict[type[Record], str] = {
    PersonalFact: reasons.OLD_FACTS,
    Meeting: reasons.OLD_NOTES,
    Agreement: reasons.OLD_AGREEMENTS,
}


def parts(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    """What this reason asks to be shown of its counterpart."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    if one is None:
        return
    match nudge.reason:
        case Reason.CHECKIN | Reason.STEP | Reason.SOON:
            yield from _story(nudge, one, desk)
        case Reason.AFTER:
            yield from _objective(nudge, desk)
            yield Text(desk.say(reasons.HOW_IT_WENT))
        case Reason.LIFE:
            yield from _only_contact(nudge, one, desk)
        case Reason.REVIEW:
            yield from _old(one, desk)
        case Reason.LEGAL:
            yield from _legal(nudge, desk)
        case Reason.FAREWELL | Reason.INTRODUCE:
            yield from _handover(nudge, desk)


def _story(nudge: Nudge, one: Counterpart, desk: Desk) -> Iterator[Part]:
    """The day before a meeting who they are and what is agreed; an hour before, the brief.

    Before any word, whether the road to them is closed (PRACTICE row 74).
    """
    say = desk.say
    if nudge.reason is Reason.SOON:
        yield from briefing.screen(one, desk)
        yield from _objective(nudge, desk)
        return
    yield from roads.to_somebody(one, desk)
    if nudge.reason is Reason.CHECKIN:
        return
    yield from briefing.risk(one, desk)
    if role := who.role_of(one, desk):
        yield Line(say(reasons.WHO_THEY_ARE), role)
    agreed = latest_first(desk.book.find(Agreement, "counterpart", one.id))
    lines = [agreement_line(a, desk) for a in agreed if stands(a, desk.today)]
    if lines:
        yield Items(say(reasons.STANDS), tuple(lines[:SHOWN]))
    facts = [cut(fact.text) for fact in briefing.openers(one, desk)]
    if facts:
        yield Items(say(reasons.OPENERS), tuple(facts[:OPENERS]))
    met = desk.book.find(Meeting, "counterpart", one.id)
    if not any(counts(meeting) for meeting in met):
        yield Text(say(reasons.FIRST_TALK))
    yield from _objective(nudge, desk)


def _objective(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    step = desk.book.get(NextStep, nudge.about)
    if step is None:
        return
    if step.objective:
        yield Line(desk.say(reasons.OBJECTIVE), step.objective)
    elif nudge.reason is not Reason.AFTER:
        yield Text(desk.say(reasons.ASK_OBJECTIVE))


def _only_contact(nudge: Nudge, one: Counterpart, desk: Desk) -> Iterator[Part]:
    """That nobody else is known where somebody leaves (PRACTICE row 42)."""
    event = desk.book.get(LifeEvent, nudge.about)
    if event is None or event.event is not Event.TRANSFER:
        return
    for only in patterns.single(desk):
        if only.contact.id == one.id:
            place, name = only.organisation.name, who.name_of(one)
            yield Text(desk.say(reasons.ONLY_CONTACT, place=place, name=name))


def _old(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """What has been kept for long, kind by kind, the oldest first."""
    care = rhythms.care_of(one.id, desk.book)
    old = retention.due(one.id, care, desk.book, desk.today)
    for kind, label in _OLD.items():
        lines = [cut(_words(record, desk)) for record in old if isinstance(record, kind)]
        if lines:
            left = len(lines) - SHOWN
            more = (desk.say(words.AND_MORE, n=left),) if left > 0 else ()
            yield Items(desk.say(label), (*lines[:SHOWN], *more))


def _words(record: Record, desk: Desk) -> str:
    if isinstance(record, Meeting):
        day = desk.say.short_day(record.on)
        return desk.say(words.LAST_TALK_LINE, day=day, words=record.words)
    return getattr(record, "text", "")


def _legal(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    met = desk.book.get(Meeting, nudge.about)
    if met is not None:
        yield Line(desk.say(reasons.LEGAL_WORD), legal_words(met))
        yield Text(desk.say(reasons.LEGAL_HOW))


def _handover(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    passed = desk.book.get(Handover, nudge.about)
    if passed is None:
        return
    if nudge.reason is Reason.FAREWELL:
        yield Line(desk.say(reasons.HANDED_TO), member_name(passed.to, desk))
    else:
        yield Line(desk.say(reasons.HANDED_BY), member_name(passed.member, desk))


def cut(text: str) -> str:
    """*text* on one line, short enough for a card."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT else f"{line[: TEXT - 1]}…"
