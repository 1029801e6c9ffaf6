"""The reasons to say something about one counterpart, from what is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from handlers.nudging import kept
from handlers.nudging.kinds import BELATED
from handlers.nudging.marked import Calendars, near
from handlers.nudging.wanted import (
    BEFORE_END,
    SINCE_AGREED,
    STAGES,
    STANDING,
    THANKS_AFTER,
    Lean,
    View,
    Wanted,
)
from handlers.rules import rhythms
from handlers.rules.meetings import contacts_with
from handlers.rules.open import is_open
from storage.records import (
    Agreement,
    Commitment,
    Handover,
    LifeEvent,
    NextStep,
    Reason,
    Side,
)

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def about_counterpart(view: View, calendars: Calendars) -> list[Wanted]:
    """All there is to say about one counterpart, without what they asked never to hear again.

    What makes no sense is among the faults of *view*, and leaves all else as it is.
    """
    marked = view.made(lambda view: _occasions(view, calendars))
    wanted = [
        *view.each(Commitment, _promise),
        *view.each(Agreement, _agreement),
        *view.made(_since),
        *view.each(NextStep, _step),
        *view.made(_thanks),
        *view.each(LifeEvent, _life),
        *view.each(Agreement, kept.confirming),
        *view.made(kept.reviews),
        *view.made(kept.legal),
        *view.each(Handover, kept.introductions),
        *marked,
        *view.made(lambda view: _checkins(view, [one.on for one in marked])),
    ]
    never = view.care.never
    return [
        one for one in wanted if not {str(one.reason), f"{one.reason}:{one.about}"} & set(never)
    ]


def _promise(one: Commitment, view: View) -> Iterator[Wanted]:
    if one.due is None or not is_open(one):
        return
    reason = Reason.OURS if one.by is Side.US else Reason.THEIRS
    if reason is Reason.OURS:
        yield view.about(reason, one.id, one.due - 2 * _DAY)
    yield view.about(reason, one.id, one.due)
    yield view.about(reason, one.id, one.due + _DAY, lean=Lean.AFTER, lasting=True)


def _agreement(one: Agreement, view: View) -> Iterator[Wanted]:
    if one.standing in STANDING and one.until is not None:
        for days in BEFORE_END:
            yield view.about(Reason.ENDING, one.id, one.until - days * _DAY)


def _since(view: View) -> Iterator[Wanted]:
    """Ten days after the latest agreement, where nobody has been in touch since."""
    made = view.book.find(Agreement, "counterpart", view.one.id)
    last = max(
        (one for one in made if one.standing in STANDING),
        key=lambda one: (one.made_on, one.number),
        default=None,
    )
    if last is not None and (view.met is None or view.met <= last.made_on):
        yield view.about(Reason.SINCE, last.id, last.made_on + SINCE_AGREED, lean=Lean.AFTER)


def _step(one: NextStep, view: View) -> Iterator[Wanted]:
    if one.on is None or _happened(one, one.on, view):
        return
    yield view.about(Reason.STEP, one.id, one.on - _DAY)
    if one.at is not None and not view.hours.quiet(_earlier(one.at)):
        yield view.about(
            *(Reason.SOON, one.id, one.on),
            at=one.at,
            ahead=_HOUR,
            lean=Lean.STAY,
            asked=True,
        )
    yield view.about(Reason.AFTER, one.id, one.on + _DAY, lean=Lean.AFTER)


def _happened(step: NextStep, on: date, view: View) -> bool:
    """Whether a contact on or after that day is on record, beside the one that fixed it."""
    met = contacts_with(view.one.id, view.book)
    return any(one.on >= on and one.id != step.meeting for one in met)


def _earlier(at: time) -> time:
    return at.replace(hour=(at.hour - 1) % 24)


def _thanks(view: View) -> Iterator[Wanted]:
    one = view.one
    since = rhythms.beginning(one, view.book, view.hours.zone) if one.added_at is None else None
    if one.added_at is not None:
        since = view.hours.today(one.added_at)
    if since is not None and (one.introduced_by or one.introducer):
        yield view.about(Reason.THANKS, one.id, since + THANKS_AFTER)


def _life(one: LifeEvent, view: View) -> Iterator[Wanted]:
    for days in STAGES[one.event]:
        day = one.on + days * _DAY
        yield view.about(Reason.LIFE, one.id, day, lean=Lean.AFTER, lasting=days == 0)


def _occasions(view: View, calendars: Calendars) -> Iterator[Wanted]:
    """The days they mark, but for cheerful ones in a time of mourning or repair."""
    coming = near(
        *(view.one.id, view.book),
        zone=view.hours.zone,
        # One that we could not tell in time is wanted for as long as it can be told late.
        today=view.today - BELATED,
        calendars=calendars,
    )
    if not coming:
        return
    silent = rhythms.silent_until(view.one.id, view.care, view.book, view.today)
    for one in coming:
        day = one.window.day
        if one.wish and (silent is None or day > silent):
            about = f"{view.one.id}.{one.occasion.code}"
            yield view.about(Reason.OCCASION, about, day, mark=str(one.window.year))


def _checkins(view: View, marked: list[date]) -> Iterator[Wanted]:
    """The days on which a quiet relation wants a word, the next few; `planning` takes the first."""
    ideal, maximum = rhythms.interval(view.care)
    base = rhythms.beginning(view.one, view.book, view.hours.zone)
    if base is None:
        return
    days = [base + timedelta(days=rhythms.shifted(view.one.id, ideal))]
    gone = max(0, (view.today - base).days // maximum)
    days += [base + timedelta(days=maximum * n) for n in range(max(1, gone - 1), gone + 3)]
    silent = rhythms.silent_until(view.one.id, view.care, view.book, view.today)
    for day in days:
        on = _free(day, silent, marked)
        yield view.about(Reason.CHECKIN, view.one.id, day, on=on, lean=Lean.AFTER, lasting=True)


def _free(day: date, silent: date | None, marked: list[date]) -> date:
    """*day*, or the first after mourning, repair, or a greeting that comes within five days."""
    if silent is not None and day <= silent:
        day = silent + _DAY
    for occasion in sorted(marked):
        if timedelta(0) <= occasion - day <= rhythms.SPACING:
            day = occasion + rhythms.SPACING + _DAY
    return day
