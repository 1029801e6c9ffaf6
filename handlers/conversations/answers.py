"""A chat arrives, and what is pressed and typed until its lines are kept or dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.chat import Card, Message, Outcome, Refusal
from handlers.conversations import card, keeping
from handlers.conversations.picking import (
    KIND,
    Picking,
    chat_of,
    page_of,
    picking_of,
    shown_of,
    with_picking,
)
from handlers.desk import Desk
from handlers.drafting.drawn import source_of
from handlers.patterns import pattern
from handlers.reading.exports import Export, packed_export
from handlers.showing import answered
from handlers.words import conversations as words
from storage.records import Change, Dialogue, Draft, removed

TOPIC = "chat"
_NUMBERS = pattern(r"\s*\d+(?:\s*[-–]\s*\d+)?(?:[\s,;،]+\d+(?:\s*[-–]\s*\d+)?)*\s*")
_RANGE = pattern(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_WORDS = 3
"""Words that may be looked for; more are a note of their own."""


def pasted(message: Message, desk: Desk) -> Outcome | None:
    """A chat that was pasted as text; ``None`` where the words are none."""
    packed = packed_export(message.text, message.at.astimezone(desk.zone))
    return _opened(message, desk, Picking(packed=packed)) if packed else None


def shared(message: Message, desk: Desk) -> Outcome | None:
    """A chat that was sent as a file; ``None`` where none of the files is one."""
    chats = [file for file in message.files if file.kind == KIND]
    if not chats:
        return None
    if len(message.files) > 1:
        raise Refusal(desk.say(words.ALONE))
    return _opened(message, desk, Picking(blob=chats[0].blob))


def _opened(message: Message, desk: Desk, picking: Picking) -> Outcome:
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, source=source_of(message))
    return _shown(message, desk, with_picking(draft, picking), chat_of(picking, desk))


def _shown(
    message: Message, desk: Desk, draft: Draft, chat: Export, before: Draft | None = None
) -> Outcome:
    if message.press and message.card:
        draft = replace(draft, card=message.card)
    now = desk.book.get(Dialogue, desk.member.id)
    waits = Change(now, Dialogue(desk.member.id, TOPIC, draft.id, desk.now))
    return answered(message, card.draw(draft, chat, desk), (Change(before, draft), waits))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """Something on the card of a chat was pressed."""
    id, _, what = rest.partition(":")
    draft = _mine(id, desk)
    picking = picking_of(draft)
    if what in _ENDS:
        return _ended(message, desk, draft, _ENDS[what](message, desk, picking))
    if what in ("day", "month", "year"):
        picking = replace(picking, order=what)
        chat = chat_of(picking, desk)
    else:
        chat = chat_of(picking, desk)
        picking = _moved(picking, what, chat, desk)
    return _shown(message, desk, with_picking(draft, picking), chat, draft)


def _mine(id: str, desk: Desk) -> Draft:
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(words.GONE))
    return draft


def _moved(picking: Picking, what: str, chat: Export, desk: Desk) -> Picking:
    if what == "all":
        return replace(picking, word="", start=-1)
    number = int(what[1:]) if what[1:].isdecimal() else -1
    if what.startswith("p"):
        return replace(picking, start=number)
    if what.startswith("n") and 0 <= number < len(chat.lines):
        return _staying(picking, chat).toggled((number,), desk)
    raise Refusal(desk.say(words.GONE))


def _staying(picking: Picking, chat: Export) -> Picking:
    """With the page held where it is, so that a press moves nothing."""
    page = page_of(picking, shown_of(picking, chat.lines))
    return replace(picking, start=page.start)


def _dropped(message: Message, desk: Desk, picking: Picking) -> Outcome:
    return answered(message, Card(desk.say(words.DROPPED), language=desk.say.language))


_ENDS: dict[str, Callable[[Message, Desk, Picking], Outcome]] = {
    "keep": keeping.picked,
    "agree": keeping.agreed,
    "drop": _dropped,
}


def _ended(message: Message, desk: Desk, draft: Draft, outcome: Outcome) -> Outcome:
    """*outcome*, with nothing of the chat left to pick from."""
    changes = [*outcome.changes, removed(draft)]
    now = desk.book.get(Dialogue, desk.member.id)
    waits = any(isinstance(change.subject, Dialogue) for change in changes)
    if now is not None and now.topic == TOPIC and not waits:
        changes.append(removed(now))
    return replace(outcome, changes=tuple(changes))


def said(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """Numbers to pick, or a word to find; ``None`` where the words are something else."""
    draft = desk.book.get(Draft, dialogue.about)
    told = message.text.strip()
    if draft is None or draft.kind != KIND or message.files or message.forwarded:
        return None
    picking = picking_of(draft)
    chat = chat_of(picking, desk)
    if _NUMBERS.fullmatch(told):
        numbers = [n - 1 for n in _numbers(told, len(chat.lines))]
        new = _staying(picking, chat).toggled(numbers, desk)
    elif 0 < len(told.split()) <= _WORDS and "\n" not in told:
        new = replace(picking, word=told, start=-1)
        if not shown_of(new, chat.lines):
            return None
    else:
        return None
    return _shown(message, desk, with_picking(draft, new), chat, draft)


def _numbers(told: str, most: int) -> list[int]:
    """Every number that was written, those between two among them, none beyond the last line."""
    found: dict[int, None] = {}
    for one in _RANGE.finditer(told):
        first, last = int(one[1]), int(one[2] or one[1])
        found |= dict.fromkeys(range(max(1, first), min(last, most) + 1))
    return list(found)


PRESSES = {"chat": pressed}
TOPICS = {TOPIC: said}
