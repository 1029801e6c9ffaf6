"""Says what joins people and how they stand, each with its day and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import who
from handlers.desk import Desk
from handlers.rules.network import Link, Regard, Why, latest, links_of, regard_of, told_links
from handlers.rules.network.structure import Unit, unit
from handlers.words import changing as changing_words
from handlers.words import network as words
from handlers.words import ties as tie_words
from storage.records import (
    Aspect,
    Bond,
    Change,
    Counterpart,
    Member,
    Office,
    Organisation,
    Stance,
    Tie,
)


def person_name(id: str, desk: Desk) -> str:
    """What cards call the counterpart of that id; empty where they may not be seen."""
    one = desk.book.get(Counterpart, id)
    return who.name_of(one) if one is not None else ""


def link_text(link: Link, desk: Desk) -> str:
    """A link in words: "Hajj Musa, uncle of Governor", "Samer answers to Idris"."""
    return joined_text(
        link.why,
        link.words,
        person_name(link.first, desk),
        person_name(link.other, desk),
        desk,
    )


def tie_text(tie: Tie, desk: Desk) -> str:
    """A tie on record in the same words."""
    first, other = person_name(tie.counterpart, desk), person_name(tie.other, desk)
    return joined_text(tie.bond, tie.words, first, other, desk)


def joined_text(why: Why | Bond, key: str, first: str, other: str, desk: Desk) -> str:
    """What joins two names, in the member's language."""
    say = desk.say
    if key:
        what = say(tie_words.RELATIONS[key]) if key in tie_words.RELATIONS else key
        return say(tie_words.IS_OF, first=first, what=what, other=other)
    return say(tie_words.JOINED[why.value], first=first, other=other)


def ties_lines(one: Counterpart, desk: Desk) -> Iterator[str]:
    """What was told to join somebody to others, what binds most first."""
    for link in told_links(one.id, desk.book, desk.today):
        if link.why is not Why.INTRODUCED:
            yield link_text(link, desk)


def has_picture(one: Counterpart, desk: Desk) -> bool:
    """Whether there is anything around somebody to draw: more than a shared organisation."""
    links = links_of(one.id, desk.book, desk.today)
    return any(link.why is not Why.PLACE for link in links)


def stance_text(stance: Stance, desk: Desk) -> str:
    """``warm (Sara, 3 Mar 2026)``: how somebody stood, whose word it is, and when."""
    say = desk.say
    told_by = desk.book.get(Member, stance.member)
    source = stance.source or (told_by.name if told_by else "")
    value = say(words.VALUES[stance.value])
    day = say.short_day(stance.on)
    return say(words.STANCE, value=value, source=source, day=day) if source else value


def stances(one: Counterpart, desk: Desk) -> Iterator[tuple[str, str]]:
    """(what is said, how they stand) for each aspect that somebody told, by its latest word."""
    for aspect in Aspect:
        told = latest(one.id, aspect, desk.book)
        if told is not None:
            yield desk.say(words.ASPECTS[aspect.value]), stance_text(told, desk)


def facts_text(one: Counterpart, desk: Desk) -> str:
    """What speaks for or against asking somebody: facts with their days, never a sum."""
    regard = regard_of(one, desk.book, desk.today)
    return desk.say.joined(_facts(one, regard, desk))


def _facts(one: Counterpart, regard: Regard, desk: Desk) -> Iterator[str]:
    say = desk.say
    if regard.attitude is not None:
        yield stance_text(regard.attitude, desk)
    elif regard.close:
        yield say(words.CLOSE_TO_US)
    if regard.kept:
        yield say(words.KEPT_ONES, n=regard.kept)
    if regard.broken:
        yield say(words.BROKE, n=regard.broken)
    yield say(words.NOT_MET) if regard.last is None else who.last_contact_text(one, desk)


def unit_text(one: Unit, desk: Desk, fresh: Sequence[Change] = ()) -> str:
    """An office with its organisation, or an organisation, in one line.

    *fresh* are changes not made yet, among which the organisation may stand.
    """
    if one.gone_since is not None and one.gone_since <= desk.today:
        day = desk.say.short_day(one.gone_since)
        return desk.say(changing_words.GONE_SINCE, name=one.name, day=day)
    if not isinstance(one, Office):
        return one.name
    place = desk.book.get(Organisation, one.organisation) if one.organisation else None
    for change in fresh:
        if isinstance(change.after, Organisation) and change.after.id == one.organisation:
            place = change.after
    return who.role_and_place(one.name, place.name if place else "", desk)


def unit_name(id: str, desk: Desk) -> str:
    """The same by id; empty where there is none."""
    one = unit(id, desk.book)
    return unit_text(one, desk) if one is not None else ""
