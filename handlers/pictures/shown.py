"""Whom a picture shows, and what joins them: everything from one member's own book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from handlers import connections, who
from handlers.desk import Desk
from handlers.pictures.around import SEATS, Circle, ordered
from handlers.pictures.model import Group, Joined, Network, Person
from handlers.pictures.shapes import Contact, Look, bonding
from handlers.rules.network import STRENGTH, Link, Why, alive, kind_of, links_of, told_links
from handlers.rules.network.structure import held
from handlers.rules.rhythms import last_contact
from handlers.words import pictures as words
from handlers.words import ties as tie_words
from storage.records import Counterpart, Organisation, Position, Tie

MOST = 25
"""People on one picture; the rest are counted."""
LATELY = timedelta(days=60)
_UNDRAWN = frozenset((Why.PLACE, Why.MET))
"""What the grouping shows, or what would draw everybody to everybody."""


def person_of(one: Counterpart, desk: Desk) -> Person:
    """How *one* is shown: by code name where there is one, and then without a role."""
    position = _role(one, desk)
    place = desk.book.get(Organisation, position.organisation) if position else None
    met = last_contact(one, desk.book)
    contact = Contact.NEVER
    if met is not None:
        contact = Contact.LATELY if desk.today - met <= LATELY else Contact.LONG_AGO
    title = position.title if position and not one.code_name else ""
    look = Look(kind_of(place) if place else None, contact)
    hidden = bool(one.code_name)
    return Person(
        one.id,
        who.name_of(one),
        replace(look, kind=None) if hidden else look,
        title,
        "" if hidden or place is None else place.id,
    )


def _role(one: Counterpart, desk: Desk) -> Position | None:
    roles = [p for p in desk.book.find(Position, "counterpart", one.id) if held(p, desk.today)]
    return max(roles, key=lambda p: (bool(p.organisation), who.since(p)), default=None)


def drawn_links(ids: Iterable[str], desk: Desk) -> tuple[Link, ...]:
    """The links worth a line between any two of *ids*, one for each pair, what binds most first."""
    wanted = set(ids)
    best: dict[frozenset[str], Link] = {}
    for id in sorted(wanted):
        for link in told_links(id, desk.book, desk.today):
            pair = frozenset((link.first, link.other))
            if not pair <= wanted:
                continue
            kept = best.get(pair)
            if kept is None or STRENGTH[link.why] < STRENGTH[kept.why]:
                best[pair] = link
    return tuple(sorted(best.values(), key=lambda one: (STRENGTH[one.why], one.first, one.other)))


def joined(links: Iterable[Link]) -> tuple[Joined, ...]:
    """*links* as lines."""
    return tuple(Joined(one.first, one.other, bonding(one.why)) for one in links)


def seen_from(link: Link, one: str, desk: Desk) -> str:
    """What the person at the other end of *link* is to *one*, in a word or two."""
    if link.words in tie_words.RELATIONS and link.other == one:
        return desk.say(tie_words.RELATIONS[link.words])
    return desk.say(tie_words.SHORTLY[link.why.value])


def whole(title: str, people: Iterable[Counterpart], desk: Desk, none: str) -> Network:
    """*people* by organisation, those who are joined to others and met lately first.

    *none* heads those who belong to no organisation.
    """
    known = [one for one in people if not one.merged_into]
    days = {one.id: last_contact(one, desk.book) or date.min for one in known}

    def order(one: Counterpart) -> tuple[int, int, str]:
        ties = len(desk.book.find(Tie, "counterpart", one.id)) + bool(one.introduced_by)
        return (-ties, -days[one.id].toordinal(), who.folded(who.name_of(one)))

    ranked = sorted(known, key=order)
    chosen = [person_of(one, desk) for one in ranked[:MOST]]
    links = drawn_links([one.id for one in chosen], desk)
    there = {one.id for one in chosen}
    chosen = [_with_tie(one, links, there, desk) for one in chosen]
    left = Counter(_place_of(one, desk) for one in ranked[MOST:])
    groups = _grouped(chosen, left, desk, none)
    uncounted = sum(left.values()) - sum(group.more for group in groups)
    return Network(title, groups, joined(links), uncounted)


def _place_of(one: Counterpart, desk: Desk) -> str:
    """Where *one* would be shown, by the id of the organisation; empty where nowhere."""
    position = _role(one, desk)
    return position.organisation if position is not None and not one.code_name else ""


def _with_tie(one: Person, links: tuple[Link, ...], there: set[str], desk: Desk) -> Person:
    """*one* with what they are to somebody else shown, where a word tells it."""
    for link in links:
        other = desk.book.get(Counterpart, link.other)
        if link.first == one.id and link.words and link.other in there and other is not None:
            told = connections.link_text(link, desk)
            if link.words in tie_words.RELATIONS:
                what = desk.say(tie_words.RELATIONS[link.words])
                told = desk.say(tie_words.WHAT_OF, what=what, other=who.name_of(other))
            return replace(one, caption=desk.say.joined(filter(None, (one.caption, told))))
    return one


def _grouped(
    chosen: list[Person], left: Mapping[str, int], desk: Desk, none: str
) -> tuple[Group, ...]:
    places = list(dict.fromkeys(one.place for one in chosen))
    # The largest first, those without an organisation last.
    places.sort(key=lambda place: (not place, -sum(one.place == place for one in chosen)))
    made = []
    for place in places:
        known = desk.book.get(Organisation, place) if place else None
        people = tuple(one for one in chosen if one.place == place)
        made.append(Group(known.name if known else none, people, left.get(place, 0)))
    return tuple(made)


def around(title: str, one: Counterpart, desk: Desk) -> Circle | Network:
    """*one* with those they are joined to, and those these are joined to, two steps at most."""
    parents, links = _reached(one.id, desk)
    people = [person_of(found, desk) for id in parents if (found := alive(id, desk.book))]
    centre = person_of(one, desk)
    if len(people) > SEATS:
        known = [found for id in (one.id, *parents) if (found := alive(id, desk.book))]
        return whole(title, known, desk, desk.say(words.NO_PLACE))
    told = [replace(p, caption=_relation(p.id, parents, links, desk)) for p in people]
    shown = ordered(told, parents, one.id)
    lines = drawn_links((one.id, *(p.id for p in shown)), desk)
    drawn = {frozenset((line.first, line.other)) for line in lines}
    kept = [*lines, *(links[id] for id in parents if frozenset((id, parents[id])) not in drawn)]
    return Circle(title, replace(centre, caption=centre.caption), shown, joined(kept))


def _reached(one: str, desk: Desk) -> tuple[dict[str, str], dict[str, Link]]:
    """For everybody up to two steps away: through whom, and by which link; the nearest first."""
    parents: dict[str, str] = {}
    by: dict[str, Link] = {}
    ring = [one]
    for steps in range(2):
        fresh = []
        for here in ring:
            for link in links_of(here, desk.book, desk.today):
                other = link.end(here)
                # At the second step only what somebody told: who met whom leads too far.
                if other == one or other in parents or (steps and link.why in _UNDRAWN):
                    continue
                if link.why is Why.PLACE:
                    continue
                parents[other], by[other] = here, link
                fresh.append(other)
        ring = fresh
    return parents, by


def _relation(id: str, parents: dict[str, str], links: dict[str, Link], desk: Desk) -> str:
    """What somebody is to the one they are reached through, and when we last spoke."""
    one = alive(id, desk.book)
    met = last_contact(one, desk.book) if one else None
    day = desk.say.short_day(met) if met else desk.say(words.CONTACTS["never"])
    return f"{seen_from(links[id], parents[id], desk)}\n{day}"
