"""Replies on their way: as text and back, made plainer, and whether they may come twice."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Address, Card, Reply
from handlers.words import faults
from handlers.words.speech import Speech
from storage.codec import Unreadable
from storage.records import Delivery, Identity, Member, Nudge
from storage.store import Book
from storage.written import from_line, to_line

_KEPT = 256


class Replies:
    """The replies that are on their way, by the text that rests on disk."""

    def __init__(self) -> None:
        self._known: dict[str, Reply] = {}

    def written(self, reply: Reply) -> str:
        """*reply* as text; it is held until it is taken, or many others have come after it."""
        text = to_line(reply)
        self._known[text] = reply
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return text

    def read(self, text: str) -> Reply:
        """The reply of that *text*; raises `Unreadable`."""
        known = self._known.get(text)
        return from_line(Reply, text) if known is None else known

    def readable(self, text: str, *, last: bool = False) -> Reply | None:
        """As `read`; ``None`` where another program wrote what this one cannot read."""
        try:
            return self.taken(text) if last else self.read(text)
        except Unreadable:
            return None

    def taken(self, text: str) -> Reply:
        """As `read`, for the last time."""
        known = self._known.pop(text, None)
        return from_line(Reply, text) if known is None else known


def simpler(reply: Reply) -> Reply | None:
    """A reply that is more likely to be taken: as a new message, then as one plain sentence."""
    if reply.gone:
        return None
    enclosed = reply.file or reply.picture or reply.document
    if reply.replaces or reply.instead_of or reply.form or enclosed:
        plain = replace(reply, replaces="", instead_of="", form=None, trigger="")
        return replace(plain, file="", picture=None, document=None)
    card = Card(Speech(reply.card.language)(faults.NOT_SHOWN), language=reply.card.language)
    if reply.card == card or reply.page or reply.tick:
        return None
    return replace(reply, card=card, quotes="")


def needs_claim(reply: Reply) -> bool:
    """Whether it must be known that it may have been done: doing it twice would show it twice."""
    return not (reply.replaces or reply.tick or reply.page)


def instead(delivery: Delivery, book: Book) -> Reply | None:
    """A card that says there was an answer, for one that this program cannot read.

    A nudge is drawn anew instead, and a counterpart is told nothing of ours.
    """
    place, of = delivery.place, f"{delivery.platform}:"
    here = (one for one in book.all(Identity) if one.place == place)
    account = next((one for one in here if one.id.startswith(of)), None)
    member = book.get(Member, account.member) if account else None
    if member is None or book.get(Nudge, delivery.answers) is not None:
        return None
    say = Speech(member.language)
    card = Card(say(faults.NOT_SHOWN), language=say.language)
    return Reply(Address(delivery.platform, place), card)
