"""Reads a chat that was exported, shared or copied from a phone: who wrote what, and when."""

from __future__ import annotations

from datetime import datetime

from handlers.reading.exports.kept import from_json
from handlers.reading.exports.lines import Export, Line
from handlers.reading.exports.orders import Order
from handlers.reading.exports.written import from_text

__all__ = ["Export", "Line", "Order", "read_export"]


def read_export(text: str, sent_at: datetime, order: Order | None = None) -> Export | None:
    """What *text* holds of a chat, or ``None`` where it is no chat.

    *sent_at* is when we were given it, on the person's own clock: hours without a zone are taken
    as theirs, and no line is later than it. Where a day could as well be a month, the answer's
    `orders` has both, and *order* says which to read by. Never raises.
    """
    if text.lstrip("\ufeff \n\r\t")[:1] in ("{", "["):
        kept = from_json(text, sent_at)
        if kept is not None:
            return kept
    return from_text(text, sent_at, order)
