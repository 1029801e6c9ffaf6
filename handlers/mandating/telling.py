"""A line of the mandate in words, and those who can be asked about it."""

from __future__ import annotations

from handlers import team, who
from handlers.chat import Refusal
from handlers.desk import Desk
from handlers.words import mandate as words
from storage.records import Boundary, Counterpart, Member, Role


def mandators(desk: Desk) -> list[Member]:
    """Those who can be asked, by name."""
    every = (one for one in team.active(desk.book) if one.role is Role.MANDATOR)
    return sorted((one for one in every if one.id != desk.member.id), key=lambda one: one.name)


def only_mandators(desk: Desk) -> Refusal:
    """Why it cannot be set, and whom to ask."""
    names = desk.say.list(one.name for one in mandators(desk))
    if not names:
        return Refusal(desk.say(words.NO_MANDATOR))
    return Refusal(desk.say(words.ONLY_MANDATOR, names=names))


def line(one: Boundary, desk: Desk) -> str:
    """A line of the mandate, with whom or for whom it holds and until when."""
    say, text = desk.say, one.text
    if one.until is not None:
        text = say(words.UNTIL, text=text, day=say.short_day(one.until))
    if one.about:
        text = say(words.WITH_OBJECT, text=text, about=one.about)
    if one.report:
        text = say(words.WITH_REPORT, text=text, report=one.report)
    about = desk.book.get(Counterpart, one.counterpart) if one.counterpart else None
    theirs = desk.book.get(Member, one.member) if one.member else None
    if about is not None:
        return say(words.FOR, text=text, name=who.name_of(about))
    if theirs is not None and theirs.id != desk.member.id:
        return say(words.FOR, text=text, name=theirs.name)
    return text
