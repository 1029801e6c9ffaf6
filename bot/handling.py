"""One message, from what was received to all it comes to, in a single step of the store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot import ids
from bot.redact import where
from bot.routes import routed
from handlers.chat import Address, Card, Message, Outcome, Reply
from handlers.desk import Desk, Porch, no_files
from handlers.nudging.closing import Planned
from handlers.words import faults
from handlers.words.speech import Speech, language_of
from storage.codec import Unreadable
from storage.records import (
    Change,
    Correspondent,
    Delivery,
    Identity,
    Member,
    Received,
    Setting,
    Waiting,
    added,
)
from storage.store import Book, Conflict, Store, Unready, Unwritable
from storage.values import dataclass
from storage.written import from_line

log = logging.getLogger(__name__)

PUBLIC = ("telegram", "slack")
"""The platforms on which somebody from outside the team can come to us."""

Clock = Callable[[], datetime]
Owe = Callable[[Sequence[Reply], str], list[Delivery]]


def nothing_follows(book: Book, changes: Sequence[Change], now: datetime, pressed: str) -> Planned:
    """Where nobody plans ahead."""
    return Planned()


@dataclass(frozen=True, slots=True)
class Minds:
    """The handlers, as functions: what a message comes to, what a member may see, what follows."""

    answer: Callable[[Message, Desk], Outcome]
    welcome: Callable[[Message, Porch], Outcome]
    visible: Callable[[Book, Member], Book]
    follow: Callable[[Book, Sequence[Change], datetime, str], Planned] = nothing_follows


@dataclass(frozen=True, slots=True)
class Handled:
    """A message dealt with: the ticket of its `apply`, and the cards that it owes."""

    ticket: int
    owed: list[Delivery]


def person_of(book: Book, sender: str) -> Member | None:
    """The active member behind *sender* (``platform:account``), if any."""
    identity = book.get(Identity, sender)
    member = book.get(Member, identity.member) if identity else None
    return member if member and member.active else None


def readable(received: Received) -> Message | None:
    """What was received; ``None`` where another program kept what this one cannot read."""
    try:
        return from_line(Message, received.body)
    except Unreadable:
        return None


@dataclass(frozen=True, slots=True)
class Handling:
    """Turns a received message into changes and owed cards, and applies them together."""

    store: Store
    minds: Minds
    owe: Owe
    clock: Clock
    new_id: Callable[[], str] = ids.new_id
    new_secret: Callable[[], str] = ids.new_secret
    new_reference: Callable[[], str] = ids.new_reference
    file: Callable[[str], bytes] = no_files

    def handle(self, received: Received) -> Handled:
        """Answer *received* and mark it done; what is owed may leave once all is on disk.

        Raises `Unwritable` where the store refuses, and `Unready` where words must be taken in
        first; *received* then stands as it was.
        """
        message = readable(received)
        if message is None:
            return self.set_aside(received)
        try:
            return self._attempt(received, message)
        except Conflict:
            log.info("conflict, once more")
        try:
            return self._attempt(received, message)
        except Conflict:
            log.warning("conflict again, told so")
        return self._settle(received, self._told(message, faults.STALE))

    def set_aside(self, received: Received) -> Handled:
        """Keep *received* out of the way for good, and tell the person."""
        reference = self.new_reference()
        log.error("aside %s: message number %d", reference, received.number)
        message = readable(received) or self._unread(received)
        outcome = self._told(message, faults.ASIDE, ref=reference) if message else Outcome()
        return self._settle(received, outcome, Waiting.ASIDE)

    def _unread(self, received: Received) -> Message | None:
        """All there is to know of a message that cannot be read: who wrote it, and where they are.

        ``None`` where it came from nobody on the team.
        """
        account, (platform, _, _) = received.sender, received.sender.partition(":")
        there = self.store.get(Identity, account)
        if there is None:
            return None
        return Message(received.id, account, Address(platform, there.place), received.at)

    def _attempt(self, received: Received, message: Message) -> Handled:
        try:
            return self._settle(received, self._outcome(message))
        except (Conflict, Unready, Unwritable):
            raise
        except Exception as error:  # noqa: BLE001  # Any fault of ours ends here, told by reference.
            reference = self.new_reference()
            log.error(  # noqa: TRY400  # A traceback would carry the words of the error.
                "fault %s: %s at %s", reference, type(error).__name__, where(error)
            )
        return self._settle(received, self._told(message, faults.FAULT, ref=reference))

    def _outcome(self, message: Message) -> Outcome:
        now = self.clock()
        if member := person_of(self.store, message.sender):
            from handlers.nudging import presence  # noqa: PLC0415  # After the doors opened.

            seen = presence.seen(self.store, member, message.sender, now)
            return self._answered(message, self.desk(member), seen)
        say = Speech(language_of(message.language))
        outcome = self.minds.welcome(message, Porch(self.store, now, self.new_id, say))
        from handlers import audited  # noqa: PLC0415  # After the doors opened.

        joined = audited.joined(outcome.changes, self.store, now)
        return self._followed(outcome, message, now, joined)

    def desk(self, member: Member) -> Desk:
        """The desk of *member* at this moment."""
        book, say = self.minds.visible(self.store, member), Speech(member.language, member.zone)
        desk = Desk(book, self.clock(), self.new_id, member, say, self.new_secret, self.file)
        return replace(desk, doors=self._doors())

    def _answered(
        self, message: Message, desk: Desk, more: tuple[Change, ...] = (), by: str = ""
    ) -> Outcome:
        """What *message* comes to at *desk*, the line it leaves in the audit, and what follows."""
        # With the handlers that they belong to these are loaded beside the doors' opening.
        from handlers import audited  # noqa: PLC0415
        from handlers.forgetting import reach  # noqa: PLC0415

        outcome = self.minds.answer(message, desk)
        outcome = replace(outcome, changes=reach.reached(self.store, outcome.changes))
        noted = audited.noted(message, outcome, self.store, desk, by)
        return self._followed(outcome, message, desk.now, (*more, *noted))

    def asked(self, message: Message, desk: Desk, by: str) -> tuple[Outcome, Handled]:
        """What *message* comes to that *by* sent in the name of a member, now applied.

        Cards for its own place are in the outcome; only those for others are owed.
        """
        outcome = self._answered(message, desk, by=by)
        others = [one for one in outcome.replies if one.to != message.place]
        owed = self.owe(tuple(routed(others, self.store)), message.key)
        ticket = self.store.apply([*outcome.changes, *map(added, owed)])
        return outcome, Handled(ticket, owed)

    def _doors(self) -> dict[str, str]:
        """By platform, the name we go by there, as its door has told."""
        known = {name: self.store.get(Setting, f"{name}:username") for name in PUBLIC}
        return {name: one.value for name, one in known.items() if one and one.value}

    def _followed(
        self, outcome: Outcome, message: Message, now: datetime, seen: tuple[Change, ...] = ()
    ) -> Outcome:
        """*outcome* with what it means for all that is planned to be said."""
        changes = (*outcome.changes, *seen)
        pressed = f"{message.place.platform}:{message.card}" if message.press else ""
        try:
            planned = self.minds.follow(self.store, changes, now, pressed)
        except Exception as error:  # noqa: BLE001  # What somebody told is kept, whatever we plan.
            log.error("plan: %s at %s", type(error).__name__, where(error))  # noqa: TRY400  # A traceback would carry the words of the error.
            planned = Planned()
        for fault in planned.faults:
            name = type(fault.error).__name__
            log.error(
                "plan: a %s of %s: %s at %s",
                fault.kind or "record",
                fault.about,
                name,
                where(fault.error),
            )
        return Outcome((*outcome.replies, *planned.replies), (*changes, *planned.changes))

    def _told(self, message: Message, sentence: str, **values: str) -> Outcome:
        """A card of ours that says *sentence* in the person's language; nothing to a counterpart.

        What a counterpart wrote is set aside like any other message, and is in the log by number.
        """
        member = person_of(self.store, message.sender)
        if member is None and self.store.get(Correspondent, message.sender) is not None:
            return Outcome()
        language = member.language if member else language_of(message.language)
        card = Card(Speech(language)(sentence, **values), language=language)
        return Outcome((Reply(message.place, card),))

    def _settle(
        self, received: Received, outcome: Outcome, state: Waiting = Waiting.DONE
    ) -> Handled:
        """The one `apply` of a message: its changes, its end, and all that is owed for it."""
        owed = self.owe(tuple(routed(outcome.replies, self.store)), received.id)
        body = "" if state is Waiting.DONE else received.body
        done = Change(received, replace(received, state=state, body=body))
        return Handled(self.store.apply([*outcome.changes, done, *map(added, owed)]), owed)
