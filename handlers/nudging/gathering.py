"""Whose turn it is in one step of a tick, and all that is due to them.

A step stays short however much is due: it looks at few members, and at all that each of them is
to hear, so that what has waited can be told on one card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from functools import partial

from handlers.nudging.doors import Open, door, given_up, handed_on, missed
from handlers.nudging.faults import Faults
from handlers.nudging.kinds import APART
from handlers.nudging.planning import Plan
from handlers.nudging.series import SERIES
from handlers.rules.recipients import recipient
from storage.after import After
from storage.records import Change, Counterpart, Member, Nudge, Stage
from storage.store import Book
from storage.values import dataclass

MEMBERS = 2
"""Members whose cards are drawn in one step, so that nobody who writes meanwhile has to wait."""
LOOKED_AT = 40
"""Members who are looked at in one step, where most of them cannot be told."""
PAGE = 32
"""Nudges that are listed at first; four times as many each time that these were not enough."""


@dataclass(slots=True)
class Turn:
    """What one step is about."""

    due: dict[str, dict[str, Nudge]] = field(default_factory=dict)
    """By member, what they are to hear by its id."""
    members: dict[str, None] = field(default_factory=dict)
    """Who was looked at."""
    more: bool = False
    """Whether others wait for their turn."""

    @property
    def is_full(self) -> bool:
        """Whether the others have to wait for the next step."""
        return len(self.due) >= MEMBERS or len(self.members) >= LOOKED_AT


def next_turn(
    book: After, now: datetime, is_open: Open, told_already: frozenset[str], faults: Faults
) -> Turn:
    """All that is due to the next few members, as things stand now."""
    turn = Turn()
    for member in _waiting(book, now, faults):
        if member in told_already or member in turn.members:
            continue
        if turn.is_full:
            turn.more = True
            break
        _look_at(turn, member, book, now, is_open, faults)
    # Whoever stands in hears it together with what is due to themselves.
    for member in [one for one in turn.due if one not in turn.members]:
        _look_at(turn, member, book, now, is_open, faults)
    for nudges in turn.due.values():
        for one in [*nudges.values()]:
            # What came to light about another may have moved it meanwhile.
            if book.get(Nudge, one.id) != one:
                del nudges[one.id]
    return turn


def _waiting(book: Book, now: datetime, faults: Faults) -> Iterator[str]:
    """Whoever something is due to, the longest due first, some of them again and again."""
    page = PAGE
    while True:
        known = len(faults.found)
        listed = faults.of("", partial(book.due, Nudge, now, page))
        if len(faults.found) > known:
            # One that cannot be read is in the way: everybody is looked at, each for themselves.
            yield from (one.id for one in book.all(Member))
            return
        yield from (one.member for one in listed)
        if len(listed) < page:
            return
        page *= 4


def _due(id: str, book: Book, now: datetime) -> Nudge | None:
    """The nudge of that *id*, if it still is due; what was done about another may have moved it."""
    one = book.get(Nudge, id)
    return one if one and one.stage is Stage.PLANNED and one.due_at <= now else None


def _look_at(  # noqa: PLR0913, PLR0917  # All that a look takes.
    turn: Turn, member: str, book: After, now: datetime, is_open: Open, faults: Faults
) -> None:
    """Add to *turn* all that is due to one member, or to whoever hears it instead."""
    turn.members[member] = None
    told = faults.of(member, partial(book.find, Nudge, "live", member))
    live = [one for one in told if one.member == member]
    ready = [one for one in live if one.stage is Stage.PLANNED and one.due_at <= now]
    for nudge in sorted(ready, key=lambda one: (one.due_at, one.id)):
        share = After(book)
        about = nudge.counterpart or member
        if not faults.tried(about, partial(_gather, turn, nudge.id, share, now, is_open, faults)):
            # Who is to hear it could not be told: whoever it was planned for.
            if (one := _due(nudge.id, book, now)) and door(one, book, is_open) is not None:
                turn.due.setdefault(one.member, {})[one.id] = one
            continue
        for change in share.made:
            book.make(change)


def _gather(  # noqa: PLR0913, PLR0917  # All that a look takes.
    turn: Turn, id: str, book: After, now: datetime, is_open: Open, faults: Faults
) -> None:
    """Add to *turn* what is due under that *id*, for its member or whoever hears it instead."""
    nudge = _due(id, book, now)
    one = nudge and _for_whom(nudge, book, now, faults)
    if one is None:
        return
    if door(one, book, is_open) is not None:
        turn.due.setdefault(one.member, {})[one.id] = one
    elif door(one, book, lambda _: True) is None:
        # None of its member's doors is left; whoever stands in hears at once.
        book.make(Change(one, given_up(one, book, now)))
        turn.more = True
    elif (other := handed_on(one, book, now, is_open)) is not None:
        book.make(Change(one, other))
        turn.more = True


def _for_whom(nudge: Nudge, book: After, now: datetime, faults: Faults) -> Nudge | None:
    """*nudge* for whoever is to hear it now; ``None`` where that is nobody, or not yet."""
    if nudge.reason in SERIES or nudge.reason in APART or nudge.tries:
        return nudge
    about = book.get(Counterpart, nudge.counterpart)
    who = recipient(about, book, now) if about else None
    if who is None:
        # Told late, should somebody look after them again.
        stage = Stage.SETTLED if about is None else Stage.UNREACHED
        book.make(Change(nudge, replace(nudge, stage=stage, why="nobody")))
        return None
    return nudge if who.id == nudge.member else _handed(nudge, who, book, now, faults)


def _handed(nudge: Nudge, who: Member, book: After, now: datetime, faults: Faults) -> Nudge | None:
    """*nudge* for whoever is to hear it now; ``None`` where their own hours set a later moment."""
    if nudge.doors:
        missed(nudge, who, book)
    Plan(book, now, faults=faults).counterpart(nudge.counterpart)
    one = _due(nudge.id, book, now)
    if one is None or one.member == who.id:
        return one
    # What it hangs on makes no sense, so that nothing could be planned anew.
    theirs = replace(one, member=who.id)
    book.make(Change(one, theirs))
    return theirs
