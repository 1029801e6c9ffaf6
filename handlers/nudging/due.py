"""One tick: what is due now, to whom, through which door; all of it as changes and cards.

Pure: it reads records and a time, and answers with what is to be applied in one step. A nudge
that is said becomes owed in the same step as the card that says it, so it is said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import datetime
from functools import partial

from handlers.chat import Address, Card, Reply
from handlers.desk import Desk
from handlers.nudging import cards, gathering, looks, manners, passing
from handlers.nudging.closing import closed
from handlers.nudging.doors import Open, door, returned
from handlers.nudging.faults import Fault, Faults
from handlers.nudging.kinds import LATE, TOO_LATE
from handlers.nudging.marked import Calendars, no_calendars
from handlers.nudging.planning import Plan
from handlers.nudging.series import SERIES
from handlers.rules.hours import Hours, hours_of
from handlers.rules.rights import Visible
from handlers.words import nudges as words
from handlers.words.speech import Plural, Speech
from storage.after import After
from storage.records import Change, Counterpart, Member, Nudge, Offer, Reason, Stage, added
from storage.store import Book
from storage.values import dataclass


@dataclass(slots=True)
class Told:
    """What a tick comes to: cards by the key they are found under, and the changes they rest on."""

    cards: list[tuple[str, Reply]] = field(default_factory=list)
    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()
    more: bool = False
    """Whether there is more to say at once; ask again."""
    members: frozenset[str] = frozenset()
    """Whose turn it was, whether or not they can be told; each has one in a tick."""
    faults: list[Fault] = field(default_factory=list)
    """What made no sense, and kept nothing else from being said."""


@dataclass(slots=True)
class Tick:
    """One look at what is due to one member."""

    book: After
    now: datetime
    is_open: Open
    told: Told = field(default_factory=Told)
    faults: Faults = field(default_factory=Faults)

    def tell(self, member: Member, nudges: Sequence[Nudge]) -> None:
        """Say what is due to *member*, as far as manners allow."""
        hours = hours_of(member, self.book)
        if not member.active:
            for nudge in nudges:
                # Told late, should they be taken back.
                self.end(nudge, Stage.UNREACHED, "left")
            return
        fit = manners.fitting(nudges, self, hours)
        late = [one for one in fit if _too_late(one, self.now)]
        if len(late) > 1:
            if manners.has_room(late, self, hours, member):
                self._together(member, late, hours, words.WAITED)
            fit = [one for one in fit if one not in late]
        single, bundled = manners.within_the_day(fit, self, hours, member)
        if bundled:
            self._together(member, bundled, hours, words.AT_ONCE)
        for nudge in single:
            self._say(member, nudge, hours)

    def _drawn(self, nudge: Nudge, desk: Desk) -> Card | None:
        """Its card; one that says less where that cannot be drawn, for silence could cost more."""
        drawn: list[Card | None] = []
        if self.faults.tried(_about(nudge), lambda: drawn.append(cards.drawn(nudge, desk))):
            return drawn[0]
        return looks.bare(nudge, desk)

    def _say(self, member: Member, nudge: Nudge, hours: Hours) -> None:
        desk = self.desk(member)
        card = self._drawn(nudge, desk)
        if card is None:
            self.end(nudge, Stage.SKIPPED, "nothing")
            return
        self._owe(nudge, nudge.id, hours)
        self._send(nudge, nudge.id, card)

    def _together(
        self, member: Member, nudges: Sequence[Nudge], hours: Hours, title: Plural
    ) -> None:
        """One card for them all, itself a nudge of its own so that its way is followed."""
        first = nudges[0]
        earlier = self.book.find(Nudge, "about", member.id)
        number = sum(one.reason is Reason.LATE for one in earlier)
        key = f"{Reason.LATE}:{member.id}:{self.now:%Y%m%d}-{number}"
        whole = Nudge(key, member.id, Reason.LATE, member.id, hours.today(self.now), self.now)
        card = looks.several(nudges, self.desk(member), title)
        self.book.make(added(self._owed(whole, key, hours)))
        for nudge in nudges:
            self._owe(nudge, key, hours)
        self._send(replace(whole, doors=first.doors), key, card)

    def _owe(self, nudge: Nudge, key: str, hours: Hours) -> None:
        for one in self.book.find(Nudge, "about", nudge.about):
            # What was said before about the same thing no longer waits for an answer of its own.
            if one.stage is Stage.SENT and one.reason is nudge.reason and one.id != nudge.id:
                self.end(one, Stage.SETTLED, "followed")
        self.change(nudge, self._owed(nudge, key, hours))

    def _owed(self, nudge: Nudge, key: str, hours: Hours) -> Nudge:
        late = nudge.was_due or (nudge.due_at if self.now - nudge.due_at > LATE else None)
        return replace(
            nudge,
            stage=Stage.OWED,
            card=key,
            sent_at=self.now,
            was_due=late,
            told_on=hours.today(self.now),
        )

    def _send(self, nudge: Nudge, key: str, card: Card) -> None:
        if (there := door(nudge, self.book, self.is_open)) is not None:
            to = Address(there.id.partition(":")[0], there.place)
            self.told.cards.append((key, Reply(to, card, urgent=False)))

    def desk(self, member: Member) -> Desk:
        """The member's own view, from which their cards are drawn."""
        say = Speech(member.language, member.zone)
        return Desk(Visible(self.book, member), self.now, _no_ids, member, say)

    def change(self, before: Nudge, after: Nudge) -> Nudge:
        """Note what becomes of a nudge."""
        if after != before:
            self.book.make(Change(before, after))
        return after

    def end(self, nudge: Nudge, stage: Stage, why: str) -> None:
        """It will not be said, for that reason."""
        self.change(nudge, replace(nudge, stage=stage, why=why))


def _too_late(nudge: Nudge, now: datetime) -> bool:
    """Whether it is told among all else that waited, if anything else did."""
    due = nudge.was_due or nudge.due_at
    return now - due > TOO_LATE and nudge.reason not in looks.LOOKS


def _about(nudge: Nudge) -> str:
    return nudge.counterpart or nudge.member


def _no_ids() -> str:
    raise LookupError("a tick names nothing by chance")


def due(
    book: Book,
    now: datetime,
    *,
    is_open: Open = lambda one: True,
    calendars: Calendars = no_calendars,
    told_already: frozenset[str] = frozenset(),
) -> Told:
    """All that is to be said at *now*, and what follows for what is planned.

    *is_open* tells whether the door to an account is open; *told_already* are the members who had
    their turn in this tick. The changes go with the deliveries of the cards, each by its key.
    """
    whole, told, faults = After(book), Told(), Faults()
    if not told_already:
        _looked_around(whole, now, is_open, faults)
    turn = gathering.next_turn(whole, now, is_open, told_already, faults)
    told.more, told.members = turn.more, frozenset(turn.members)
    for id, nudges in turn.due.items():
        member = book.get(Member, id)
        share = Tick(After(whole), now, is_open, faults=faults)
        if member is None or not faults.tried(id, partial(share.tell, member, [*nudges.values()])):
            continue
        for change in share.book.made:
            whole.make(change)
        told.cards += share.told.cards
        told.more = told.more or share.told.more
    if whole.made:
        _follow(told, whole, now, calendars, faults)
    told.faults = faults.found
    return told


def _looked_around(book: After, now: datetime, is_open: Open, faults: Faults) -> None:
    """Who can be written to again, and who sees a relation no more: from their own midnight on."""
    returned(book, now, is_open, faults)
    for change in passing.ended(book, now, faults):
        book.make(change)
        if isinstance(change.after, Offer):
            Plan(book, now, faults=faults).member(change.after.member)


def _follow(told: Told, book: After, now: datetime, calendars: Calendars, faults: Faults) -> None:
    """Plan what comes after all that was said or ended just now."""
    changed = [change.subject for change in book.made]
    nudges = [one for one in changed if isinstance(one, Nudge)]
    plan = Plan(book, now, calendars, faults=faults)
    said = len(book.made)
    about = [one.counterpart for one in nudges if one.reason not in SERIES]
    about += [one.counterpart for one in changed if isinstance(one, Offer)]
    about += [one.id for one in changed if isinstance(one, Counterpart)]
    for id in dict.fromkeys(about):
        if id:
            plan.counterpart(id)
    for id in dict.fromkeys(one.member for one in nudges if one.reason in SERIES):
        plan.member(id)
    ended = closed(book.made[said:], book, ())
    told.replies = ended.replies
    told.changes = (*book.made, *ended.changes)
