"""Carries one card: every step is on disk before its effect."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.commit import Commit
from bot.handling import Clock
from bot.redact import where
from bot.replies import Replies, instead, needs_claim, simpler
from handlers.chat import Chat, DeliveryError, Reply
from handlers.nudging.kinds import UNREADABLE
from storage.records import Change, Delivery, Identity, Passage
from storage.store import Conflict, Store, Unwritable
from storage.values import dataclass
from storage.written import from_line, to_line

log = logging.getLogger(__name__)

GIVE_UP = timedelta(hours=24)
"""A card that could not be sent for so long is given up, loudly."""

WORTH = timedelta(hours=1)
"""What a person sends to a counterpart is of its hour; later it is given back to them."""
LATE = "late"
"""The reason that is written down where that hour has passed."""

LONGEST_PAUSE = 60.0
HOUR = 3600.0
"""No platform asks for a longer wait; where it seems so, the clock has been put back."""

DISK_PAUSE = 5.0

UNKEPT = "unkept"
"""The reason on a card that may have left while the disk refused, perhaps among others."""

_LIVE = (Passage.OWED, Passage.CLAIMED)


@dataclass(frozen=True, slots=True)
class Carried:
    """How it went: at an end, or again after *hold* seconds, where *everyone* waits as long."""

    again: bool = False
    hold: float = 0.0
    everyone: bool = False
    moved: str = ""
    reason: str = ""


class Courier:
    """Takes deliveries through ``owed → claimed → sent | failed | unreachable``."""

    def __init__(
        self,
        store: Store,
        replies: Replies,
        *,
        commit: Commit,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._commit, self._clock, self._sleep = store, commit, clock, sleep
        self.replies = replies

    async def carry(self, id: str, chat: Chat, *, fresh: bool = False) -> Carried:
        """Send the delivery *id* through *chat*, unless it has been dealt with.

        *fresh* says that it was claimed just now, for this very carrying.
        """
        delivery = self._store.get(Delivery, id)
        if delivery is None or delivery.state not in _LIVE:
            return Carried()
        hold = _seconds(delivery.not_before or delivery.made_at, self._clock())
        if 0 < hold < HOUR:
            return Carried(again=True, hold=hold)
        reply = self.replies.readable(delivery.body, last=True) or instead(delivery, self._store)
        try:
            if reply is None:
                return await self._end(delivery, Passage.FAILED, UNREADABLE)
            return await self._try(delivery, self._placed(reply), chat, fresh=fresh)
        except (Conflict, Unwritable) as refused:
            log.warning("delivery %s waits: %s", id, type(refused).__name__)
            return Carried(again=True, hold=DISK_PAUSE)

    async def _try(self, delivery: Delivery, reply: Reply, chat: Chat, *, fresh: bool) -> Carried:
        claims = needs_claim(reply) and not fresh
        doubtful = delivery.state is Passage.CLAIMED and claims
        # A platform that can tell is asked after any failure: its refusal may have been half a one.
        asked = doubtful or (delivery.tries > 0 and claims)
        try:
            known = await chat.sent(reply, delivery.id) if asked else None
            if known:
                return await self._sent(delivery.id, known)
            # What one card told may have come on another, of which nobody can be asked.
            doubtful = doubtful and (known is None or delivery.reason == UNKEPT)
            if reply.once and (ended := await self._withheld(delivery, doubtful=doubtful)):
                return ended
            delivery = await self._claimed(delivery) if claims else delivery
            repeat = doubtful and not reply.guest
            sent_id = await chat.send(reply, delivery.id, repeat=repeat)
        except DeliveryError as error:
            if reply.once and error.lost and await _cannot_tell(chat, reply, delivery.id):
                return await self._end(delivery, Passage.DOUBTFUL, error.reason)
            return await self._refused(delivery, reply, error, doubtful=doubtful)
        except (Conflict, Unwritable):
            raise
        except Exception as error:  # noqa: BLE001  # A card that a door cannot draw must not stop the others.
            name = type(error).__name__
            log.error("delivery %s: %s at %s", delivery.id, name, where(error))  # noqa: TRY400  # A traceback carries words.
            broken = DeliveryError(name, permanent=True)
            # Where a door breaks, it may have done so after the platform took the card.
            return await self._refused(delivery, reply, broken, doubtful=doubtful or reply.once)
        return await self._sent(delivery.id, sent_id)

    async def _claimed(self, delivery: Delivery) -> Delivery:
        mine = claimed(delivery)
        await self._write(Change(delivery, mine))
        return mine

    async def _withheld(self, delivery: Delivery, *, doubtful: bool) -> Carried | None:
        """The end of what must not be shown twice, or comes too late; else it goes on its way."""
        if doubtful:
            return await self._end(delivery, Passage.DOUBTFUL, "in doubt")
        if self._clock() - delivery.made_at > WORTH:
            return await self._end(delivery, Passage.FAILED, LATE)
        return None

    def _placed(self, reply: Reply) -> Reply:
        """*reply* in place of the card it is meant for, where that is known to have arrived."""
        if reply.replaces or not reply.instead_of:
            return reply
        answers = self._store.find(Delivery, "answers", reply.instead_of)
        shown = [one.sent_id for one in answers if one.sent_id and one.place == reply.to.place]
        return replace(reply, replaces=shown[-1]) if shown else reply

    async def _write(self, *changes: Change) -> None:
        await self._commit(self._store.apply(changes))

    async def _sent(self, id: str, sent_id: str) -> Carried:
        """Write down that it arrived, however long the disk takes: it must not leave again."""
        while True:
            before = self._store.get(Delivery, id)
            if before is None or before.state not in _LIVE:
                return Carried()
            after = replace(
                before, state=Passage.SENT, sent_id=sent_id, body="", reason="", not_before=None
            )
            try:
                await self._write(Change(before, after))
            except Unwritable:
                await self._sleep(DISK_PAUSE)
            else:
                return Carried()

    async def _refused(
        self, delivery: Delivery, reply: Reply, error: DeliveryError, *, doubtful: bool
    ) -> Carried:
        """What becomes of a card that the platform did not take."""
        log.info("delivery %s not taken: %s", delivery.id, error.reason)
        if error.moved:
            await self._write(*self._moved(delivery, reply, error.moved))
            return Carried(again=True, moved=error.moved)
        failed = Passage.DOUBTFUL if doubtful and reply.once else Passage.FAILED
        if error.unreachable:
            state = failed if failed is Passage.DOUBTFUL else Passage.UNREACHABLE
            return await self._end(delivery, state, error.reason)
        if error.permanent:
            plainer = None if reply.guest else simpler(reply)
            if plainer is None:
                return await self._end(delivery, failed, error.reason)
            body = to_line(plainer)
            await self._write(Change(delivery, replace(delivery, state=Passage.OWED, body=body)))
            return Carried(again=True)
        if self._clock() - delivery.made_at > GIVE_UP:
            return await self._end(delivery, failed, error.reason)
        return await self._later(delivery, reply, error, doubtful=doubtful)

    async def _later(
        self, delivery: Delivery, reply: Reply, error: DeliveryError, *, doubtful: bool
    ) -> Carried:
        # What needs no claim was not counted beforehand.
        tries = delivery.tries + (not needs_claim(reply))
        hold = error.wait or min(LONGEST_PAUSE, 2.0 ** min(tries - 1, 6))
        still = Passage.CLAIMED if doubtful or error.lost else Passage.OWED
        until = self._clock() + timedelta(seconds=hold)
        reason = UNKEPT if delivery.reason == UNKEPT else error.reason
        after = replace(delivery, state=still, not_before=until, reason=reason, tries=tries)
        await self._write(Change(delivery, after))
        return Carried(again=True, hold=hold, everyone=bool(error.wait))

    async def _end(self, delivery: Delivery, state: Passage, reason: str) -> Carried:
        after = replace(delivery, state=state, reason=reason, body="", not_before=None)
        await self._write(Change(delivery, after))
        log.error("delivery %s given up: %s", delivery.id, reason)
        return Carried(reason=f"{state}: {reason}")

    def _moved(self, delivery: Delivery, reply: Reply, place: str) -> list[Change]:
        """The identities and the owed cards of a chat that is called *place* from now on."""
        platform, old = delivery.platform, delivery.place
        changes = [
            Change(identity, replace(identity, place=place))
            for identity in self._store.all(Identity)
            if identity.place == old and identity.id.startswith(f"{platform}:")
        ]
        changes += [
            Change(owed, _to(owed, place))
            for owed in self._store.find(Delivery, "place", f"{platform}:{old}")
            if owed.state in _LIVE
        ]
        return changes


async def _cannot_tell(chat: Chat, reply: Reply, delivery: str) -> bool:
    """Whether the platform has no way of saying what arrived, so that asking later is no use."""
    try:
        return await chat.sent(reply, delivery) is None
    except DeliveryError:
        return False


def _to(owed: Delivery, place: str) -> Delivery:
    reply = from_line(Reply, owed.body)
    there = replace(reply, to=replace(reply.to, place=place))
    return replace(owed, place=place, state=Passage.OWED, body=to_line(there))


def claimed(delivery: Delivery) -> Delivery:
    """*delivery* as it is from before it leaves until it is known to have arrived."""
    return replace(delivery, state=Passage.CLAIMED, tries=delivery.tries + 1)


def _seconds(later: datetime, now: datetime) -> float:
    return (later - now).total_seconds()
