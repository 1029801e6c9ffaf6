"""An act against us in words: in one line, or with where it comes from and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers import who
from handlers.chat import Items, Line, Part, Quote
from handlers.desk import Desk
from handlers.rules.incidents import bearing, incidents, lately
from handlers.rules.information import WHOLE, is_enough, weight
from handlers.words import against as words
from storage.records import Counterpart, Incident

FEW = 3
"""Acts that are told beside something else."""


def by_text(one: Incident, desk: Desk) -> str:
    """Whose name it bears."""
    about = desk.book.get(Counterpart, one.counterpart) if one.counterpart else None
    return who.name_of(about) if about is not None else one.by


def origin_text(one: Incident, desk: Desk) -> str:
    """Who is probably behind it, whose word that is, and since when; empty where nobody said."""
    say, name = desk.say, one.origin
    if one.other:
        behind = desk.book.get(Counterpart, one.other)
        name = who.name_of(behind) if behind is not None else ""
    if not name or one.origin_on is None:
        return name
    day = say.short_day(one.origin_on)
    if one.origin_from:
        return say(words.ORIGIN_SAID, who=name, source=one.origin_from, day=day)
    return say(words.ORIGIN_GUESS, who=name, day=day)


def weight_text(one: Incident, desk: Desk) -> str:
    """How good the information is, and whether that is enough for the table."""
    say, told = desk.say, weight(one)
    if told is None or one.weighed_on is None:
        return say(words.NOT_WEIGHED)
    enough = say(words.ENOUGH if is_enough(one) else words.NOT_ENOUGH)
    return say(words.WEIGHED, n=told, whole=WHOLE, enough=enough, day=say.short_day(one.weighed_on))


def line(one: Incident, desk: Desk) -> str:
    """One of several: the day, whose name it bears, the words; the origin where it is known."""
    say = desk.say
    told = [
        say(words.LINE, day=say.short_day(one.on), by=by_text(one, desk), text=one.text),
        origin_text(one, desk),
    ]
    if (sure := weight(one)) is not None:
        told.append(say(words.WEIGHT, n=sure, whole=WHOLE))
    return say.joined(part for part in told if part)


def lines(found: Iterable[Incident], desk: Desk) -> tuple[str, ...]:
    """The same for several."""
    return tuple(line(one, desk) for one in found)


def about(name: str, desk: Desk, *units: str) -> Iterator[Part]:
    """What was lately done against us in that name, or by one of *units*."""
    found = lately(incidents(desk.member.id, desk.book), desk.today)
    if told := lines(bearing(name, found, *units)[:FEW], desk):
        yield Items(desk.say(words.AGAINST), told)


def parts(one: Incident, desk: Desk) -> Iterator[Part]:
    """The act whole."""
    say = desk.say
    yield Quote(one.text)
    yield Line(say(words.ORIGIN), origin_text(one, desk) or say(words.ORIGIN_UNKNOWN))
    yield Line(say(words.INFORMATION), weight_text(one, desk))
