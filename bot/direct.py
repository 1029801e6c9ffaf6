"""Tells whoever sent a message to a counterpart what became of it, as soon as that is known."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot import ids
from bot.commit import Commit
from bot.handling import Clock
from bot.outbox import Outbox
from bot.redact import where
from bot.routes import routed
from handlers.nudging.closing import Planned
from storage.records import Change, added
from storage.store import Book, Conflict, Store, Unwritable

log = logging.getLogger(__name__)

Follow = Callable[[Book, Sequence[Change], datetime, str], Planned]


class Follower:
    """Looks how far the messages to counterparts have come; each end is written down once."""

    def __init__(  # noqa: PLR0913  # Each is a part of the house that a test may replace.
        self,
        store: Store,
        outbox: Outbox,
        *,
        commit: Commit,
        clock: Clock,
        follow: Follow,
        new_id: Callable[[], str] = ids.new_id,
    ) -> None:
        self._store, self._outbox, self._commit = store, outbox, commit
        self._clock, self._follow, self._new_id = clock, follow, new_id

    async def look(self) -> None:
        """Write down and tell what has come to its end; what goes wrong waits for the next look."""
        try:
            await self._look()
        except (Conflict, Unwritable):
            log.info("a look at messages to counterparts waits")
        except Exception as error:  # noqa: BLE001  # The door that told us must go on.
            log.error("direct: %s at %s", type(error).__name__, where(error))  # noqa: TRY400  # A traceback would carry words.

    async def _look(self) -> None:
        from handlers.direct.following import followed  # noqa: PLC0415  # After the doors opened.

        now = self._clock()
        ended = followed(self._store, now, self._new_id)
        if not ended.changes:
            return
        planned = self._follow(self._store, ended.changes, now, "")
        # A card of the nudge is the very one that was pressed: what was done is said last.
        replies = (*planned.replies, *ended.replies)
        owed = self._outbox.owe(tuple(routed(replies, self._store)))
        changes = (*ended.changes, *planned.changes, *map(added, owed))
        await self._commit(self._store.apply(changes))
        self._outbox.take(owed)
