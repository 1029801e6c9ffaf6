"""Who can lead us to somebody: two or three steps, each with why (PRACTICE row 59)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from handlers import choosing, who
from handlers.chat import Button, Card, Items, Message, Outcome, Part, Text
from handlers.connections import facts_text, has_picture, link_text
from handlers.desk import Desk
from handlers.network.ends import End, named
from handlers.rules.network import (
    Link,
    Path,
    Regard,
    Why,
    alive,
    links_of,
    paths,
    people_at,
    regard_of,
    told_links,
)
from handlers.showing import answered, card
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import Counterpart

SHOWN = 3
"""Ways that are shown: with those between, no answer names more than ten people."""


def path(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/path NAME``: the ways to a person, or to whoever holds that office."""
    if not rest.strip():
        raise choosing.nobody_named(desk, "path")
    end = named(rest, desk)
    found = found_at(end, desk)
    if len(found) == 1:
        return answered(message, ways_card(found[0], desk))
    if found:
        return answered(message, _which(end.text, found, desk))
    if end.unit is not None or end.role:
        return answered(message, _none(end.text, desk))
    half = who.bearing(end.text, desk.book)
    if len(half) == 1:
        return answered(message, ways_card(half[0], desk))
    one, question = choosing.found_or_asked(message, desk, end.text, "path")
    return answered(message, ways_card(one, desk)) if one is not None else question or Outcome()


def asked(message: Message, desk: Desk, about: str) -> Outcome | None:
    """The same in words; ``None`` where *about* is nobody, no role, and not written as a name."""
    end = named(about, desk)
    known = end.known or end.role or end.people or who.bearing(about, desk.book)
    if not (known or about[:1].isupper()):
        return None
    return path(message, desk, about)


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several was pressed."""
    return answered(message, ways_card(choosing.by_id(desk, rest), desk))


def found_at(end: End, desk: Desk) -> list[Counterpart]:
    """The people a few words certainly mean: by name, by office, or all at an organisation."""
    if end.sure:
        return list(end.people)
    if end.unit is None:
        return []
    ids = people_at(end.unit.id, desk.book, desk.today)
    people = (alive(id, desk.book) for id in ids)
    return [one for one in people if one is not None]


def ways_card(one: Counterpart, desk: Desk) -> Card:
    """The ways to *one*, the best first, or that there is none yet."""
    say, name = desk.say, who.name_of(one)
    links, regards = _links(one.id, desk), _regards(desk)
    found = paths(one.id, links, regards)
    parts: list[Part] = []
    if regards(one.id).last is not None:
        facts = facts_text(one, desk)
        told = f"{facts[:1].upper()}{facts[1:]}"
        parts.append(Text(f"{say(words.PATH_DIRECT, name=name)} {told}."))
    parts += [_way(way, desk) for way in found[:SHOWN]]
    if len(found) > SHOWN:
        parts.append(Text(say(words.PATH_MORE, n=len(found) - SHOWN)))
    hint = say(words.LEFT_IN_PEACE) if _left_out(one.id, links, regards) else ""
    if not found and not parts:
        return _none(name, desk, hint)
    first = [desk.book.get(Counterpart, way.first) for way in found[:SHOWN]]
    buttons = [
        Button(say(people_words.CARD, name=who.name_of(asked)), f"person:{asked.id}")
        for asked in first
        if asked is not None
    ]
    if has_picture(one, desk):
        buttons.append(Button(say(words.PICTURE), f"picture:p:{one.id}"))
    return card(say, say(words.PATH_TITLE, name=name), parts, buttons, hint)


def _way(way: Path, desk: Desk) -> Items:
    """One way: who to whom, then why each step may hold."""
    return Items(_arrows(way, desk), tuple(_steps(way, desk)))


def _arrows(way: Path, desk: Desk) -> str:
    people = [one for id in way.people if (one := desk.book.get(Counterpart, id)) is not None]
    told = who.name_of(people[0])
    for one in people[1:]:
        told = desk.say(words.STEP, first=told, next=who.name_of(one))
    return told


def _steps(way: Path, desk: Desk) -> Iterator[str]:
    first = desk.book.get(Counterpart, way.first)
    if first is not None:
        facts = facts_text(first, desk)
        yield desk.say(words.FACTS_OF, name=who.label(first, desk), facts=facts)
    for link in way.links:
        yield link_text(link, desk)


def _none(name: str, desk: Desk, hint: str = "") -> Card:
    say = desk.say
    how = say(words.PATH_NONE_HOW, example=say(words.EX_TIE))
    return card(say, say(words.PATH_NONE, name=name), (Text(how),), (), hint)


def _which(text: str, found: list[Counterpart], desk: Desk) -> Card:
    say, shown = desk.say, found[: choosing.OFFERED]
    buttons = [Button(who.label(one, desk), f"path:{one.id}") for one in shown]
    return card(say, say(people_words.WHICH, name=choosing.shortened(text)), (), buttons)


def _links(goal: str, desk: Desk) -> Callable[[str], tuple[Link, ...]]:
    """What joins people: beside the goal everything, further away only what somebody told.

    Whoever shares an office with somebody who once sat in a meeting with … is no way to anybody.
    """

    @cache
    def links(id: str) -> tuple[Link, ...]:
        found = links_of if id == goal else told_links
        return found(id, desk.book, desk.today)

    return links


def _regards(desk: Desk) -> Callable[[str], Regard]:
    @cache
    def regards(id: str) -> Regard:
        one = alive(id, desk.book)
        return regard_of(one, desk.book, desk.today) if one is not None else Regard()

    return regards


def _left_out(
    goal: str, links: Callable[[str], tuple[Link, ...]], regards: Callable[[str], Regard]
) -> bool:
    """Whether somebody close to the one to be reached is not proposed, for a reason of theirs."""
    return any(
        link.why in (Why.RIVAL, Why.KEPT_FROM)
        or regards(link.end(goal)).silent
        or regards(link.end(goal)).hostile
        for link in links(goal)
    )


COMMANDS = {"path": path}
PRESSES = {"path": chosen}
