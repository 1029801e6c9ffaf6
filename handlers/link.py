"""One person on two platforms: a code shown on one is typed on the other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Card,
    Code,
    Message,
    Outcome,
    Refusal,
    Reply,
    Text,
)
from handlers.commands import read
from handlers.desk import Desk, Porch
from handlers.enrol import QUIET, sealed
from handlers.showing import PLATFORMS, answered, card
from handlers.team import is_last_mandator
from handlers.words import common
from handlers.words import enrol as words
from handlers.words.speech import Speech
from storage.records import (
    Change,
    Counterpart,
    Entry,
    Identity,
    LinkCode,
    Member,
    Stranger,
    added,
    removed,
)
from storage.store import Book

VALID = timedelta(minutes=10)
"""How long a code works."""
LENGTH = 10
"""Signs of a code: 50 bits, which nobody guesses in ten minutes at one try a minute."""


def link(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/link`` shows a code; ``/link CODE`` makes this account the code's member's too."""
    return _ask_to_join(message, desk, rest) if rest.strip() else _show_code(message, desk)


def _show_code(message: Message, desk: Desk) -> Outcome:
    say = desk.say
    code = code_of(desk.new_secret())
    fresh = added(LinkCode(sealed(code), desk.member.id, desk.now + VALID))
    old = (removed(one) for one in desk.book.all(LinkCode))
    written = f"link {code}"
    shown = card(
        *(say, say(words.LINK_TITLE), (Code(written), Text(say(words.LINK_HOW)))),
        (Button(say(words.COPY), copy=written),),
    )
    return answered(message, shown, (*old, fresh))


def code_of(secret: str) -> str:
    """A code that can be read out and typed, made from a secret."""
    digest = hashlib.sha256(secret.encode()).digest()
    return base64.b32encode(digest).decode()[:LENGTH]


def asked_code(text: str) -> str | None:
    """What follows ``link`` in a message of one line; ``None`` where it is no such message."""
    asked = read(text)
    if asked is not None and asked.command is not None and asked.command.name == "link":
        return asked.rest
    word, _, rest = text.strip().partition(" ")
    return rest.strip() if word.lower() == "link" and " " not in rest.strip() else None


def is_code(text: str) -> bool:
    """Whether *text* could be a code, however it was typed."""
    typed = _typed(text)
    return len(typed) == LENGTH and typed.isascii() and typed.isalnum()


def join(message: Message, porch: Porch, text: str) -> Outcome | None:
    """Make a stranger's account their member's where the code works; ``None`` where it does not.

    After a wrong code none is looked at for a minute.
    """
    tried = porch.book.get(Stranger, _attempt(message))
    if tried is not None and porch.now - tried.answered_at < QUIET:
        return None
    found = _member_of(text, porch.book, porch)
    if found is None:
        return Outcome(changes=(Change(tried, Stranger(_attempt(message), porch.now)),))
    code, member = found
    say = Speech(member.language, member.zone)
    account = Identity(message.sender, member.id, message.place.place, porch.now)
    joined = Change(porch.book.get(Identity, message.sender), account)
    title = say(words.LINKED, name=member.name)
    entry = _entry((joined,), member, porch, title)
    marks = (porch.book.get(Stranger, id) for id in (message.sender, _attempt(message)))
    gone = (removed(known) for known in marks if known is not None)
    shown = card(say, title, (), (_undo(entry, say),))
    notices = _notices(message, porch, member, entry)
    changes = (removed(code), joined, *gone, added(entry))
    return Outcome((Reply(message.place, shown), *notices), changes)


def _entry(changes: tuple[Change, ...], member: Member, at: Desk | Porch, title: str) -> Entry:
    """What lets *member* take the joining back, from any of their accounts."""
    return Entry(at.new_id(), member.id, changes, at.now, title.rstrip("."))


def _undo(entry: Entry, say: Speech) -> Button:
    return Button(say(common.UNDO), f"undo:{entry.id}")


def _notices(message: Message, porch: Porch, member: Member, entry: Entry) -> Iterator[Reply]:
    """Every account the member had is told of the new one, lest it is not theirs."""
    shown = _notice(message, Speech(member.language, member.zone), entry)
    for one in porch.book.find(Identity, "member", member.id):
        known, _, _ = one.id.partition(":")
        if one.id != message.sender and one.place:
            yield Reply(Address(known, one.place), shown)


def _notice(message: Message, say: Speech, entry: Entry) -> Card:
    platform = message.place.platform
    told = say(words.LINK_NOTICE, platform=PLATFORMS.get(platform, platform))
    return card(say, told, (), (_undo(entry, say),))


def _attempt(message: Message) -> str:
    return f"code/{message.sender}"


def _typed(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper()


def _member_of(text: str, book: Book, at: Desk | Porch) -> tuple[LinkCode, Member] | None:
    if not is_code(text):
        return None
    code = book.get(LinkCode, sealed(_typed(text)))
    if code is None or at.now >= code.expires_at:
        return None
    member = book.get(Member, code.member)
    return (code, member) if member is not None and member.active else None


def _ask_to_join(message: Message, desk: Desk, rest: str) -> Outcome:
    """A member typed a colleague's or their own other code: ask, for much would move."""
    say = desk.say
    found = _member_of(rest, desk.book, desk)
    if found is None:
        raise Refusal(say(words.BAD_CODE))
    member = found[1]
    if member.id == desk.member.id:
        raise Refusal(say(words.LINK_SELF))
    if is_last_mandator(desk.member, desk.book):
        raise Refusal(say(words.LAST_MANDATOR, name=desk.member.name))
    buttons = (
        Button(say(words.LINK_YES), f"join:{_typed(rest)}"),
        Button(say(words.LINK_NO), "unjoin:"),
    )
    title = say(words.LINK_ASK, name=member.name)
    parts = (Text(say(words.LINK_ASK_HOW, name=member.name)),)
    return answered(message, card(say, title, parts, buttons))


def confirmed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, that is me]: this member's accounts and relations go to the code's member."""
    found = _member_of(rest, desk.book, desk)
    if found is None or found[1].id == desk.member.id:
        raise Refusal(desk.say(words.NEW_CODE_FIRST))
    code, into = found
    me = desk.member
    if is_last_mandator(me, desk.book):
        raise Refusal(desk.say(words.LAST_MANDATOR, name=me.name))
    say = Speech(into.language, into.zone)
    moved = (*_carried(me, into, desk), Change(me, replace(me, active=False)))
    entry = _entry(moved, into, desk, say(words.LINKED, name=into.name))
    shown = card(say, say(words.LINKED, name=into.name), (), (_undo(entry, say),))
    told = Reply(Address(MEMBER, into.id), _notice(message, say, entry))
    outcome = answered(message, shown, (removed(code), *moved, added(entry)))
    return replace(outcome, replies=(*outcome.replies, told))


def _carried(me: Member, into: Member, desk: Desk) -> Iterator[Change]:
    """The accounts and the relations of the one that become the other's."""
    for account in desk.book.find(Identity, "member", me.id):
        yield Change(account, replace(account, member=into.id))
    for one in desk.book.all(Counterpart):
        if me.id in (one.owner, *one.deputies):
            yield Change(one, _moved(one, me, into))


def _moved(counterpart: Counterpart, me: Member, into: Member) -> Counterpart:
    owner = into.id if counterpart.owner == me.id else counterpart.owner
    deputies = dict.fromkeys(into.id if id == me.id else id for id in counterpart.deputies)
    deputies.pop(owner, None)
    return replace(counterpart, owner=owner, deputies=tuple(deputies))


def left(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """[No]: both accounts stay as they were."""
    return answered(message, card(desk.say, desk.say(words.LINK_LEFT)))


PRESSES = {"join": confirmed, "unjoin": left}
COMMANDS = {"link": link}
