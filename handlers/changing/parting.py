"""What goes to the other where one record is two people: things, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handlers.desk import Desk
from handlers.rules.meetings import counted_anew
from handlers.rules.rights import Visible
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Evidence,
    Meeting,
    NextStep,
    PersonalFact,
    Record,
    RedLine,
    TrustEvent,
    Turn,
    Version,
    added,
)
from storage.records import Refusal as Refused

FROM_A_MEETING: tuple[type[Record], ...] = (
    *(Agreement, Commitment, Refused, RedLine, PersonalFact, TrustEvent, NextStep, Evidence),
)
"""What is drawn from a meeting, and belongs to whoever was met."""
ALONE = (Agreement, Commitment)
"""What can be picked by itself where no meeting of theirs holds it."""


def things(one: Counterpart, desk: Desk) -> list[Record]:
    """What can be picked: meetings that are wholly theirs to change, and what hangs on none."""
    met = [each for each in desk.book.find(Meeting, "counterpart", one.id) if _whole(each, desk)]
    there = {each.id for each in met}
    alone = [
        each
        for kind in ALONE
        for each in desk.book.find(kind, "counterpart", one.id)
        if each.meeting not in there  # type: ignore[attr-defined]  # Both kinds have it.
    ]
    return [*met, *alone]


def changes(
    one: Counterpart, other: Counterpart, picked: Iterable[str], desk: Desk
) -> list[Change]:
    """What moves from *one* to *other*: the *picked* things, and all that is drawn from them."""
    ids = frozenset(picked)
    moved = [each for each in things(one, desk) if each.id in ids]
    met = {each.id for each in moved if isinstance(each, Meeting)}
    records = [each for each in moved if not isinstance(each, Meeting)]
    for kind in FROM_A_MEETING:
        records += [
            each
            for each in desk.book.find(kind, "counterpart", one.id)
            if each.meeting in met and each not in records  # type: ignore[attr-defined]
        ]
    whose = {each.id for each in records}
    records += [v for v in desk.book.find(Version, "counterpart", one.id) if v.of in whose]
    records += [t for t in desk.book.find(Turn, "counterpart", one.id) if t.promise in whose]
    known = desk.book.get(Counterpart, other.id) is not None
    return [
        *_meetings(one, other, met, desk),
        *(Change(each, replace(each, counterpart=other.id)) for each in records),  # type: ignore[call-arg]
        *(() if known else (added(other),)),
    ]


def _meetings(one: Counterpart, other: Counterpart, ids: set[str], desk: Desk) -> Iterator[Change]:
    """The picked meetings are the other's; those of each are counted anew."""
    theirs = desk.book.find(Meeting, "counterpart", one.id)
    pairs = [(met, _with(met, one, other) if met.id in ids else met) for met in theirs]
    there = {met.id for met, _ in pairs}
    pairs += [
        (met, met)
        for met in desk.book.find(Meeting, "counterpart", other.id)
        if met.id not in there and _whole(met, desk)
    ]
    for before, after in counted_anew(counted_anew(pairs, one.id), other.id):
        if before != after and _whole(before, desk):
            yield Change(before, after)


def _with(met: Meeting, one: Counterpart, other: Counterpart) -> Meeting:
    whom = other.id if met.counterpart == one.id else met.counterpart
    there = dict.fromkeys(other.id if id == one.id else id for id in met.others)
    there.pop(whom, None)
    return replace(met, counterpart=whom, others=tuple(there))


def _whole(one: Meeting, desk: Desk) -> bool:
    return not isinstance(desk.book, Visible) or desk.book.whole(one)
