"""What stands above what: offices and organisations, each outliving the people in it."""

from __future__ import annotations

from dataclasses import replace

from handlers import choosing, offices, who
from handlers.chat import Line, Message, Outcome, Refusal
from handlers.connections import unit_name, unit_text
from handlers.desk import Desk
from handlers.network.ends import End, is_role, named, office_named, organisation_named, split
from handlers.patterns import pattern
from handlers.reading.ties import Said
from handlers.rules.network import above
from handlers.rules.network.structure import Unit, held
from handlers.saving import saved
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import (
    Change,
    Counterpart,
    Office,
    Organisation,
    Position,
    added,
)

_BETWEEN = pattern(r"\s*(?:=|→|->)\s*")
_SHOWN = 5


def both(rest: str, desk: Desk, example: str) -> tuple[str, str]:
    """What stands on either side of ``=``; refuses with *example* where one is missing."""
    first, *others = _BETWEEN.split(rest.strip(), maxsplit=1)
    other = others[0].strip() if others else ""
    if not first or not other:
        raise Refusal(desk.say(people_words.HOW_TO_WRITE, example=example))
    if max(len(first), len(other)) > choosing.LONGEST:
        raise Refusal(desk.say(people_words.TOO_LONG, n=choosing.LONGEST))
    return first, other


def told(message: Message, desk: Desk, found: Said, first: End, other: End) -> Outcome:
    """An office or an organisation stands under another, or is a part of it."""
    part = found.bond is None
    lower, fresh = _place(first, desk) if part else unit_at(first, desk)
    upper, more = _place(other, desk) if part else unit_at(other, desk)
    made = (*fresh, *more)
    names = {"first": unit_text(lower, desk, made), "other": unit_text(upper, desk, made)}
    if lower.id == upper.id or names["first"] == names["other"]:
        raise Refusal(desk.say(words.SAME_END))
    if any(one.id == lower.id for one in above(upper.id, desk.book)):
        raise Refusal(desk.say(words.CIRCLE, **names))
    before = desk.book.get(type(lower), lower.id)
    after = _under(lower, upper.id, part=part)
    changes = [c for c in made if c.subject.id != lower.id]
    title = desk.say(words.TIED, what=desk.say(words.PART_OF if part else words.ANSWERED, **names))
    was = unit_name(_over(before, part=part), desk) if before is not None else ""
    parts = (Line(desk.say(words.TIED_BEFORE), was),) if was else ()
    return saved(message, desk, (*changes, Change(before, after)), title, parts)


def _over(lower: Unit, *, part: bool) -> str:
    if not part:
        return lower.answers_to
    return lower.part_of if isinstance(lower, Organisation) else ""


def _under(lower: Unit, upper: str, *, part: bool) -> Unit:
    if part and isinstance(lower, Organisation):
        return replace(lower, part_of=upper)
    return replace(lower, answers_to=upper)


def partof(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/partof A = B``: an organisation is a department of another."""
    first, other = both(rest, desk, f"/partof {desk.say(words.EX_PARTOF)}")
    ends = named(first, desk), named(other, desk)
    return told(message, desk, Said(first, other, None), *ends)


def loosed(message: Message, desk: Desk, first: End, other: End) -> Outcome:
    """What joined two offices or organisations is taken away."""
    one, two = _known(first, desk), _known(other, desk)
    names = {"first": first.text, "other": other.text}
    if one is None or two is None:
        raise Refusal(desk.say(words.NO_TIE, **names))
    for lower, upper in ((one, two), (two, one)):
        for part, line in ((False, words.ANSWERED), (True, words.PART_OF)):
            if _over(lower, part=part) == upper.id:
                told = {"first": unit_text(lower, desk), "other": unit_text(upper, desk)}
                title = desk.say(words.UNTIED, what=desk.say(line, **told))
                return saved(message, desk, (Change(lower, _under(lower, "", part=part)),), title)
    raise Refusal(desk.say(words.NO_TIE, **names))


def _known(end: End, desk: Desk) -> Unit | None:
    return end.unit or office_named(end.text, desk) or organisation_named(end.text, desk)


def _place(end: End, desk: Desk) -> tuple[Organisation, list[Change]]:
    """The organisation at that end, brought into being where nobody named it before."""
    known = organisation_named(end.text, desk)
    if known is not None:
        return known, []
    fresh = Organisation(desk.new_id(), end.text)
    return fresh, [added(fresh)]


def unit_at(end: End, desk: Desk) -> tuple[Unit, list[Change]]:
    """The office or the organisation at that end; of a person, the office they hold."""
    if end.unit is not None and (end.role or not end.sure):
        return end.unit, []
    if not end.sure and end.place:
        return _place(end, desk)
    if not end.role and (person := end.person) is not None:
        return _office_of(person, desk)
    if end.role or is_role(split(end.text, desk)[0]):
        return _office(end.text, desk)
    return _place(end, desk)


def _office(text: str, desk: Desk) -> tuple[Office, list[Change]]:
    known = office_named(text, desk)
    if known is not None:
        return known, []
    title, place = split(text, desk)
    changes: list[Change] = []
    there = None
    if place:
        there = offices.named(place, desk) or Organisation(desk.new_id(), place)
        changes = [] if offices.named(place, desk) else [added(there)]
    else:
        there = _seat(title, desk)
    name = title[:1].upper() + title[1:]
    fresh = Office(desk.new_id(), name, there.id if there else "")
    return fresh, [*changes, added(fresh)]


def _seat(title: str, desk: Desk) -> Organisation | None:
    """Where the one holder of that title whom the member knows has it."""
    found = [one for one in desk.book.find(Position, "name", title) if held(one, desk.today)]
    places = {one.organisation for one in found}
    return desk.book.get(Organisation, places.pop()) if len(places) == 1 else None


def seated(one: Counterpart, desk: Desk) -> bool:
    """Whether *one* holds a role that has a title."""
    return bool(_titled(one, desk))


def _titled(one: Counterpart, desk: Desk) -> list[Position]:
    roles = desk.book.find(Position, "counterpart", one.id)
    return [role for role in roles if role.title and held(role, desk.today)]


def _office_of(one: Counterpart, desk: Desk) -> tuple[Office, list[Change]]:
    titled = _titled(one, desk)
    if not titled:
        raise Refusal(desk.say(words.NO_ROLE, name=who.name_of(one)))
    role = max(titled, key=who.since)
    for known in desk.book.find(Office, "name", role.title):
        if known.organisation == role.organisation:
            return known, []
    fresh = Office(desk.new_id(), role.title, role.organisation)
    return fresh, [added(fresh)]


COMMANDS = {"partof": partof}
