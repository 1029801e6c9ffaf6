"""What joins two people, told in words or by command, put right, and taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from handlers import offices, who
from handlers.chat import Button, Items, Message, Outcome, Part, Refusal, Text
from handlers.choosing import by_id, shortened
from handlers.connections import joined_text, tie_text
from handlers.desk import Desk
from handlers.network import authority
from handlers.network.ends import End, named, tells
from handlers.network.pending import Pending, Side
from handlers.reading import ties as reading
from handlers.reading.ties import Said
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import network as words
from handlers.words import people as people_words
from storage.records import Bond, Change, Counterpart, Draft, Tie, added, removed

KIND = "tie"
"""The kind of draft that waits to be told who stands at an end."""
NEW = "new"
_LONGEST_NAME = 4


def told(message: Message, desk: Desk) -> Outcome | None:
    """What a message in plain words says of two ends; ``None`` where it is told otherwise.

    Nothing is taken for a tie unless one end is on record or is a role, and the other could be.
    """
    found = reading.said(message.text)
    if found is None or not may(desk.member, Action.WRITE):
        return None
    first, other = named(found.first, desk), named(found.other, desk)
    ends = (first, other)
    grounded = any(end.known or end.role for end in ends) or all(end.place for end in ends)
    if not grounded or not all(map(_could_be, ends)):
        return None
    return _kept(message, desk, found, first, other)


def tie(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/tie``: the same, asked for by name."""
    found = reading.said(rest)
    if found is None:
        example = f"/tie {desk.say(words.EX_TIE)}"
        raise Refusal(desk.say(words.TIE_UNREAD, example=example))
    return _kept(message, desk, found, named(found.first, desk), named(found.other, desk))


def keepfrom(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/keepfrom NAME = OTHER``: the other must not learn of our contact (PRACTICE row 22)."""
    first, other = authority.both(rest, desk, f"/keepfrom {desk.say(words.EX_KEEPFROM)}")
    found = Said(first, other, Bond.KEPT_FROM)
    return _kept(message, desk, found, named(first, desk), named(other, desk))


def answers(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/answers A = B``: the first answers to the other."""
    first, other = authority.both(rest, desk, f"/answers {desk.say(words.EX_ANSWERS)}")
    found = Said(first, other, Bond.REPORTS)
    return _kept(message, desk, found, named(first, desk), named(other, desk))


def untie(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/untie A = B``: nothing joins them any more."""
    texts = authority.both(rest, desk, f"/untie {desk.say(words.EX_UNTIE)}")
    first, other = (named(text, desk) for text in texts)
    one, two = first.person, other.person
    if one is None or two is None:
        return authority.loosed(message, desk, first, other)
    there = [t for t in desk.book.find(Tie, "counterpart", one.id) if two.id in _ends(t)]
    if not there:
        names = {"first": who.name_of(one), "other": who.name_of(two)}
        raise Refusal(desk.say(words.NO_TIE, **names))
    what = desk.say.list(tie_text(gone, desk) for gone in there)
    return saved(message, desk, tuple(map(removed, there)), desk.say(words.UNTIED, what=what))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Who stands at an end was pressed."""
    id, _, more = rest.partition(":")
    end, _, choice = more.partition(":")
    draft = _draft(id, desk)
    asked = Pending(**json.loads(draft.reading))
    if choice != NEW:
        choice = by_id(desk, choice).id
    asked = asked.with_choice(end, choice)
    done = _between(message, desk, asked)
    return Outcome(done.replies, (removed(draft), *done.changes))


def left(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Leave it]: nothing is noted."""
    draft = _draft(rest, desk)
    return answered(message, card(desk.say, desk.say(words.LEFT)), (removed(draft),))


def _draft(id: str, desk: Desk) -> Draft:
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND or draft.member != desk.member.id:
        raise Refusal(desk.say(help_words.STALE))
    return draft


def _could_be(end: End) -> bool:
    """Whether the words could be somebody: known, a role, a place, or written as a name."""
    if end.known or end.role or end.place or end.people:
        return True
    first = end.text[:1]
    if tells(end.text):
        return False
    return len(end.text.split()) <= _LONGEST_NAME and not (first.islower() or first.isdecimal())


def _kept(message: Message, desk: Desk, found: Said, first: End, other: End) -> Outcome:
    if found.bond is None or (found.bond is Bond.REPORTS and _of_units(first, other, desk)):
        return authority.told(message, desk, found, first, other)
    asked = Pending(found.bond.value, found.words, found.first, found.other)
    return _between(message, desk, asked)


def _of_units(first: End, other: End, desk: Desk) -> bool:
    """Whether what is told is about offices or organisations rather than two people.

    Where one is a person with an office, and nobody is known to hold the other, it is about the
    two offices: these outlive whoever is in them.
    """
    ends = (first, other)
    if any(end.is_place for end in ends) or all(end.role for end in ends):
        return True
    vacant = [end for end in ends if end.role and not end.people]
    seated = [end.person for end in ends if end.person is not None]
    return bool(vacant and seated) and authority.seated(seated[0], desk)


def _between(message: Message, desk: Desk, asked: Pending) -> Outcome:
    """The tie between two people, once it is certain who they are; else the next question."""
    ids: list[str] = []
    fresh: list[Change] = []
    ends: tuple[Side, Side] = ("first", "other")
    for end in ends:
        found = _found(asked, end, desk)
        if not found:
            return _question(message, desk, asked, end)
        if found == NEW:
            changes = _newcomer(asked.name(end), desk)
            found, fresh = changes[0].subject.id, [*fresh, *changes]
        ids.append(found)
    if ids[0] == ids[1]:
        raise Refusal(desk.say(words.SAME_END))
    made = Tie(
        *(desk.new_id(), ids[0], ids[1], Bond(asked.bond), desk.member.id, desk.today),
        asked.words,
    )
    return _saved(message, desk, made, fresh)


def _found(asked: Pending, end: Side, desk: Desk) -> str:
    """The id of who stands at that end, ``new``, or nothing where it must be asked."""
    if asked.chosen(end):
        return asked.chosen(end)
    person = named(asked.name(end), desk).person
    return person.id if person is not None else ""


def _newcomer(text: str, desk: Desk) -> list[Change]:
    """Somebody new of that name; where it is a role, they hold it."""
    end = named(text, desk)
    name = end.text[:1].upper() + end.text[1:]
    one = Counterpart(
        *(desk.new_id(), name, desk.member.id), known_since=desk.today, added_at=desk.now
    )
    if not end.role:
        return [added(one)]
    return [added(one), *offices.position(one.id, end.text, "", desk)]


def _saved(message: Message, desk: Desk, made: Tie, fresh: list[Change]) -> Outcome:
    before = list(_before(made, desk))
    names = {
        change.subject.id: change.subject.name
        for change in fresh
        if isinstance(change.subject, Counterpart)
    }
    first, other = (_name(id, names, desk) for id in (made.counterpart, made.other))
    what = joined_text(made.bond, made.words, first, other, desk)
    parts: list[Part] = []
    if before:
        lines = tuple(tie_text(gone, desk) for gone in before)
        parts.append(Items(desk.say(words.TIED_BEFORE), lines))
    changes = (*fresh, *map(removed, before), added(made))
    buttons = [
        Button(desk.say(people_words.CARD, name=name), f"person:{id}") for id, name in names.items()
    ]
    return saved(message, desk, changes, desk.say(words.TIED, what=what), parts, buttons)


def _before(made: Tie, desk: Desk) -> Iterator[Tie]:
    """What the new tie takes the place of: the same sort between them, or an earlier superior."""
    for old in desk.book.find(Tie, "counterpart", made.counterpart):
        between = {made.counterpart, made.other} == {*_ends(old)}
        superior = made.bond is Bond.REPORTS and old.counterpart == made.counterpart
        if old.bond is made.bond and (between or superior):
            yield old


def _ends(tie: Tie) -> tuple[str, str]:
    return (tie.counterpart, tie.other)


def _name(id: str, fresh: dict[str, str], desk: Desk) -> str:
    return fresh.get(id) or who.name_of(by_id(desk, id))


def _question(message: Message, desk: Desk, asked: Pending, end: Side) -> Outcome:
    say, name = desk.say, asked.name(end)
    found = named(name, desk)
    if found.is_place:
        raise Refusal(say(words.IS_PLACE, name=shortened(name)))
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        kind=KIND,
        reading=json.dumps(asdict(asked)),
    )
    press = f"tied:{draft.id}:{end}"
    buttons = [Button(who.label(one, desk), f"{press}:{one.id}") for one in found.people]
    buttons.append(Button(say(words.NEW_PERSON, name=shortened(name)), f"{press}:{NEW}"))
    buttons.append(Button(say(words.LEAVE_IT), f"tieoff:{draft.id}"))
    what = joined_text(Bond(asked.bond), asked.words, asked.first, asked.other, desk)
    parts = (Text(say(words.WHO_IS_HOW, what=what)),)
    title = say(words.WHO_IS, name=shortened(name))
    return answered(message, card(say, title, parts, buttons), (added(draft),))


COMMANDS = {"tie": tie, "answers": answers, "untie": untie, "keepfrom": keepfrom}
PRESSES = {"tied": chosen, "tieoff": left}
