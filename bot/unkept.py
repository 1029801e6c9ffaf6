"""What is said while the disk refuses: from memory, each once, and written down when it can be.

A reminder is usually on disk before it leaves, so that no restart says it twice. Where the disk
takes nothing, it leaves all the same, for silence could cost a road. A restart before the disk is
well says it again, unless the platform can tell that it arrived; then it says that it may be a
repeat, since a few bytes that were kept room for tell that things were said (`bot/slip.py`).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.commit import Commit
from bot.courier import UNKEPT
from bot.handling import Clock, person_of
from bot.outbox import Outbox
from bot.routes import routed
from bot.slip import Slip
from handlers.chat import Message, Reply
from storage import chain
from storage.after import After
from storage.records import Change, Delivery, Did, Nudge, Passage, Reason, Stage, added
from storage.store import Book, Store, Unwritable

if TYPE_CHECKING:
    from handlers.nudging.due import Told

log = logging.getLogger(__name__)

ALARM_EVERY = timedelta(days=1)
"""A disk that is nearly full takes one write and refuses the next: nobody is told each time."""

TOLD_EVERY = timedelta(hours=1)
"""The platform sends a message again and again; whoever wrote it is told once in so long."""

DOUBTED_FOR = timedelta(days=1)
"""After a restart: by then all that was due before it has been said, or moved with its moment."""

_LIVE = (Passage.OWED, Passage.CLAIMED)


class Unkept:
    """What was said and is not yet on disk."""

    def __init__(
        self, store: Store, outbox: Outbox, commit: Commit, clock: Clock, slip: Slip | None = None
    ) -> None:
        self._store, self._outbox, self._commit, self._clock = store, outbox, commit, clock
        self._slip = slip or Slip()
        self._began = clock()
        self._doubtful = self._slip.is_marked
        """Whether what was due before we began may have been said by a run before this one."""
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
        if told.cards:
            await asyncio.to_thread(self._slip.mark)
        for change in told.changes:
            after.make(change)
        for delivery in (*self.owed(told, from_memory=True), *self._outbox.owe(told.replies)):
            after.make(added(await self._outbox.at_once(delivery)))

    def owed(self, told: Told, *, from_memory: bool = False) -> list[Delivery]:
        """The deliveries of its cards, in doubt where a run before this one may have said them.

        What leaves *from_memory* has an id made of what it tells and where, so that a platform that
        remembers what arrived can be asked for that very card after a restart.
        """
        nudges = [one.after for one in told.changes if isinstance(one.after, Nudge)]
        made: list[Delivery] = []
        for key, reply in told.cards:
            on_it = [one for one in nudges if one.card == key and one.reason is not Reason.LATE]
            due = min((one.was_due or one.due_at for one in on_it), default=None)
            doubted = self._doubtful and due is not None and due <= self._began
            for delivery in self._outbox.owe([reply], key):
                id = _id_of(delivery, on_it)
                if (doubted or from_memory) and self._store.get(Delivery, id) is None:
                    delivery = replace(delivery, id=id)  # noqa: PLW2901  # The same, by its name.
                state, reason = (Passage.CLAIMED, UNKEPT) if doubted else (delivery.state, "")
                made.append(replace(delivery, state=state, reason=reason))
        return made

    async def settle(self) -> None:
        """Forget that things were said which are not on record, once none of them can come again.

        Called where the disk takes what is written.
        """
        if not self._slip.is_marked or self._after is not None:
            return
        if self._doubtful and self._clock() - self._began < DOUBTED_FOR:
            return
        self._doubtful = False
        await asyncio.to_thread(self._slip.clear)

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
            except Unwritable:
                raise
            except Exception as error:  # noqa: BLE001  # Else nothing would be said any more.
                name = type(error).__name__
                log.warning("what was said while the disk refused is settled: %s", name)
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


def _id_of(delivery: Delivery, nudges: Sequence[Nudge]) -> str:
    """The id of the card that tells these at that place, whenever it is drawn."""
    told = "\n".join((delivery.platform, delivery.place, *sorted(one.id for one in nudges)))
    return f"u{hashlib.sha256(told.encode()).hexdigest()[:20]}"
