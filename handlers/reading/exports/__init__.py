"""Reads a chat that was exported, shared or copied from a phone: who wrote what, and when."""

from __future__ import annotations

from datetime import datetime

from handlers.reading.exports.kept import from_json
from handlers.reading.exports.lines import Export, Line
from handlers.reading.exports.orders import Order
from handlers.reading.exports.packed import pack, unpack
from handlers.reading.exports.written import from_text

__all__ = ["Export", "Line", "Order", "packed_export", "read_export", "unpack"]


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


def packed_export(text: str, sent_at: datetime) -> str:
    """What *text* holds of a chat, packed for `unpack`; empty where it is no chat."""
    found = read_export(text, sent_at)
    if found is None:
        return ""
    if not found.is_ambiguous:
        return pack({None: found})
    each = {order: read_export(text, sent_at, order) for order in found.orders}
    return pack({order: export for order, export in each.items() if export})
