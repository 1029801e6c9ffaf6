"""Whom a note names: those on record, those it may be, and those who are new."""

from __future__ import annotations

from handlers import who
from handlers.desk import Desk
from handlers.reading.note import Person
from handlers.words import note as words
from storage.records import Counterpart, Draft, Meeting, Organisation, Position
from storage.values import dataclass

SHOWN = 5
"""How many people a question offers at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a name is: *sure* is an id, or empty; *maybe* are ids to choose from."""

    sure: str = ""
    maybe: tuple[str, ...] = ()


def match(person: Person, desk: Desk) -> Match:
    """Who *person* is among those the member knows; nobody where the name is new.

    Only a name or alias just as it is on record is taken unasked; whatever else the reader
    thinks of is offered.
    """
    by_name = named(person.name, desk)
    if by_name.sure:
        return by_name
    known = (id for id in person.known if desk.book.get(Counterpart, id))
    return Match(maybe=tuple(dict.fromkeys((*by_name.maybe, *known)))[:SHOWN])


def named(name: str, desk: Desk) -> Match:
    """Who on record goes by *name*, exactly or nearly."""
    if not name.strip():
        return Match()
    found = who.find(desk.book, name, SHOWN)
    if found.only is not None:
        return Match(sure=found.only.id)
    return Match(maybe=tuple(one.id for one in found.offered[:SHOWN]))


def alike(name: str, desk: Desk) -> tuple[str, ...]:
    """Ids of everybody on record who goes by *name* or nearly so, likeliest first."""
    if not name.strip():
        return ()
    return tuple(one.id for one in who.find(desk.book, name, SHOWN).offered)


def recent(desk: Desk) -> tuple[str, ...]:
    """Ids of those the member met most recently, latest first."""
    met = desk.book.newest(Meeting, "member", desk.member.id)
    found: dict[str, None] = {}
    for meeting in met:
        found.setdefault(meeting.counterpart)
        if len(found) >= SHOWN:
            break
    return tuple(id for id in found if desk.book.get(Counterpart, id))


def person_of(id: str, draft: Draft, desk: Desk) -> tuple[Counterpart | None, bool]:
    """The counterpart of that id, and whether the draft brings them into being."""
    for change in draft.changes:
        if isinstance(change.after, Counterpart) and change.after.id == id:
            return change.after, change.before is None
    return desk.book.get(Counterpart, id), False


def name_in(id: str, draft: Draft, desk: Desk) -> str:
    """What a card calls the counterpart of that id; empty where nobody has been named."""
    person, _ = person_of(id, draft, desk)
    return who.name_of(person) if person else ""


def titled(person: Counterpart, draft: Draft, desk: Desk) -> str:
    """Somebody new by name, with the role the draft gives them."""
    name = who.name_of(person)
    for change in draft.changes:
        held = change.after
        if isinstance(held, Position) and held.counterpart == person.id:
            role = who.role_and_place(held.title, place(held.organisation, draft, desk), desk)
            return desk.say(words.KNOWN_AS, name=name, role=role)
    return name


def place(id: str, draft: Draft, desk: Desk) -> str:
    """The name of the organisation of that id, on record or in the draft; empty where none is."""
    for change in draft.changes:
        if isinstance(change.after, Organisation) and change.after.id == id:
            return change.after.name
    known = desk.book.get(Organisation, id) if id else None
    return known.name if known else ""


def choice_label(person: Counterpart, desk: Desk) -> str:
    """A button's label: the name, the role and the last contact, to tell two apart."""
    met = who.last_contact(desk.book, person)
    shown = who.label(person, desk)
    return desk.say(words.LAST_CONTACT, name=shown, day=desk.say.short_day(met)) if met else shown
