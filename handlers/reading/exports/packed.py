"""A chat that was read, as text to keep while its lines are picked."""

from __future__ import annotations

import json
from datetime import datetime

from handlers.reading.exports.lines import Export, Line
from handlers.reading.exports.orders import Order

MOST = 5_000
"""Lines that can be picked from: of a longer chat the latest."""


def pack(readings: dict[Order | None, Export]) -> str:
    """A chat in every order its days can be read in, as one text."""
    told = {
        order.value if order else "": [
            [line.author, line.at.isoformat(), line.text, line.media]
            for line in export.lines[-MOST:]
        ]
        for order, export in readings.items()
    }
    first = next(iter(readings.values()))
    head = {"source": first.source, "unsure": first.unsure_hours, "lines": told}
    return json.dumps(head, ensure_ascii=False)


def unpack(packed: str, order: Order | None = None) -> Export:
    """The chat that was packed, its days read in *order* where there are several."""
    told = json.loads(packed)
    orders = tuple(Order(each) for each in told["lines"] if each)
    chosen = order.value if order and order.value in told["lines"] else next(iter(told["lines"]))
    lines = tuple(
        Line(author, datetime.fromisoformat(at), text, media)
        for author, at, text, media in told["lines"][chosen]
    )
    left = (Order(chosen),) if order else orders
    return Export(told["source"], lines, left, told["unsure"])
