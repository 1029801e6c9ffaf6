"""Keeps what is planned to be said in step with what is on record, in the one place for all.

Whatever changes, `replanned` works out anew what hangs on it and answers with the difference, to
be applied together with the change itself; so a tick only has to look at what is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import datetime
from functools import partial

from handlers.clocks import is_known
from handlers.nudging import closing, passing
from handlers.nudging.faults import Fault, Faults
from handlers.nudging.grounds import about_counterpart
from handlers.nudging.kinds import APART, LATE, SOFT
from handlers.nudging.marked import Calendars, no_calendars
from handlers.nudging.moving import held_at, moved
from handlers.nudging.over import is_over
from handlers.nudging.series import SERIES, about_member
from handlers.nudging.touched import shifted, touched
from handlers.nudging.turns import placed_at
from handlers.nudging.wanted import View, Wanted
from handlers.rules import rhythms
from handlers.rules.hours import Hours, hours_of
from handlers.rules.recipients import reachable, recipient
from storage.after import After
from storage.records import Change, Counterpart, Member, Nudge, Reason, Stage, removed
from storage.store import Book
from storage.values import dataclass

_UNDER_WAY = (Stage.OWED, Stage.SENT)


@dataclass(slots=True)
class Plan:
    """Plans being brought in step: `book` holds what was found, and what is made of it."""

    book: After
    now: datetime
    calendars: Calendars = no_calendars
    shifted: frozenset[str] = frozenset()
    """Members whose zone, week or hours have just changed."""
    hours: dict[str, Hours] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    """What made no sense; what was planned of it stays planned."""

    def counterpart(self, id: str) -> None:
        """Bring in step all that is to be said about the counterpart of that *id*."""
        self.faults.tried(id, lambda: self._counterpart(id))

    def member(self, id: str) -> None:
        """Bring in step all that comes back to the member of that *id*."""
        self.faults.tried(id, lambda: self._member(id))

    def _counterpart(self, id: str) -> None:
        one = self.book.get(Counterpart, id)
        told = [
            nudge
            for nudge in self.book.find(Nudge, "live", id)
            if nudge.counterpart == id and nudge.reason not in APART
        ]
        member = None
        if one is not None and not one.merged_into and one.died_on is None:
            member = recipient(one, self.book, self.now)
            if member is None:
                # Whoever is taken off the team may be taken back; what is due meanwhile ends.
                return
        known = len(self.faults.found)
        wanted = [] if one is None or member is None else self._wanted(one, member)
        self._settle(id, told, wanted, member, whole=len(self.faults.found) == known)

    def _member(self, id: str) -> None:
        member = self.book.get(Member, id)
        if member is not None and not member.active:
            return
        told = [one for one in self.book.find(Nudge, "live", id) if one.member == id]
        own = [one for one in told if one.reason in SERIES]
        wanted: list[Wanted] = []
        known = len(self.faults.found)
        if member is not None:
            hours = self._hours(member)
            wanted = about_member(member, self.book, hours, self.now, self.faults)
        self._settle(id, own, wanted, member, whole=len(self.faults.found) == known)
        if member is not None and not is_known(member.zone):
            # It goes by UTC, which they must be told.
            self.faults.found.append(Fault(LookupError("zone"), id, Member.__name__))
        for one in told:
            if one.reason is Reason.MISSED and one.stage is Stage.UNREACHED:
                self._reached(one, member)
            elif one.reason is Reason.MISSED and one.stage is Stage.PLANNED and member:
                due = held_at(one, self._hours(member)) or one.due_at
                self._change(one, replace(one, due_at=due))

    def _wanted(self, one: Counterpart, member: Member) -> list[Wanted]:
        hours = self._hours(member)
        care = rhythms.care_of(one.id, self.book)
        met = rhythms.last_contact(one, self.book)
        view = View(one, care, self.book, hours, hours.today(self.now), met, self.faults)
        return about_counterpart(view, self.calendars)

    def _hours(self, member: Member) -> Hours:
        if member.id not in self.hours:
            self.hours[member.id] = hours_of(member, self.book)
        return self.hours[member.id]

    def _settle(
        self,
        about: str,
        told: Sequence[Nudge],
        wanted: Iterable[Wanted],
        member: Member | None,
        *,
        whole: bool,
    ) -> None:
        """Plan what is wanted and not yet told; let go of what is told of and no longer wanted.

        Nothing is let go where *wanted* is not the *whole*.
        """
        keys = {one.id: one for one in self._chosen(wanted)}
        for one in told:
            want = keys.get(one.origin or one.id)
            if want is not None or whole or member is None or one.stage in _UNDER_WAY:
                self.faults.tried(about, partial(self._bring, one, want, member), Nudge.__name__)
        for id, want in keys.items():
            if member is not None and self.book.get(Nudge, id) is None:
                self.faults.tried(about, partial(self._plan, want, member))

    def _bring(self, one: Nudge, want: Wanted | None, member: Member | None) -> None:
        """One that is known, in step with whether it is still wanted."""
        if one.stage is Stage.PLANNED:
            self._again(one, want, member)
        elif one.stage in _UNDER_WAY and is_over(one, self.book):
            self._change(one, replace(one, stage=Stage.SETTLED, why="over"))
        elif one.stage is Stage.UNREACHED:
            wanted_still = one.reason not in SOFT or want is not None
            self._reached(one, member if wanted_still else None)

    def _chosen(self, wanted: Iterable[Wanted]) -> list[Wanted]:
        """All that is wanted; of the check-ins, which follow one another, only the next."""
        every = list(wanted)
        checkins = [one for one in every if one.reason is Reason.CHECKIN]
        others = [one for one in every if one.reason is not Reason.CHECKIN]
        known = [self.book.get(Nudge, one.id) for one in checkins]
        ended = [n for n, one in enumerate(known) if one and one.stage is not Stage.PLANNED]
        kept = [checkins[n] for n in ended]
        coming = checkins[max(ended, default=-1) + 1 :]
        past = [one for one in coming if one.on <= self.now.date()]
        # Of those that passed before we heard of them, the last one stands for all.
        return [*others, *kept, *(past[-1:] or coming[:1])]

    def _again(self, one: Nudge, want: Wanted | None, member: Member | None) -> None:
        """A planned one stays, moves, or goes."""
        if want is None or member is None:
            self._change(one, None)
            return
        who = member if not one.tries else self.book.get(Member, one.member) or member
        hours = self._hours(who)
        due = moved(one, want, hours, self.now, has_shifted=who.id in self.shifted, to=who.id)
        natural = placed_at(want, hours)
        # What can only be said after its moment tells so; a cheerful one has a new moment instead.
        patient = one.reason in SOFT and one.reason is not Reason.OCCASION
        patient = patient or want.lasting
        missed = not patient and natural <= self.now < due - LATE
        late = one.was_due or (natural if missed and one.held_until is None else None)
        asked = one.asked or want.asked
        now = (who.id, want.day, due, asked, late)
        if now != (one.member, one.day, one.due_at, one.asked, one.was_due):
            again = replace(one, member=who.id, day=want.day, due_at=due, asked=asked)
            self._change(one, replace(again, was_due=late))

    def _plan(self, want: Wanted, member: Member) -> None:
        hours = self._hours(member)
        due = placed_at(want, hours)
        if due < self.now:
            if not want.lasting:
                return
            due = hours.slot(self.now)
        fresh = Nudge(
            *(want.id, member.id, want.reason, want.about, want.day, due),
            counterpart=want.counterpart,
            asked=want.asked,
        )
        # What it is about may have passed from one counterpart to another, looked at later.
        self.book.make(Change(self.book.get(Nudge, want.id), fresh))

    def _reached(self, one: Nudge, member: Member | None) -> None:
        """What no door took is said as soon as there is somebody again to say it to."""
        if is_over(one, self.book):
            self._change(one, replace(one, stage=Stage.SETTLED, why="over"))
        elif member is not None and reachable(member.id, self.book):
            again = replace(
                one,
                member=member.id,
                stage=Stage.PLANNED,
                doors=(),
                card="",
                due_at=self._hours(member).next(self.now),
                was_due=one.was_due or one.due_at,
            )
            self._change(one, again)

    def _change(self, before: Nudge, after: Nudge | None) -> None:
        if after is None:
            self.book.make(removed(before))
        elif after != before:
            self.book.make(Change(before, after))


def replanned(
    book: Book,
    changes: Sequence[Change],
    now: datetime,
    *,
    calendars: Calendars = no_calendars,
    pressed: str = "",
) -> closing.Planned:
    """What *changes*, not yet applied to *book*, mean for what is planned to be said.

    The answer's changes follow *changes* in the same `apply`; its replies redraw cards of nudges
    that are settled now, but for the card that was *pressed*, as ``platform:message``.
    """
    faults = Faults()
    plan = Plan(After(book, changes), now, calendars, shifted(changes), faults=faults)
    passed = faults.of("", lambda: passing.passed(plan.book, changes, now))
    for change in passed:
        plan.book.make(change)
    members, counterparts = touched((*changes, *passed), plan.book)
    for id in counterparts:
        plan.counterpart(id)
    for id in members:
        plan.member(id)
    made = tuple(plan.book.made)
    planned = closing.closed([*changes, *made], plan.book, made, pressed)
    return replace(planned, faults=tuple(faults.found))


def looked_over(
    book: Book, ids: Sequence[str], now: datetime, *, calendars: Calendars = no_calendars
) -> closing.Planned:
    """What there is to bring in step for members and counterparts though nothing touched them."""
    plan = Plan(After(book), now, calendars)
    for id in ids:
        bring = plan.counterpart if book.get(Member, id) is None else plan.member
        bring(id)
    planned = closing.closed(plan.book.made, plan.book, tuple(plan.book.made))
    return replace(planned, faults=tuple(plan.faults.found))
