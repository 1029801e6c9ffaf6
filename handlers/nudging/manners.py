"""Manners: never into silence, never twice in five days, never too many a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from handlers.nudging.faults import Faults
from handlers.nudging.kinds import (
    BELATED,
    HANDING_OVER,
    JOYS,
    LATE,
    OF_NO_DAY,
    OWN,
    PRESSING,
    PROMISES,
    SOFT,
)
from handlers.nudging.over import is_over
from handlers.rules import rhythms
from handlers.rules.hours import Hours, instant
from storage.after import After
from storage.records import LifeEvent, Member, NextStep, Nudge, Reason, Stage
from storage.store import Book

_FOLLOWING = frozenset(
    (Reason.OURS, Reason.THEIRS, Reason.ENDING, Reason.CHECKIN, Reason.STEP, Reason.SOON)
)
"""Of several about one thing, only the last is worth saying."""

_MINUTE = timedelta(minutes=1)
SINGLY = 3
"""Due ones that come each on a card of its own; more come together on one."""


class Ledger(Protocol):
    """What a tick offers: the book as it will be, the time, and ways to set a nudge aside."""

    book: After
    now: datetime
    faults: Faults

    def change(self, before: Nudge, after: Nudge) -> Nudge:
        """Note what becomes of a nudge."""
        ...

    def end(self, nudge: Nudge, stage: Stage, why: str) -> None:
        """It will not be said, for that reason."""
        ...


def fitting(nudges: Sequence[Nudge], tick: Ledger, hours: Hours) -> list[Nudge]:
    """Those that may be said now; the others are over, overtaken, or moved to a better moment."""
    fit: list[Nudge] = []
    for nudge in _latest(nudges, tick):
        about = nudge.counterpart or nudge.member
        # What makes no sense is said rather than lost.
        if not tick.faults.tried(about, partial(_fit, nudge, fit, tick, hours)):
            fit.append(nudge)
    return fit


def _fit(nudge: Nudge, fit: list[Nudge], tick: Ledger, hours: Hours) -> None:
    """Put *nudge* among those that *fit*, or see to what becomes of it."""
    if is_over(nudge, tick.book):
        tick.end(nudge, Stage.SETTLED, "over")
    elif _past(nudge, tick, hours):
        tick.end(nudge, Stage.SKIPPED, "past")
    elif not nudge.asked and not hours.allows(tick.now):
        _move(nudge, hours.next(tick.now), tick)
    elif (until := _hushed(nudge, tick, hours)) is not None:
        _put_by(nudge, until, tick)
    elif nudge.reason not in SOFT or _welcome(nudge, fit, tick, hours):
        fit.append(nudge)


def _latest(nudges: Sequence[Nudge], tick: Ledger) -> list[Nudge]:
    """Due ones first, then what was asked for; the last about one thing overtakes the others."""
    last: dict[tuple[str, str], Nudge] = {}
    for nudge in sorted(nudges, key=lambda one: (one.due_at, one.day)):
        key = (nudge.about, "" if nudge.reason in _FOLLOWING else nudge.id)
        if key in last:
            tick.end(last[key], Stage.SKIPPED, "overtaken")
        last[key] = nudge
    return sorted(last.values(), key=_order)


def _order(nudge: Nudge) -> tuple[bool, bool, datetime, str]:
    return nudge.reason in SOFT, not nudge.asked, nudge.due_at, nudge.id


def _past(nudge: Nudge, tick: Ledger, hours: Hours) -> bool:
    """Whether its time is over: what was planned has begun, or the feast is long past."""
    if nudge.reason is Reason.OCCASION:
        return hours.today(tick.now) > nudge.day + BELATED
    if nudge.reason not in (Reason.STEP, Reason.SOON):
        return False
    step = tick.book.get(NextStep, nudge.about)
    if step is None or step.on is None:
        return True
    if step.at is None:
        return hours.today(tick.now) > step.on
    return tick.now > instant(step.on, step.at, hours.zone)


def _hushed(nudge: Nudge, tick: Ledger, hours: Hours) -> datetime | None:
    """From when it may be said, where mourning or repair keeps it back until then.

    What is due, what was planned, a word of comfort and what a person asked for come all the
    same; a word of leave or an introduction waits for the end of mourning alone.
    """
    if not nudge.counterpart:
        return None
    one, today = nudge.counterpart, hours.today(tick.now)
    silent = None
    if nudge.reason in SOFT or is_joy(nudge, tick.book):
        silent = rhythms.silent_until(one, rhythms.care_of(one, tick.book), tick.book, today)
    elif nudge.reason in HANDING_OVER:
        silent = rhythms.mourns_until(one, tick.book, today)
    return hours.at(hours.on_or_after(silent + timedelta(days=1))) if silent else None


def is_joy(nudge: Nudge, book: Book) -> bool:
    """Whether it is about good news in somebody's life."""
    event = book.get(LifeEvent, nudge.about) if nudge.reason is Reason.LIFE else None
    return event is not None and event.event in JOYS


def _welcome(nudge: Nudge, fit: Sequence[Nudge], tick: Ledger, hours: Hours) -> bool:
    """Whether something cheerful keeps its distance now; else it waits, or the digest tells it."""
    # What somebody put off to an hour of their own has had its spacing already.
    known = nudge.counterpart and not nudge.asked
    until = _spaced(nudge, fit, tick, hours) if known else None
    if until is not None:
        _put_by(nudge, until, tick)
    return until is None


def _put_by(nudge: Nudge, until: datetime, tick: Ledger) -> None:
    if nudge.reason is Reason.OCCASION:
        # A greeting has its day; the digest of the week tells of it all the same.
        tick.end(nudge, Stage.SKIPPED, "not now")
    else:
        _move(nudge, until, tick)


def _spaced(nudge: Nudge, fit: Sequence[Nudge], tick: Ledger, hours: Hours) -> datetime | None:
    """From when a nudge about this counterpart may come again, where that is not now."""
    spacing = rhythms.spacing(nudge.counterpart, tick.book, hours.today(tick.now))
    here = [one for one in fit if one.counterpart == nudge.counterpart]
    if any(_keeps_away(nudge, one) for one in here):
        return hours.slot(tick.now + spacing)
    told = tick.book.find(Nudge, "counterpart", nudge.counterpart)
    sent = [
        one.sent_at
        for one in told
        if one.sent_at is not None and one.id != nudge.id and _keeps_away(nudge, one)
    ]
    free = max(sent, default=None)
    if free is None or free + spacing <= tick.now:
        return None
    return hours.slot(free + spacing)


def _keeps_away(nudge: Nudge, other: Nudge) -> bool:
    """Whether a cheerful one and *other* do not go together, being about the same counterpart.

    What has a day of its own (a promise, an agreement's end, a meeting, a condolence) comes on it
    whatever was said before; a check-in comes on no day in particular and so keeps its distance.
    """
    if nudge.reason in OF_NO_DAY:
        return other.reason not in PROMISES
    return other.reason in SOFT


def _move(nudge: Nudge, to: datetime, tick: Ledger) -> None:
    """Said at *to* instead, which nobody chose; where it was late by then, it still says so."""
    late = nudge.was_due or (nudge.due_at if tick.now - nudge.due_at > LATE else None)
    own = nudge.asked and nudge.held_until is None
    tick.change(nudge, replace(nudge, due_at=to, was_due=late, held_until=None, asked=own))


def within_the_day(
    fit: Sequence[Nudge], tick: Ledger, hours: Hours, member: Member
) -> tuple[list[Nudge], list[Nudge]]:
    """Those to say each on its own, and those to say on one card, so that a day stays bearable.

    Every card counts to the day's number that nobody asked for by the hour, the digest among
    them. Only what is worth nothing tomorrow goes beyond it, on one card; all else waits.
    """
    free = [one for one in fit if not one.asked]
    own = [one for one in free if one.reason in OWN]
    soft = [one for one in free if one.reason in SOFT and not _pressing(one, tick, hours)]
    hard = [one for one in free if one not in (*own, *soft)]
    room = hours.rhythm.cap - _said_today(tick, hours, member)
    single, bundled = hard, []
    if len(hard) > min(SINGLY, room):
        single, bundled = [], hard if has_room(hard, tick, hours, member) else []
    room = max(0, room - len(single) - bool(bundled))
    kept = [*own, *soft][:room]
    _wait([one for one in (*own, *soft) if one not in kept], tick, hours)
    return [*(one for one in fit if one.asked), *single, *kept], bundled


def has_room(nudges: Sequence[Nudge], tick: Ledger, hours: Hours, member: Member) -> bool:
    """Whether a card that tells all of *nudges* may come today; else they wait."""
    pressing = any(_pressing(one, tick, hours) for one in nudges)
    if pressing or _said_today(tick, hours, member) < hours.rhythm.cap:
        return True
    _wait(nudges, tick, hours)
    return False


def _pressing(nudge: Nudge, tick: Ledger, hours: Hours) -> bool:
    """Whether it is worth nothing at the next usual hour: what is due, a feast on its last day."""
    if nudge.reason is Reason.OCCASION:
        return hours.today(hours.slot(tick.now + _MINUTE)) > nudge.day
    return nudge.reason in PRESSING


def _wait(nudges: Sequence[Nudge], tick: Ledger, hours: Hours) -> None:
    """They wait for the next working day, each for the hour of its kind."""
    slot = hours.slot(tick.now + _MINUTE)
    day = hours.on_or_after(hours.today(tick.now) + timedelta(days=1))
    for nudge in nudges:
        digest = nudge.reason is Reason.DIGEST
        _move(nudge, hours.at(day, hours.rhythm.digest_hour) if digest else slot, tick)


def _said_today(tick: Ledger, hours: Hours, member: Member) -> int:
    told = tick.book.find(Nudge, "told", f"{member.id}:{hours.today(tick.now)}")
    return len({one.card for one in told if not one.asked and one.card})
