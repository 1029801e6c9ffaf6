"""Which of a member's accounts a nudge goes to, and what becomes of one that did not arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from handlers.nudging.faults import Faults
from handlers.nudging.kinds import APART, SOFT, UNREADABLE
from handlers.nudging.over import is_over
from handlers.rules.hours import hours_of
from handlers.rules.recipients import recipient, recipients
from storage.after import After
from storage.records import (
    Change,
    Counterpart,
    Delivery,
    Identity,
    Member,
    Nudge,
    Passage,
    Presence,
    Reason,
    Stage,
    added,
    removed,
)
from storage.store import Book

WAITS = timedelta(minutes=15)
"""How long a card may wait before a door; then it is drawn anew, or tries another."""

Open = Callable[[Identity], bool]
"""Whether the door to an account is open right now."""


def door(nudge: Nudge, book: Book, is_open: Open) -> Identity | None:
    """The account to write to: the one last heard from, else any that is open and not lost."""
    seen = book.get(Presence, nudge.member)
    known = _left(nudge, book)
    open_ = [one for one in known if is_open(one)]
    last = [one for one in open_ if seen and one.id == seen.account]
    return next(iter((*last, *open_)), None)


def _left(nudge: Nudge, book: Book) -> list[Identity]:
    seen = book.get(Presence, nudge.member)
    lost = (*nudge.doors, *(seen.lost if seen else ()))
    return [one for one in book.find(Identity, "member", nudge.member) if one.id not in lost]


def returned(book: After, now: datetime, is_open: Open, faults: Faults) -> None:
    """Bring every nudge under way in step with how far its card has come."""
    for nudge in faults.of("", partial(book.find, Nudge, "stage", Stage.OWED)):
        about = nudge.counterpart or nudge.member
        faults.tried(about, partial(_come, nudge, book, now, is_open))


def _come(nudge: Nudge, book: After, now: datetime, is_open: Open) -> None:
    sent = book.find(Delivery, "answers", nudge.card)
    _follow(nudge, sent[-1] if sent else None, book, now)
    if sent and sent[-1].state is Passage.CLAIMED and now - sent[-1].made_at > WAITS:
        _elsewhere(nudge, sent[-1], book, is_open)


def _elsewhere(nudge: Nudge, delivery: Delivery, book: After, is_open: Open) -> None:
    """A card that is still in doubt leaves through another door, which says that it is late."""
    account = _account(delivery, nudge, book)
    again = replace(nudge, doors=(*nudge.doors, account))
    if door(again, book, is_open) is not None:
        book.make(removed(delivery))
        _back(nudge, book, account)


def _follow(nudge: Nudge, delivery: Delivery | None, book: After, now: datetime) -> None:
    if delivery is None or delivery.state is Passage.SENT:
        book.make(Change(nudge, replace(nudge, stage=Stage.SENT)))
    elif delivery.state in (Passage.FAILED, Passage.UNREACHABLE):
        # What could not be read says nothing against its door: it is drawn anew.
        account = "" if delivery.reason == UNREADABLE else _account(delivery, nudge, book)
        if delivery.state is Passage.UNREACHABLE and account:
            _lose(nudge.member, account, book, now)
        _back(nudge, book, account)
    elif delivery.state is Passage.OWED and now - delivery.made_at > WAITS:
        if book.get(Delivery, delivery.id) is not None:
            book.make(removed(delivery))
        _back(nudge, book, "")


def _back(nudge: Nudge, book: After, account: str) -> None:
    """Planned again, to be tried through another door; what told several at once is done with."""
    if nudge.reason is Reason.LATE:
        book.make(Change(nudge, replace(nudge, stage=Stage.SKIPPED, why="apart")))
        return
    doors = (*nudge.doors, account) if account else nudge.doors
    again = replace(nudge, stage=Stage.PLANNED, doors=doors, card="", sent_at=None, told_on=None)
    book.make(Change(nudge, again))


def _account(delivery: Delivery, nudge: Nudge, book: Book) -> str:
    for one in book.find(Identity, "member", nudge.member):
        if one.place == delivery.place and one.id.startswith(f"{delivery.platform}:"):
            return one.id
    return ""


def _lose(member: str, account: str, book: After, now: datetime) -> None:
    """Remember that an account can no longer be written to, until it is heard from."""
    seen = book.get(Presence, member)
    before = seen
    if seen is None:
        seen = Presence(member, now.date(), "")
    if account not in seen.lost:
        after = replace(seen, lost=(*seen.lost, account))
        book.make(added(after) if before is None else Change(before, after))


def given_up(nudge: Nudge, book: After, now: datetime) -> Nudge:
    """*nudge* where no account of its member is left: for whoever stands in, else for later."""
    who = _stand_in(nudge, book, now)
    if who is None or is_over(nudge, book):
        return replace(nudge, stage=Stage.UNREACHED, why="no door")
    return _handed_on(nudge, who, book, now)


def handed_on(nudge: Nudge, book: After, now: datetime, is_open: Open) -> Nudge | None:
    """What is due, where its member's doors have been shut for a while, for whoever can be told.

    ``None`` where it waits for a door: it is cheerful, or theirs alone, or nobody else is there.
    """
    one = book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    waits = nudge.reason in (*SOFT, *APART) or nudge.asked or now - nudge.due_at <= WAITS
    if one is None or waits:
        return None
    for who in recipients(one, book, now):
        theirs = replace(nudge, member=who.id, doors=())
        if who.id != nudge.member and door(theirs, book, is_open) is not None:
            return _handed_on(nudge, who, book, now)
    return None


def _handed_on(nudge: Nudge, who: Member, book: After, now: datetime) -> Nudge:
    missed(nudge, who, book)
    return replace(
        nudge,
        member=who.id,
        doors=(),
        tries=nudge.tries + 1,
        due_at=hours_of(who, book).next(now),
        was_due=nudge.was_due or nudge.due_at,
    )


def _stand_in(nudge: Nudge, book: Book, now: datetime) -> Member | None:
    one = book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    if one is None or nudge.reason in APART:
        return None
    who = recipient(one, book, now)
    return who if who is not None and who.id != nudge.member else None


def missed(nudge: Nudge, who: Member, book: After) -> None:
    """Whoever should have heard is told so when they are next heard of."""
    id = f"{Reason.MISSED}:{nudge.id}"
    if book.get(Nudge, id) is None:
        book.make(
            added(
                Nudge(
                    *(id, nudge.member, Reason.MISSED, nudge.id, nudge.day, nudge.due_at),
                    counterpart=nudge.counterpart,
                    stage=Stage.UNREACHED,
                    why=who.id,
                )
            )
        )
