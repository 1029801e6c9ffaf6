"""The card that asks which days somebody marks, and the one that asks how they keep one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import who
from handlers.chat import Button, Card, Items, Part, Text
from handlers.desk import Desk
from handlers.observing.saying import day_name, observed, titled
from handlers.rules.occasions import (
    OCCASIONS,
    Occasion,
    country_of,
    marked,
    no_greetings,
    upcoming,
)
from handlers.showing import card
from handlers.words import occasions as words
from storage.records import Counterpart, Observance

PAGE = 8
"""Days on one card."""


def asked(
    one: Counterpart, told: Sequence[Observance], desk: Desk, start: int = 0, said: str = ""
) -> Card:
    """The days to press, those that come next first: an order that supposes nothing.

    *told* is what is known of them, *said* a line to stand first.
    """
    say, name = desk.say, who.name_of(one)
    buttons = (*_days(one, told, desk, start), _greetings(one, told, desk))
    parts = tuple(_parts(one, told, desk, said))
    hint = say(words.BY_NAME, name=name)
    return card(say, say(words.WHICH_DAYS, name=name), parts, buttons, hint)


def ways(one: Counterpart, occasion: Occasion, desk: Desk) -> Card:
    """How somebody keeps a day that is kept in several ways."""
    say, name = desk.say, who.name_of(one)
    buttons = [
        Button(say(words.WAYS[way]), f"markhow:{one.id}:{occasion.code}:{way}")
        for way in occasion.ways
    ]
    buttons.append(Button(say(words.WAY_UNKNOWN), f"marks:{one.id}"))
    title = say(words.ASK_WAY, name=name, day=day_name(occasion, desk))
    return card(say, title, (Text(say(words.WAY_SAFE)),), buttons)


def way_buttons(one: Counterpart, days: Sequence[Occasion], desk: Desk) -> tuple[Button, ...]:
    """How they keep the first of *days* that is kept in several ways: one question at a time."""
    day = next((day for day in days if day.ways), None)
    if day is None:
        return ()
    name = titled(day, desk)
    return tuple(
        Button(
            desk.say(words.WITH_WAY, day=name, way=desk.say(words.WAYS[way])),
            f"markhow:{one.id}:{day.code}:{way}",
        )
        for way in day.ways
    )


def offered(desk: Desk) -> list[Occasion]:
    """Every day that something may be written on, soonest first; so never a national day."""
    place = country_of(desk.member.zone)
    ahead = []
    for code, occasion in OCCASIONS.items():
        window = upcoming(occasion, desk.today, place) if occasion.drafted else None
        if window is not None:
            ahead.append((window.day, code))
    return [OCCASIONS[code] for _, code in sorted(ahead)]


def _days(one: Counterpart, told: Sequence[Observance], desk: Desk, start: int) -> Iterator[Button]:
    if no_greetings(told):
        return
    kept = {mark.occasion for mark in marked(told)}
    days = offered(desk)
    for day in days[start : start + PAGE]:
        name = titled(day, desk)
        label = desk.say(words.TICKED, day=name) if day.code in kept else name
        yield Button(label, f"mark:{one.id}:{day.code}:{start}")
    if start + PAGE < len(days):
        yield Button(desk.say(words.MORE_DAYS), f"marks:{one.id}:{start + PAGE}")


def _greetings(one: Counterpart, told: Sequence[Observance], desk: Desk) -> Button:
    label = words.GREETINGS_AGAIN if no_greetings(told) else words.NO_GREETINGS
    return Button(desk.say(label), f"nogreet:{one.id}")


def _parts(one: Counterpart, told: Sequence[Observance], desk: Desk, said: str) -> Iterator[Part]:
    say = desk.say
    if said:
        yield Text(said)
    if no_greetings(told):
        yield Text(say(words.NONE_WANTED, name=who.name_of(one)))
        return
    if kept := marked(told):
        yield Items(say(words.MARKED), tuple(observed(mark, desk) for mark in kept))
    yield Text(say(words.ONLY_KNOWN))
