"""What is said while the disk refuses: from memory, each once, and written down when it can be.

A reminder is usually on disk before it leaves, so that no restart says it twice. Where the disk
takes nothing, it leaves all the same: a restart before the disk is well may then repeat it, and
silence could cost a road.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.commit import Commit
from bot.handling import Clock, person_of
from bot.outbox import Outbox
from bot.routes import routed
from handlers.chat import Message, Reply
from storage import chain
from storage.after import After
from storage.records import Change, Delivery, Did, Nudge, Passage, Stage, added
from storage.store import Book, Conflict, Store

if TYPE_CHECKING:
    from handlers.nudging.due import Told

log = logging.getLogger(__name__)

ALARM_EVERY = timedelta(days=1)
"""A disk that is nearly full takes one write and refuses the next: nobody is told each time."""

TOLD_EVERY = timedelta(hours=1)
"""The platform sends a message again and again; whoever wrote it is told once in so long."""

_LIVE = (Passage.OWED, Passage.CLAIMED)


class Unkept:
    """What was said and is not yet on disk."""

    def __init__(self, store: Store, outbox: Outbox, commit: Commit, clock: Clock) -> None:
        self._store, self._outbox, self._commit, self._clock = store, outbox, commit, clock
        self._after: After | None = None
        self._alarmed: dict[str, datetime] = {}
        self._told: dict[str, datetime] = {}

    @property
    def book(self) -> Book:
        """The store as it would be if all that was said were on disk."""
        return self._store if self._after is None else self._after

    async def say(self, told: Told) -> None:
        """Let the cards of *told* leave now, and remember that they did."""
        self._after = after = self._after or After(self._store)
        for change in told.changes:
            after.make(change)
        owed = [one for key, reply in told.cards for one in self._outbox.owe([reply], key)]
        for delivery in (*owed, *self._outbox.owe(told.replies)):
            after.make(added(await self._outbox.at_once(delivery)))

    async def alarm(self) -> None:
        """Tell those who lead the team, once a day, that nothing can be kept."""
        from handlers.outage import refusing  # noqa: PLC0415  # After the doors opened.

        await self._warn("refusing", refusing)

    async def stopped(self) -> None:
        """Tell them, once a day, that it could not be looked what is due."""
        from handlers.outage import stopped  # noqa: PLC0415  # After the doors opened.

        await self._warn("stopped", stopped)

    async def _warn(self, what: str, words: Callable[[Book], Iterable[Reply]]) -> None:
        """Tell those who lead the team from memory, since the disk may not be fit for it."""
        now, before = self._clock(), self._alarmed.get(what)
        if before is None or now - before >= ALARM_EVERY:
            self._alarmed[what] = now
            for delivery in self._outbox.owe([*routed(words(self._store), self._store)]):
                await self._outbox.at_once(delivery)

    async def not_kept(self, message: Message) -> None:
        """Tell somebody on the team, once an hour, that what they write is not kept yet.

        Whoever sits at this machine is told by their terminal.
        """
        from handlers.outage import AT_HAND, not_kept  # noqa: PLC0415  # As above.

        member, now = person_of(self._store, message.sender), self._clock()
        told = self._told.get(message.sender)
        if member is None or not message.private or message.place.platform == AT_HAND:
            return
        if told is None or now - told >= TOLD_EVERY:
            self._told[message.sender] = now
            (delivery,) = self._outbox.owe([not_kept(member, message.place)])
            await self._outbox.at_once(delivery)

    async def write_down(self) -> None:
        """Bring to disk what was said meanwhile; raises `Unwritable` while the disk refuses."""
        if self._after is not None:
            made = self._after.made
            try:
                ticket = self._store.apply([*made, *self._noted(made)])
            except Conflict:
                log.info("something changed while the disk refused; what was said is settled")
                ticket = self._store.apply(self._settled(made))
            await self._commit(ticket)
            self._after = None
            known = (self._store.get(Delivery, change.subject.id) for change in made)
            self._outbox.take([one for one in known if one is not None and one.state in _LIVE])

    def _noted(self, made: list[Change]) -> tuple[Change, ...]:
        """The lines of the audit that a nudge leaves, as if it had been said just now."""
        from handlers.audited import told  # noqa: PLC0415  # As above.

        about = told(made, self._store)
        return chain.lines(self._store, self._clock(), Did.TOLD, "nudge", about)

    def _settled(self, made: list[Change]) -> list[Change]:
        """The nudges among *made* as they stand now, at their end: they were said."""
        said = {one.after.id for one in made if isinstance(one.after, Nudge)}
        now = (self._store.get(Nudge, id) for id in said)
        waiting = [one for one in now if one is not None and one.stage is Stage.PLANNED]
        return [Change(one, replace(one, stage=Stage.SETTLED, why="unkept")) for one in waiting]
