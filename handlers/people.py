"""The people a member speaks with: the list, the card of one, adding and correcting them."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import choosing, offices, organisations, who
from handlers.chat import Button, Line, Message, Outcome, Refusal
from handlers.choosing import Edit, by_id
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.portrait import person_card
from handlers.saving import saved
from handlers.showing import answered, card, page_start
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import people as words
from storage.records import Change, Counterpart, Draft, added, removed

PAGE = 10
"""People on one page: no answer holds more names (PRACTICE D19)."""
LONGEST_NAME = 120
KIND = "person"
"""The kind of draft that holds somebody who may be known already."""

_AT = pattern(r"\s+(?:at|of|from|à|de|du|en|في|من)\s+", re.IGNORECASE)
_BY = pattern(r"\s+(?:by|par|por|عن طريق|بواسطة)\s+|\s*=\s*", re.IGNORECASE)


def people(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/people``: everybody they may see, by name, a page at a time."""
    say = desk.say
    everybody = [one for one in desk.book.all(Counterpart) if not one.merged_into]
    if not everybody:
        raise Refusal(f"{say(words.NOBODY)} {say(words.NOBODY_HOW)}")
    everybody.sort(key=lambda one: (who.folded(who.name_of(one)), one.id))
    start = page_start(rest, len(everybody))
    shown = everybody[start : start + PAGE]
    lines = tuple(Line(who.label(one, desk), who.last_contact_text(one, desk)) for one in shown)
    buttons = [Button(who.name_of(one), f"person:{one.id}") for one in shown]
    hint = ""
    if len(everybody) > PAGE:
        last = start + len(shown)
        hint = say(words.PAGE, from_=start + 1, to=last, total=len(everybody))
        if last < len(everybody):
            buttons.append(Button(say(common.MORE), f"people:{last}"))
    title = say(words.PEOPLE, n=len(everybody))
    return answered(message, card(say, title, lines, buttons, hint))


def about(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/who NAME``: the card of one person."""
    return choosing.for_named(
        message, desk, rest, "person", lambda one: answered(message, person_card(one, desk))
    )


def person(message: Message, desk: Desk, rest: str) -> Outcome:
    """A person's button was pressed."""
    return answered(message, person_card(by_id(desk, rest), desk))


def add(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/add NAME, role, organisation``: somebody new, unless they may be known already."""
    say = desk.say
    name, role, place = parsed(rest)
    if not name:
        raise Refusal(say(help_words.GIVE_NAME, example=f"/add {say(help_words.EX_ADD)}"))
    if len(name) > LONGEST_NAME or len(role) > choosing.LONGEST or len(place) > choosing.LONGEST:
        raise Refusal(say(words.TOO_LONG, n=LONGEST_NAME))
    changes = _new(name, role, place, desk)
    near = who.find(desk.book, name, 4).offered
    if not near:
        return _added(message, desk, changes)
    draft = Draft(desk.new_id(), desk.member.id, changes, desk.now, kind=KIND)
    buttons = [Button(who.label(one, desk), f"person:{one.id}") for one in near]
    buttons.append(Button(say(words.SOMEONE_NEW), f"new:{draft.id}"))
    lines = tuple(Line(who.label(one, desk), who.last_contact_text(one, desk)) for one in near)
    asked = card(say, say(words.ADD_CLOSE, name=name), lines, buttons)
    return answered(message, asked, (added(draft),))


def new(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Someone new]: they are added all the same."""
    draft = desk.book.get(Draft, rest)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    changes = _still_new(draft.changes, desk)
    outcome = _added(message, desk, changes)
    return Outcome(outcome.replies, (removed(draft), *outcome.changes))


def parsed(text: str) -> tuple[str, str, str]:
    """The name, the role and the organisation of ``Ali, tea seller at CP3``."""
    name, _, rest = " ".join(text.replace("،", ",").split()).partition(",")
    role, _, place = (part.strip() for part in rest.partition(","))
    if role and not place:
        role, place = (*(part.strip() for part in _AT.split(role, maxsplit=1)), "")[:2]
    return name.strip(), role, place


def _new(name: str, role: str, place: str, desk: Desk) -> tuple[Change, ...]:
    one = Counterpart(
        *(desk.new_id(), name, desk.member.id),
        known_since=desk.today,
        added_at=desk.now,
    )
    held = offices.position(one.id, role, place, desk) if role or place else ()
    return (added(one), *held)


def _still_new(changes: tuple[Change, ...], desk: Desk) -> tuple[Change, ...]:
    """*changes* without an organisation somebody else has brought in meanwhile."""
    return tuple(
        change
        for change in changes
        if desk.book.get(type(change.subject), change.subject.id) is None
    )


def _added(message: Message, desk: Desk, changes: tuple[Change, ...]) -> Outcome:
    one = changes[0].subject
    if not isinstance(one, Counterpart):
        raise Refusal(desk.say(help_words.STALE))
    title = desk.say(words.ADDED, name=one.name)
    parts = tuple(
        Line(desk.say(words.ROLE), text) for text in organisations.told(changes, desk) if text
    )
    buttons = (Button(desk.say(words.CARD, name=one.name), f"person:{one.id}"),)
    return saved(message, desk, changes, title, parts, buttons)


def rename(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """Their name is *value*; the one before still finds them."""
    _check_name(value, desk)
    aliases = tuple(dict.fromkeys((*one.aliases, one.name)))
    after = replace(one, name=value, aliases=tuple(name for name in aliases if name != value))
    title = desk.say(words.RENAMED, before=who.name_of(one), after=who.name_of(after))
    return saved(message, desk, (Change(one, after),), title)


def alias(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """They are also known as *value*."""
    _check_name(value, desk)
    name = who.name_of(one)
    if value in (one.name, *one.aliases):
        raise Refusal(desk.say(words.HAS_ALIAS, name=name, alias=value))
    after = replace(one, aliases=(*one.aliases, value))
    title = desk.say(words.ALIASED, name=name, alias=value)
    return saved(message, desk, (Change(one, after),), title)


def codename(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """They are shown as *value* everywhere; by name again where it is empty (PRACTICE D3)."""
    say = desk.say
    if not value or value == "-":
        title = say(words.CODE_NAME_GONE, name=one.name)
        return saved(message, desk, (Change(one, replace(one, code_name="")),), title)
    _check_name(value, desk)
    if any(other.id != one.id for other in who.find(desk.book, value).exact):
        raise Refusal(say(words.CODE_NAME_TAKEN, code=value))
    title = say(words.CODE_NAMED, code=value)
    return saved(message, desk, (Change(one, replace(one, code_name=value)),), title)


def introduced(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """*value* introduced them: somebody on record, or only a name."""
    _check_name(value, desk)
    by = who.find(desk.book, value).only
    if by is not None and by.id == one.id:
        raise Refusal(desk.say(words.SAME_PERSON))
    after = replace(one, introduced_by=by.id if by else "", introducer=value)
    shown = who.name_of(by) if by else value
    title = desk.say(words.INTRODUCED, name=who.name_of(one), by=shown)
    return saved(message, desk, (Change(one, after),), title)


def _check_name(value: str, desk: Desk) -> None:
    if not value:
        raise Refusal(desk.say(words.SPLIT_IN_TWO))
    if len(value) > LONGEST_NAME:
        raise Refusal(desk.say(words.TOO_LONG, n=LONGEST_NAME))


EDITS: dict[str, Edit] = {
    "rename": rename,
    "alias": alias,
    "codename": codename,
    "introduced": introduced,
}
COMMANDS = {
    "people": people,
    "who": about,
    "add": add,
    "rename": choosing.command("rename", rename, help_words.EX_RENAME),
    "alias": choosing.command("alias", alias, help_words.EX_ALIAS),
    "codename": choosing.command("codename", codename, help_words.EX_CODENAME),
    "introduced": choosing.command("introduced", introduced, help_words.EX_INTRODUCED, _BY),
}
READING = ("person", "people")
PRESSES = {"person": person, "people": people, "new": new}
