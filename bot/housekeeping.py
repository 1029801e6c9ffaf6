"""Drops what was only kept so that nothing happens twice, once it is a week old."""

from __future__ import annotations

from datetime import date, timedelta

from storage.records import Change, Delivery, Passage, Received, Waiting, removed
from storage.store import Book

KEPT_DAYS = 7
"""Longer than any platform sends a message again."""

LOOKED_BACK_DAYS = 60
"""How far before that is looked, so that a long stop leaves nothing behind."""

AT_A_TIME = 500
"""Records dropped in one step, so that nobody waits for it."""

_AT_AN_END = (Passage.SENT, Passage.FAILED, Passage.UNREACHABLE, Passage.DOUBTFUL)


def outdated(book: Book, today: date) -> list[Change]:
    """At most `AT_A_TIME` changes that drop messages and cards dealt with a week ago."""
    changes: list[Change] = []
    for days in range(KEPT_DAYS + LOOKED_BACK_DAYS, KEPT_DAYS, -1):
        day = (today - timedelta(days=days)).isoformat()
        changes += [
            removed(received)
            for received in book.find(Received, "day", day)
            if received.state is Waiting.DONE
        ]
        changes += [
            removed(delivery)
            for delivery in book.find(Delivery, "day", day)
            if delivery.state in _AT_AN_END
        ]
        if len(changes) >= AT_A_TIME:
            break
    return changes[:AT_A_TIME]
