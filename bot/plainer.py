"""What is shown where a card cannot be: a plainer one, then a sentence."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Card, Reply
from handlers.words import faults
from handlers.words.speech import Speech
from storage.codec import Unreadable, from_text
from storage.records import Delivery


def readable(delivery: Delivery) -> Reply | None:
    """The card that is owed; ``None`` where another program wrote what this one cannot read."""
    try:
        return from_text(Reply, delivery.body)
    except Unreadable:
        return None


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
