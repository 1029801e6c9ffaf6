"""Says a day people mark and when it falls, in the member's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.desk import Desk
from handlers.rules.occasions import OCCASIONS, Occasion, Window, cautions, country_of
from handlers.words import occasions as words
from storage.records import Counterpart, Observance, Organisation, Position


def day_name(occasion: Occasion, desk: Desk) -> str:
    """What the day is called, inside a sentence."""
    return occasion.name(desk.say.language)


def titled(occasion: Occasion, desk: Desk) -> str:
    """What the day is called where nothing stands before it."""
    name = day_name(occasion, desk)
    return name[:1].upper() + name[1:]


def observed(one: Observance, desk: Desk) -> str:
    """A day somebody marks, with how where it is kept in several ways."""
    occasion = OCCASIONS[one.occasion]
    name = titled(occasion, desk)
    if one.how in occasion.ways:
        return desk.say(words.WITH_WAY, day=name, way=desk.say(words.WAYS[one.how]))
    return name


def when(window: Window, desk: Desk) -> str:
    """The day, or the days it may still be."""
    say = desk.say
    day = say.day(window.day)
    if not window.is_open:
        return say(words.ANNOUNCED_ON if window.announced else words.ON, day=day)
    told = words.EXPECTED_MOON if window.moon else words.EXPECTED
    return say(told, day=day, first=say.short_day(window.first), last=say.short_day(window.last))


def warnings(occasion: Occasion, one: Counterpart, desk: Desk) -> Iterator[str]:
    """What to keep in mind before writing to *one* on that day."""
    place = country_of(desk.member.zone)
    for caution in cautions(occasion, place, offices(one, desk)):
        yield desk.say(words.CAUTIONS[caution.why])
    if occasion.code.startswith("national-"):
        yield desk.say(words.LETTER)
    elif occasion.mourning and not occasion.ways:
        yield desk.say(words.MOURNING)


def offices(one: Counterpart, desk: Desk) -> Iterable[str]:
    """The names of the roles and organisations somebody has."""
    for position in desk.book.find(Position, "counterpart", one.id):
        yield position.title
        place = desk.book.get(Organisation, position.organisation)
        if place is not None:
            yield from (place.name, *place.aliases)
