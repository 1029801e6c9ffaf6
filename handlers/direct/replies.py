"""What a counterpart writes back: kept beside them as evidence, told quietly to who leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from handlers import who
from handlers.chat import (
    TEXT_LIMIT,
    Attachment,
    Button,
    Card,
    Line,
    Message,
    Outcome,
    Part,
    Quote,
    Refusal,
    Reply,
    Text,
)
from handlers.desk import Desk, Porch
from handlers.direct import notices
from handlers.drafting.masking import MASK, masked
from handlers.drafting.setting import setting_of
from handlers.reading.note import Setting
from handlers.reading.read import read
from handlers.rules.recipients import recipient
from handlers.rules.rights import Visible
from handlers.showing import answered, card
from handlers.words import direct as words
from handlers.words import help as help_words
from handlers.words.speech import Speech
from storage.records import Counterpart, Evidence, Member, added
from storage.store import Book

A_DAY = 100
"""Messages and files of one counterpart that are kept in one day."""
_KINDS = frozenset(("photo", "voice", "video", "document"))
_READ = 5_000
"""Characters that are searched at a time for what must not be kept."""


def kept(message: Message, porch: Porch, one: Counterpart) -> Outcome:
    """*message* as evidence beside *one*, and a quiet card for whoever leads the relation."""
    today = _of_today(one, porch)
    if today > A_DAY:
        return Outcome()
    member = recipient(one, porch.book, porch.now)
    if today == A_DAY:
        return _too_many(message, porch, one, member)
    pieces = _pieces(message, porch, one, member)
    if not pieces:
        return Outcome()
    told: Iterable[Reply] = notices.to_those_who_name(one, porch.book)
    if member is not None:
        desk = _desk(member, porch)
        told = (_told(piece, desk, one, edited=bool(message.edits)) for piece in pieces)
    return Outcome(tuple(told), tuple(map(added, pieces)))


def _of_today(one: Counterpart, porch: Porch) -> int:
    known = porch.book.find(Evidence, "counterpart", one.id)
    today = porch.now.date()
    return sum(
        piece.received_at.astimezone(UTC).date() == today and piece.direct for piece in known
    )


def _too_many(message: Message, porch: Porch, one: Counterpart, member: Member | None) -> Outcome:
    """The one that says so is kept without its words, so that it is said once."""
    mark = Evidence(
        *(porch.new_id(), one.id, member.id if member else one.owner, "message", porch.now),
        text=MASK,
        author=who.name_of(one),
        direct=True,
    )
    told: tuple[Reply, ...] = ()
    if member is not None:
        say = Speech(member.language, member.zone)
        sentence = say(words.REPLY_TOO_MANY, name=who.name_of(one))
        quiet = say(words.REPLY_QUIET) if member.discreet else sentence
        show = Button(say(words.SHOW), f"reply:{mark.id}")
        told = (notices.to_member(member, card(say, quiet, (), (show,))),)
    return Outcome(told, (added(mark),))


def _pieces(
    message: Message, porch: Porch, one: Counterpart, member: Member | None
) -> list[Evidence]:
    """Its words, and each file it came with, as far as they may be kept."""
    said = message.forwarded
    plain = Evidence(
        "",
        one.id,
        member.id if member else one.owner,
        "message",
        porch.now,
        text=_clean(message, porch, member),
        author=(said.author if said else "") or who.name_of(one),
        said_at=(said.at if said else None) or message.at,
        direct=True,
    )
    files = [_of_file(plain, file) for file in message.files]
    found = files or ([plain] if plain.text.strip() else [])
    first, rest = found[:1], [replace(piece, text="") for piece in found[1:]]
    return [replace(piece, id=porch.new_id()) for piece in (*first, *rest)]


def _of_file(plain: Evidence, file: Attachment) -> Evidence:
    """A file, or a message without its bytes where those were not taken."""
    if file.kind not in _KINDS or not file.blob:
        return replace(plain, file_name=file.name, size=file.size, media_type=file.media_type)
    return replace(
        plain,
        kind=file.kind,
        file_name=file.name,
        media_type=file.media_type,
        size=file.size,
        blob=file.blob,
    )


def _clean(message: Message, porch: Porch, member: Member | None) -> str:
    """What was written, without what must not be stored."""
    if not message.text.strip():
        return ""
    unled = Setting(message.at)
    setting = unled if member is None else setting_of(message, _desk(member, porch))
    return hidden(message.text[:TEXT_LIMIT], setting)


def hidden(text: str, setting: Setting) -> str:
    """*text* with numbers, places and people we protect masked, as in any other note."""
    parts = (text[at : at + _READ] for at in range(0, len(text), _READ))
    return "".join(masked(read(part, setting))[0].text for part in parts)


def _desk(member: Member, porch: Porch) -> Desk:
    book: Book = Visible(porch.book, member)
    say = Speech(member.language, member.zone)
    new_id: Callable[[], str] = porch.new_id
    now: datetime = porch.now
    return Desk(book, now, new_id, member, say)


def _told(piece: Evidence, desk: Desk, one: Counterpart, *, edited: bool) -> Reply:
    if not desk.member.discreet:
        return notices.to_member(desk.member, reply_card(piece, desk, one, edited=edited))
    show = Button(desk.say(words.SHOW), f"reply:{piece.id}")
    return notices.to_member(desk.member, card(desk.say, desk.say(words.REPLY_QUIET), (), (show,)))


def reply_card(piece: Evidence, desk: Desk, one: Counterpart, *, edited: bool = False) -> Card:
    """What they wrote, when, and that it is kept."""
    say, name = desk.say, who.name_of(one)
    parts: list[Part] = [Quote(piece.text)] if piece.text else []
    if piece.author not in ("", name):
        parts.append(Line(say(words.REPLY_FORWARDED), piece.author))
    if piece.blob:
        parts.append(Line(say(words.REPLY_FILE), piece.file_name or piece.kind))
    elif piece.file_name or piece.size:
        parts.append(Text(say(words.REPLY_NO_FILE)))
    if piece.said_at:
        parts.append(Line(say(words.REPLY_LATE), say.moment(piece.said_at)))
    if MASK in piece.text:
        parts.append(Text(say(words.REPLY_MASKED)))
    title = say(words.REPLY_CHANGED if edited else words.REPLY, name=name)
    about = Button(name, f"person:{one.id}")
    hint = say(words.REPLY_ON_FILE, name=name)
    return card(say, title, parts, (about,), hint)


def show(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Show] under a quiet card: their words, and the file where there is one."""
    piece = desk.book.get(Evidence, rest)
    one = desk.book.get(Counterpart, piece.counterpart) if piece else None
    if piece is None or one is None:
        raise Refusal(desk.say(help_words.STALE))
    shown = answered(message, reply_card(piece, desk, one))
    if not piece.blob:
        return shown
    name = piece.file_name or piece.kind
    title = card(desk.say, desk.say(words.REPLY, name=who.name_of(one)))
    file = Reply(message.place, title, file=piece.blob, file_name=name)
    return replace(shown, replies=(*shown.replies, file))


PRESSES = {"reply": show}
