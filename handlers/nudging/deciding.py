"""What is decided under a card: whether an agreement stands, what is kept, what we want."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from handlers import who
from handlers.chat import Button, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging.kept import legal_words
from handlers.portrait import member_name
from handlers.rules import retention, rhythms
from handlers.rules.agreeing import Act, NotPossible, after
from handlers.rules.hours import hours_of, instant
from handlers.rules.pasts import pasts
from handlers.rules.rights import Visible
from handlers.rules.roles import leads
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import (
    Agreement,
    Care,
    Change,
    Counterpart,
    Dialogue,
    Draft,
    Entry,
    Erasure,
    Evidence,
    Meeting,
    NextStep,
    Nudge,
    Record,
    Reminder,
    Stage,
    TrustEvent,
    added,
    removed,
)
from storage.records import Refusal as Refused

TOPIC = "aim"
"""What a dialogue is about while we wait for the objective of a meeting."""
LONGEST = 200
"""Characters of an objective that are kept."""

_DAY = timedelta(days=1)
_OF_A_NOTE: tuple[type[Record], ...] = (Refused, TrustEvent, NextStep, Evidence)
"""What was drawn from a note and goes with its words."""


def stands(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[It still stands]."""
    outcome = answered(message, card(desk.say, desk.say(reasons.STANDS_SAVED)))
    return ended(outcome, nudge, Stage.SETTLED, "stands")


def over(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[It has ended], under an agreement."""
    agreement = desk.book.get(Agreement, nudge.about)
    if agreement is None:
        raise Refusal(desk.say(words.GONE))
    try:
        change = Change(agreement, after(agreement, Act.END, desk.today))
    except NotPossible:
        raise Refusal(desk.say(words.GONE)) from None
    title = desk.say(reasons.ENDED_SAVED, text=agreement.text)
    return ended(saved(message, desk, (change,), title), nudge, Stage.SETTLED, "ended")


def keep(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Keep], under what has grown old: for another year."""
    before = desk.book.get(Care, nudge.counterpart)
    care = before or replace(rhythms.care_of(nudge.counterpart, desk.book), id=nudge.counterpart)
    after = replace(care, reviewed_on=desk.today)
    change = added(after) if before is None else Change(before, after)
    outcome = saved(message, desk, (change,), desk.say(reasons.KEPT_SAVED))
    return ended(outcome, nudge, Stage.SETTLED, "kept")


def erase(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Erase]: asked once more, for it cannot be undone."""
    one, say = _led(nudge, desk), desk.say
    buttons = (
        Button(say(reasons.ERASE_YES), f"nudge:erased:{nudge.id}", "danger"),
        Button(say(reasons.ERASE_NO), f"nudge:keep:{nudge.id}"),
    )
    title = say(reasons.ERASE_ASK, name=who.name_of(one))
    return answered(message, card(say, title, (Text(say(reasons.ERASE_HOW)),), buttons))


def erased(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Yes, erase it]: gone from the records and from all that could bring it back."""
    one = _led(nudge, desk)
    care = rhythms.care_of(one.id, desk.book)
    changes = tuple(_erasing(retention.due(one.id, care, desk.book, desk.today), desk))
    traces = tuple(_traces({change.subject.id for change in changes}, desk))
    shown = card(desk.say, desk.say(reasons.ERASED, name=who.name_of(one)))
    # What is left of them moves under a fresh key, so that no older copy can be read.
    gone = Erasure(desk.new_id(), desk.member.id, desk.now, renewed=(one.id,))
    outcome = answered(message, shown, (*changes, *traces, added(gone)))
    return ended(outcome, nudge, Stage.SETTLED, "erased")


def _led(nudge: Nudge, desk: Desk) -> Counterpart:
    """The counterpart, where it is this member who decides about them."""
    one = desk.book.get(Counterpart, nudge.counterpart)
    if one is None:
        raise Refusal(desk.say(words.GONE))
    if not leads(desk.member, one):
        name = member_name(one.owner, desk)
        raise Refusal(desk.say(reasons.NOT_YOURS_TO_ERASE, member=name))
    return one


def _erasing(old: list[Record], desk: Desk) -> Iterator[Change]:
    """Facts and ended agreements go; of a note only that and when it was is left (row 67)."""
    for record in old:
        if not isinstance(record, Meeting):
            yield removed(record)
            yield from map(removed, pasts(record, desk.book))
        elif not isinstance(desk.book, Visible) or desk.book.whole(record):
            bare = replace(record, words="", asked="", urgent="", ours=(), place="", flags=())
            yield Change(record, bare)
            for kind in _OF_A_NOTE:
                yield from map(removed, desk.book.find(kind, "meeting", record.id))


def _traces(gone: set[str], desk: Desk) -> Iterator[Change]:
    """Drafts and entries of this member without what was erased."""
    kept: list[Entry | Draft] = [*desk.book.all(Entry), *desk.book.all(Draft)]
    for one in kept:
        left = tuple(change for change in one.changes if change.subject.id not in gone)
        if left != one.changes:
            yield Change(one, replace(one, changes=left))


def legal(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Remind me to ask them]: on the next working day."""
    met, one = desk.book.get(Meeting, nudge.about), desk.book.get(Counterpart, nudge.counterpart)
    if met is None or one is None:
        raise Refusal(desk.say(words.GONE))
    say, hours = desk.say, hours_of(desk.member, desk.book)
    text = say(reasons.LEGAL_REMINDER, name=who.name_of(one), word=legal_words(met))
    day = hours.on_or_after(desk.today + _DAY)
    made = Reminder(desk.new_id(), desk.member.id, text, day, desk.now, counterpart=one.id)
    due = say.moment(instant(day, hours.hour, desk.member.zone))
    outcome = saved(message, desk, (added(made),), say(reasons.LEGAL_ASKED, moment=due))
    return ended(outcome, nudge, Stage.SETTLED, "asked")


def aim(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Objective]: what do you want from it?"""
    before = desk.book.get(Dialogue, desk.member.id)
    waits = Dialogue(desk.member.id, TOPIC, nudge.id, desk.now)
    how = (Text(desk.say(reasons.OBJECTIVE_HOW)),)
    shown = card(desk.say, desk.say(reasons.ASK_OBJECTIVE), how)
    return answered(message, shown, (Change(before, waits),))


def aimed(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The words after [Objective]; ``None`` where they are no single line."""
    nudge = desk.book.get(Nudge, dialogue.about)
    step = desk.book.get(NextStep, nudge.about) if nudge else None
    text = message.text.strip()
    one_line = text and "\n" not in text and len(text) <= LONGEST
    if step is None or not one_line or message.files or message.forwarded:
        return None
    change = Change(step, replace(step, objective=text))
    outcome = saved(message, desk, (change,), desk.say(reasons.OBJECTIVE_SAVED), (Text(text),))
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def outcome_of(told: str) -> Callable[[Message, Desk, Nudge], Outcome]:
    """[Objective met], [In part], [Not met]."""

    def note(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
        step = desk.book.get(NextStep, nudge.about)
        if step is None:
            raise Refusal(desk.say(help_words.STALE))
        change = Change(step, replace(step, outcome=told))
        how = (Text(desk.say(reasons.HOW_IT_WENT)),)
        title = desk.say(reasons.OUTCOME_SAVED[told])
        outcome = saved(message, desk, (change,), title, how)
        return ended(outcome, nudge, Stage.SETTLED, told)

    return note


def ended(outcome: Outcome, nudge: Nudge, stage: Stage, why: str) -> Outcome:
    """*outcome*, and the end of *nudge*; not part of what [Undo] takes back."""
    change = Change(nudge, replace(nudge, stage=stage, why=why))
    return Outcome(outcome.replies, (*outcome.changes, change))


ACTS: dict[str, Callable[[Message, Desk, Nudge], Outcome]] = {
    "stands": stands,
    "over": over,
    "keep": keep,
    "erase": erase,
    "erased": erased,
    "legal": legal,
    "aim": aim,
    **{f"aim-{told}": outcome_of(told) for told in reasons.OUTCOMES},
}
"""What the buttons of one reason alone do; all of them write."""
TOPICS = {TOPIC: aimed}
