"""Trust was hurt, a small promise is made, and things are back to normal: each with [Undo]."""

from __future__ import annotations

from dataclasses import replace

from handlers import promises, who
from handlers.chat import Button, Items, Message, Outcome, Part
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.days import typed
from handlers.drafting.shown import short
from handlers.meant import kept_words
from handlers.reading import acts
from handlers.repairing.showing import HURT, STEP, buttons_of, hurt_of, parts_of, shown
from handlers.rules.repairing import BREACH, REPAIRED
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import note as note_words
from handlers.words import repairing as words
from storage.after import After
from storage.records import (
    Change,
    Commitment,
    Counterpart,
    Dialogue,
    Side,
    Status,
    TrustEvent,
    added,
)

LONGEST = 300


def hurt(message: Message, desk: Desk, one: Counterpart, said: str) -> Outcome:
    """Trust was hurt today, in the words *said*: keep that, and show what to do first."""
    event = TrustEvent(desk.new_id(), one.id, "", BREACH, said, desk.today)
    later = replace(desk, book=After(desk.book, (added(event),)))
    title = desk.say(words.NOTED, name=who.name_of(one))
    parts, buttons = tuple(parts_of(one, later)), tuple(buttons_of(one, later))
    return saved(message, desk, (added(event),), title, parts, buttons)


def hurt_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[It was hurt]: what happened?"""
    return _ask(message, desk, by_id(desk, rest), HURT, words.WHAT_HAPPENED)


def step_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[A small promise]: what can surely be kept?"""
    return _ask(message, desk, by_id(desk, rest), STEP, words.WRITE_PROMISE)


def _ask(message: Message, desk: Desk, one: Counterpart, topic: str, question: str) -> Outcome:
    say = desk.say
    change = Change(
        desk.book.get(Dialogue, desk.member.id), Dialogue(desk.member.id, topic, one.id, desk.now)
    )
    cancel = Button(say(note_words.CANCEL), f"repair:{one.id}")
    return answered(message, card(say, say(question), (), (cancel,)), (change,))


def hurt_told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """What happened, in a few words; ``None`` where it is the note of a meeting."""
    one = _about(message, desk, dialogue)
    if one is None:
        return None
    outcome = hurt(message, desk, one, kept_words(message, desk))
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def step_told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The small promise: kept as one of ours, beside the breach it is to mend (row 80)."""
    one = _about(message, desk, dialogue)
    breach = hurt_of(one, desk) if one else None
    if one is None or breach is None:
        return None
    when, text = typed(message.text, message, desk), kept_words(message, desk)
    made = Commitment(
        *(desk.new_id(), one.id, breach.meeting, Side.US, text, desk.today),
        due=(when.until or when.day) if when else None,
        due_at=when.at if when else None,
        repair=breach.id,
    )
    title = desk.say(words.PROMISE_KEPT, name=who.name_of(one), text=short(text, 100))
    outcome = saved(message, desk, (added(made),), title)
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def _about(message: Message, desk: Desk, dialogue: Dialogue) -> Counterpart | None:
    long = len(message.text) > LONGEST or acts.said(message.text).has("told")
    if long or message.files or message.forwarded or message.edits:
        return None
    return desk.book.get(Counterpart, dialogue.about)


def normal_pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Back to normal]."""
    return normal(message, desk, by_id(desk, rest), desk.say(words.NORMAL))


def normal(message: Message, desk: Desk, one: Counterpart, said: str) -> Outcome:
    """What was hurt is mended, in the words *said*: cheerful words are in place again."""
    say, breach = desk.say, hurt_of(one, desk)
    if breach is None:
        told = card(say, say(words.NOTHING_OPEN, name=who.name_of(one)))
        return answered(message, replace(told, buttons=shown(one, desk).buttons))
    event = TrustEvent(desk.new_id(), one.id, "", REPAIRED, said, desk.today)
    made = desk.book.find(Commitment, "counterpart", one.id)
    steps = [p for p in made if p.repair == breach.id and p.status is Status.KEPT]
    parts: list[Part] = []
    if steps:
        lines = tuple(promises.line(p, desk) for p in steps)
        parts.append(Items(say(words.KEPT_STEPS), lines))
    title = say(words.BACK, name=who.name_of(one))
    return saved(message, desk, (added(event),), title, parts)


PRESSES = {"rhurt": hurt_pressed, "rstep": step_pressed, "rnormal": normal_pressed}
TOPICS = {STEP: step_told, HURT: hurt_told}
