"""All of somebody's settings on one card, and what others may learn through them."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Card, Line, Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.preferences import LANGUAGE_NAMES, week_text
from handlers.rules import direct, zones
from handlers.saving import save
from handlers.showing import answered, card
from handlers.words import direct as direct_words
from handlers.words import help as help_words
from handlers.words import preferences as words
from storage.records import Change, Member, Sharing


def settings(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/settings``: all of it on one card."""
    return answered(message, _card(desk.member, desk))


def sharing(message: Message, desk: Desk, rest: str) -> Outcome:
    """Whether colleagues who ask by name learn that this member knows somebody."""
    if rest not in list(Sharing):
        raise Refusal(desk.say(help_words.STALE))
    return _changed(
        message, desk, replace(desk.member, sharing=Sharing(rest)), words.SHARING_CHANGED
    )


def discreet(message: Message, desk: Desk, rest: str) -> Outcome:
    """Whether names and places stay off a lock screen (PRACTICE D4)."""
    if rest not in ("on", "off"):
        raise Refusal(desk.say(help_words.STALE))
    return _changed(
        message, desk, replace(desk.member, discreet=rest == "on"), words.LOCK_SCREEN_CHANGED
    )


def _changed(message: Message, desk: Desk, member: Member, what: str) -> Outcome:
    """The card as it stands now; its own button turns the setting back, and so does /undo."""
    if member == desk.member:
        return answered(message, _card(member, desk))
    _, changes = save((Change(desk.member, member),), desk, desk.say(what))
    return answered(message, _card(member, desk), changes)


def _card(member: Member, desk: Desk) -> Card:
    return card(desk.say, desk.say(words.TITLE), _lines(member, desk), _buttons(member, desk))


def _lines(member: Member, desk: Desk) -> tuple[Line, ...]:
    say = desk.say
    place = zones.city(member.zone, say.language)
    exists = member.sharing is Sharing.EXISTS
    return (
        Line(say(words.LANGUAGE), LANGUAGE_NAMES[member.language]),
        Line(say(words.ZONE), say(words.NOW_THERE, zone=place, hour=say.hour(desk.here.time()))),
        Line(say(words.WEEK), week_text(member.week, say)),
        Line(say(words.COLLEAGUES), say(words.LEARN_EXISTS if exists else words.LEARN_NOTHING)),
        Line(say(words.LOCK_SCREEN), say(words.NO_NAMES if member.discreet else words.NAMES)),
        Line(
            say(direct_words.SETTING_LABEL),
            say(direct_words.ON if direct.is_on(desk.book) else direct_words.OFF),
        ),
    )


def _buttons(member: Member, desk: Desk) -> tuple[Button, ...]:
    say = desk.say
    exists = member.sharing is Sharing.EXISTS
    return (
        Button(say(words.CHANGE_LANGUAGE), "do:language"),
        Button(say(words.CHANGE_ZONE), "do:zone"),
        Button(say(words.CHANGE_WEEK), "do:week"),
        Button(
            say(words.TELL_NOTHING if exists else words.TELL_EXISTS),
            f"sharing:{Sharing.NOTHING if exists else Sharing.EXISTS}",
        ),
        Button(
            say(words.SHOW_NAMES if member.discreet else words.HIDE_NAMES),
            f"discreet:{'off' if member.discreet else 'on'}",
        ),
        Button(say(direct_words.TITLE), "do:direct"),
    )


PRESSES = {"sharing": sharing, "discreet": discreet}
COMMANDS = {"settings": settings}
