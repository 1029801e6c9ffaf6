"""The service: it ticks, carries cards through doors that fail, is stopped and comes back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.chat import Reply, Text
from handlers.words.catalogue import translated
from handlers.words.nudges import WAS_DUE
from storage.records import (
    Change,
    Counterpart,
    Delivery,
    Identity,
    Member,
    Nudge,
    Passage,
    Presence,
    added,
)
from tests.simulation.manners import Manners
from tests.simulation.world import MINUTE, Said, World

TICK = 25
"""Seconds between two ticks."""
THIRDS = 3
"""Days in which everything is looked over."""


class Service:
    """Runs one world to its end."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manners = Manners(world)
        self.down_until = world.now
        self._shut: dict[str, datetime] = {}
        self._delivered: Counter[str] = Counter()
        self._last_tick = world.now

    def run(self, until: datetime) -> None:
        """Let the world live until then."""
        world = self.world
        day = world.now.date()
        while (upcoming := self._upcoming(until)) < until:
            event = world.next_event()
            people_first = event is not None and event <= upcoming
            world.now = max(world.now, upcoming)
            if not people_first:
                # A nudge waits for the service; what people do does not.
                world.now = max(world.now, self.down_until)
            world.happen()
            if world.now >= self.down_until:
                world.now += timedelta(seconds=world.chance.randint(0, TICK))
                self._ticked()
            if world.now.date() != day:
                day = world.now.date()
                self._new_day()

    def _upcoming(self, until: datetime) -> datetime:
        """When the next thing is due or happens; what a tick left waits for something to happen."""
        until = min(until, self.world.next_event() or until)
        waiting = self.world.store.due(Nudge, until)
        return next((one.due_at for one in waiting if one.due_at > self._last_tick), until)

    def _new_day(self) -> None:
        """A third of all is looked over; now and then the service or a door stops.

        The service looks over all of it every day: here it has to do with less.
        """
        world = self.world
        self._look_over(world.now.toordinal() % THIRDS)
        # What comes of it is said by the next tick.
        world.at(world.now + timedelta(seconds=TICK), lambda: None)
        if not world.trouble:
            return
        if world.chance.random() < 0.04:
            self._stop(world.some(hours=60))
        for _ in range(world.chance.choice((0, 0, 0, 0, 1))):
            world.at(world.now + world.some(hours=24), lambda: self._stop(MINUTE))
        if world.chance.random() < 0.05:
            door = world.chance.choice(("telegram", "slack"))
            self._shut[door] = world.now + world.some(hours=20)
            world.outages.append((world.now, self._shut[door]))
            world.at(self._shut[door], lambda: None)
            world.found.counts["shut doors"] += 1

    def _look_over(self, third: int | None = None) -> None:
        world = self.world
        ids = [one.id for kind in (Member, Counterpart) for one in world.store.all(kind)]
        ids = ids if third is None else ids[third::THIRDS]
        planned = world.look(world.store, ids, world.now)
        world.apply(planned.changes, planned.replies)

    def _stop(self, length: timedelta) -> None:
        """The service stops and starts again: it knows only what is on record."""
        world = self.world
        until = world.now + length
        if until > self.down_until:
            self.down_until = until
            world.outages.append((world.now, until))
            world.at(until, self._look_over)
            world.on_stop(length)
            world.found.counts["stops"] += 1

    def _is_open(self, identity: Identity) -> bool:
        return self._shut.get(identity.id.partition(":")[0], self.world.now) <= self.world.now

    def _ticked(self) -> None:
        """A tick, or several while there is more; then the doors carry what is owed."""
        world = self.world
        for _ in range(80):
            told = world.tick(world.store, world.now, self._is_open)
            for fault in told.faults:
                raise fault.error
            if not told.changes:
                break
            owed = [self._delivery(key, reply) for key, reply in told.cards]
            world.apply([*told.changes, *map(added, owed)], told.replies)
            said = [self._said(key, reply) for key, reply in told.cards]
            self.manners.check(said)
            for delivery, one in zip(owed, said, strict=True):
                self._carry(delivery, one)
        self._last_tick = world.now
        world.found.counts["ticks"] += 1
        self._check_nothing_left()

    def _said(self, key: str, reply: Reply) -> Said:
        world = self.world
        nudges = world.told_by(key)
        together = key.startswith("late:")
        member = world.get(Member, nudges[0].member)
        late = translated(member.language, WAS_DUE).partition("{")[0]
        marked = any(isinstance(p, Text) and late in p.text for p in reply.card.parts)
        said = Said(key, nudges, member, world.now, marked or together)
        world.said.append(said)
        for nudge in nudges:
            world.told_about[nudge.about].append(said)
        world.found.counts["cards"] += 1
        return said

    def _delivery(self, key: str, reply: Reply) -> Delivery:
        number, to = self.world.number(), reply.to
        return Delivery(
            f"d{number}", to.platform, to.place, self.world.now, "", number, answers=key
        )

    def _carry(self, delivery: Delivery, said: Said) -> None:
        """It arrives, or arrives in doubt, or does not; a later tick sees what became of it."""
        world = self.world
        dice = world.chance.random() if world.trouble else 0.0
        if dice < 0.91:
            self._end(delivery, Passage.SENT, said)
        elif dice < 0.94:
            self._in_doubt(delivery, said)
        elif dice < 0.97:
            world.at(
                world.now + world.some(hours=1), lambda: self._end(delivery, Passage.SENT, said)
            )
            world.at(world.now + 16 * MINUTE, lambda: None)
            world.found.counts["held cards"] += 1
        else:
            state = Passage.FAILED if dice < 0.985 else Passage.UNREACHABLE
            self._end(delivery, state, said)
            world.found.counts[str(state)] += 1

    def _in_doubt(self, delivery: Delivery, said: Said) -> None:
        """Killed or cut off after it left: it arrived, and Telegram hears it once more, marked."""
        world = self.world
        claimed = replace(delivery, state=Passage.CLAIMED, tries=1)
        world.store.apply([Change(delivery, claimed)])
        arrived = world.chance.random() < 0.5
        world.found.counts["lost answers"] += 1
        if arrived and delivery.platform == "telegram":
            world.found.counts["marked repeats"] += 1
        world.at(world.now + world.some(hours=2), lambda: self._end(claimed, Passage.SENT, said))

    def _end(self, delivery: Delivery, state: Passage, said: Said) -> None:
        world = self.world
        now = world.store.get(Delivery, delivery.id)
        if now is None or now.state not in (Passage.OWED, Passage.CLAIMED):
            return
        sent_id = f"x{delivery.number}" if state is Passage.SENT else ""
        after = replace(now, state=state, sent_id=sent_id)
        world.store.apply([Change(now, after)])
        if state is not Passage.SENT:
            self.manners.unsaid(said)
            return
        said.delivered = True
        for nudge in said.nudges:
            self._delivered[nudge.id] += 1
            world.holds("said once", self._delivered[nudge.id] == 1, nudge)
            world.on_sent(nudge, after)

    def _check_nothing_left(self) -> None:
        """After a tick nothing waits that could have been said."""
        world = self.world
        left = [nudge for nudge in world.store.due(Nudge, world.now) if self._could(nudge)]
        world.holds("nothing left lying", not left, left[:1])

    def _could(self, nudge: Nudge) -> bool:
        seen = self.world.store.get(Presence, nudge.member)
        lost = (*nudge.doors, *(seen.lost if seen else ()))
        doors = self.world.store.find(Identity, "member", nudge.member)
        return any(self._is_open(one) for one in doors if one.id not in lost)
