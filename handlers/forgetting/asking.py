"""``/forget``: shows what will go, asks, and erases it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from handlers import choosing, who
from handlers.chat import Items, Message, Outcome, Refusal, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.forgetting import cards, parts
from handlers.forgetting.whole import at_a_glance, whole
from handlers.forgetting.words_for import split, wish
from handlers.patterns import pattern
from handlers.rules.roles import Action, leads, may
from handlers.showing import answered, card
from handlers.words import forgetting as words
from handlers.words import help as help_words
from handlers.words import undo as undo_words
from storage.records import (
    Change,
    Counterpart,
    Draft,
    Entry,
    Erasure,
    Member,
    PersonalFact,
    added,
    removed,
)

KIND = "forget"
"""The kind of draft that remembers whom and what subject is to be erased."""
MOST_FACTS = 20

_LAST = frozenset(("last", "dernier", "dernière", "último", "ultimo", "última", "الأخير", "آخر"))
_FACT = pattern(
    r"^(?:facts?|faits?|datos?|hechos?|معلومة|معلومات)\b\s*(\d{1,3})?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)


def forget(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/forget NAME``, ``NAME SUBJECT``, ``fact N NAME``, ``facts NAME`` or ``last``."""
    rest = " ".join(rest.split())
    if not rest:
        raise Refusal(desk.say(words.HOW))
    if rest.casefold() in _LAST:
        return _ask_last(message, desk)
    if (found := _FACT.match(rest)) is not None and found[2]:
        return _ask_fact(message, desk, found[2], found[1] or "")
    return _ask(message, desk, rest)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """What a wish in words comes to, such as to delete everything on somebody's children."""
    rest = wish(message.text)
    if not rest or not may(desk.member, Action.WRITE):
        return None
    one, subject = split(rest, desk)
    if one is None and who.find(desk.book, rest).only is None:
        raise Refusal(desk.say(words.NOBODY))
    return _about(message, desk, one, subject) if one is not None else _ask(message, desk, rest)


def _ask(message: Message, desk: Desk, text: str) -> Outcome:
    one, subject = split(text, desk)
    if one is None:
        found, question = choosing.found_or_asked(message, desk, text, "forget")
        if found is None:
            return question or Outcome()
        one = found
    return _about(message, desk, one, subject)


def _about(message: Message, desk: Desk, one: Counterpart, subject: str) -> Outcome:
    return _ask_subject(message, desk, one, subject) if subject else _ask_person(message, desk, one)


def picked(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was pressed."""
    return _ask_person(message, desk, by_id(desk, rest))


def _ask_person(message: Message, desk: Desk, one: Counterpart) -> Outcome:
    _check(desk, one)
    return answered(message, cards.person(one, at_a_glance(desk.book, one.id), desk))


def _ask_subject(message: Message, desk: Desk, one: Counterpart, subject: str) -> Outcome:
    _check(desk, one)
    changes = parts.subject(one, subject, desk)
    name = who.name_of(one)
    if not changes:
        raise Refusal(desk.say(words.NOTHING, name=name))
    reading = f"{one.id} {len(changes)} {subject}"
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=reading)
    title = desk.say(words.ASK_PART, name=name)
    return answered(
        message, cards.part(title, changes, f"erase:part:{draft.id}", desk), (added(draft),)
    )


def _ask_fact(message: Message, desk: Desk, name: str, number: str) -> Outcome:
    one = choosing.certain(desk, name)
    _check(desk, one)
    known = parts.facts(one, desk.book)
    shown = who.name_of(one)
    if not known:
        raise Refusal(desk.say(words.NO_FACTS, name=shown))
    if not number:
        lines = tuple(f"{at}. {parts.told(fact)}" for at, fact in enumerate(known[:MOST_FACTS], 1))
        title = desk.say(words.FACTS_OF, name=shown)
        return answered(
            message, card(desk.say, title, (Items("", lines),), (), desk.say(words.FACT_HOW))
        )
    if not 0 < int(number) <= len(known):
        raise Refusal(desk.say(words.NO_FACT, name=shown))
    fact = known[int(number) - 1]
    title = desk.say(words.ASK_PART, name=shown)
    return answered(
        message, cards.part(title, parts.fact(fact, desk.book), f"erase:fact:{fact.id}", desk)
    )


def _ask_last(message: Message, desk: Desk) -> Outcome:
    entries = [one for one in desk.book.find(Entry, "member", desk.member.id) if not one.undone]
    if not entries:
        raise Refusal(desk.say(undo_words.NOTHING))
    entry = max(entries, key=lambda one: one.at)
    _back(entry, desk)
    lines = (Text(entry.title),) if entry.title else ()
    asked = cards.part(desk.say(words.ASK_LAST), (), f"erase:last:{entry.id}", desk)
    told = tuple(part for part in asked.parts if not isinstance(part, Items))
    return answered(message, card(desk.say, asked.title, (*lines, *told), asked.buttons))


def erase(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Erase for good]: *rest* says what."""
    what, _, id = rest.partition(":")
    how = _ERASING.get(what)
    if how is None:
        raise Refusal(desk.say(help_words.STALE))
    changes, gone = how(desk, id)
    erasure = Erasure(desk.new_id(), desk.member.id, desk.now, gone=gone)
    told = card(desk.say, desk.say(words.ERASED))
    return answered(message, told, (*changes, added(erasure)))


def _person(desk: Desk, id: str) -> tuple[Sequence[Change], tuple[str, ...]]:
    one = by_id(desk, id)
    _check(desk, one)
    return (), whole(desk.book, one.id).ids


def _part(desk: Desk, id: str) -> tuple[Sequence[Change], tuple[str, ...]]:
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    whom, _, told = draft.reading.partition(" ")
    count, _, subject = told.partition(" ")
    one = by_id(desk, whom)
    _check(desk, one)
    changes = parts.subject(one, subject, desk)
    if len(changes) != int(count):
        raise Refusal(desk.say(words.CHANGED))
    return (*changes, removed(draft)), ()


def _fact(desk: Desk, id: str) -> tuple[Sequence[Change], tuple[str, ...]]:
    fact = desk.book.get(PersonalFact, id)
    if fact is None:
        raise Refusal(desk.say(help_words.STALE))
    _check(desk, by_id(desk, fact.counterpart))
    return parts.fact(fact, desk.book), ()


def _last(desk: Desk, id: str) -> tuple[Sequence[Change], tuple[str, ...]]:
    entry = desk.book.get(Entry, id)
    if entry is None or entry.undone:
        raise Refusal(desk.say(help_words.STALE))
    back = _back(entry, desk)
    new = tuple(
        change.before.id
        for change in back
        if isinstance(change.before, Counterpart) and change.after is None
    )
    return (*back, removed(entry)), new


_ERASING: dict[str, Callable[[Desk, str], tuple[Sequence[Change], tuple[str, ...]]]] = {
    "person": _person,
    "part": _part,
    "fact": _fact,
    "last": _last,
}


def _back(entry: Entry, desk: Desk) -> tuple[Change, ...]:
    """The changes that take an entry back; refuses where somebody has built on it since."""
    back = tuple(change.undone for change in reversed(entry.changes))
    for change in back:
        if desk.book.get(type(change.subject), change.subject.id) != change.before:
            raise Refusal(desk.say(undo_words.SINCE_CHANGED))
    return back


def _check(desk: Desk, one: Counterpart) -> None:
    if not leads(desk.member, one):
        head = desk.book.get(Member, one.owner)
        member = head.name if head else ""
        raise Refusal(desk.say(words.NOT_YOURS, name=who.name_of(one), member=member))


def spare(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """[Keep]: nothing is erased."""
    return answered(message, card(desk.say, desk.say(words.KEPT)))


COMMANDS = {"forget": forget}
PRESSES = {"forget": picked, "erase": erase, "spare": spare}
