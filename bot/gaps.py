"""What a door reports and people must hear: messages that may be lost, a token that is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.commit import Commit
from bot.outbox import Outbox
from handlers.chat import Reply
from handlers.outage import locked_out, missed
from storage.records import added
from storage.store import Store

GAP = "gap"
"""What a door reports, with the two instants of ISO 8601 between which it heard nothing."""

REFUSED = frozenset(
    ("unauthorised", "invalid_auth", "not_authed", "token_revoked", "token_expired")
)
"""What a door reports where its platform does not take our token any more."""

Report = Callable[[str, str], None]


class Gaps:
    """What was reported and is not yet told to the people it concerns."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, datetime, datetime]] = []
        self._refused: dict[str, str] = {}
        """By platform that refuses us: which part of its door said so."""
        self._told: set[str] = set()
        """Platforms of which that was told."""

    def noting(self, platform: str, report: Report) -> Report:
        """*report*, with what *platform* reports noted on the way."""

        def noted(what: str, state: str) -> None:
            if what == GAP:
                since, until = map(datetime.fromisoformat, state.split())
                self._noted.append((platform, since, until))
            elif state in REFUSED:
                self._refused.setdefault(platform, what)
            elif state == "ok" and self._refused.get(platform) == what:
                del self._refused[platform]
                self._told.discard(platform)
            report(what, state)

        return noted

    async def tell(self, store: Store, outbox: Outbox, commit: Commit) -> None:
        """Owe everybody concerned a card; raises `Unwritable`, and then it is still to be told."""
        for gap in tuple(self._noted):
            await _tell(missed(store, *gap), store, outbox, commit)
            self._noted.remove(gap)
        for platform in self._refused.keys() - self._told:
            await _tell(locked_out(store, platform), store, outbox, commit)
            self._told.add(platform)


async def _tell(replies: Sequence[Reply], store: Store, outbox: Outbox, commit: Commit) -> None:
    owed = outbox.owe(replies)
    await commit(store.apply([added(delivery) for delivery in owed]))
    outbox.take(owed)
