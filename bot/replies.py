"""Replies as text, and back: those that were just written need not be read again."""

from __future__ import annotations

from handlers.chat import Reply
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

    def taken(self, text: str) -> Reply:
        """As `read`, for the last time."""
        known = self._known.pop(text, None)
        return from_line(Reply, text) if known is None else known
