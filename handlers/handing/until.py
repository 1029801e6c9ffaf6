"""When whoever hands over sees it no more: the day, the hour and, where in doubt, whose clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from handlers.clocks import clock_of
from handlers.desk import Desk
from handlers.nudging.passing import ends_at, zone_of
from handlers.rules import zones
from handlers.rules.hours import instant
from handlers.words import note as note_words
from storage.records import Member, Offer


def on_day(day: date, zone: str, others: Iterable[Member], desk: Desk) -> str:
    """The first minute of *day* in *zone*; with its city where any of *others* or the reader lives
    by another clock."""
    say, at = desk.say, instant(day, time(0), zone)
    here = at.astimezone(clock_of(zone)).utcoffset()
    clocks = (desk.member.zone, *(one.zone for one in others))
    told = f"{say.day(day)}{'، ' if say.right_to_left else ', '}{say.hour(time(0))}"
    if all(at.astimezone(clock_of(each)).utcoffset() == here for each in clocks):
        return told
    return say(note_words.ZONE, moment=told, zone=zones.city(zone, say.language))


def of_offer(offer: Offer, desk: Desk) -> str:
    """The moment from which whoever gave it sees it no more, as *desk* reads it."""
    people = (desk.book.get(Member, id) for id in (offer.member, offer.to))
    both = [one for one in people if one is not None]
    return on_day(offer.on, zone_of(offer, desk.book), both, desk)


def is_over(offer: Offer, desk: Desk) -> bool:
    """Whether that moment has come."""
    return ends_at(offer, desk.book) <= desk.now
