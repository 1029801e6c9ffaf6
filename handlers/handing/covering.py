"""A colleague is asked to stand in while somebody is away, and briefed on what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import promises, team, who
from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Card,
    Items,
    Message,
    Outcome,
    Part,
    Refusal,
    Reply,
    Text,
)
from handlers.desk import Desk
from handlers.nudging.passing import away_over
from handlers.rules.hours import hours_of
from handlers.rules.open import is_open, ours_first
from handlers.rules.roles import Action, leads, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import handing as words
from handlers.words import help as help_words
from handlers.words import nudges as nudge_words
from handlers.words import people as people_words
from handlers.words.speech import Speech
from storage.records import Change, Commitment, Counterpart, Member, NextStep, Side, StandIn, added

NAMES = 10
"""People one answer may name (PRACTICE D19)."""
LINES = 4
"""Lines about one of them."""
COLLEAGUES = 8


def mine(desk: Desk) -> list[Counterpart]:
    """The living people whose relation is the member's own, by name."""
    every = [one for one in desk.book.all(Counterpart) if leads(desk.member, one)]
    kept = [one for one in every if not one.merged_into and one.died_on is None]
    return sorted(kept, key=lambda one: (who.folded(who.name_of(one)), one.id))


def by_deputy(desk: Desk) -> dict[str, list[Counterpart]]:
    """Their people by the id of whoever hears meanwhile; under an empty one, where nobody does."""
    found: dict[str, list[Counterpart]] = {}
    for one in mine(desk):
        able = (id for id in one.deputies if _is_here(desk.book.get(Member, id), desk))
        found.setdefault(next(able, ""), []).append(one)
    return dict(sorted(found.items(), key=lambda pair: not pair[0]))


def _is_here(member: Member | None, desk: Desk) -> bool:
    """Whether they may record; of a colleague's absence nothing is known here."""
    return member is not None and may(member, Action.WRITE)


def brief(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Brief Karim]: asked, with what is open; they say whether they can."""
    member, until = _colleague(rest, desk), _until(desk)
    if any(one.to == member.id for one in _open(desk)):
        raise Refusal(desk.say(words.ASKED_ALREADY, member=member.name))
    return _asked(message, desk, member, until, ())


def _asked(
    message: Message, desk: Desk, member: Member, until: date, people: tuple[Counterpart, ...]
) -> Outcome:
    ids = tuple(one.id for one in people)
    made = StandIn(desk.new_id(), desk.member.id, member.id, until, desk.now, ids)
    shared = (Change(one, replace(one, deputies=(*one.deputies, member.id))) for one in people)
    title = desk.say(words.COVER_ASKED, member=member.name)
    outcome = saved(message, desk, (*shared, added(made)), title)
    say = Speech(member.language, member.zone)
    see = Button(say(words.SEE_BRIEF), f"covered:{made.id}")
    asked = card(say, say(words.COVER_TOLD, member=desk.member.name), (), (see,))
    return replace(outcome, replies=(*outcome.replies, told(member, asked)))


def told(member: Member, shown: Card) -> Reply:
    """A message to a colleague, in their own chat."""
    return Reply(Address(MEMBER, member.id), shown, urgent=False)


def new(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Somebody stands in]: for those whom nobody sees meanwhile; who?"""
    _until(desk)
    others = [one for one in team.active(desk.book) if one.id != desk.member.id]
    able = sorted((one for one in others if may(one, Action.WRITE)), key=lambda one: one.name)
    if not able:
        raise Refusal(desk.say(words.NO_COLLEAGUE))
    buttons = [Button(one.name, f"coverask:{one.id}") for one in able[:COLLEAGUES]]
    buttons.append(Button(desk.say(people_words.NO_SHARE), "offerno:"))
    n = len(by_deputy(desk).get("", []))
    return answered(message, card(desk.say, desk.say(words.WHO_STANDS_IN, n=n), (), buttons))


def ask(message: Message, desk: Desk, rest: str) -> Outcome:
    """Who was pressed: sharing is always asked about first."""
    member, until, say = _colleague(rest, desk), _until(desk), desk.say
    people = by_deputy(desk).get("", [])
    if not people:
        raise Refusal(say(help_words.STALE))
    buttons = (
        Button(say(people_words.YES_SHARE), f"coveryes:{member.id}", "primary"),
        Button(say(people_words.NO_SHARE), "offerno:"),
    )
    title = say(words.COVER_ASK, member=member.name, n=len(people), day=say.day(until))
    names = tuple(who.name_of(one) for one in people[:NAMES])
    more = len(people) - len(names)
    listed = (*names, say(words.AND_MORE, n=more)) if more else names
    how = Text(say(words.COVER_HOW, member=member.name))
    return answered(message, card(say, title, (Items("", listed), how), buttons))


def share(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, share]: they see them from now on, and no more once the other is back."""
    member, until = _colleague(rest, desk), _until(desk)
    people = by_deputy(desk).get("", [])
    if not people:
        raise Refusal(desk.say(help_words.STALE))
    return _asked(message, desk, member, until, tuple(people))


def _colleague(id: str, desk: Desk) -> Member:
    member = desk.book.get(Member, id)
    if member is None or not may(member, Action.WRITE) or member.id == desk.member.id:
        raise Refusal(desk.say(help_words.STALE))
    return member


def _until(desk: Desk) -> date:
    """The last day of the absence that is on record; refuses where there is none."""
    until = hours_of(desk.member, desk.book).rhythm.away_until
    if until is None or until < desk.today:
        raise Refusal(desk.say(help_words.STALE))
    return until


def _open(desk: Desk) -> list[StandIn]:
    asked = desk.book.find(StandIn, "member", desk.member.id)
    return [one for one in asked if not one.over and one.answer != "no"]


def shown(message: Message, desk: Desk, rest: str) -> Outcome:
    """What is open with the people of whoever is away, and whether they can stand in."""
    one, say = _found(rest, desk), desk.say
    away = desk.book.get(Member, one.member)
    name = away.name if away is not None else ""
    parts = tuple(_brief(one, desk))
    buttons = (
        []
        if one.answer
        else [
            Button(say(words.COVER_YES), f"coverdo:{one.id}:yes", "primary"),
            Button(say(words.COVER_NO), f"coverdo:{one.id}:no"),
        ]
    )
    title = say(words.COVER_TITLE, member=name, day=say.day(one.until))
    return answered(message, card(say, title, parts, buttons))


def _brief(one: StandIn, desk: Desk) -> Iterator[Part]:
    """Promises and meetings to come, person by person; those without any are only counted."""
    people = [each for each in desk.book.find(Counterpart, "owner", one.member) if _theirs(each)]
    people = [each for each in people if not one.about or each.id in one.about]
    told = {who.name_of(each): tuple(_lines(each, desk)) for each in people}
    busy = {name: lines for name, lines in told.items() if lines}
    names = [*sorted(busy, key=who.folded), *sorted(told.keys() - busy.keys(), key=who.folded)]
    shown = names[:NAMES]
    for name in shown:
        if name in busy:
            yield Items(name, busy[name][:LINES])
    if quiet := tuple(name for name in shown if name not in busy):
        yield Items(desk.say(words.NOTHING_OPEN), quiet)
    if more := len(names) - len(shown):
        yield Text(desk.say(words.AND_MORE, n=more))


def _theirs(one: Counterpart) -> bool:
    return not one.merged_into and one.died_on is None


def _lines(one: Counterpart, desk: Desk) -> Iterator[str]:
    say, book = desk.say, desk.book
    for step in book.find(NextStep, "counterpart", one.id):
        if step.on is not None and step.on >= desk.today:
            hour = f" {say.hour(step.at)}" if step.at else ""
            moment = f"{say.day(step.on)}{hour}"
            line = say(nudge_words.WHY_LINE, moment=moment, what=step.text)
            yield say(words.PLANNED, line=line)
    for promise in ours_first(
        p for p in book.find(Commitment, "counterpart", one.id) if is_open(p)
    ):
        label = nudge_words.WE_PROMISED if promise.by is Side.US else nudge_words.THEY_PROMISED
        yield say(words.LABELLED, label=say(label), line=promises.line(promise, desk))


def decide(message: Message, desk: Desk, rest: str) -> Outcome:
    """[I stand in], [I cannot]: whoever is away hears of it."""
    id, _, answer = rest.partition(":")
    one = _found(id, desk)
    away = desk.book.get(Member, one.member)
    if one.answer or answer not in ("yes", "no") or away is None:
        raise Refusal(desk.say(help_words.STALE))
    title = words.COVER_DONE if answer == "yes" else words.COVER_DECLINED
    shown = card(desk.say, desk.say(title, member=away.name))
    after = replace(one, answer=answer)
    changes = [Change(one, after)]
    if answer == "no":
        # What they were to see only for that while, they see no more.
        gone = [each for each in away_over(one, desk.book) if isinstance(each.after, Counterpart)]
        changes = [Change(one, replace(after, over=True)), *gone]
    outcome = answered(message, shown, tuple(changes))
    say = Speech(away.language, away.zone)
    sentence = words.THEY_COVER if answer == "yes" else words.THEY_CANNOT
    other = () if answer == "yes" else (Button(say(words.SOMEBODY_ELSE), "covernew:"),)
    news = told(away, card(say, say(sentence, member=desk.member.name), (), other))
    return replace(outcome, replies=(*outcome.replies, news))


def _found(id: str, desk: Desk) -> StandIn:
    one = desk.book.get(StandIn, id)
    if one is None or one.to != desk.member.id or one.over:
        raise Refusal(desk.say(words.NOT_OPEN))
    return one


READING = ("covered",)
PRESSES = {
    "cover": brief,
    "covernew": new,
    "coverask": ask,
    "coveryes": share,
    "covered": shown,
    "coverdo": decide,
}
