"""The team's switch: off until a mandator says otherwise, and known to everybody."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Card, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.rules.direct import TEAM, is_on
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.telling import decided
from handlers.words import direct as words
from handlers.words import help as help_words
from storage.records import Change, Policy


def direct(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/direct``: whether it is on, what that means, and the switch for whoever may turn it."""
    return answered(message, state_card(desk))


def state_card(desk: Desk) -> Card:
    """How things stand, in words anybody on the team may read."""
    say, on = desk.say, is_on(desk.book)
    parts = [Text(say(words.IS_ON if on else words.IS_OFF)), Text(say(words.WHAT))]
    parts.append(Text(say(words.RISK)))
    if not may(desk.member, Action.DECIDE):
        return card(say, say(words.TITLE), (*parts, Text(say(words.WHO_MAY))))
    label, press = (words.SWITCH_OFF, "policy:off") if on else (words.SWITCH_ON, "policy:ask")
    return card(say, say(words.TITLE), parts, (Button(say(label), press),))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """A button of the switch: ``ask``, ``on``, ``off`` or ``leave``."""
    say = desk.say
    if rest == "ask":
        buttons = (
            Button(say(words.YES_ON), "policy:on"),
            Button(say(words.NO_ON), "policy:leave"),
        )
        parts = (Text(say(words.RISK)), Text(say(words.ASK_ON_HOW)))
        return answered(message, card(say, say(words.ASK_ON), parts, buttons))
    if rest == "leave":
        return answered(message, card(say, say(words.LEFT_OFF)))
    if rest not in ("on", "off"):
        raise Refusal(say(help_words.STALE))
    return _switched(message, desk, on=rest == "on")


def _switched(message: Message, desk: Desk, *, on: bool) -> Outcome:
    """It is so from now on, and everybody on the team is told."""
    before = desk.book.get(Policy, TEAM)
    if is_on(desk.book) is on:
        return answered(message, state_card(desk))
    policy = before or Policy(TEAM)
    change = Change(before, replace(policy, direct=on, by=desk.member.id, at=desk.now))
    title = desk.say(words.NOW_ON if on else words.NOW_OFF)
    done = saved(message, desk, (change,), title)
    return Outcome((*done.replies, *decided((change,), desk)), done.changes)


COMMANDS = {"direct": direct}
PRESSES = {"policy": pressed}
