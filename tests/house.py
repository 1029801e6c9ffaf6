"""A whole house in memory, without any platform: what inbox and outbox tests live in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.commit import Commit
from bot.exit import Hands
from bot.handling import Handling, Minds
from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.pacing import Limits
from handlers.chat import Card, Message, Outcome, Reply
from handlers.desk import Desk, Porch
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Delivery,
    Identity,
    Member,
    Organisation,
    Received,
    Waiting,
    added,
)
from storage.store import Book, Store, Unwritable
from tests.fakes import FakeChat, FakeClock, ids, inline, settle

AMAL = Member("amal", "Amal")


def echo(message: Message, desk: Desk) -> Outcome:
    """Keep the text and say it back."""
    kept = added(Organisation(desk.new_id(), message.text))
    return Outcome((Reply(message.place, Card(f"{desk.member.name}: {message.text}")),), (kept,))


def turn_away(message: Message, porch: Porch) -> Outcome:
    """What a stranger hears here."""
    return Outcome((Reply(message.place, Card(porch.say("Who is there?"))),))


class Disk(MemoryStore):
    """A store in memory whose `flush` can be made to fail, taking back what was not yet safe."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.flushes = 0
        self.left = 2**62
        """Flushes until the power goes: from then on nothing more reaches the disk."""
        self._unsafe: list[tuple[int, Sequence[Change]]] = []
        self._ticket = 0
        self._lost: set[int] = set()

    def apply(self, changes: Sequence[Change]) -> int:
        super().apply(changes)
        self._ticket += 1
        self._unsafe.append((self._ticket, changes))
        return self._ticket

    def flush(self, ticket: int | None = None) -> None:
        if self._unsafe:
            self.flushes += 1
            self.left -= 1
        unsafe, self._unsafe = self._unsafe, []
        if self.full or self.left < 0:
            for lost, changes in reversed(unsafe):
                self._lost.add(lost)
                super().apply([change.undone for change in reversed(changes)])
            raise Unwritable("no space")
        if ticket in self._lost:
            raise Unwritable("taken back")


@dataclass
class House:
    """Everything between the doors, put together once."""

    store: Store = field(default_factory=MemoryStore)
    answer: Callable[[Message, Desk], Outcome] = echo
    welcome: Callable[[Message, Porch], Outcome] = turn_away
    limits: Limits = field(default_factory=Limits)
    clock: FakeClock = field(default_factory=FakeClock)
    visible: Callable[[Book, Member], Book] = lambda book, member: book

    def __post_init__(self) -> None:
        self.chat = FakeChat(self.clock.timer)
        self.reports: list[tuple[str, str]] = []
        self.build()
        if self.store.get(Member, AMAL.id) is None:
            self.store.apply([added(AMAL), added(Identity("fake:amal", "amal", "amal"))])
            self.store.flush()

    def build(self) -> None:
        """What a start does: new parts round the records that are there."""
        new_id = ids(f"r{self.store.count(Received)}-{self.store.count(Delivery)}-")
        self.commit = Commit(self.store.flush, inline)
        hands = Hands(self.clock, self.clock.timer, self.clock.sleep, new_id, self._report)
        self.outbox = Outbox(self.store, self.commit, hands)
        minds = Minds(self.answer, self.welcome, self.visible)
        handling = Handling(
            self.store, minds, self.outbox.owe, self.clock, new_id, new_reference=lambda: "REF"
        )
        self.inbox = Inbox(
            self.store,
            self.outbox,
            handling,
            commit=self.commit,
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def _report(self, what: str, state: str) -> None:
        self.reports.append((what, state))

    def open(self) -> None:
        """Let messages in and cards out."""
        self.inbox.start()
        self.outbox.open("fake", self.chat, self.limits)

    @asynccontextmanager
    async def lived_in(self) -> AsyncIterator[House]:
        """The house while it is open; leaving it is a clean stop."""
        self.open()
        await settle()
        yield self
        await self.inbox.close(0.5)
        await self.outbox.close(0.5)

    async def hear(self, *messages: Message) -> None:
        """Accept each message in turn, then let everything come to rest."""
        for message in messages:
            await self.inbox.accept(message)
        await settle()

    def states(self) -> list[Waiting]:
        """Where every received message stands, in order of arrival."""
        return [received.state for received in self.store.all(Received)]
