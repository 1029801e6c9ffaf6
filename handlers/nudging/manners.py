"""Manners: never into silence, never twice in five days, never too many a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from handlers.nudging.over import is_over
from handlers.nudging.titles import LATE
from handlers.rules import rhythms
from handlers.rules.hours import Hours, instant
from storage.after import After
from storage.records import Member, NextStep, Nudge, Reason, Stage

__all__ = ["LATE", "OWN", "SOFT", "fitting", "within_the_day"]

SOFT = frozenset(
    (
        *(Reason.CHECKIN, Reason.OCCASION, Reason.THANKS, Reason.SINCE),
        *(Reason.SINGLE, Reason.STRATEGIC),
    )
)
"""Cheerful or patient: these wait for a better day; all others are due."""

OWN = (Reason.DIGEST, Reason.MISSED)
"""Cards about many things, which are never told among others."""

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
        if is_over(nudge, tick.book):
            tick.end(nudge, Stage.SETTLED, "over")
        elif _past(nudge, tick, hours):
            tick.end(nudge, Stage.SKIPPED, "past")
        elif not nudge.asked and not hours.allows(tick.now):
            _move(nudge, hours.next(tick.now), tick)
        elif nudge.reason in SOFT and not _welcome(nudge, fit, tick, hours):
            continue
        else:
            fit.append(nudge)
    return fit


def _latest(nudges: Sequence[Nudge], tick: Ledger) -> list[Nudge]:
    """Due ones first; of several about one thing only the last, which overtakes the others."""
    last: dict[tuple[str, str], Nudge] = {}
    for nudge in sorted(nudges, key=lambda one: (one.due_at, one.day)):
        key = (nudge.about, "" if nudge.reason in _FOLLOWING else nudge.id)
        if key in last:
            tick.end(last[key], Stage.SKIPPED, "overtaken")
        last[key] = nudge
    return sorted(last.values(), key=lambda one: (one.reason in SOFT, one.due_at, one.id))


def _past(nudge: Nudge, tick: Ledger, hours: Hours) -> bool:
    """Whether what was planned has begun, so that there is nothing to announce."""
    if nudge.reason not in (Reason.STEP, Reason.SOON):
        return False
    step = tick.book.get(NextStep, nudge.about)
    if step is None or step.on is None:
        return True
    if step.at is None:
        return hours.today(tick.now) > step.on
    return tick.now > instant(step.on, step.at, hours.zone)


def _welcome(nudge: Nudge, fit: Sequence[Nudge], tick: Ledger, hours: Hours) -> bool:
    """Whether something cheerful is in place now; else it waits, or is left to the digest."""
    if not nudge.counterpart:
        return True
    today = hours.today(tick.now)
    care = rhythms.care_of(nudge.counterpart, tick.book)
    silent = rhythms.silent_until(nudge.counterpart, care, tick.book, today)
    until = hours.at(hours.on_or_after(silent + timedelta(days=1))) if silent else None
    until = until or _spaced(nudge, fit, tick, hours)
    if until is None:
        return True
    if nudge.reason is Reason.OCCASION:
        # A greeting has its day; the digest of the week tells of it all the same.
        tick.end(nudge, Stage.SKIPPED, "not now")
    else:
        _move(nudge, until, tick)
    return False


def _spaced(nudge: Nudge, fit: Sequence[Nudge], tick: Ledger, hours: Hours) -> datetime | None:
    """From when a nudge about this counterpart may come again, where that is not now."""
    if any(one.counterpart == nudge.counterpart for one in fit if one.reason in SOFT):
        return hours.slot(tick.now + rhythms.SPACING)
    told = tick.book.find(Nudge, "counterpart", nudge.counterpart)
    sent = [
        one.sent_at
        for one in told
        if one.sent_at is not None
        and one.id != nudge.id
        and (one.reason in SOFT or nudge.reason is Reason.CHECKIN)
    ]
    free = max(sent, default=None)
    if free is None or free + rhythms.SPACING <= tick.now:
        return None
    return hours.slot(free + rhythms.SPACING)


def _move(nudge: Nudge, to: datetime, tick: Ledger) -> None:
    """Said at *to* instead; where it was late by then, it still says so."""
    late = nudge.due_at if tick.now - nudge.due_at > LATE else None
    tick.change(nudge, replace(nudge, due_at=to, was_due=nudge.was_due or late))


def within_the_day(
    fit: Sequence[Nudge], tick: Ledger, hours: Hours, member: Member
) -> tuple[list[Nudge], list[Nudge]]:
    """Those to say each on its own, and those to say on one card, so that a day stays bearable.

    Cheerful ones beyond the day's number wait for the next working day.
    """
    asked = [one for one in fit if one.asked]
    own = [one for one in fit if not one.asked and one.reason in OWN]
    hard = [one for one in fit if not one.asked and one.reason not in (*SOFT, *OWN)]
    soft = [one for one in fit if not one.asked and one.reason in SOFT]
    room = max(0, hours.rhythm.cap - _said_today(tick, hours, member) - len(own))
    bundled = hard if len(hard) > min(SINGLY, room) else []
    single = [] if bundled else hard
    room -= len(single) + bool(bundled)
    kept = soft[: max(0, room)]
    for nudge in soft[len(kept) :]:
        _move(nudge, hours.slot(tick.now + _MINUTE), tick)
    return [*asked, *own, *single, *kept], bundled


def _said_today(tick: Ledger, hours: Hours, member: Member) -> int:
    told = tick.book.find(Nudge, "told", f"{member.id}:{hours.today(tick.now)}")
    return len({one.card for one in told if not one.asked and one.card})
