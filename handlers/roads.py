"""Says that the road to somebody is closed since a day, and that a call can be offered instead."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.chat import Line, Part, Text
from handlers.desk import Desk
from handlers.rules.closures import keeps_from
from handlers.words import ground as words
from storage.records import Closure, Counterpart, Member


def line(one: Closure, desk: Desk) -> str:
    """A closed road with its day and who told of it."""
    say, teller = desk.say, desk.book.get(Member, one.member)
    told = {"place": one.area, "day": say.short_day(one.since)}
    if teller is None:
        return say(words.ROAD_HERE_LINE, **told)
    return say(words.ROAD_LINE, member=teller.name, **told)


def to_somebody(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """That the road to *one* is closed, and that a call can be offered; nothing where it is not."""
    road = keeps_from(one, desk.book, desk.today)
    if road is not None:
        yield Line(desk.say(words.ROAD_HERE), line(road, desk))
        yield Text(desk.say(words.OFFER_CALL))
