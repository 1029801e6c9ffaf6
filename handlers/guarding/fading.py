"""``/fade 24``: cards of ours are taken out of somebody's chats after so many hours (D6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.chat import Button, Message, Outcome, Refusal, Text
from handlers.commands import key
from handlers.desk import Desk
from handlers.guarding.wiping import MOST, away, cards_of
from handlers.nudging.closing import Planned
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import guarding as words
from handlers.words import help as help_words
from storage.records import Change, Delivery, Member, Nudge, Passage, Stage
from storage.store import Book

OFFERED = (1, 8, 24)
LONGEST = 47
"""Hours: Telegram deletes nothing that is older than two days."""
_NEVER = frozenset(
    key(word) for word in ["0", "off", "never", "no", "jamais", "non", "nunca", "ابدا", "لا"]
)


def fade(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """The command: how long, or the question."""
    asked = key(rest.strip())
    if not asked:
        return _question(message, desk)
    told = asked.removesuffix("h").strip()
    hours = 0 if asked in _NEVER else int(told) if told.isdecimal() and len(told) <= 2 else -1  # noqa: PLR2004  # Digits of an hour.
    if not 0 <= hours <= LONGEST:
        raise Refusal(desk.say(words.FADE_HOW, n=LONGEST))
    return _set(message, desk, hours)


def _question(message: Message, desk: Desk) -> Outcome:
    say, now = desk.say, desk.member.fade_hours
    buttons = [Button(say(words.FADE_HOURS, n=n), f"fade:{n}") for n in OFFERED if n != now]
    if now:
        buttons.append(Button(say(words.FADE_NEVER), "fade:0"))
    title = say(words.FADES, n=now) if now else say(words.STAYS)
    return answered(message, card(say, title, (Text(say(words.FADE_TOLD)),), buttons))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """How long was pressed."""
    if not rest.isdecimal() or int(rest) > LONGEST:
        raise Refusal(desk.say(help_words.STALE))
    return _set(message, desk, int(rest))


def _set(message: Message, desk: Desk, hours: int) -> Outcome:
    title = desk.say(words.FADES, n=hours) if hours else desk.say(words.STAYS)
    me = desk.member
    changes = () if me.fade_hours == hours else (Change(me, replace(me, fade_hours=hours)),)
    return saved(message, desk, changes, title)


def faded(book: Book, now: datetime) -> Planned:
    """The cards whose time is over; a reminder that waits for its answer stays until it has one."""
    old: list[Delivery] = []
    for member in book.all(Member):
        if member.fade_hours and member.active:
            before = now - timedelta(hours=member.fade_hours)
            old += _old(member, before, book)
    old = old[:MOST]
    changes = tuple(Change(one, replace(one, sent_id="")) for one in old)
    return Planned(tuple(map(away, old)), changes)


def _old(member: Member, before: datetime, book: Book) -> Iterator[Delivery]:
    for one in cards_of(member.id, book):
        if one.state is Passage.SENT and one.sent_id and one.made_at <= before:
            waits = (nudge.stage is Stage.SENT for nudge in book.find(Nudge, "card", one.answers))
            if not (one.answers and any(waits)):
                yield one


COMMANDS = {"fade": fade}
PRESSES = {"fade": chosen}
