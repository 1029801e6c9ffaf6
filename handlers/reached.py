"""How a counterpart stands to being written to directly: a line and a button on their card."""

from __future__ import annotations

from handlers.chat import Button
from handlers.desk import Desk
from handlers.rules import direct
from handlers.rules.roles import Action, may, sees
from handlers.showing import PLATFORMS
from handlers.words import direct as words
from handlers.words.speech import Speech
from storage.records import Consent, Correspondent, Counterpart

SHOWN = 80
"""Characters of what a platform calls somebody that are shown."""


def buttons(one: Counterpart, desk: Desk) -> tuple[Button, ...]:
    """What was exchanged; and invite them to receive messages, or end it, for those who may."""
    say = desk.say
    if not sees(desk.member, one):
        return ()
    known = desk.book.find(Correspondent, "counterpart", one.id)
    told = (Button(say(words.EXCHANGED), f"exchanged:{one.id}"),) if known else ()
    if not may(desk.member, Action.WRITE):
        return told
    if direct.joined(one.id, desk.book):
        return (*told, Button(say(words.END), f"endask:{one.id}"))
    if direct.is_on(desk.book):
        return (*told, Button(say(words.INVITE), f"receive:{one.id}"))
    return told


def state(one: Counterpart, desk: Desk) -> str:
    """How they stand to being written to directly; empty where it never came up."""
    say = desk.say
    known = desk.book.find(Correspondent, "counterpart", one.id)
    if not known:
        return ""
    last = (direct.joined(one.id, desk.book) or known[-1:])[0]
    if last.consent is Consent.ASKED or last.answered_at is None:
        return say(words.STATE_ASKED)
    day = say.short_day(last.answered_at.astimezone(desk.zone).date())
    if last.consent is Consent.LEFT:
        return say(words.STATE_LEFT, day=day)
    return say(words.STATE_AGREED, day=day, account=account_of(last, one, say))


def account_of(known: Correspondent, one: Counterpart, say: Speech) -> str:
    """The platform of that account, and what it calls whoever came; not beside a code name."""
    platform = known.id.partition(":")[0]
    shown = "" if one.code_name else " ".join(known.shown.split())[:SHOWN]
    return say.joined(filter(None, (PLATFORMS.get(platform, platform), shown)))
