"""``/lock``: nothing is shown until the PIN, whose keys are pressed and never typed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers import commands
from handlers.chat import Button, Card, Message, Outcome, Refusal, Reply, Text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.guarding.closing import closed
from handlers.nearby import BELOW
from handlers.showing import answered, card
from handlers.words import guarding as words
from handlers.words import help as help_words
from storage.records import Change, Draft, Latch, added

KIND = "waits"
"""The kind of draft that holds what was told while it was locked."""
SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""
TRIES, PAUSE = 5, timedelta(minutes=15)
"""Wrong PINs after which one has to wait, and for how long."""
MOST_TRIES = 10
"""Wrong PINs after which the access is closed, and a second person has to open it."""
_ROUNDS = 100_000
SHOWN = 5
_DIGITS = tuple("1234567890")
_ALLOWED = ("panic",)
"""What works without the PIN."""


def sealed(pin: str, salt: str) -> str:
    """What is kept of a PIN: nothing it could be read from, and slow to try."""
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt.encode(), _ROUNDS).hex()


def lock(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/lock``: at once where there is a PIN; else it is chosen first, on the keys."""
    latch = desk.book.get(Latch, desk.member.id)
    if latch is None or not latch.pin:
        fresh = Latch(desk.member.id, salt=desk.new_secret(), choosing=True)
        return answered(message, _choosing(fresh, desk, words.CHOOSE), (Change(latch, fresh),))
    return _shut(message, desk, latch, replace(latch, entered="", choosing=False, chosen=""))


def _shut(message: Message, desk: Desk, before: Latch, latch: Latch) -> Outcome:
    """It is locked, and cards that still come name nobody."""
    me = desk.member
    after = replace(latch, locked_at=desk.now, discreet=me.discreet)
    changes = [Change(before, after)]
    if not me.discreet:
        changes.append(Change(me, replace(me, discreet=True)))
    # A fresh card below: those above are being taken away.
    shown = _locked(after, desk)
    return Outcome((Reply(message.place, shown),), tuple(changes))


def held(message: Message, desk: Desk) -> Outcome | None:
    """What a message comes to while it is locked; ``None`` where it is open, or may pass."""
    latch = desk.book.get(Latch, desk.member.id)
    if latch is None or latch.locked_at is None or not message.private:
        return None
    if message.opened:
        return Outcome((Reply(message.place, _locked(latch, desk), page=True),))
    verb = message.press.partition(":")[0]
    if verb == "pin" or (not message.press and _passes(message)):
        return None
    if message.press or message.form or commands.read(message.text) is not None:
        return answered(message, _locked(latch, desk))
    if message.files:
        raise Refusal(desk.say(words.NO_FILES))
    text = message.text.strip()
    draft = Draft(desk.new_id(), desk.member.id, (), message.at, words=text, kind=KIND)
    changes = (added(draft),) if text else ()
    return answered(message, _locked(latch, desk, words.KEPT), changes)


def _passes(message: Message) -> bool:
    asked = commands.read(message.text)
    return asked is not None and asked.command is not None and asked.command.name in _ALLOWED


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """A key was pressed: a digit, one back, or OK."""
    before = desk.book.get(Latch, desk.member.id)
    if before is None or not (before.locked_at or before.choosing):
        raise Refusal(desk.say(help_words.STALE))
    if before.wait_until is not None and desk.now < before.wait_until:
        return answered(message, _locked(before, desk))
    if rest == "ok":
        return _done(message, desk, before)
    entered = before.entered
    if rest == "x":
        entered = entered[:-1]
    elif rest in _DIGITS and len(entered) < LONGEST:
        entered += rest
    after = replace(before, entered=entered)
    changes = () if after == before else (Change(before, after),)
    return answered(message, _keys(after, desk), changes)


def _done(message: Message, desk: Desk, before: Latch) -> Outcome:
    if before.locked_at is not None:
        return _tried(message, desk, before)
    told = sealed(before.entered, before.salt)
    if len(before.entered) < SHORTEST:
        after = replace(before, entered="")
        shown = _choosing(after, desk, words.TOO_SHORT)
    elif not before.chosen:
        after = replace(before, entered="", chosen=told)
        shown = _choosing(after, desk, words.ONCE_MORE)
    elif before.chosen != told:
        after = replace(before, entered="", chosen="")
        shown = _choosing(after, desk, words.NOT_THE_SAME)
    else:
        return _shut(
            message, desk, before, replace(before, entered="", chosen="", pin=told, choosing=False)
        )
    return answered(message, shown, (Change(before, after),))


def _tried(message: Message, desk: Desk, before: Latch) -> Outcome:
    if sealed(before.entered, before.salt) == before.pin:
        return _opened(message, desk, before)
    tries = before.tries + 1
    if tries >= MOST_TRIES:
        changes, news = closed(desk, words.TRIED_TOLD)
        after = replace(before, entered="", tries=0, wait_until=None)
        mine = Reply(message.place, _locked(after, desk))
        return Outcome((mine, *news), (Change(before, after), *changes))
    wait = desk.now + PAUSE if tries % TRIES == 0 else None
    after = replace(before, entered="", tries=tries, wait_until=wait)
    return answered(message, _locked(after, desk), (Change(before, after),))


def _opened(message: Message, desk: Desk, before: Latch) -> Outcome:
    """Unlocked, and what was told meanwhile is looked at one by one."""
    me, say = desk.member, desk.say
    after = replace(before, locked_at=None, entered="", tries=0, wait_until=None)
    changes: list[Change] = [Change(before, after)]
    if me.discreet != before.discreet:
        changes.append(Change(me, replace(me, discreet=before.discreet)))
    waiting = [one for one in desk.book.all(Draft) if one.kind == KIND]
    waiting.sort(key=lambda one: (one.made_at, one.id))
    parts = (Text(say(words.WAITED, n=len(waiting))),) if waiting else ()
    buttons = [Button(short(one.words, 30), f"{BELOW}:waited:{one.id}") for one in waiting[:SHOWN]]
    buttons.append(Button(say(words.CHANGE_PIN), "pinnew:"))
    shown = card(say, say(words.UNLOCKED), parts, buttons)
    return answered(message, shown, tuple(changes))


def another(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Another PIN]: chosen anew on the keys; the old one holds until it is."""
    before = desk.book.get(Latch, desk.member.id)
    if before is None or not before.pin:
        raise Refusal(desk.say(help_words.STALE))
    after = replace(before, choosing=True, chosen="", entered="")
    return answered(message, _choosing(after, desk, words.CHOOSE), (Change(before, after),))


def _choosing(latch: Latch, desk: Desk, title: str) -> Card:
    shown = _keys(latch, desk)
    return replace(shown, title=desk.say(title))


def _locked(latch: Latch, desk: Desk, told: str = words.NOTHING_SHOWN) -> Card:
    say = desk.say
    if latch.wait_until is not None and desk.now < latch.wait_until:
        waits = say(words.WAIT, moment=say.moment(latch.wait_until))
        return card(say, say(words.LOCKED), (Text(waits),))
    shown = _keys(latch, desk)
    parts = [Text(say(told))]
    if latch.tries:
        parts.append(Text(say(words.WRONG, n=TRIES - latch.tries % TRIES)))
    return replace(shown, parts=(*parts, *shown.parts))


def _keys(latch: Latch, desk: Desk) -> Card:
    """The keys, and a dot for each that was pressed."""
    say = desk.say
    title = words.ONCE_MORE if latch.chosen else words.CHOOSE
    title = words.LOCKED if latch.locked_at is not None else title
    dots = (Text("•" * len(latch.entered)),) if latch.entered else ()
    how = (Text(say(words.CHOOSE_HOW)),) if latch.choosing and not latch.entered else ()
    return card(say, say(title), (*how, *dots), tuple(_buttons(desk)))


def _buttons(desk: Desk) -> Iterator[Button]:
    for digit in _DIGITS:
        yield Button(digit, f"pin:{digit}")
    yield Button(words.ERASE, "pin:x")
    yield Button(desk.say(words.OK), "pin:ok", "primary")


COMMANDS = {"lock": lock}
PRESSES = {"pin": pressed, "pinnew": another}
