"""What comes after a change: terms agreed anew, somebody to introduce us, closer contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers import who
from handlers.agreeing.finding import by_id as agreement_by_id
from handlers.agreeing.showing import number_of
from handlers.chat import Button, Message, Outcome, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.numbering import numbered
from handlers.rules import rhythms
from handlers.rules.hours import hours_of
from handlers.rules.network import links_of, living
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import agreeing as agreeing_words
from handlers.words import changing as words
from handlers.words import nudges as nudge_words
from storage.records import (
    Agreement,
    Care,
    Change,
    Counterpart,
    Draft,
    Form,
    Position,
    Reminder,
    Standing,
    Tier,
    added,
)

OFFERED = 4


def reagree(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Agree A-1 anew]: the same terms stand as proposed to whoever follows (row 69).

    What was agreed before stays as it is: it was somebody else's word.
    """
    id, _, successor = rest.partition(":")
    old, one, say = agreement_by_id(desk, id), by_id(desk, successor), desk.say
    made = desk.book.find(Agreement, "counterpart", one.id)
    known = next((each for each in made if each.text == old.text), None)
    if known is not None:
        label = Button(number_of(known, desk), f"agreed:{known.id}")
        told = _carried(known, old, one, desk)
        return answered(message, card(say, told, (), (label,)))
    fresh = _anew(old, one, desk)
    draft, tally = numbered(Draft("", desk.member.id, (added(fresh),), desk.now), desk)
    fresh = draft.changes[0].subject  # type: ignore[assignment]  # The agreement with its number.
    how = say(words.CARRIED_HOW, old=number_of(old, desk), number=number_of(fresh, desk))
    buttons = (Button(say(agreeing_words.CONFIRM_BACK), f"recap:new:{fresh.id}"),)
    title = _carried(fresh, old, one, desk)
    outcome = saved(message, desk, draft.changes, title, (Text(how),), buttons)
    return replace(outcome, changes=(*outcome.changes, *tally))


def _anew(old: Agreement, one: Counterpart, desk: Desk) -> Agreement:
    """*old* as it is put to *one*; a day that has passed is no end any more."""
    until = old.until if old.until is not None and old.until >= desk.today else None
    return replace(
        old,
        id=desk.new_id(),
        counterpart=one.id,
        meeting="",
        number=0,
        made_on=desk.today,
        form=Form.ORAL,
        until=until,
        witnesses=(),
        standing=Standing.PROPOSED,
        since=None,
        stands_since=None,
        why="",
        asked_back=None,
    )


def _carried(fresh: Agreement, old: Agreement, one: Counterpart, desk: Desk) -> str:
    names = {"number": number_of(fresh, desk), "old": number_of(old, desk)}
    return desk.say(words.CARRIED, name=who.name_of(one), **names)


def introducers(one: Counterpart, desk: Desk) -> list[Counterpart]:
    """Who may bring us together: whoever held the place before, then those who stand near."""
    ids: dict[str, None] = {}
    for position in desk.book.find(Position, "counterpart", one.id):
        for other in desk.book.find(Position, "name", position.title):
            if other.organisation == position.organisation:
                ids[other.counterpart] = None
    for link in links_of(one.id, desk.book, desk.today):
        ids |= dict.fromkeys((link.first, link.other))
    ids.pop(one.id, None)
    return list(_living(ids, desk))[:OFFERED]


def _living(ids: dict[str, None], desk: Desk) -> Iterator[Counterpart]:
    for id in ids:
        other = living(id, desk.book)
        if other is not None:
            yield other


def introwho(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Who introduces us?]: those who could."""
    one, say = by_id(desk, rest), desk.say
    people, name = introducers(one, desk), who.name_of(one)
    if not people:
        return answered(message, card(say, say(words.INTRODUCES_NOBODY, name=name)))
    buttons = [Button(who.label(by, desk), f"introask:{one.id}:{by.id}") for by in people]
    return answered(message, card(say, say(words.INTRODUCES_ASK, name=name), (), buttons))


def introask(message: Message, desk: Desk, rest: str) -> Outcome:
    """Who is to be asked was pressed: a reminder for the next working day."""
    id, _, other = rest.partition(":")
    one, by, say = by_id(desk, id), by_id(desk, other), desk.say
    hours = hours_of(desk.member, desk.book)
    day = hours.on_or_after(desk.today + timedelta(days=1))
    text = say(words.INTRODUCE_TEXT, by=who.name_of(by), name=who.name_of(one))
    made = Reminder(desk.new_id(), desk.member.id, text, day, desk.now, counterpart=one.id)
    when = say(nudge_words.REMIND_SET, moment=say.day(day))
    return saved(message, desk, (added(made),), when, (Text(text),))


def closer(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Keep closer contact]: a word every two weeks, since their weight has grown (row 58)."""
    one, say = by_id(desk, rest), desk.say
    before = desk.book.get(Care, one.id)
    care = before or replace(rhythms.care_of(one.id, desk.book), id=one.id)
    after = replace(care, tier=Tier.CLOSE, ideal=0, maximum=0)
    ideal, _ = rhythms.interval(after)
    title = say(nudge_words.CARE_TIER, name=who.name_of(one), n=ideal)
    change = added(after) if before is None else Change(before, after)
    return saved(message, desk, () if after == before else (change,), title)


PRESSES = {"reagree": reagree, "introwho": introwho, "introask": introask, "closer": closer}
