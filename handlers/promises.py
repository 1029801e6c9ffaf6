"""Promises of both sides and agreements: of one person, or of everybody one speaks with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import time
from functools import partial
from operator import itemgetter

from handlers import choosing, who
from handlers.chat import Button, Card, Items, Message, Outcome
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.patterns import pattern
from handlers.rules.open import is_open, latest_first, ours_first, soonest_first, stands
from handlers.showing import answered, paged
from handlers.tallies import tally_lines
from handlers.words import common
from handlers.words import history as words
from handlers.words import ledger as ledger_words
from handlers.words import note as note_words
from storage.records import Agreement, Commitment, Counterpart, Form, NextStep, Side, Status

FORMS = {
    Form.ORAL: note_words.ORAL,
    Form.WRITTEN: note_words.WRITTEN,
    Form.MESSAGE: note_words.BY_MESSAGE,
}
STATUSES = {
    Status.OPEN: note_words.OPEN,
    Status.KEPT: note_words.KEPT,
    Status.LATE: note_words.LATE,
    Status.PARTLY: note_words.PARTLY,
    Status.BROKEN: note_words.BROKEN,
    Status.RELEASED: note_words.RELEASED,
    Status.DISPUTED: note_words.DISPUTED,
}

PRESSED, LABEL = 6, 40
"""Promises that have a button on a list, and the signs of its label."""

_PROMISES = pattern(
    r"\b(?:owe|owes|promis\w*|doit|devons|promess\w*|debemos|deb[eé]\w*|promet\w*)\b"
    r"|وعد|وعود|مدين|ندين",
    re.IGNORECASE,
)
_AGREEMENTS = pattern(
    r"\b(?:agree\w*|accord\w*|convenu\w*|acord\w*|acuerd\w*)\b|اتفق|اتفاق", re.IGNORECASE
)


def topic_of(question: str) -> str:
    """What a question is after: ``promises``, ``agreements``, or the whole ``history``."""
    if _PROMISES.search(question):
        return "promises"
    return "agreements" if _AGREEMENTS.search(question) else "history"


def promises(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/promises NAME``; without a name every open one, ours first."""
    return _of(message, desk, rest, "promises", promises_card, all_promises)


def agreements(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/agreements NAME``; without a name every one that stands."""
    return _of(message, desk, rest, "agreements", agreements_card, all_agreements)


def _of(  # noqa: PLR0913, PLR0917  # Both lists are found in the same way; only the cards differ.
    message: Message,
    desk: Desk,
    rest: str,
    verb: str,
    one_card: Callable[[Counterpart, Desk], Card],
    all_card: Callable[[Desk], Card],
) -> Outcome:
    if not rest:
        return answered(message, all_card(desk))
    one, question = choosing.found_or_asked(message, desk, rest, verb)
    if one is None:
        return question or Outcome()
    return answered(message, one_card(one, desk))


def promises_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Promises], and [More] of them: a person's id, or none for everybody, and where to begin."""
    id, _, start = rest.partition(":")
    if not id:
        return answered(message, all_promises(desk, start))
    return answered(message, promises_card(by_id(desk, id), desk, start))


def agreements_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Agreements], and [More] of them."""
    id, _, start = rest.partition(":")
    if not id:
        return answered(message, all_agreements(desk, start))
    return answered(message, agreements_card(by_id(desk, id), desk, start))


def promises_card(one: Counterpart, desk: Desk, start: str = "", first: Side = Side.US) -> Card:
    """What is open, ours first unless theirs was asked for, what was settled, and the tally."""
    kept = ours_first(desk.book.find(Commitment, "counterpart", one.id))
    opened = [
        (label, [p for p in kept if is_open(p) and p.by is side])
        for label, side in ((words.OUR_OPEN, Side.US), (words.THEIR_OPEN, Side.THEM))
    ]
    if first is Side.THEM:
        opened.reverse()
    sections = (*opened, (words.SETTLED, [p for p in kept if not is_open(p)]))
    title = desk.say(words.PROMISES_OF if kept else words.NO_PROMISES, name=who.name_of(one))
    press, told = f"promises:{one.id}:", partial(line, desk=desk)
    buttons = (*_each(opened, desk), _back(one, desk))
    shown = paged(desk.say, title, sections, told, start=start, press=press, buttons=buttons)
    kept_so_far = tally_lines(one, desk)
    if not kept_so_far:
        return shown
    tally = Items(desk.say(ledger_words.TALLY), kept_so_far)
    return replace(shown, parts=(*shown.parts, tally))


def _each(sections: Iterable[tuple[str, list[Commitment]]], desk: Desk) -> Iterator[Button]:
    """A button for the first few open promises, to say how each went."""
    found = [promise for _, own in sections for promise in own]
    for promise in found[:PRESSED]:
        yield Button(short(promise.text, LABEL), f"promise:{promise.id}")


def agreements_card(one: Counterpart, desk: Desk, start: str = "") -> Card:
    """Those that stand, the newest first, then those that are over."""
    made = latest_first(desk.book.find(Agreement, "counterpart", one.id))
    sections = [
        (label, [a for a in made if stands(a, desk.today) is wanted])
        for label, wanted in ((words.AGREED, True), (words.ENDED, False))
    ]
    title = desk.say(words.AGREEMENTS_OF if made else words.NO_AGREEMENTS, name=who.name_of(one))
    back, press = (_back(one, desk),), f"agreements:{one.id}:"
    told = partial(agreement_line, desk=desk)
    return paged(desk.say, title, sections, told, start=start, press=press, buttons=back)


def all_promises(desk: Desk, start: str = "") -> Card:
    """Every open one, the soonest first."""
    say, names = desk.say, _names(desk)
    open_ = [p for p in desk.book.all(Commitment) if is_open(p) and p.counterpart in names]
    kept = soonest_first(open_)
    sections = [
        (label, [p for p in kept if p.by is side])
        for label, side in ((words.OUR_OPEN, Side.US), (words.THEIR_OPEN, Side.THEM))
    ]

    def told(one: Commitment) -> str:
        return say(words.WITH, name=names[one.counterpart], what=line(one, desk))

    title = say(words.ALL_PROMISES if kept else words.NO_OPEN_PROMISES)
    return paged(say, title, sections, told, start=start, press="promises::")


def all_agreements(desk: Desk, start: str = "") -> Card:
    """Every one that stands, the newest first."""
    say, names = desk.say, _names(desk)
    made = [a for a in desk.book.all(Agreement) if stands(a, desk.today) and a.counterpart in names]
    sections = ((words.AGREED, latest_first(made)),)

    def told(one: Agreement) -> str:
        return say(words.WITH, name=names[one.counterpart], what=agreement_line(one, desk))

    title = say(words.ALL_AGREEMENTS if made else words.NO_STANDING)
    return paged(say, title, sections, told, start=start, press="agreements::")


def _names(desk: Desk) -> dict[str, str]:
    return {one.id: who.name_of(one) for one in desk.book.all(Counterpart)}


def line(promise: Commitment, desk: Desk) -> str:
    """A promise with its day, its condition, and how it ended where it has."""
    say, text = desk.say, promise.text
    if promise.who and not is_theirs(promise, desk):
        text = say(words.WITH, name=promise.who, what=text)
    if promise.condition not in promise.text:
        text = say(words.IF, what=text, condition=promise.condition)
    if promise.due is not None:
        past = is_open(promise) and promise.due < desk.today
        text = say(words.DUE_PAST if past else words.DUE, text=text, day=say.short_day(promise.due))
    if promise.give_or_take:
        days = say(words.DAYS, n=promise.give_or_take)
        text = say(words.DUE_MOON, what=text, days=days)
    if promise.status is Status.OPEN:
        return text
    return say(words.DONE, what=text, status=say(STATUSES[promise.status]))


def is_theirs(promise: Commitment, desk: Desk) -> bool:
    """Whether who keeps it is the person whose card or line it is on, named there already."""
    one = desk.book.get(Counterpart, promise.counterpart)
    return one is not None and who.folded(promise.who) in map(who.folded, (one.name, *one.aliases))


def agreement_line(agreement: Agreement, desk: Desk) -> str:
    """An agreement by its number, with its condition, its form and until when."""
    say = desk.say
    text = say(words.AGREEMENT, number=str(agreement.number), text=agreement.text)
    if agreement.condition not in agreement.text:
        text = say(words.IF, what=text, condition=agreement.condition)
    if agreement.form is not None:
        text = say(words.FORM, what=text, form=say(FORMS[agreement.form]))
    if agreement.until is None:
        return say(words.OPEN_END, what=text)
    text = say(words.UNTIL, what=text, day=say.short_day(agreement.until))
    if not agreement.give_or_take:
        return text
    return say(words.DUE_MOON, what=text, days=say(words.DAYS, n=agreement.give_or_take))


def next_step(one: Counterpart, desk: Desk) -> str:
    """What is fixed to happen next with them, and when; empty where no day is."""
    steps = [step for step in desk.book.find(NextStep, "counterpart", one.id) if step.on]
    ahead = [(s.on, s.at or time.max, s) for s in steps if s.on and s.on >= desk.today]
    if not ahead:
        return ""
    on, at, step = min(ahead, key=itemgetter(0, 1))
    day = desk.say.short_day(on)
    if step.at is not None:
        day = desk.say(note_words.WHEN_AT, day=day, hour=desk.say.hour(at))
    return desk.say(note_words.ON_DAY, text=step.text, day=day)


def _back(one: Counterpart, desk: Desk) -> Button:
    return Button(desk.say(common.BACK), f"history:{one.id}")


PRESSES = {"promises": promises_pressed, "agreements": agreements_pressed}
COMMANDS = {"promises": promises, "agreements": agreements}
