"""What a message comes to in the audit: who saw or changed something of whom, and no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from handlers import commands
from handlers.chat import Message, Outcome, Reply
from handlers.desk import Desk
from handlers.rules.kinds import SAID
from handlers.rules.rights import Visible
from storage import chain
from storage.records import (
    Care,
    Change,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    Did,
    DirectMessage,
    Draft,
    Erasure,
    Identity,
    Member,
    Nudge,
    Offer,
    Policy,
    Position,
    Record,
    Stage,
)
from storage.store import Book
from storage.values import dataclass

_KEPT: tuple[type[Record], ...] = (
    *(Counterpart, Position, Care, *SAID),
    *(Correspondent, CounterpartInvitation, DirectMessage, Offer),
)
"""Kinds whose change is a change of what is remembered of somebody."""


_ONLY_KEPT = ("search",)
"""Kinds of a draft that only keep what a button has no room for: the answer beside it is seen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit to be."""

    did: Did
    what: str
    about: tuple[str, ...]


def noted(
    message: Message, outcome: Outcome, book: Book, desk: Desk, by: str = ""
) -> tuple[Change, ...]:
    """The changes that write down what *outcome* showed or changed, in the whole *book*.

    *by* is who asked for it in the member's name; empty for the member.
    """
    seen = desk.book.looked_at if isinstance(desk.book, Visible) else {}
    made = line(message, outcome, book, seen)
    if made is None:
        return ()
    return chain.line(book, desk.now, by or desk.member.id, made.did, made.what, made.about)


def line(message: Message, outcome: Outcome, book: Book, looked_at: Iterable[str]) -> Line | None:
    """What is to be written down of one message; ``None`` where it concerned no counterpart.

    Of those *looked_at* only those count whom the answer names: others were merely compared.
    """
    changed = tuple(dict.fromkeys(_changed(outcome.changes)))
    if any(reply.document is not None for reply in outcome.replies):
        # A file holds what no card shows; whoever was read for it is in it.
        return Line(Did.TOOK, what(message), tuple(dict.fromkeys((*looked_at, *changed))))
    if changed:
        erased = any(isinstance(change.after, Erasure) for change in outcome.changes)
        return Line(Did.ERASED if erased else Did.CHANGED, what(message), changed)
    account = book.get(Identity, message.sender)
    by = account.member if account else ""
    for did, there in ((Did.REMOVED, False), (Did.READMITTED, True)):
        if passed := tuple(_passed(outcome.changes, by, there=there)):
            return Line(did, what(message), passed)
    if any(_is_access(change) for change in outcome.changes):
        return Line(Did.CHANGED, what(message), ())
    drafts = (change.after for change in outcome.changes if isinstance(change.after, Draft))
    if any(draft.kind not in _ONLY_KEPT for draft in drafts):
        return None
    shown = tuple(_shown(outcome.replies, book, tuple(looked_at)))
    return Line(Did.SAW, what(message), shown) if shown else None


def joined(changes: Iterable[Change], book: Book, at: datetime) -> tuple[Change, ...]:
    """The changes that write down who came onto the team by an invitation."""
    came = [one.after.id for one in changes if one.before is None and isinstance(one.after, Member)]
    return chain.lines(book, at, Did.JOINED, "start", dict.fromkeys(came, ()))


def _passed(changes: Iterable[Change], by: str, *, there: bool) -> Iterator[str]:
    """Whom *by* put off the team, or back onto it where they are *there* again.

    Whoever joins two accounts of their own, or closes their access, does so to themselves.
    """
    for change in changes:
        was, now = change.before, change.after
        if isinstance(was, Member) and isinstance(now, Member) and now.id != by:
            turned = was.active is not there and now.active is there
            if turned and was.closed_at == now.closed_at:
                yield now.id


def _is_access(change: Change) -> bool:
    """Whether somebody closed their own access, or it was opened again."""
    was, now = change.before, change.after
    return isinstance(was, Member) and isinstance(now, Member) and was.closed_at != now.closed_at


def told(changes: Iterable[Change], book: Book) -> dict[str, list[str]]:
    """By member: of whom they are told by a nudge though somebody else leads that relation.

    Whoever leads it knows anyway; a deputy learns something that they did not ask for.
    """
    found: dict[str, list[str]] = {}
    for change in changes:
        nudge = change.after
        if not isinstance(nudge, Nudge) or nudge.stage is not Stage.OWED or not nudge.counterpart:
            continue
        one = book.get(Counterpart, nudge.counterpart)
        said = isinstance(change.before, Nudge) and change.before.stage is Stage.OWED
        if one is not None and one.owner != nudge.member and not said:
            about = found.setdefault(nudge.member, [])
            about += [one.id] if one.id not in about else []
    return found


def what(message: Message) -> str:
    """The command or button a message is; ``words`` for what was written freely."""
    if message.opened:
        return "home"
    text = message.text
    if message.press:
        verb, _, rest = message.press.partition(":")
        if verb != "do":
            return verb
        text = f"/{rest}"
    asked = commands.read(text)
    return asked.command.name if asked is not None and asked.command is not None else "words"


def _changed(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        subject = change.subject
        if isinstance(subject, Erasure):
            yield from subject.gone
        elif isinstance(subject, (Counterpart, Policy)):
            yield subject.id
        elif isinstance(subject, _KEPT):
            id: str = getattr(subject, "counterpart", "")
            if id:
                yield id


def _shown(replies: Iterable[Reply], book: Book, looked_at: tuple[str, ...]) -> Iterator[str]:
    if not looked_at:
        return
    told = "\n".join(text for reply in replies for text in _texts(reply))
    for id in looked_at:
        one = book.get(Counterpart, id)
        names = (one.code_name or one.name, id) if one is not None else (id,)
        if any(name in told for name in names):
            yield id


def _texts(value: Any) -> Iterator[str]:
    """Every text in a reply, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
