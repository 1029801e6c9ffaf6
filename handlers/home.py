"""Somebody's own page: what is due, what was lately, what waits for their answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from handlers import who
from handlers.chat import Button, Items, Message, Outcome, Part, Reply, Text
from handlers.desk import Desk
from handlers.rules.meetings import is_contact
from handlers.rules.open import is_open, soonest_first
from handlers.showing import card
from handlers.words import help as help_words
from handlers.words import home as words
from storage.records import Commitment, Counterpart, Draft, Meeting, NextStep, Side

SHOWN = 5
"""How many of each are shown."""
WORDS = 60
"""Characters of a note that are shown to know it by."""


def home(message: Message, desk: Desk) -> Outcome:
    """The page, as it stands now."""
    say = desk.say
    parts = tuple(_parts(desk)) or (Text(say(words.NOTHING)),)
    buttons = (
        Button(say(help_words.MY_PEOPLE), "do:people"),
        Button(say(help_words.WHAT_I_CAN_DO), "do:help"),
    )
    shown = card(say, say(words.TITLE, day=say.day(desk.today)), parts, buttons)
    return Outcome((Reply(message.place, shown, page=True),))


def _parts(desk: Desk) -> Iterable[Part]:
    say = desk.say
    names = {one.id: who.name_of(one) for one in desk.book.all(Counterpart) if not one.merged_into}
    for label, lines in (
        (words.DRAFTS, _drafts(desk)),
        (words.DUE, _due(desk, names)),
        (words.STEPS, _steps(desk, names)),
        (words.RECENT, _recent(desk, names)),
    ):
        if lines:
            yield Items(say(label), tuple(lines[:SHOWN]))


def _due(desk: Desk, names: dict[str, str]) -> list[str]:
    kept = [one for one in desk.book.all(Commitment) if is_open(one) and one.due is not None]
    return [_promise(one, desk, names) for one in soonest_first(kept) if one.counterpart in names]


def _promise(one: Commitment, desk: Desk, names: dict[str, str]) -> str:
    say, due = desk.say, one.due or desk.today
    sentence = words.WE_OWE if one.by is Side.US else words.THEY_OWE
    told = say(sentence, day=say.short_day(due), name=names[one.counterpart], text=one.text)
    return say(words.OVERDUE, what=told) if due < desk.today else told


def _steps(desk: Desk, names: dict[str, str]) -> list[str]:
    say = desk.say
    planned: list[tuple[date, NextStep]] = [
        (one.on, one)
        for one in desk.book.all(NextStep)
        if one.on is not None and one.on >= desk.today and one.counterpart in names
    ]
    planned.sort(key=lambda pair: pair[0])
    return [
        say(words.STEP, day=say.short_day(on), text=one.text, name=names[one.counterpart])
        for on, one in planned
    ]


def _recent(desk: Desk, names: dict[str, str]) -> list[str]:
    say = desk.say
    met = desk.book.newest(Meeting, "member", desk.member.id)
    lately = islice((one for one in met if one.counterpart in names and is_contact(one)), SHOWN)
    return [say(words.MET, day=say.day(one.on), name=names[one.counterpart]) for one in lately]


def _drafts(desk: Desk) -> list[str]:
    say = desk.say
    kept = [one for one in desk.book.find(Draft, "member", desk.member.id) if one.words]
    kept.sort(key=lambda one: one.made_at, reverse=True)
    return [
        say(
            words.DRAFT,
            day=say.short_day(one.made_at.astimezone(desk.zone).date()),
            words=one.words[:WORDS],
        )
        for one in kept
    ]
