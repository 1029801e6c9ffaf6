"""What to weigh before somebody goes: who bears the risk, who opens the door, who is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers import hints, who
from handlers.briefing.profile import FIELDS, known, told
from handlers.chat import Button, Items, Line, Outcome, Part, Text
from handlers.connections import facts_text, link_text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.portrait import member_name
from handlers.roads import to_somebody
from handlers.rules.newcomers import helped_before, new_since
from handlers.rules.threats import threat_word
from handlers.rules.veils import RISK
from handlers.rules.warm import is_cold, never_met, warm
from handlers.words import ground as words
from storage.records import Counterpart, Meeting, Member

FEW = 2
THREATENED = timedelta(days=90)
"""For so long a threat is spoken of before the next meeting."""
GOES, NEWCOMER = "goes", "newcomer"
"""The advice on who goes to somebody new, and on helping whoever is new in office."""


def weighed(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """All of it, short; nothing where nothing is to be weighed."""
    yield from risk(one, desk)
    yield from to_somebody(one, desk)
    if is_cold(one.id, desk.book):
        yield from door(one, desk)
    yield from first_to_go(one, desk)
    yield from _newcomer(one, desk)


def risk(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Who bears the risk, and that there was a threat (row 54)."""
    lines = [told(fact, desk) for fact in known(one, desk, RISK)[:FEW]]
    met = desk.book.find(Meeting, "counterpart", one.id)
    days = [
        each.on for each in met if desk.today - each.on <= THREATENED and threat_word(each.words)
    ]
    if days:
        lines.append(desk.say(words.THREATENED_ON, day=desk.say.short_day(max(days))))
    if lines:
        yield Items(desk.say(words.BEARS_RISK), tuple(lines))


def door(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Those around them who are warm and could put in a word (row 51)."""
    say, near = desk.say, warm(one.id, desk.book, desk.today)[:FEW]
    lines = (say.joined((link_text(link, desk), facts_text(other, desk))) for link, other in near)
    if near:
        yield Items(say(words.WARM_FIRST), tuple(lines))


def first_to_go(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Who of us goes first to somebody never met, or the question who should (row 65)."""
    if not never_met(one.id, desk.book):
        return
    chosen = tuple(told(fact, desk) for fact in known(one, desk, "goes_first")[:FEW])
    if chosen:
        yield Items(desk.say(FIELDS["goes_first"]), chosen)
    elif not hints.is_off(desk, GOES):
        yield Text(who_goes(desk))


def who_goes(desk: Desk) -> str:
    """The question who goes first, with those of us who said that they know the programme."""
    say = desk.say
    team = (one for one in desk.book.all(Member) if one.active and one.work == "programme")
    names = [member_name(one.id, desk) for one in team]
    if not names:
        return say(words.WHO_GOES)
    return say(words.WHO_GOES_KNOWN, people=say.list(names[: FEW + 1]))


def advised(outcome: Outcome, one: Counterpart, desk: Desk) -> Outcome:
    """*outcome*, which keeps a meeting to come, with the question who goes to somebody new."""
    if not never_met(one.id, desk.book) or known(one, desk, "goes_first"):
        return outcome
    told = hints.hint(outcome, desk, GOES, who_goes(desk), about=one.id)
    if told is outcome:
        return outcome
    first, *others = told.replies
    say_who = Button(desk.say(words.WHO_GOES_BUTTON), f"{BELOW}:aboutadd:{one.id}:goes_first")
    shown = replace(first.card, buttons=(*first.card.buttons, say_who))
    return replace(told, replies=(replace(first, card=shown), *others))


def _newcomer(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Since when they are new in office, and how we can help or helped before (row 77)."""
    day = new_since(one, desk.book, desk.today)
    if day is None:
        return
    say = desk.say
    yield Line(say(words.NEW_IN_OFFICE_LABEL), say.short_day(day))
    offered = tuple(told(fact, desk) for fact in known(one, desk, "help")[:FEW])
    if offered:
        yield Items(say(FIELDS["help"]), offered)
        return
    before = helped_before(one, desk.book, desk.today)[:FEW]
    if before:
        lines = (say(words.HELP_BEFORE_LINE, text=text, name=who.name_of(other))
                 for text, other in before)  # fmt: skip
        yield Items(say(words.HELP_BEFORE), tuple(lines))
    if not hints.is_off(desk, NEWCOMER):
        yield Text(say(words.HELP_ASK, name=who.name_of(one)))
