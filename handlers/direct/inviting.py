"""A counterpart is invited by whoever leads the relation, and let go of by them as well."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import choosing, enrol, who
from handlers.chat import Button, Code, Line, Message, Outcome, Part, Refusal, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.preferences import LANGUAGE_NAMES, language_named
from handlers.rules.direct import is_on, joined
from handlers.rules.roles import Action, may, sees
from handlers.saving import save, saved
from handlers.showing import PLATFORMS, answered, card
from handlers.words import direct as words
from handlers.words import enrol as enrol_words
from storage.records import (
    Change,
    Consent,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    added,
)

_ASKED = tuple(
    pattern(told, re.IGNORECASE)
    for told in (
        (
            r"(?:please\s+)?invite\s+(.{1,200}?)\s+to\s+(?:receive|get)\s+(?:our|my|the|your)?\s*"
            r"messages?\W*"
        ),
        (
            r"(?:peux-tu\s+)?invite[rz]?\s+(.{1,200}?)\s+à\s+recevoir\s+(?:nos|mes|les|vos)\s+"
            r"messages?\W*"
        ),
        r"invitar?\s+(?:a\s+)?(.{1,200}?)\s+a\s+recibir\s+(?:nuestros|mis|los|sus)\s+mensajes?\W*",
        (
            r"(?:ادع|ادعُ|أدعو|ادعو|دعوة)\s+(.{1,200}?)\s+(?:(?:إلى|الى)\s+)?(?:ل?إ?استقبال|ل?استلام|ل?تلقي|لتلقّي)\s+"
            r"(?:رسائلنا|رسائلي|الرسائل)\W*"
        ),
    )
)
_LINK = "https://t.me/{bot}?start={token}"


def asked(text: str) -> str | None:
    """The name in "invite NAME to receive our messages", in our languages; else ``None``."""
    for form in _ASKED:
        if found := form.fullmatch(text.strip()):
            return found[1].strip()
    return None


def receive(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/receive NAME``: an invitation made for one counterpart, to be passed on by the person."""
    _check_on(desk)
    return choosing.for_named(
        message, desk, rest, "receive", lambda one: _invited(message, desk, one)
    )


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Invite to receive messages], or the name of whoever was meant."""
    _check_on(desk)
    return _invited(message, desk, by_id(desk, rest))


def _check_on(desk: Desk) -> None:
    if not is_on(desk.book):
        raise Refusal(desk.say(words.OFF_NOW), buttons=_switch(desk))


def _switch(desk: Desk) -> tuple[Button, ...]:
    return (Button(desk.say(words.TITLE), "do:direct"),)


def check_theirs(desk: Desk, one: Counterpart) -> None:
    """Refuse whoever neither leads the relation nor stands in."""
    if not sees(desk.member, one) or not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(words.NOT_YOURS, name=who.name_of(one)))


def _invited(message: Message, desk: Desk, one: Counterpart) -> Outcome:
    check_theirs(desk, one)
    say, name = desk.say, who.name_of(one)
    if known := joined(one.id, desk.book):
        told = say(words.ALREADY, name=name, platform=platform_of(known[0]))
        raise Refusal(told, buttons=(_end_button(one, desk),))
    token = desk.new_secret()
    until = desk.now + enrol.VALID
    made = CounterpartInvitation(enrol.sealed(token), one.id, desk.member.id, desk.now, until)
    title = say(words.INVITATION, name=name)
    entry, changes = save((added(made),), desk, title)
    tongue = LANGUAGE_NAMES.get(one.language, say(words.THEIR_APP))
    parts: tuple[Part, ...] = (
        *_ways(token, desk),
        Text(say(words.INVITATION_HOW, name=name, moment=say.moment(until))),
        Text(say(words.INVITATION_NOTICE, member=desk.member.name)),
        Text(say(words.RISK)),
        Line(say(words.NOTICE_LANGUAGE), tongue),
    )
    buttons = (
        Button(say(enrol_words.COPY), copy=_link(token, desk)),
        Button(say(enrol_words.WITHDRAW), f"undo:{entry.id}"),
    )
    return answered(message, card(say, title, parts, buttons), changes)


def _ways(token: str, desk: Desk) -> list[Part]:
    """How they come to us, by each platform on which we can be found."""
    found: list[Part] = []
    if desk.doors.get("telegram"):
        found += [Text(desk.say(words.ON_TELEGRAM)), Code(_link(token, desk))]
    if desk.doors.get("slack"):
        found += [Text(desk.say(words.ON_SLACK)), Code(f"/rapport start {token}")]
    return found or [Text(desk.say(words.ANYWHERE)), Code(f"start {token}")]


def _link(token: str, desk: Desk) -> str:
    bot = desk.doors.get("telegram")
    return _LINK.format(bot=bot, token=token) if bot else f"start {token}"


def platform_of(one: Correspondent) -> str:
    """The platform of that account, as people call it."""
    platform = one.id.partition(":")[0]
    return PLATFORMS.get(platform, platform)


def _end_button(one: Counterpart, desk: Desk) -> Button:
    return Button(desk.say(words.END), f"endask:{one.id}")


def ask_end(message: Message, desk: Desk, rest: str) -> Outcome:
    """[End direct delivery]: asked first, for it cannot be begun again without them."""
    one = by_id(desk, rest)
    check_theirs(desk, one)
    say = desk.say
    buttons = (
        Button(say(words.YES_END), f"ended:{one.id}", "danger"),
        Button(say(words.NO_END), f"unended:{one.id}"),
    )
    title = say(words.END_ASK, name=who.name_of(one))
    return answered(message, card(say, title, (Text(say(words.END_HOW)),), buttons))


def end(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, end it], or [That is not them]: nothing more is sent there, and nothing is taken in."""
    one = by_id(desk, rest)
    check_theirs(desk, one)
    title = desk.say(words.ENDED, name=who.name_of(one))
    return answered(message, card(desk.say, title), closed(one, desk))


def closed(one: Counterpart, desk: Desk) -> tuple[Change, ...]:
    """Every account of theirs let go of, and every invitation not yet used."""
    accounts = desk.book.find(Correspondent, "counterpart", one.id)
    left = {"consent": Consent.LEFT, "answered_at": desk.now, "why": "owner"}
    ended = [
        Change(known, replace(known, **left))  # type: ignore[arg-type]  # Fields of it.
        for known in accounts
        if known.why != "owner"
    ]
    waiting = desk.book.find(CounterpartInvitation, "counterpart", one.id)
    unused = [Change(made, None) for made in waiting if not made.used_by]
    return (*ended, *unused)


def keep(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No, keep it]."""
    by_id(desk, rest)
    return answered(message, card(desk.say, desk.say(words.KEPT)))


def speaks(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/speaks NAME = LANGUAGE``: what they are written to in, drafts and notice alike."""
    code = language_named(value)
    if not code:
        known = desk.say.list(LANGUAGE_NAMES.values())
        raise Refusal(desk.say(words.SPEAKS_WHICH, languages=known))
    title = desk.say(words.SPEAKS, name=who.name_of(one), language=LANGUAGE_NAMES[code])
    if one.language == code:
        return answered(message, card(desk.say, title))
    return saved(message, desk, (Change(one, replace(one, language=code)),), title)


def for_a_member(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/start`` by a member: kindly refused where the invitation is a counterpart's."""
    made = desk.book.get(CounterpartInvitation, enrol.sealed(rest.strip()))
    one = desk.book.get(Counterpart, made.counterpart) if made else None
    if one is None:
        return enrol.start(message, desk, rest)
    raise Refusal(desk.say(words.FOR_THEM, name=who.name_of(one)))


EDITS: dict[str, choosing.Edit] = {"speaks": speaks}
COMMANDS = {
    "receive": receive,
    "speaks": choosing.command("speaks", speaks, words.EX_SPEAKS),
    "start": for_a_member,
}
PRESSES = {"receive": pressed, "endask": ask_end, "ended": end, "unended": keep}
