"""[Send now]: exactly one text to one counterpart, shown first, sent once, by a person's press."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

from handlers import who
from handlers.chat import Address, Button, Card, Code, Message, Outcome, Refusal, Reply, Text
from handlers.desk import Desk
from handlers.direct.inviting import check_theirs, platform_of
from handlers.direct.replies import hidden
from handlers.drafting.masking import MASK
from handlers.drafting.setting import setting_of
from handlers.nudging import kinds, offering, pressing, texts
from handlers.rules import rhythms
from handlers.rules.direct import may_go, writable
from handlers.showing import answered, card
from handlers.words import direct as words
from handlers.words import help as help_words
from handlers.words import reasons
from storage.records import (
    Change,
    Correspondent,
    Counterpart,
    Course,
    Dialogue,
    DirectMessage,
    Draft,
    Nudge,
    added,
    removed,
)

KIND = "direct"
"""The kind of draft that holds a text to be sent, and what a dialogue is about while we wait."""
LONGEST = 1_000
"""Characters of a message to a counterpart: it goes as one message on every platform."""
PATIENCE = timedelta(hours=6)
"""How long a text that was shown may be sent: tomorrow it may be out of place."""
_SENT = (Course.UNDER_WAY, Course.ARRIVED, Course.DOUBTFUL)


def ask(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Send now]: the very text, and whether it is to go."""
    choice, id = offering.picked(rest)
    nudge = pressing.waiting(id, desk)
    one, account = _whom(nudge, desk)
    text = texts.text_of(nudge, desk, choice)
    if not text:
        raise Refusal(desk.say(words.CANNOT, name=who.name_of(one)))
    return laid_before(message, desk, nudge, one, account, text)


def _whom(nudge: Nudge, desk: Desk) -> tuple[Counterpart, Correspondent]:
    """Whom the text goes to and on which account; refuses where that may not be now."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    if one is None:
        raise Refusal(desk.say(help_words.STALE))
    check_theirs(desk, one)
    account = writable(one.id, desk.book)
    if account is None:
        raise Refusal(desk.say(words.CANNOT, name=who.name_of(one)))
    _check_unsent(nudge, desk)
    if nudge.reason in kinds.SOFT:
        care = rhythms.care_of(one.id, desk.book)
        until = rhythms.silent_until(one.id, care, desk.book, desk.today)
        if until is not None:
            day = desk.say.day(until)
            raise Refusal(desk.say(words.SILENT, name=who.name_of(one), day=day))
    return one, account


def _check_unsent(nudge: Nudge, desk: Desk) -> None:
    for sent in desk.book.find(DirectMessage, "nudge", nudge.id):
        if sent.course in _SENT:
            raise _dealt_with(sent, desk)


def _dealt_with(sent: DirectMessage, desk: Desk) -> Refusal:
    """That it was sent, or is on its way, with how things stand in place of the stale card."""
    one = desk.book.get(Counterpart, sent.counterpart)
    name = who.name_of(one) if one else ""
    now = {Course.UNDER_WAY: words.ON_ITS_WAY, Course.DOUBTFUL: words.DOUBTFUL}
    fresh = card(desk.say, desk.say(now.get(sent.course, words.ARRIVED), name=name))
    under_way = sent.course is Course.UNDER_WAY
    return Refusal(desk.say(words.UNDER_WAY if under_way else words.SENT_ALREADY), fresh=fresh)


def laid_before(  # noqa: PLR0913, PLR0917  # All that one message is.
    message: Message,
    desk: Desk,
    nudge: Nudge,
    one: Counterpart,
    account: Correspondent,
    text: str,
    note: str = "",
) -> Outcome:
    """The text as it is to go, kept as a draft so that just this goes."""
    say = desk.say
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now, text, KIND),
        source=nudge.id,
        reading=account.id,
    )
    yes = Button(say(words.YES_SEND), f"send:{draft.id}", "primary")
    # Behind a code name the place of the name is open, and nothing goes before it is filled.
    nameless = bool(one.code_name) and texts.NAMELESS in text
    note = note or (reasons.NAME_OPEN if nameless else "")
    buttons = (
        *(() if nameless or MASK in text else (yes,)),
        Button(say(words.CHANGE_WORDS), f"sendwords:{draft.id}"),
        Button(say(words.NO_SEND), f"unsent:{draft.id}"),
    )
    title = say(words.SEND_ASK, name=who.name_of(one), platform=platform_of(account))
    parts = (Code(text), *((Text(say(note)),) if note else ()))
    shown = card(say, title, parts, buttons, say(words.SEND_HOW))
    return answered(message, shown, (added(draft),))


def _draft(id: str, desk: Desk) -> tuple[Draft, Nudge]:
    """The text that was shown and what it is about; refuses where it has been dealt with."""
    sent = desk.book.get(DirectMessage, id)
    if sent is not None and sent.course in _SENT:
        raise _dealt_with(sent, desk)
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND or desk.now - draft.made_at > PATIENCE:
        raise Refusal(desk.say(help_words.STALE))
    return draft, pressing.waiting(draft.source, desk)


def send(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, send]: owed once, under an id of its own, however often it is pressed."""
    draft, nudge = _draft(rest, desk)
    one, _ = _whom(nudge, desk)
    account = desk.book.get(Correspondent, draft.reading)
    if account is None or account.counterpart != one.id or not may_go(account.id, desk.book):
        raise Refusal(desk.say(words.CANNOT, name=who.name_of(one)))
    sent = DirectMessage(
        *(draft.id, one.id, desk.member.id, account.id, nudge.id, draft.words, desk.now),
        asked=message.key,
        door=f"{message.place.platform}:{message.place.place}",
    )
    platform = account.id.partition(":")[0]
    language = one.language or account.language
    letter = Reply(
        Address(platform, account.place),
        Card("", (Text(draft.words),), language=language),
        guest=True,
        once=True,
        known_as=sent.id,
    )
    told = card(desk.say, desk.say(words.ON_ITS_WAY, name=who.name_of(one)))
    shown = answered(message, told, (removed(draft), added(sent)))
    return replace(shown, replies=(*shown.replies, letter))


def unsent(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No]: nothing goes."""
    draft, nudge = _draft(rest, desk)
    shown = pressing.show(message, desk, nudge)
    replies = tuple(
        replace(one, card=replace(one.card, hint=desk.say(words.NOT_SENT))) for one in shown.replies
    )
    return Outcome(replies, (removed(draft), *shown.changes))


def change(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Change the words]: what is written next is what is to go."""
    draft, _ = _draft(rest, desk)
    before = desk.book.get(Dialogue, desk.member.id)
    waits = Dialogue(desk.member.id, KIND, draft.id, desk.now)
    shown = card(
        *(desk.say, desk.say(words.CHANGE_WORDS)),
        (Code(draft.words), Text(desk.say(words.CHANGE_HOW, n=LONGEST))),
        (Button(desk.say(words.NO_SEND), f"unsent:{draft.id}"),),
    )
    return answered(message, shown, (Change(before, waits),))


def said(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The words that are to go instead, shown once more before they do."""
    draft = desk.book.get(Draft, dialogue.about)
    plain = not (message.files or message.forwarded or message.edits)
    if draft is None or not plain or not message.text.strip():
        return None
    nudge = pressing.waiting(draft.source, desk)
    one, account = _whom(nudge, desk)
    text = _tidied(message.text)
    if len(text) > LONGEST:
        raise Refusal(desk.say(words.TOO_LONG, n=LONGEST))
    clean = hidden(text, setting_of(message, desk))
    note = words.MASKED if MASK in clean and MASK not in text else ""
    shown = laid_before(message, desk, nudge, one, account, clean, note)
    return Outcome(shown.replies, (removed(draft), removed(dialogue), *shown.changes))


def _tidied(text: str) -> str:
    """*text* without signs that cannot be seen, and without space around it."""
    kept = (m for m in text if m == "\n" or unicodedata.category(m) not in ("Cc", "Cs"))
    return "".join(kept).strip()


PRESSES = {
    "sendnow": ask,
    "send": send,
    "unsent": unsent,
    "sendwords": change,
}
TOPICS = {KIND: said}
