"""What the buttons under a nudge do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import who
from handlers.chat import Button, Card, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging import cards, deciding, moons, offering, series, whys
from handlers.nudging.deciding import ended
from handlers.nudging.putting import later, put
from handlers.nudging.texts import addressee
from handlers.rules import rhythms
from handlers.rules.promising import went
from handlers.rules.roles import Action, may
from handlers.saving import save, saved
from handlers.showing import answered, card
from handlers.words import common, reasons
from handlers.words import help as help_words
from handlers.words import nudges as words
from storage.records import (
    Care,
    Change,
    Commitment,
    Kind,
    Meeting,
    Nudge,
    Reason,
    Reminder,
    Rhythm,
    Stage,
    Status,
    added,
)

Act = Callable[[Message, Desk, Nudge], Outcome]

_OPEN = (Stage.PLANNED, Stage.OWED, Stage.SENT, Stage.UNREACHED)
WRITING = frozenset(("wrote", "spoke", "kept", "broken", "never", *deciding.ACTS))
_WHOLE_KINDS = (Reason.CHECKIN, Reason.THANKS, Reason.SINCE)
"""Kinds of which "not this one again" means the kind, for this counterpart."""


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """A button of a nudge: ``act:id``, or ``put:when:id``."""
    act, _, id = rest.partition(":")
    if act == "put":
        when, _, id = id.partition(":")
        return put(message, desk, waiting(id, desk), when)
    nudge = waiting(id, desk) if act not in _READING else known(id, desk)
    run = _ACTS.get(act)
    if run is None:
        raise Refusal(desk.say(help_words.STALE))
    if act in WRITING and not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    return run(message, desk, nudge)


def acted(act: str, message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """The same as the button of *act*, for whoever said it in words."""
    return _ACTS[act](message, desk, nudge)


def known(id: str, desk: Desk) -> Nudge:
    """The nudge of that id, whatever became of it."""
    nudge = desk.book.get(Nudge, id)
    if nudge is None:
        raise Refusal(desk.say(words.GONE))
    return nudge


def waiting(id: str, desk: Desk) -> Nudge:
    """The nudge of that id, where it still waits for an answer."""
    nudge = known(id, desk)
    if nudge.stage not in _OPEN:
        raise Refusal(desk.say(words.GONE), fresh=Card(desk.say(words.GONE)))
    return nudge


def show(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Show]: all that a locked screen must not tell."""
    if nudge.stage not in _OPEN:
        return answered(message, card(desk.say, desk.say(words.GONE)))
    return answered(message, cards.full(nudge, desk))


def wrote(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[I wrote to them]: the contact is recorded, and the count starts anew."""
    return in_touch(message, desk, nudge, words.WROTE_WORDS, "message")


def spoke(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """The same for whoever says that they called or saw them."""
    return in_touch(message, desk, nudge, reasons.SPOKE_WORDS, "phone")


def in_touch(message: Message, desk: Desk, nudge: Nudge, told: str, channel: str) -> Outcome:
    """A contact is recorded as *told*, and the card is settled."""
    one, say = addressee(nudge, desk), desk.say
    if one is None and nudge.reason is Reason.THANKS:
        # Whoever brought us there is known by name alone: there is no record to note it on.
        return ended(
            answered(message, card(say, say(words.SETTLED))), nudge, Stage.SETTLED, "wrote"
        )
    if one is None:
        raise Refusal(say(words.GONE))
    contact = Meeting(
        *(desk.new_id(), one.id, desk.member.id, desk.today, say(told), desk.now),
        zone=desk.member.zone,
        channel=channel,
        kind=Kind.ENGAGEMENT,
    )
    title = say(words.WROTE_SAVED, name=who.name_of(one), day=say.day(desk.today))
    parts = []
    if nudge.reason is Reason.CHECKIN:
        day = rhythms.next_word(one.id, desk.today, desk.book)
        parts.append(Text(say(words.NEXT_TIME, name=who.name_of(one), day=say.day(day))))
    outcome = saved(message, desk, (added(contact),), title, parts)
    return ended(outcome, nudge, Stage.SETTLED, "wrote")


def skip(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Skip]: this once."""
    outcome = answered(message, card(desk.say, desk.say(words.SKIPPED_NOW)))
    return ended(outcome, nudge, Stage.SKIPPED, "skipped")


def draft(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Draft]: words to copy, in the counterpart's own language."""
    return answered(message, offering.card_of(nudge, desk))


def worded(message: Message, desk: Desk, rest: str) -> Outcome:
    """A draft is to be worded otherwise."""
    told, _, id = rest.partition(":")
    return offering.chosen(known(id, desk), told, message, desk)


def announced(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Announced for …]: the day of a feast is settled."""
    told, _, id = rest.partition(":")
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    return moons.announced(waiting(id, desk), told, message, desk)


def why(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Why?]: the reason in a sentence, and the way back."""
    say = desk.say
    told = whys.why(nudge, desk) or say(words.GONE)
    buttons = (Button(say(common.BACK), f"nudge:show:{nudge.id}"),)
    rules = Text(say(words.WHY_RULES, **offering.habits(desk)))
    parts = (Line(say(words.WHY_NOW), told), rules)
    return answered(message, card(say, say(words.WHY_ALL), parts, buttons))


def never(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Not this one again]: kept with the counterpart, and taken back with [Undo]."""
    if nudge.reason in series.LOOKS:
        return _no_look(message, desk, nudge)
    if not nudge.counterpart:
        return skip(message, desk, nudge)
    before = desk.book.get(Care, nudge.counterpart)
    care = before or rhythms.care_of(nudge.counterpart, desk.book)
    what = str(nudge.reason)
    if nudge.reason not in _WHOLE_KINDS:
        what = f"{nudge.reason}:{nudge.about}"
    after = replace(care, id=nudge.counterpart, never=(*care.never, what))
    change = added(after) if before is None else Change(before, after)
    outcome = saved(message, desk, (change,), desk.say(words.NEVER_SAVED))
    return ended(outcome, nudge, Stage.SKIPPED, "never")


def _no_look(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """The same under a monthly look: kept with how this member likes to hear from us."""
    before = desk.book.get(Rhythm, desk.member.id)
    rhythm = before or Rhythm(desk.member.id)
    after = replace(rhythm, never=(*rhythm.never, str(nudge.reason)))
    change = added(after) if before is None else Change(before, after)
    outcome = saved(message, desk, (change,), desk.say(words.NEVER_SAVED))
    return ended(outcome, nudge, Stage.SKIPPED, "never")


def _marked(status: Status, sentence: str) -> Act:
    def mark(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
        promise = desk.book.get(Commitment, nudge.about)
        if promise is None:
            raise Refusal(desk.say(words.GONE))
        late = promise.due is not None and desk.today > promise.due
        became = Status.LATE if late and status is Status.KEPT else status
        changes = went(promise, became, desk.today, desk.new_id())
        outcome = saved(message, desk, changes, desk.say(sentence, text=promise.text))
        return ended(outcome, nudge, Stage.SETTLED, str(became))

    return mark


def done(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[It is done], under a reminder: a single one is over, a repeated one comes back."""
    outcome = answered(message, card(desk.say, desk.say(words.SETTLED)))
    return ended(outcome, nudge, Stage.SETTLED, "done")


def stop(message: Message, desk: Desk, nudge: Nudge) -> Outcome:
    """[Stop reminding me]: the reminder itself goes."""
    reminder = desk.book.get(Reminder, nudge.about)
    if reminder is None or reminder.member != desk.member.id:
        raise Refusal(desk.say(words.GONE))
    change = Change(reminder, replace(reminder, done=True))
    entry, changes = save((change,), desk, desk.say(words.REMIND_GONE).rstrip("."))
    undo = Button(desk.say(common.UNDO), f"undo:{entry.id}")
    shown = card(desk.say, desk.say(words.REMIND_GONE), (), (undo,))
    return ended(answered(message, shown, changes), nudge, Stage.SETTLED, "stopped")


_READING = frozenset(("show", "why", "draft"))
_ACTS: dict[str, Act] = {
    "show": show,
    "why": why,
    "draft": draft,
    "wrote": wrote,
    "spoke": spoke,
    "later": later,
    "skip": skip,
    "never": never,
    "kept": _marked(Status.KEPT, words.MARKED_KEPT),
    "broken": _marked(Status.BROKEN, words.MARKED_BROKEN),
    "done": done,
    "stop": stop,
    **deciding.ACTS,
}
PRESSES = {"nudge": pressed, offering.PRESS: worded, moons.PRESS: announced}
