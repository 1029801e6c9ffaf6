"""What made no sense when nudges were planned or said: who is told of it, once until it is well."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot import ids
from bot.commit import Commit
from bot.handling import Clock
from bot.outbox import Outbox
from bot.redact import where
from bot.routes import routed
from handlers.nudging.faults import Fault
from storage.records import Change, Setting, added, removed
from storage.store import Book, Conflict, Store

log = logging.getLogger(__name__)

PREFIX = "odd:"
"""What the ids of the settings begin with that remember of whom it was told."""

LOGGED_EVERY = timedelta(days=1)
"""A tick comes twice a minute; the same trouble is in the log once in so long."""

STILL = timedelta(hours=12)
"""All is looked over once a day, and what is due twice a minute."""


class Odd:
    """Notes what made no sense: in the log by its place, and told to those whom it concerns."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        commit: Commit,
        clock: Clock,
        new_reference: Callable[[], str] = ids.new_reference,
    ) -> None:
        self._store, self._outbox, self._commit, self._clock = store, outbox, commit, clock
        self._new_reference = new_reference
        self._logged: dict[tuple[str, str], datetime] = {}
        self._began = clock()
        self._noted: dict[str, datetime] = {}
        """When something about somebody last made no sense."""

    async def note(self, faults: Iterable[Fault]) -> None:
        """Log each, and tell whom it concerns where they do not know yet; raises `Unwritable`."""
        for fault in {(one.about, one.kind): one for one in faults}.values():
            self._noted[fault.about] = self._clock()
            known = self._store.get(Setting, f"{PREFIX}{fault.about}")
            reference = known.value if known else self._new_reference()
            self._log(fault, reference)
            if known is None:
                await self._tell(fault.about, reference)

    async def well(self, ids: Iterable[str]) -> None:
        """What is kept about these made sense at this look; raises `Unwritable`.

        It may still make none at another, so that is believed after `STILL` alone.
        """
        now = self._clock()
        long = (id for id in ids if now - self._noted.get(id, self._began) >= STILL)
        known = (self._store.get(Setting, f"{PREFIX}{id}") for id in long)
        changes = [removed(one) for one in known if one is not None]
        if changes:
            await self._apply(changes)

    def _log(self, fault: Fault, reference: str) -> None:
        place, now = where(fault.error), self._clock()
        before = self._logged.get((fault.about, place))
        if before is None or now - before >= LOGGED_EVERY:
            self._logged[fault.about, place] = now
            what = fault.kind or "record"
            name = type(fault.error).__name__
            log.error("odd %s: a %s of %s: %s at %s", reference, what, fault.about, name, place)

    async def _tell(self, about: str, reference: str) -> None:
        from handlers.senseless import senseless  # noqa: PLC0415  # After the doors opened.

        told = Setting(f"{PREFIX}{about}", reference)
        owed = self._outbox.owe([*routed(senseless(self._store, about, reference), self._store)])
        if await self._apply([added(told), *map(added, owed)]):
            self._outbox.take(owed)

    async def _apply(self, changes: list[Change]) -> bool:
        try:
            await self._commit(self._store.apply(changes))
        except Conflict:
            log.info("something changed while it was told what makes no sense")
            return False
        return True


def state(book: Book) -> str:
    """How many people's records make no sense, in words; ``ok`` where all do."""
    told = [one for one in book.all(Setting) if one.id.startswith(PREFIX)]
    if not told:
        return "ok"
    references = ", ".join(sorted(one.value for one in told)[:3])
    return (
        f"some make no sense, so that reminders may be missing; the log names them by {references}"
    )
