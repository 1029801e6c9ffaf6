"""Whom we know, by organisation; who is in one of them; who is around one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import choosing, hostile, who
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.connections import has_picture, link_text, unit_text
from handlers.desk import Desk
from handlers.network.ends import named
from handlers.rules.network import alive, kind_of, links_of, people_at, single_contacts, within
from handlers.rules.network.structure import above, held
from handlers.showing import answered, card
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import Counterpart, Organisation, Position

NAMES = 10
"""People one answer may name (PRACTICE D19)."""
_EACH = 3
"""People named at one organisation of the whole network."""


def network(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/network``: all of it; ``/network NAME``: an organisation, or what is around a person."""
    if not rest.strip():
        return answered(message, _whole(desk))
    end = named(rest, desk)
    if isinstance(end.unit, Organisation) and not end.people:
        return answered(message, place_card(end.unit, desk))
    if end.person is not None:
        return answered(message, person_card(end.person, desk))
    one, question = choosing.found_or_asked(message, desk, end.text, "network")
    return answered(message, person_card(one, desk)) if one is not None else question or Outcome()


def asked(message: Message, desk: Desk, about: str) -> Outcome | None:
    """The same in words; ``None`` where *about* is nobody and nothing known."""
    if about and not (named(about, desk).known or named(about, desk).people):
        return None
    return network(message, desk, about)


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was pressed."""
    return answered(message, person_card(choosing.by_id(desk, rest), desk))


def everybody(desk: Desk) -> list[Counterpart]:
    """All whom the member may see, merged ones aside."""
    return [one for one in desk.book.all(Counterpart) if not one.merged_into]


def _whole(desk: Desk) -> Card:
    say, people = desk.say, everybody(desk)
    there = _by_place(people, desk)
    if not there:
        how = say(words.NETWORK_NOBODY_HOW, example=say(words.EX_ROLE_TOLD))
        raise Refusal(f"{say(words.NETWORK_NOBODY)} {how}")
    single = {one.organisation.id for one in single_contacts(people, desk.book, desk.today)}
    lines, left = [], NAMES
    for place, known in there:
        shown = known[: min(_EACH, left)]
        if not shown:
            break
        left -= len(shown)
        lines.append(_line(place, shown, len(known), alone=place.id in single, desk=desk))
    parts: list[Part] = [Text("\n".join(lines))]
    if more := len(there) - len(lines):
        parts.append(Text(say(words.NETWORK_MORE, n=more)))
    buttons = (
        Button(say(words.PICTURE), "picture:n:"),
        Button(say(words.COVERAGE_TITLE), "do:coverage"),
    )
    return card(say, say(words.NETWORK_TITLE), parts, buttons)


def _by_place(
    people: Sequence[Counterpart], desk: Desk
) -> list[tuple[Organisation, list[Counterpart]]]:
    """Organisations with those known there, most of them first."""
    found: dict[str, list[Counterpart]] = {}
    for one in people:
        for position in desk.book.find(Position, "counterpart", one.id):
            if position.organisation and held(position, desk.today):
                there = found.setdefault(position.organisation, [])
                if one not in there:
                    there.append(one)
    places = [(desk.book.get(Organisation, id), known) for id, known in found.items()]
    real = [(place, known) for place, known in places if place is not None]
    return sorted(real, key=lambda pair: (-len(pair[1]), who.folded(pair[0].name)))


def _line(
    place: Organisation, shown: list[Counterpart], total: int, *, alone: bool, desk: Desk
) -> str:
    names = [who.name_of(one) for one in shown]
    if total > len(shown):
        names.append(desk.say(words.OTHERS, n=total - len(shown)))
    line = words.AT_PLACE_ONE if alone else words.AT_PLACE
    return desk.say(line, place=place.name, people=desk.say.joined(names))


def place_card(place: Organisation, desk: Desk) -> Card:
    """One organisation: what it is, its departments, and whom we know there."""
    say = desk.say
    parts = list(_place_parts(place, desk))
    buttons = (Button(say(words.PICTURE), f"picture:o:{place.id}"),)
    return card(say, say(words.NETWORK_PLACE, place=place.name), parts, buttons)


def _place_parts(place: Organisation, desk: Desk) -> Iterator[Part]:
    say = desk.say
    if kind := kind_of(place):
        yield Line(say(words.PLACE_KIND), say(words.KINDS[kind.value]))
    if over := above(place.id, desk.book):
        yield Line(say(words.OFFICE_ABOVE), say.list(unit_text(unit, desk) for unit in over))
    if place.areas:
        yield Line(say(words.AREAS), say.list(place.areas))
    yield from hostile.about(place.name, desk, place.id)
    yield from _inside(place, desk)


def _inside(place: Organisation, desk: Desk) -> Iterator[Part]:
    """Whom we know in it, department by department, ten names at most."""
    say, left, known = desk.say, NAMES, 0
    for part in within(place.id, desk.book):
        ids = people_at(part.id, desk.book, desk.today)
        people = [one for id in ids if (one := alive(id, desk.book)) is not None]
        known += len(people)
        shown = people[:left]
        left -= len(shown)
        if shown:
            more = len(people) - len(shown)
            others = (say(words.OTHERS, n=more),) if more else ()
            yield Items(part.name, (*(who.label(one, desk) for one in shown), *others))
    if not known:
        yield Text(say(words.NETWORK_PLACE_NOBODY, place=place.name))
    if known == 1:
        yield Text(say(words.ONE_ONLY))


def person_card(one: Counterpart, desk: Desk) -> Card:
    """What joins one person to others."""
    say, name = desk.say, who.name_of(one)
    links = links_of(one.id, desk.book, desk.today)[: NAMES - 1]
    if not links:
        how = Text(say(words.PATH_NONE_HOW, example=say(words.EX_TIE)))
        return card(say, say(words.NETWORK_PERSON_NOBODY, name=name), (how,))
    lines = tuple(link_text(link, desk) for link in links)
    buttons = [Button(say(people_words.CARD, name=name), f"person:{one.id}")]
    if has_picture(one, desk):
        buttons.insert(0, Button(say(words.PICTURE), f"picture:p:{one.id}"))
    title = say(words.NETWORK_PERSON, name=name)
    return card(say, title, (Text("\n".join(lines)),), buttons)


COMMANDS = {"network": network}
PRESSES = {"network": chosen}
