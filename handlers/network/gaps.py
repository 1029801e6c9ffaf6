"""Where much hangs on little, and how daily problems weigh against policy (rows 10, 20, 31, 42)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from handlers import who
from handlers.chat import Button, Items, Line, Message, Outcome, Part, Text
from handlers.desk import Desk
from handlers.network.overview import everybody
from handlers.rules.meetings import is_contact
from handlers.rules.network import (
    by_month,
    kinds_without,
    months_back,
    never_contacted,
    one_department,
    single_contacts,
    warm_though_small,
)
from handlers.rules.rhythms import last_contact
from handlers.showing import answered, card
from handlers.words import network as words
from handlers.words import obstacles as obstacle_words
from handlers.words import plans as plan_words
from storage.records import Counterpart, Meeting

_EACH = 3
"""People named for each finding, so that one answer names ten at most."""
_RECENT = 2
_BUSY = 5
"""From how many contacts in two months on it is worth a word that none was strategic."""


def coverage(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/coverage``: single contacts, one department only, who is missing, who was kept."""
    say, people = desk.say, everybody(desk)
    parts = tuple(_findings(people, desk)) if people else ()
    if not parts:
        return answered(message, card(say, say(words.COVERAGE_FINE)))
    buttons = (
        Button(say(words.NETWORK_TITLE), "do:network"),
        Button(say(obstacle_words.TITLE), "do:obstacles"),
    )
    shown = card(say, say(words.COVERAGE_TITLE), parts, buttons, say(words.COVERAGE_HINT))
    return answered(message, shown)


def _findings(people: list[Counterpart], desk: Desk) -> Iterator[Part]:
    say, book, today = desk.say, desk.book, desk.today
    found = {
        words.COVERAGE_SINGLE: [
            say(words.AT_PLACE, place=one.organisation.name, people=who.name_of(one.contact))
            for one in single_contacts(people, book, today)
        ],
        words.COVERAGE_ONE_DEPT: [
            say(
                words.ONE_DEPT_LINE,
                n=one.contacts,
                whole=one.whole.name,
                department=one.department.name,
            )
            for one in one_department(people, book, today)
        ],
        words.COVERAGE_KINDS: [
            say(words.KINDS[kind.value]) for kind in kinds_without(people, book, today)
        ],
        words.COVERAGE_NEVER: [who.label(one, desk) for one in never_contacted(people, book)],
        words.COVERAGE_WARM: [
            _warm_line(one, desk) for one in warm_though_small(people, book, today)
        ],
    }
    for label, lines in found.items():
        most = len(lines) if label == words.COVERAGE_KINDS else _EACH
        more = (say(words.OTHERS, n=len(lines) - most),) if len(lines) > most else ()
        if lines:
            yield Items(say(label), (*islice(lines, most), *more))


def _warm_line(one: Counterpart, desk: Desk) -> str:
    met = last_contact(one, desk.book) or desk.today
    return desk.say(words.WARM_LINE, name=who.name_of(one), day=desk.say.short_day(met))


def balance(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/balance``: the member's own contacts of each level, month by month (rows 7-10)."""
    say = desk.say
    met = filter(is_contact, desk.book.newest(Meeting, "member", desk.member.id))
    since = months_back(desk.today)[0]
    months = by_month(takewhile(lambda one: one.on >= since, met), desk.today)
    parts: list[Part] = [
        Line(
            say.month(month.first),
            say(words.BALANCE_LINE, tactical=month.tactical, strategic=month.strategic),
        )
        for month in months
    ]
    parts.append(Line(say(words.BALANCE_LAST), _last(desk)))
    recent = months[-_RECENT:]
    busy = sum(month.tactical for month in recent)
    if busy >= _BUSY and not any(month.strategic for month in recent):
        parts.append(Text(say(words.BALANCE_WARN, n=busy)))
    plan = Button(say(plan_words.TITLE), "plan:")
    return answered(message, card(say, say(words.BALANCE_TITLE), parts, (plan,)))


def _last(desk: Desk) -> str:
    strategic = desk.book.newest(Meeting, "strategic", desk.member.id)
    latest = next(filter(is_contact, strategic), None)
    one = desk.book.get(Counterpart, latest.counterpart) if latest else None
    if latest is None or one is None:
        return desk.say(words.BALANCE_NEVER)
    day = desk.say.short_day(latest.on)
    return desk.say(words.BALANCE_LAST_LINE, name=who.name_of(one), day=day)


COMMANDS = {"coverage": coverage, "balance": balance}
