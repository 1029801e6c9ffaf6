"""What follows from the offer of a relation: it passes once accepted, access ends on its day.

Whoever accepts cannot see the counterpart yet, so that no handler of theirs could move it; like
all that hangs on a change, this is worked out beside it, from the whole book (PRACTICE D21). An
acceptance that is taken back gives back what had moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from handlers.clocks import clock_of
from handlers.nudging.faults import Faults
from handlers.rules.hours import instant
from storage.records import (
    Change,
    Counterpart,
    Handover,
    Member,
    Offer,
    Passing,
    StandIn,
    added,
    removed,
)
from storage.store import Book

LEFT_ALONE = timedelta(days=8)
"""Days after the last one of an absence from which nobody stands in any more."""


def zone_of(offer: Offer, book: Book) -> str:
    """On whose clock its day begins: where whoever gives it was when they offered it."""
    giver = book.get(Member, offer.member)
    return offer.zone or (giver.zone if giver is not None else "UTC")


def ends_at(offer: Offer, book: Book) -> datetime:
    """The moment from which whoever gave it sees it no more: midnight on their own clock."""
    return instant(offer.on, time(0), zone_of(offer, book))


def passed(book: Book, changes: Sequence[Change], now: datetime) -> tuple[Change, ...]:
    """What *changes*, already in *book*, mean for the relations that were offered."""
    made: dict[str, Change] = {}
    for change in changes:
        match change.before, change.after:
            case Offer(passing=Passing.OFFERED), Offer(passing=Passing.ACCEPTED) as offer:
                follows = _taken(offer, book, now)
            case Offer(passing=Passing.ACCEPTED), Offer(passing=Passing.OFFERED) as offer:
                follows = _given_back(offer, book)
            case Counterpart() as before, Counterpart() as after if before.owner != after.owner:
                follows = _void(after, book)
            case _:
                continue
        made |= {f"{type(one.subject).__name__}:{one.subject.id}": one for one in follows}
    return tuple(made.values())


def _taken(offer: Offer, book: Book, now: datetime) -> Iterator[Change]:
    """The receiver leads; whoever gave it stays on as deputy until the day."""
    one = book.get(Counterpart, offer.counterpart)
    if one is None or one.owner != offer.member or one.merged_into:
        return
    others = tuple(id for id in one.deputies if id not in (offer.to, offer.member))
    stays = (offer.member,) if ends_at(offer, book) > now else ()
    after = replace(one, owner=offer.to, deputies=(*others, *stays))
    yield Change(one, after)
    today = now.astimezone(clock_of(zone_of(offer, book))).date()
    yield added(Handover(offer.id, one.id, offer.member, offer.to, today, one.deputies))
    for other in book.find(Offer, "counterpart", one.id):
        if other.passing is Passing.OFFERED and other.id != offer.id:
            yield Change(other, replace(other, passing=Passing.WITHDRAWN, name="", brief=()))


def _given_back(offer: Offer, book: Book) -> Iterator[Change]:
    """Whoever gave it leads again, with those beside them who stood in before."""
    one, passed_on = book.get(Counterpart, offer.counterpart), book.get(Handover, offer.id)
    if one is None or passed_on is None or one.owner != offer.to or one.merged_into:
        return
    came = tuple(id for id in one.deputies if id not in (offer.to, offer.member))
    deputies = tuple(dict.fromkeys((*passed_on.deputies, *came)))
    yield Change(one, replace(one, owner=offer.member, deputies=deputies))
    yield removed(passed_on)


def _void(one: Counterpart, book: Book) -> Iterator[Change]:
    """Offers of whoever no longer leads are off."""
    for offer in book.find(Offer, "counterpart", one.id):
        if offer.passing is Passing.OFFERED and offer.member != one.owner:
            yield Change(offer, replace(offer, passing=Passing.WITHDRAWN, name="", brief=()))


def away_over(one: StandIn, book: Book) -> Iterator[Change]:
    """Whoever stood in sees no more what they saw only for that while."""
    yield Change(one, replace(one, over=True))
    for id in one.about:
        about = book.get(Counterpart, id)
        if about is not None and one.to in about.deputies and about.owner == one.member:
            others = tuple(each for each in about.deputies if each != one.to)
            yield Change(about, replace(about, deputies=others))


def ended(book: Book, now: datetime, faults: Faults) -> Iterator[Change]:
    """Whoever gave a relation sees it no more, once its day has begun on their clock.

    Whoever stands in does so until the other is back, and not for ever where nobody comes back.
    """
    for stands_in in faults.of("", partial(book.find, StandIn, "open", "yes")):
        yield from faults.of(stands_in.member, partial(_back, stands_in, book, now))
    for offer in faults.of("", partial(book.find, Offer, "taken", "yes")):
        yield from faults.of(offer.member, partial(_done, offer, book, now))


def _back(one: StandIn, book: Book, now: datetime) -> Iterator[Change]:
    away = book.get(Member, one.member)
    if away is None or instant(one.until + LEFT_ALONE, time(0), away.zone) <= now:
        yield from away_over(one, book)


def _done(offer: Offer, book: Book, now: datetime) -> Iterator[Change]:
    if ends_at(offer, book) > now:
        return
    yield Change(offer, replace(offer, passing=Passing.DONE))
    one = book.get(Counterpart, offer.counterpart)
    if one is not None and one.owner != offer.member and offer.member in one.deputies:
        others = tuple(id for id in one.deputies if id != offer.member)
        yield Change(one, replace(one, deputies=others))
