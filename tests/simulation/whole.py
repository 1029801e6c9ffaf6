"""What can only be told from the whole: nothing due is missing, no week, no month, no feast.

Each thing that is due is worked out here from the records it hangs on, as days; some card must tell
of it on that day, or as soon after as weekends, stops and doors allow.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from handlers.rules.occasions import OCCASIONS, between
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Member,
    NextStep,
    Nudge,
    Observance,
    Reason,
    Reminder,
    Side,
    Stage,
)
from tests.simulation.service import Service
from tests.simulation.world import DAY, START, Said

BEFORE, AFTER = 3 * DAY, 5 * DAY
"""How far from its day something due may be told, for weekends and all that goes wrong."""
QUIET = 80
"""Days after which even a slow week has brought a check-in: 60, a weekend, and spacing."""

WEEK_AND_A_HALF = 10
"""The longest from one digest to the next where its day changes in between."""


class Whole:
    """Looks back over a world when it has come to its end."""

    def __init__(self, service: Service) -> None:
        self.world, self.service = service.world, service
        self.first, self.last = START.date() + 7 * DAY, self.world.now.date() - 10 * DAY

    def check(self) -> None:
        """Everything, by what it hangs on."""
        store = self.world.store
        for promise in store.all(Commitment):
            self._check_due(promise.id, self._of_promise(promise))
        for agreement in store.all(Agreement):
            self._check_due(agreement.id, self._of_agreement(agreement))
        for step in store.all(NextStep):
            self._check_due(step.id, self._of_step(step))
        for event in store.all(LifeEvent):
            self._check_due(event.id, self._of_event(event))
        for reminder in store.all(Reminder):
            self._check_reminder(reminder)
        self._check_people()

    def _check_people(self) -> None:
        store = self.world.store
        for mark in store.all(Observance):
            self._check_feasts(mark)
        for member in store.all(Member):
            self._check_digests(member)
        for one in store.all(Counterpart):
            self._check_quiet(one)

    def _check_due(self, about: str, days: Iterator[date]) -> None:
        """A card told of it on or about each of the days, or of a later one of the same."""
        for day in days:
            if self.first <= day <= self.last:
                heard = any(self._tells(one, about, day) for one in self.world.told_about[about])
                self.world.holds("what is due is told", heard, (about, day))

    def _tells(self, said: Said, about: str, day: date) -> bool:
        """Whether a card came on or about *day*; later, where nobody could be reached by then."""
        here = said.here.date()
        if day - BEFORE <= here <= day + AFTER or any(one.day == day for one in said.nudges):
            return True
        occasion = f":{about}:{day:%Y%m%d}"
        return here > day and any(id.endswith(occasion) for id in self.world.unreached)

    def _of_promise(self, promise: Commitment) -> Iterator[date]:
        if promise.due is None:
            return
        ended = self.world.settled.get(promise.id, self.world.now).date()
        days = [promise.due, promise.due + DAY]
        if promise.by is Side.US:
            days.insert(0, promise.due - 2 * DAY)
        for day in days:
            if promise.made_on < day - BEFORE and ended > day + AFTER:
                yield day

    def _of_agreement(self, one: Agreement) -> Iterator[date]:
        for days in (14, 3, 0) if one.until else ():
            day = (one.until or one.made_on) - days * DAY
            if one.made_on < day - BEFORE:
                yield day

    def _of_step(self, step: NextStep) -> Iterator[date]:
        """A meeting is announced the day before, and asked about the day after if none is told."""
        if step.on is None:
            return
        met = self.world.store.find(Meeting, "counterpart", step.counterpart)
        if not any(step.on - BEFORE <= one.on <= step.on + AFTER + DAY for one in met):
            yield step.on - DAY
            if not any(one.on >= step.on and one.id != step.meeting for one in met):
                yield step.on + DAY

    def _of_event(self, one: LifeEvent) -> Iterator[date]:
        if one.event is Event.DEATH:
            yield from (one.on, one.on + 40 * DAY, one.on + 365 * DAY)

    def _check_reminder(self, reminder: Reminder) -> None:
        """A reminder for the 31st comes once in every month, at its hour or as late as it says."""
        gone = self.world.gone.get(reminder.member, self.world.now)
        cards = self.world.told_about[reminder.id]
        # A card may tell several things: the reminder may stand below another.
        own = [each for one in cards for each in one.nudges if each.about == reminder.id]
        times = Counter(each.day for each in own if not each.origin)
        told = [one for one in cards if not one.nudges[0].origin]
        for day in _days_of(reminder, START.date(), min(gone, self.world.now).date() - 4 * DAY):
            if self.world.was_off(reminder.member, day - BEFORE, day + AFTER):
                continue
            waits = self.world.store.get(Nudge, f"{Reason.REMINDER}:{reminder.id}:{day:%Y%m%d}")
            if waits is not None and (waits.stage is Stage.UNREACHED or waits.was_due):
                # They were not heard of before the end.
                continue
            self.world.holds("a reminder in every month and year", times[day] > 0, (reminder, day))
        for one in told:
            at = (reminder.at or time(0)) if reminder.at else None
            if at is not None and not one.marked and len(one.nudges) == 1:
                zone = ZoneInfo(reminder.zone or one.member.zone)
                off = datetime.combine(one.at.astimezone(zone).date(), at, zone)
                away = self.world.was_away(off.astimezone(UTC), one.at)
                fact = 0 <= (one.at - off.astimezone(UTC)).total_seconds() <= 90 + away
                moved = self.world.changed.get(one.member.id, START) >= one.at - DAY
                # Where its card did not arrive, it comes as soon as an account can be reached.
                id = one.nudges[0].id
                undone = id in self.world.refused or id in self.world.unreached
                self.world.holds("a reminder at its hour", fact or moved or undone, one)

    def _check_feasts(self, mark: Observance) -> None:
        """A feast is told once, on its day or the working day before it."""
        world = self.world
        about = f"{mark.counterpart}.{mark.occasion}"
        planned = world.store.find(Nudge, "about", about)
        for window in between(OCCASIONS[mark.occasion], self.first + 20 * DAY, self.last):
            own = [one for one in planned if abs((one.day - window.day).days) <= 3]
            told = [one for one in own if one.told_on is not None and not one.origin]
            world.holds("a feast is told once", len(told) <= 1, told)
            for one in told:
                day = one.told_on or one.day
                late = 8 * DAY if one.was_due else DAY
                fact = one.day - 5 * DAY <= day <= one.day + late
                world.holds("a feast at its time", fact, one)
            silent = any(
                world.is_silent(mark.counterpart, window.day + n * DAY) for n in (-1, 0, 1)
            )
            skipped = any(one.stage is Stage.SKIPPED and one.why == "not now" for one in own)
            world.found.counts["feasts told"] += bool(told)
            world.found.counts["feasts left to the digest"] += skipped and not told
            heard = bool(told) or silent or skipped
            world.holds("a feast is not forgotten", heard, (mark, window.day, own))

    def _check_digests(self, member: Member) -> None:
        """Every week one, told or found to have nothing to say; a week may lie elsewhere now."""
        gone = self.world.gone.get(member.id, self.world.now)
        told = self.world.store.find(Nudge, "about", member.id)
        weekly = [one for one in told if one.reason is Reason.DIGEST and _said(one)]
        # A late one counts as of its own day, or as of that on which it came.
        days = {one.day: self.world.seen_to.get(one.id, one.day) for one in weekly}
        ends = START.date(), min(gone, self.world.now).date()
        for one, other in pairwise(sorted({**{day: day for day in ends}, **days}.items())):
            days_apart = min((late - early).days for early, late in zip(one, other, strict=True))
            fact = days_apart <= WEEK_AND_A_HALF or self._was_lost(member, one[0], other[0])
            self.world.holds("a digest every week", fact, (member, one, other))
        times = Counter((one.day.isocalendar()[:2]) for one in told if one.reason is Reason.DIGEST)
        self.world.found.counts["digest weeks"] += len(times)

    def _was_lost(self, member: Member, first: date, last: date) -> bool:
        """Whether an account of theirs could not be written to at some time between the two."""
        before = [lost for day, lost in self.world.lost[member.id] if day <= first][-1:]
        within = [lost for day, lost in self.world.lost[member.id] if first <= day <= last]
        return any((*before, *within)) or self.world.was_off(member.id, first, last)

    def _check_quiet(self, one: Counterpart) -> None:
        """Nobody is quiet for longer than the rhythm allows without a word about it."""
        world = self.world
        met = sorted(
            {START.date()} | {m.on for m in world.store.find(Meeting, "counterpart", one.id)}
        )
        heard = sorted(
            said.here.date()
            for said in world.said
            if any(n.counterpart == one.id for n in said.nudges)
        )
        for day, until in zip(met, [*met[1:], world.now.date()], strict=True):
            silent = any(world.is_silent(one.id, day + n * DAY) for n in range(0, QUIET, 3))
            if until - day > (QUIET + 1) * DAY and not silent:
                fact = any(day + 20 * DAY <= at <= day + QUIET * DAY for at in heard)
                world.holds("no quiet without a check-in", fact, (one.id, day, until))


def _said(nudge: Nudge) -> bool:
    return nudge.stage is not Stage.PLANNED


def _days_of(reminder: Reminder, first: date, last: date) -> Iterator[date]:
    """The days on which a repeated reminder falls, a day that a month lacks being its last."""
    if reminder.every in ("", "week"):
        days = (reminder.on + n * 7 * DAY for n in range(110 if reminder.every else 1))
        yield from (day for day in days if first <= day <= last)
        return
    for months in range(40):
        year, month = divmod(first.month - 1 + months, 12)
        year, month = first.year + year, month + 1
        if reminder.every == "year" and month != reminder.on.month:
            continue
        day = date(year, month, min(reminder.day, monthrange(year, month)[1]))
        if max(first, reminder.on) <= day <= last:
            yield day
