"""One line of a chat, and a chat of them."""

from __future__ import annotations

from datetime import datetime

from handlers.reading.exports.orders import Order
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What one person wrote at one moment; *text* may have several lines of its own."""

    author: str
    at: datetime
    """With a zone."""
    text: str
    media: str = ""
    """The name of the file that was sent, or ``…`` where it is not told."""


@dataclass(frozen=True, slots=True)
class Export:
    """The lines of a chat, the oldest first, without what the app itself put among them."""

    source: str
    """whatsapp, telegram or signal; empty where it cannot be told."""
    lines: tuple[Line, ...]
    orders: tuple[Order, ...] = ()
    """The orders its days can be read in; more than one asks the person."""
    unsure_hours: bool = False
    """Whether a mark of the half of the day was met that we do not know."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote, each once, the first first."""
        return tuple(dict.fromkeys(line.author for line in self.lines))

    @property
    def is_ambiguous(self) -> bool:
        """Whether its days have to be asked about."""
        return len(self.orders) > 1
