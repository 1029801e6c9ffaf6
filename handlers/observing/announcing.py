"""The days ahead, and the moon feasts among them settled with one press once announced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers import who
from handlers.chat import Button, Items, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.observing.saying import day_name, titled, when
from handlers.rules.occasions import (
    OCCASIONS,
    Coming,
    Window,
    coming,
    country_of,
    never_sent,
    window,
)
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import occasions as words
from storage.records import Announced, Change, Counterpart, Observance

AHEAD = 60
"""Days that are looked ahead."""
SOON = timedelta(days=10)
"""How long before it may fall a moon feast can be settled from the list."""
MOST = 10
"""Days, and people of one day, that are shown (PRACTICE D19)."""
SHIFT = timedelta(days=3)
"""How far from the expected day an announcement is believed."""


def occasions(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/occasions``: whose days come in the next weeks."""
    say, near = desk.say, ahead(desk)
    refused = Button(say(words.NEVER), "neversent")
    if not near:
        how = Text(say(words.NOTHING_COMING_HOW))
        return answered(message, card(say, say(words.NOTHING_COMING, n=AHEAD), (how,), (refused,)))
    groups: dict[tuple[str, str], list[Coming]] = {}
    for one in near:
        groups.setdefault((one.window.key, one.window.place), []).append(one)
    shown = list(groups.values())[:MOST]
    lines = tuple(_line(group, desk) for group in shown)
    settling = [
        _settle(group[0].window, desk) for group in shown if _can_settle(group[0].window, desk)
    ]
    title = say(words.COMING, n=len(shown))
    return answered(message, card(say, title, lines, (*settling, refused)))


def never(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """[What I never send]: the days on which no greeting is offered, whoever asks."""
    say = desk.say
    days = Items(say(words.NEVER_DAYS), never_sent(say.language))
    shown = card(say, say(words.NEVER_TITLE), (Text(say(words.NEVER_WHY)), days))
    return answered(message, shown)


def buttons(window: Window, desk: Desk) -> tuple[Button, ...]:
    """One button for each day that may be announced; none where nothing can move any more."""
    if not window.moon:
        return ()
    say, about = desk.say, f"announced:{window.occasion}:{window.year}:{window.place}"
    return tuple(
        Button(say(words.ANNOUNCED_FOR, day=say.day(day)), f"{about}:{day.isoformat()}")
        for day in window.choices
        if day >= desk.today
    )


def ask(message: Message, desk: Desk, rest: str) -> Outcome:
    """[…: announced]: which of the possible days it is."""
    found = _asked(rest, desk)
    occasion = OCCASIONS[found.occasion]
    say, name = desk.say, day_name(occasion, desk)
    later = Button(say(words.NOT_YET), f"notyet:{found.occasion}")
    how = Text(say(words.ANNOUNCED_HOW))
    title = say(words.ASK_ANNOUNCED, day=name)
    return answered(message, card(say, title, (how,), (*buttons(found, desk), later)))


def not_yet(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Not announced yet]: the expected day stands."""
    occasion = OCCASIONS.get(rest)
    if occasion is None:
        raise Refusal(desk.say(help_words.STALE))
    say = desk.say
    return answered(message, card(say, say(words.WAITING, day=day_name(occasion, desk))))


def announced(message: Message, desk: Desk, rest: str) -> Outcome:
    """A day was pressed: the feast is on it, for everybody in that country."""
    about, _, written = rest.rpartition(":")
    found = _asked(about, desk, told=())
    day = _date(written)
    if day is None or not found.first - SHIFT <= day <= found.last + SHIFT:
        raise Refusal(desk.say(help_words.STALE))
    id = f"{found.occasion}:{found.place}:{found.year}"
    before = desk.book.get(Announced, id)
    after = Announced(id, found.occasion, found.place, found.year, day, desk.member.id)
    occasion = OCCASIONS[found.occasion]
    title = desk.say(words.ANNOUNCED, occasion=titled(occasion, desk), day=desk.say.day(day))
    return saved(message, desk, (Change(before, after),), title)


def _asked(rest: str, desk: Desk, told: Iterable[Announced] | None = None) -> Window:
    """The window of ``code:year:place``; refuses what is none."""
    code, _, more = rest.partition(":")
    year, _, place = more.partition(":")
    occasion = OCCASIONS.get(code)
    known = desk.book.find(Announced, "occasion", code) if told is None else told
    found = None
    if occasion is not None and year.isascii() and year.isdecimal() and len(year) <= len("1447"):
        found = window(occasion, int(year), place, known)
    if found is None:
        raise Refusal(desk.say(help_words.STALE))
    return found


def ahead(desk: Desk) -> tuple[Coming, ...]:
    """The days of the next weeks, of all whom the member sees."""
    last = desk.today + timedelta(days=AHEAD)
    place = country_of(desk.member.zone)
    told = desk.book.all(Observance)
    found = coming(told, desk.today, last, place, desk.book.all(Announced))
    return tuple(one for one in found if desk.book.get(Counterpart, one.counterpart) is not None)


def _line(group: list[Coming], desk: Desk) -> Line:
    say, first = desk.say, group[0]
    known = (desk.book.get(Counterpart, one.counterpart) for one in group[:MOST])
    names = [who.name_of(one) for one in known if one is not None]
    if len(group) > MOST:
        names.append(say(words.AND_OTHERS, n=len(group) - MOST))
    told = say(words.WHOSE, when=when(first.window, desk), people=say.list(names))
    if not any(one.wish for one in group):
        told = say(words.NO_GREETING, line=told)
    return Line(titled(first.occasion, desk), told)


def _can_settle(window: Window, desk: Desk) -> bool:
    return window.moon and window.first - SOON <= desk.today and bool(buttons(window, desk))


def _settle(window: Window, desk: Desk) -> Button:
    name = titled(OCCASIONS[window.occasion], desk)
    press = f"announce:{window.occasion}:{window.year}:{window.place}"
    return Button(desk.say(words.WAS_ANNOUNCED, day=name), press)


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


COMMANDS = {"occasions": occasions}
PRESSES = {"announce": ask, "notyet": not_yet, "announced": announced, "neversent": never}
READING = ("announce", "notyet", "neversent")
"""Presses that only show something."""
