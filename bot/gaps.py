"""Times when a platform may have thrown messages away: noted by a door, told at a tick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.commit import Commit
from bot.outbox import Outbox
from handlers.outage import missed
from storage.records import added
from storage.store import Store

GAP = "gap"
"""What a door reports, with the two instants of ISO 8601 between which it heard nothing."""

Report = Callable[[str, str], None]


class Gaps:
    """The gaps not yet told to the people they concern."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, datetime, datetime]] = []

    def noting(self, platform: str, report: Report) -> Report:
        """*report*, with the gaps of *platform* noted on the way."""

        def noted(what: str, state: str) -> None:
            if what == GAP:
                since, until = map(datetime.fromisoformat, state.split())
                self._noted.append((platform, since, until))
            report(what, state)

        return noted

    async def tell(self, store: Store, outbox: Outbox, commit: Commit) -> None:
        """Owe everybody concerned a card; raises `Unwritable`, and then knows the gaps still."""
        for gap in tuple(self._noted):
            owed = outbox.owe(missed(store, *gap))
            await commit(store.apply([added(delivery) for delivery in owed]))
            self._noted.remove(gap)
            outbox.take(owed)
