"""Whose turn it is in one step of a tick, and all that is due to them.

A step stays short however much is due: it looks at few members, and at all that each of them is
to hear, so that what has waited can be told on one card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime

from handlers.nudging.doors import Open, door, given_up, handed_on, missed
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
    faults: list[Exception] = field(default_factory=list)
    """What went wrong while somebody was looked at."""

    @property
    def is_full(self) -> bool:
        """Whether the others have to wait for the next step."""
        return len(self.due) >= MEMBERS or len(self.members) >= LOOKED_AT


def next_turn(book: After, now: datetime, is_open: Open, told_already: frozenset[str]) -> Turn:
    """All that is due to the next few members, as things stand now."""
    turn = Turn()
    for member in _waiting(book, now):
        if member in told_already or member in turn.members:
            continue
        if turn.is_full:
            turn.more = True
            break
        _look_at(turn, member, book, now, is_open)
    # Whoever stands in hears it together with what is due to themselves.
    for member in [one for one in turn.due if one not in turn.members]:
        _look_at(turn, member, book, now, is_open)
    for nudges in turn.due.values():
        for one in [*nudges.values()]:
            # What came to light about another may have moved it meanwhile.
            if book.get(Nudge, one.id) != one:
                del nudges[one.id]
    return turn


def _waiting(book: Book, now: datetime) -> Iterator[str]:
    """Whoever something is due to, the longest due first, some of them again and again."""
    page = PAGE
    while True:
        listed = book.due(Nudge, now, page)
        yield from (one.member for one in listed)
        if len(listed) < page:
            return
        page *= 4


def _due(id: str, book: Book, now: datetime) -> Nudge | None:
    """The nudge of that *id*, if it still is due; what was done about another may have moved it."""
    one = book.get(Nudge, id)
    return one if one and one.stage is Stage.PLANNED and one.due_at <= now else None


def _look_at(turn: Turn, member: str, book: After, now: datetime, is_open: Open) -> None:
    """`_gather`, whose trouble with one member keeps nobody else from hearing."""
    turn.members[member] = None
    share = After(book)
    try:
        _gather(turn, member, share, now, is_open)
    except Exception as error:  # noqa: BLE001  # One member's trouble is not another's silence.
        turn.faults.append(error)
        return
    for change in share.made:
        book.make(change)


def _gather(turn: Turn, member: str, book: After, now: datetime, is_open: Open) -> None:
    """Add to *turn* all that is due to one member, or to whoever hears it instead."""
    live = [one for one in book.find(Nudge, "live", member) if one.member == member]
    ready = [one for one in live if one.stage is Stage.PLANNED and one.due_at <= now]
    for id in [one.id for one in sorted(ready, key=lambda one: (one.due_at, one.id))]:
        nudge = _due(id, book, now)
        one = nudge and _for_whom(nudge, book, now)
        if one is None:
            continue
        if door(one, book, is_open) is not None:
            turn.due.setdefault(one.member, {})[one.id] = one
        elif door(one, book, lambda _: True) is None:
            # None of its member's doors is left; whoever stands in hears at once.
            book.make(Change(one, given_up(one, book, now)))
            turn.more = True
        elif (other := handed_on(one, book, now, is_open)) is not None:
            book.make(Change(one, other))
            turn.more = True


def _for_whom(nudge: Nudge, book: After, now: datetime) -> Nudge | None:
    """*nudge* for whoever is to hear it now; ``None`` where that is nobody, or not yet."""
    if nudge.reason in SERIES or nudge.reason in APART or nudge.tries:
        return nudge
    about = book.get(Counterpart, nudge.counterpart)
    who = recipient(about, book, now) if about else None
    if who is None:
        book.make(Change(nudge, replace(nudge, stage=Stage.SETTLED, why="nobody")))
        return None
    return nudge if who.id == nudge.member else _handed(nudge, who, book, now)


def _handed(nudge: Nudge, who: Member, book: After, now: datetime) -> Nudge | None:
    """*nudge* for whoever is to hear it now; ``None`` where their own hours set a later moment."""
    if nudge.doors:
        missed(nudge, who, book)
    Plan(book, now).counterpart(nudge.counterpart)
    return _due(nudge.id, book, now)
