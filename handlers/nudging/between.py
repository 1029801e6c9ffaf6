"""What waits between two of ours: an offer, an access that ends, a question to the mandators.

These hang on a member and name a counterpart only on the opened card, each as far as that member
may read it. Nobody hears them in another's place, and each is said once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from handlers import who
from handlers.chat import Button, Line, Part, Quote, Text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.nudging.faults import Faults
from handlers.nudging.kept import has_spoken
from handlers.nudging.passing import ends_at
from handlers.nudging.wanted import Lean, Wanted
from handlers.portrait import member_name
from handlers.rules.hours import Hours
from handlers.rules.roles import Action, may
from handlers.words import handing as handing_words
from handlers.words import mandate as mandate_words
from handlers.words import reasons
from storage.records import (
    Boundary,
    Consultation,
    Counterpart,
    Handover,
    Member,
    Nudge,
    Offer,
    Passing,
    Reason,
    Record,
    Rhythm,
)
from storage.store import Book

BETWEEN = (Reason.OFFERED, Reason.LEAVING, Reason.BACK, Reason.UNANSWERED, Reason.ASKED)
"""What is told to one member about another."""

_DAY = timedelta(days=1)
_TO_DECIDE = 2 * _DAY
"""How long an offer may wait before its receiver is reminded of it."""


def about_member(member: Member, book: Book, hours: Hours, faults: Faults) -> Iterator[Wanted]:
    """All of it that *member* is to hear, but for what makes no sense."""

    def offered(one: Offer) -> Iterator[Wanted]:
        if one.passing is Passing.OFFERED:
            yield _wanted(Reason.OFFERED, one.id, hours.today(one.offered_at) + _TO_DECIDE)

    def given(one: Offer) -> Iterator[Wanted]:
        if one.passing is Passing.ACCEPTED:
            day = hours.today(ends_at(one, book)) - _DAY
            yield Wanted(Reason.LEAVING, one.id, day, day)

    def asked(one: Consultation) -> Iterator[Wanted]:
        return _question(one, member, hours)

    to, by = (partial(book.find, Offer, index, member.id) for index in ("to", "member"))
    questions = partial(book.find, Consultation, "open", "yes")
    yield from faults.of_each(member.id, to, offered)
    yield from faults.of_each(member.id, by, given)
    yield from faults.of(member.id, lambda: _back(member, hours), Rhythm.__name__)
    yield from faults.of_each(member.id, questions, asked)


def _back(member: Member, hours: Hours) -> Iterator[Wanted]:
    last = hours.rhythm.away_until
    if last is not None and hours.rhythm.away_from is not None:
        yield Wanted(Reason.BACK, member.id, last, last + _DAY, at=hours.hour, lean=Lean.AFTER)


def _question(asked: Consultation, member: Member, hours: Hours) -> Iterator[Wanted]:
    day = hours.today(asked.asked_at) + _DAY
    if asked.member == member.id:
        yield _wanted(Reason.UNANSWERED, asked.id, day)
    elif may(member, Action.DECIDE):
        yield _wanted(Reason.ASKED, asked.id, day, member.id)


def _wanted(reason: Reason, about: str, day: date, mark: str = "") -> Wanted:
    return Wanted(reason, about, day, day, lean=Lean.AFTER, mark=mark)


def is_done(reason: Reason, record: Record) -> bool:
    """Whether it waits no longer."""
    match record:
        case Offer():
            waits = Passing.OFFERED if reason is Reason.OFFERED else Passing.ACCEPTED
            return record.passing is not waits
        case Consultation():
            return bool(record.answer) or record.taken_back
        case Rhythm():
            return record.away_until is None
    return True


def title(nudge: Nudge, desk: Desk) -> str:
    """What it says first, with names."""
    say = desk.say
    match _record(nudge, desk):
        case Offer() as one if nudge.reason is Reason.OFFERED:
            giver = member_name(one.member, desk)
            return say(reasons.OFFERED, member=giver, name=one.name)
        case Offer() as one:
            return say(reasons.LEAVING, name=_name(one.counterpart, desk))
        case Rhythm():
            return say(reasons.BACK)
        case Consultation() if nudge.reason is Reason.UNANSWERED:
            return say(reasons.UNANSWERED)
        case Consultation() as asked:
            return say(reasons.ASKED, member=member_name(asked.member, desk))
    return ""


def parts(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    """What it is about, and what is still to be done."""
    say = desk.say
    match _record(nudge, desk):
        case Offer() as one if nudge.reason is Reason.LEAVING:
            yield Line(say(reasons.HANDED_TO), member_name(one.to, desk))
            until = say.moment(ends_at(one, desk.book))
            yield Line(say(reasons.SEEN_UNTIL), until)
            passed = desk.book.get(Handover, one.id)
            if passed is None or not has_spoken(passed, one.to, desk.book):
                yield Text(say(handing_words.INTRODUCTIONS))
        case Consultation() as asked:
            yield Quote(asked.text)
            if (line := desk.book.get(Boundary, asked.bound)) is not None:
                yield Line(say(mandate_words.THE_LIMIT), line.text)


def why(nudge: Nudge, desk: Desk) -> str:
    """Why it is said now."""
    say = desk.say
    match _record(nudge, desk):
        case Offer() as one:
            return say(
                reasons.WHY_OFFERED, day=say.day(one.offered_at.astimezone(desk.zone).date())
            )
        case Consultation() as asked:
            day = asked.asked_at.astimezone(desk.zone).date()
            return say(reasons.WHY_ASKED, day=say.day(day))
        case Rhythm(away_until=last) if last is not None:
            return say(reasons.WHY_BACK, day=say.day(last))
    return ""


def buttons(nudge: Nudge, desk: Desk) -> Iterator[Button]:
    """What there is to do about it."""
    say = desk.say
    if _record(nudge, desk) is None:
        return
    match nudge.reason:
        case Reason.OFFERED:
            yield Button(say(handing_words.SEE), f"{BELOW}:offered:{nudge.about}", "primary")
        case Reason.LEAVING:
            yield Button(say(handing_words.SEE_STATE), f"{BELOW}:handover:", "primary")
        case Reason.BACK:
            yield Button(say(reasons.SEE_MEANWHILE), f"{BELOW}:back:", "primary")
        case Reason.UNANSWERED:
            yield Button(say(mandate_words.TAKE_BACK), f"askback:{nudge.about}")
        case Reason.ASKED:
            see = say(mandate_words.SEE_QUESTION)
            yield Button(see, f"{BELOW}:question:{nudge.about}", "primary")


KINDS: dict[Reason, type[Record]] = {
    **dict.fromkeys((Reason.OFFERED, Reason.LEAVING), Offer),
    **dict.fromkeys((Reason.UNANSWERED, Reason.ASKED), Consultation),
    Reason.BACK: Rhythm,
}
"""What each hangs on."""


def _record(nudge: Nudge, desk: Desk) -> Record | None:
    return desk.book.get(KINDS[nudge.reason], nudge.about)


def _name(counterpart: str, desk: Desk) -> str:
    one = desk.book.get(Counterpart, counterpart)
    return who.name_of(one) if one is not None else ""
