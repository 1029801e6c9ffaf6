"""What was saved is taken back, now or later, as long as nobody has built on it since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import handing, telling
from handlers.chat import Button, Line, Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import undo as words
from storage.records import Change, Entry

ASK_AFTER = timedelta(days=1)
"""How old an entry may be and still be undone by a bare /undo, without asking."""


def undo(message: Message, desk: Desk, rest: str) -> Outcome:
    """Take back the entry whose [Undo] was pressed; *rest* is its id."""
    entry = desk.book.get(Entry, rest.strip())
    if entry is None:
        raise Refusal(desk.say(words.GONE))
    return _undone(message, desk, entry)


def last(message: Message, desk: Desk, _rest: str = "") -> Outcome:
    """Take back the newest entry that still stands; ask first where it is older than a day."""
    entries = [one for one in desk.book.find(Entry, "member", desk.member.id) if not one.undone]
    if not entries:
        raise Refusal(desk.say(words.NOTHING))
    entry = max(entries, key=lambda one: one.at)
    if desk.now - entry.at <= ASK_AFTER:
        return _undone(message, desk, entry)
    say = desk.say
    buttons = (
        Button(say(common.UNDO), f"undo:{entry.id}"),
        Button(say(words.LEAVE_IT), f"leave:{entry.id}"),
    )
    parts = (Line(say(words.WHAT), entry.title), Line(say(words.SAVED_ON), say.moment(entry.at)))
    return answered(message, card(say, say(words.ASK_OLD), parts, buttons))


def leave(message: Message, desk: Desk, _rest: str) -> Outcome:
    """Let an old entry stand."""
    return answered(message, card(desk.say, desk.say(words.LEFT)))


def _undone(message: Message, desk: Desk, entry: Entry) -> Outcome:
    say = desk.say
    if entry.undone:
        raise Refusal(say(words.ALREADY))
    back = tuple(change.undone for change in reversed(entry.changes))
    given_back = handing.given_back(back, desk)
    if not all(_fits(change, desk) for change in back):
        raise Refusal(say(words.SINCE_CHANGED))
    mark = Change(entry, _marked(entry))
    told = say(words.UNDONE, what=entry.title) if entry.title else say(words.UNDONE_IT)
    outcome = answered(message, card(say, told), (*back, mark))
    news = (*telling.shared(back, desk), *telling.decided(back, desk), *given_back)
    return replace(outcome, replies=(*outcome.replies, *news))


def _marked(entry: Entry) -> Entry:
    return Entry(
        entry.id, entry.member, entry.changes, entry.at, entry.title, entry.source, undone=True
    )


def _fits(change: Change, desk: Desk) -> bool:
    """Whether the record is still as the entry left it."""
    now = desk.book.get(type(change.subject), change.subject.id)
    return now == change.before


PRESSES = {"undo": undo, "leave": leave}
COMMANDS = {"undo": last}
