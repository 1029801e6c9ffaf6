"""How somebody is written to: a number or a user name, kept close and shown masked."""

from __future__ import annotations

from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Button, Line, Message, Outcome, Refusal, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafts.links import Link, links, masked, normalised
from handlers.rules.occasions.table import folded
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import occasions as words
from storage.records import Change, Channel, Counterpart, added, removed

_APPS = {
    "whatsapp": ("whatsapp", "whats", "wa", "واتساب", "واتس"),
    "signal": ("signal", "سيجنال", "سيغنال"),
    "telegram": ("telegram", "tg", "تلغرام", "تيليجرام", "تلجرام"),
    "sms": ("sms", "text", "texto"),
}
_BY_WORD = {folded(word): app for app, names in _APPS.items() for word in names}


def number(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/number NAME`` shows what is kept; ``/number NAME = …`` keeps it."""
    if "=" in rest:
        return _written(message, desk, rest)
    return choosing.for_named(message, desk, rest, "number", lambda one: _kept(message, desk, one))


def shown(message: Message, desk: Desk, rest: str) -> Outcome:
    """What is kept of the person who was pressed."""
    return _kept(message, desk, by_id(desk, rest))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """The app that a number is usually written to with."""
    id, _, app = rest.partition(":")
    kept = desk.book.get(Channel, id)
    if kept is None or app not in _APPS or app == "telegram":
        raise Refusal(desk.say(help_words.STALE))
    one = by_id(desk, kept.counterpart)
    title = desk.say(words.WRITES_WITH, name=who.name_of(one), app=desk.say(words.APPS[app]))
    return saved(message, desk, (Change(kept, replace(kept, kind=app)),), title)


def open_in(one: Counterpart, text: str, desk: Desk) -> tuple[Button, ...]:
    """Buttons that open the chat with *one* in the apps we know, with *text* where they can."""
    found = [
        link
        for kept in desk.book.find(Channel, "counterpart", one.id)
        for link in links(kept.kind, kept.handle, text)
        if link.pressable
    ]
    return tuple(Button(_label(link, desk), url=link.url) for link in found)


def _label(link: Link, desk: Desk) -> str:
    told = words.OPEN_IN if link.carries_text else words.PASTE_IN
    return desk.say(told, app=desk.say(words.APPS[link.app]))


def _kept(message: Message, desk: Desk, one: Counterpart) -> Outcome:
    say, name = desk.say, who.name_of(one)
    lines = tuple(
        Line(say(words.APPS[kept.kind]), masked(kept.handle))
        for kept in desk.book.find(Channel, "counterpart", one.id)
    )
    if not lines:
        raise Refusal(say(words.NO_NUMBER, name=name))
    return answered(message, card(say, name, lines, open_in(one, "", desk)))


def _keep(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/number NAME = …``; a dash forgets it."""
    say, name = desk.say, who.name_of(one)
    before = desk.book.find(Channel, "counterpart", one.id)
    if value in ("", "-", "–"):
        if not before:
            raise Refusal(say(words.NO_NUMBER, name=name))
        return saved(message, desk, tuple(map(removed, before)), say(words.NUMBER_GONE, name=name))
    app, handle = _read(value)
    if not handle:
        raise Refusal(say(words.NUMBER_UNREAD))
    # A person has one number and one user name here; a new one takes the place of the old.
    gone = [kept for kept in before if kept.handle.startswith("+") == handle.startswith("+")]
    fresh = Channel(desk.new_id(), one.id, app, handle)
    title = say(words.NUMBER_KEPT, name=name, handle=masked(handle))
    parts = [Text(say(words.NUMBER_CARE))]
    buttons = []
    if app == "phone":
        parts.append(Text(say(words.HOW_WRITTEN, name=name)))
        buttons = [
            Button(say(words.APPS[kind]), f"channel:{fresh.id}:{kind}")
            for kind in ("whatsapp", "signal", "sms")
        ]
    changes = (*map(removed, gone), added(fresh))
    return saved(message, desk, changes, title, parts, buttons)


def _read(value: str) -> tuple[str, str]:
    """The app and the handle of ``whatsapp +249 …``, ``+249 …`` or ``@name``."""
    first, _, rest = value.strip().partition(" ")
    app = _BY_WORD.get(folded(first.rstrip(":")), "")
    written = rest if app else value
    if not app and (written.startswith("@") or "t.me/" in written):
        app = "telegram"
    return app or "phone", normalised(app or "phone", written)


EDITS: dict[str, choosing.Edit] = {"number": _keep}
_written = choosing.command("number", _keep, words.EX_NUMBER)
COMMANDS = {"number": number}
PRESSES = {"number": shown, "channel": chosen}
