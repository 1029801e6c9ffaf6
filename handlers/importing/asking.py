"""A file of people arrives: who is new, who is known, and what is done with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

from handlers import evidence, offices, who
from handlers.chat import Attachment, Button, Card, Items, Message, Outcome, Part, Refusal, Text
from handlers.commands import key
from handlers.desk import Desk
from handlers.importing.contacts import Contact, Unreadable, contacts_in
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import importing as words
from storage.records import (
    Change,
    Channel,
    Counterpart,
    Draft,
    Organisation,
    Position,
    added,
    removed,
)
from storage.values import dataclass

KIND = "import"
_FILES = (".csv", ".vcf")
_LARGEST = 1_000_000
"""Bytes of a file that is read for people."""
_NAMED = 10
"""People one answer may name (PRACTICE D19)."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The people of a file: the new, the known, and those alike to somebody known."""

    new: tuple[Contact, ...]
    known: tuple[Counterpart, ...]
    alike: tuple[tuple[Contact, Counterpart], ...]


def shared(message: Message, desk: Desk) -> Outcome | None:
    """People in a file that was sent; ``None`` where it is none, or holds nobody."""
    if len(message.files) != 1 or message.text.strip():
        return None
    file = message.files[0]
    if file.trouble or file.size > _LARGEST or not file.name.lower().endswith(_FILES):
        return None
    try:
        found = contacts_in(file.name, desk.file(file.blob))
    except Unreadable:
        raise Refusal(desk.say(words.UNREADABLE)) from None
    except KeyError:
        return None
    return _shown(message, desk, found) if found else None


def _shown(message: Message, desk: Desk, found: Sequence[Contact]) -> Outcome:
    told = {"people": [asdict(one) for one in found], "file": asdict(message.files[0])}
    reading = json.dumps(told, ensure_ascii=False)
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=reading)
    return answered(message, _card(draft, found, desk), (added(draft),))


def sorted_out(found: Iterable[Contact], desk: Desk) -> Sorted:
    """Who of *found* is new, known, or alike to somebody the member knows."""
    new, known, alike = [], [], []
    for one in found:
        match = who.find(desk.book, one.name, 1)
        if match.only is not None:
            known.append(match.only)
        elif match.offered:
            alike.append((one, match.offered[0]))
        else:
            new.append(one)
    return Sorted(tuple(new), tuple(known), tuple(alike))


def _card(draft: Draft, found: Sequence[Contact], desk: Desk) -> Card:
    say, people = desk.say, sorted_out(found, desk)
    buttons = []
    if people.new:
        label = say(words.ADD_NEW, n=len(people.new))
        buttons.append(Button(label, f"import:{draft.id}:new", "primary"))
    if people.alike:
        label = say(words.ADD_ALIKE, n=len(people.alike))
        buttons.append(Button(label, f"import:{draft.id}:all"))
    buttons.append(Button(say(words.AS_EVIDENCE), f"import:{draft.id}:keep"))
    buttons.append(Button(say(common.DROP), f"import:{draft.id}:drop", "danger"))
    title = say(words.FOUND, n=len(found))
    return card(say, title, tuple(_parts(people, desk)), buttons)


def _parts(people: Sorted, desk: Desk) -> Iterator[Part]:
    """At most ten names in all, the new ones first."""
    say, left = desk.say, _NAMED
    lists = (
        (words.NEW, [_told(one, desk) for one in people.new]),
        (
            words.ALIKE,
            [
                say(words.IS_LIKE, name=one.name, known=who.label(known, desk))
                for one, known in people.alike
            ],
        ),
        (words.KNOWN, [who.label(one, desk) for one in people.known]),
    )
    for label, lines in lists:
        if not lines:
            continue
        named = lines[:left]
        left -= len(named)
        if len(named) < len(lines):
            named.append(say(words.AND_MORE, n=len(lines) - len(named)))
        yield Items(say(label), tuple(named))
    if not people.new and not people.alike:
        yield Text(say(words.NOBODY_NEW))


def _told(one: Contact, desk: Desk) -> str:
    return desk.say.joined(filter(None, (one.name, one.role, one.place)))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """What is done with the people of a file."""
    id, _, what = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(words.GONE))
    told = json.loads(draft.reading)
    if what == "keep":
        return _as_evidence(message, desk, draft, told["file"])
    if what == "drop":
        dropped = card(desk.say, desk.say(words.DROPPED))
        return answered(message, dropped, (removed(draft),))
    people = sorted_out((Contact(**one) for one in told["people"]), desk)
    chosen = list(people.new)
    if what == "all":
        chosen += [one for one, _ in people.alike]
    if not chosen:
        raise Refusal(desk.say(words.NOBODY_NEW))
    done = saved(
        *(message, desk, tuple(_kept(chosen, desk)), desk.say(words.ADDED, n=len(chosen))),
        (Text(desk.say(words.YOURS)),),
    )
    return replace(done, changes=(*done.changes, removed(draft)))


def _as_evidence(message: Message, desk: Desk, draft: Draft, file: dict[str, str]) -> Outcome:
    """The file is no list of people to keep, but something that shows something."""
    sent = replace(message, press="", files=(Attachment(**file),))  # type: ignore[arg-type]  # As asdict wrote it.
    outcome = evidence.evidence(sent, desk)
    replies = tuple(replace(one, replaces=message.card) for one in outcome.replies)
    return replace(outcome, replies=replies, changes=(*outcome.changes, removed(draft)))


def _kept(chosen: Iterable[Contact], desk: Desk) -> Iterator[Change]:
    """Everybody who was chosen, with their roles; an organisation that several share comes once."""
    fresh_places: dict[str, Organisation] = {}
    for one in chosen:
        fresh = Counterpart(desk.new_id(), one.name, desk.member.id, added_at=desk.now)
        yield added(fresh)
        place = offices.named(one.place, desk) or fresh_places.get(key(one.place))
        if one.place and place is None:
            place = fresh_places[key(one.place)] = Organisation(desk.new_id(), one.place)
            yield added(place)
        if one.role or place:
            yield added(Position(desk.new_id(), fresh.id, one.role, place.id if place else ""))
        if one.number:
            yield added(Channel(desk.new_id(), fresh.id, "phone", one.number))


PRESSES = {"import": pressed}
