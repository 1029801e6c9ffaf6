"""What people do: meet, promise, keep or break it, move, leave, fall silent, and press buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from handlers.chat import Address, Message, Refusal
from handlers.desk import Desk
from handlers.nudging import presence, pressing
from handlers.rules.occasions import OCCASIONS, between
from handlers.rules.rights import Visible
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech
from storage.records import (
    Agreement,
    Announced,
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Event,
    Identity,
    LifeEvent,
    Meeting,
    Member,
    NextStep,
    Nudge,
    Reminder,
    Rhythm,
    Side,
    Status,
    TrustEvent,
    added,
)
from tests.simulation.world import DAY, START, World

WEEKS = ((0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (5, 6, 0, 1, 2))
ANGRY = timedelta(days=14)
CHOICES = ("put:e", "put:t", "put:d", "put:w", "skip", "wrote", "kept")


class Life:
    """Deeds that change the records of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._hush: dict[str, date] = {}
        world.on_sent = self.reads
        world.on_stop = self.lives_on

    def lives_on(self, length: timedelta) -> None:
        """While the service is stopped, or soon after, somebody's life takes a turn."""
        world = self.world
        if world.turns and world.chance.random() < 0.2:
            id = world.chance.choice(world.store.all(Member)).id
            when = world.now + (length + timedelta(hours=4)) * world.chance.random()
            world.at(when, lambda: self.turns(id))

    def writes(self, id: str) -> None:
        """A word from a member, from one account or the other."""
        world = self.world
        member = world.get(Member, id)
        if not member.active or self._hush.get(id, date.min) > world.now.date():
            return
        account = f"{'slack' if world.chance.random() < 0.3 else 'telegram'}:{id}"
        if world.store.get(Identity, account) is None:
            account = f"telegram:{id}"
        world.does(list(presence.seen(world.store, member, account, world.now)))

    def moves(self, id: str) -> None:
        member = self.world.get(Member, id)
        self._becomes(member, replace(member, zone=self.world.chance.choice(self.world.zones)))

    def changes_week(self, id: str) -> None:
        member = self.world.get(Member, id)
        self._becomes(member, replace(member, week=self.world.chance.choice(WEEKS)))

    def changes_hours(self, id: str) -> None:
        rhythm, chance = self.world.get(Rhythm, id), self.world.chance
        hour = time(chance.randint(6, 15), chance.choice((0, 20, 45)))
        quiet = time(chance.choice((16, 18, 23)))
        self._becomes(rhythm, replace(rhythm, hour=hour, quiet_from=quiet))

    def changes_quiet(self, id: str) -> None:
        """From another hour of the morning on, and so many cards a day."""
        rhythm, chance = self.world.get(Rhythm, id), self.world.chance
        until, cap = time(chance.randint(4, 10), chance.choice((0, 30))), chance.randint(2, 8)
        self._becomes(rhythm, replace(rhythm, quiet_to=until, cap=cap))

    def changes_digest(self, id: str) -> None:
        """Another day, or that on which their week begins; another hour."""
        rhythm, chance = self.world.get(Rhythm, id), self.world.chance
        day, hour = chance.randint(-1, 6), time(chance.randint(7, 15), chance.choice((0, 40)))
        self._becomes(rhythm, replace(rhythm, digest_day=day, digest_hour=hour))

    def speaks_otherwise(self, id: str) -> None:
        member = self.world.get(Member, id)
        self._becomes(member, replace(member, language=self.world.chance.choice(LANGUAGES)))

    def comes_back(self, id: str) -> None:
        """Before the day they had named, or after it."""
        rhythm = self.world.get(Rhythm, id)
        self._becomes(rhythm, replace(rhythm, away_from=None, away_until=None))

    def hands_over(self, id: str) -> None:
        """Whoever stands in for one of theirs leads it from now on, and they stand in."""
        world = self.world
        led = world.store.find(Counterpart, "owner", id)
        if led:
            one = world.chance.choice(led)
            world.does([Change(one, replace(one, owner=one.deputies[0], deputies=(id,)))])
            world.found.counts["relations handed over"] += 1

    def asks(self, id: str) -> None:
        """To be reminded once, or every week, at an hour of their own, here or in another zone."""
        world, chance = self.world, self.world.chance
        day = world.today(id) + timedelta(days=chance.randint(1, 20))
        zone = chance.choice(("", "", world.zones[0]))
        at, every = (
            time(chance.randint(0, 23), chance.choice((0, 25, 50))),
            chance.choice(("", "week")),
        )
        made = Reminder(world.id("r"), id, "call", day, world.now, at=at, zone=zone, every=every)
        world.does([added(made)])

    def is_taken_off(self, id: str) -> None:
        """Off the team, and back some days later: somebody had pressed the wrong name."""
        world = self.world
        member, back = world.get(Member, id), world.now + world.some(days=4)
        if not member.active or back < world.off.get(id, START):
            return
        world.off[id] = back + DAY
        world.spans_off[id].append((world.now, back))
        world.does([Change(member, replace(member, active=False))])
        world.at(back, lambda: self._is_back(id))

    def _is_back(self, id: str) -> None:
        member = self.world.get(Member, id)
        if id not in self.world.gone:
            self.world.does([Change(member, replace(member, active=True))])

    def turns(self, id: str) -> None:
        """Something about how they live and work becomes otherwise, at whatever moment it is."""
        self.world.chance.choice(
            (
                *(self.moves, self.changes_week, self.changes_hours, self.changes_quiet),
                *(self.changes_digest, self.speaks_otherwise, self.leaves, self.comes_back),
                *(self.hands_over, self.falls_silent, self.asks, self.asks, self.is_taken_off),
            )
        )(id)

    def leaves(self, id: str) -> None:
        """Away for a while; whoever stands in hears meanwhile."""
        rhythm, today = self.world.get(Rhythm, id), self.world.today(id)
        self._becomes(rhythm, replace(rhythm, away_from=today, away_until=today + 9 * DAY))

    def falls_silent(self, id: str) -> None:
        """Not a word for three weeks, though nobody was told."""
        self._hush[id] = self.world.now.date() + 21 * DAY
        self.world.found.counts["silences"] += 1

    def dies(self, id: str) -> None:
        """A member is no more; nothing is said to them, and whoever stands in hears."""
        member = self.world.get(Member, id)
        self.world.gone[id] = self.world.now
        self._becomes(member, replace(member, active=False))

    def _becomes(self, before: Member | Rhythm, after: Member | Rhythm) -> None:
        if before == after or (isinstance(before, Member) and not before.active):
            return
        self.world.does([Change(before, after)])
        self.world.found.counts["changes of habits"] += 1

    def announced(self, year: int, shift: int) -> None:
        """Five days before a feast of the moon its authority moves it by a day."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        for window in between(OCCASIONS["eid-al-fitr"], first, last):
            day = window.day + shift * DAY
            told = added(Announced(f"eid:{year}", "eid-al-fitr", "", window.year, day, "m0"))
            when = self.world.now.replace(year=day.year, month=day.month, day=day.day) - 5 * DAY
            self.world.at(when, partial(self.world.does, [told]))

    def meets(self, id: str) -> None:
        """A meeting, and now and then what comes of one."""
        world = self.world
        one = world.get(Counterpart, id)
        owner = world.get(Member, one.owner)
        today = world.today(owner.id)
        met = Meeting(world.id("g"), id, owner.id, today, "met", world.now, zone=owner.zone)
        made: list[Change] = [added(met), *self._comes_of(met, today)]
        world.does(made)
        world.found.counts["meetings"] += 1

    def _comes_of(self, met: Meeting, today: date) -> list[Change]:
        world, id = self.world, met.counterpart
        dice, ahead = world.chance.random(), today + timedelta(days=world.chance.randint(4, 40))
        if dice < 0.5:
            side = world.chance.choice((Side.US, Side.THEM))
            promise = Commitment(world.id("p"), id, met.id, side, "plates", today, due=ahead)
            if world.chance.random() < 0.6:
                world.at(world.now + world.some(days=50), lambda: self._keeps(promise.id))
            return [added(promise)]
        if dice < 0.65:
            return [added(Agreement(world.id("a"), id, met.id, "trucks", 1, today, until=ahead))]
        if dice < 0.8:
            hour = world.chance.choice((None, time(11), time(2, 30), time(16, 45)))
            return [added(NextStep(world.id("s"), id, met.id, "tea", ahead, hour))]
        if dice < 0.85:
            world.silent[id].append((today, today + 40 * DAY))
            return [added(LifeEvent(world.id("l"), id, met.member, Event.DEATH, today))]
        if dice < 0.9:
            return [added(self._breaks(met, today))]
        return []

    def _breaks(self, met: Meeting, today: date) -> TrustEvent:
        """A breach of trust, which is made good some days later as often as not."""
        world, id = self.world, met.counterpart
        world.silent[id].append((today, today + ANGRY))
        if world.chance.random() < 0.5:
            world.at(world.now + world.some(days=10) + DAY, lambda: self._repairs(id, met.id))
        return TrustEvent(world.id("t"), id, met.id, "breach", "angry", today)

    def _repairs(self, id: str, met: str) -> None:
        """What was broken before today is good again."""
        world = self.world
        today = world.today(world.get(Counterpart, id).owner)
        world.silent[id] = [
            (first, min(last, today - DAY) if first < today and last - first == ANGRY else last)
            for first, last in world.silent[id]
        ]
        world.does([added(TrustEvent(world.id("t"), id, met, "repair", "tea", today))])

    def _keeps(self, id: str) -> None:
        promise = self.world.get(Commitment, id)
        if promise.status is Status.OPEN:
            self.world.does([Change(promise, replace(promise, status=Status.KEPT))])

    def reads(self, nudge: Nudge, delivery: Delivery) -> None:
        """A card has arrived: now and then one of its buttons is pressed, hours later."""
        world = self.world
        if nudge.card == nudge.id and world.chance.random() < 0.4:
            act = world.chance.choice(CHOICES)
            world.at(world.now + world.some(hours=20), lambda: self._presses(act, nudge, delivery))

    def _presses(self, act: str, told: Nudge, delivery: Delivery) -> None:
        """On the card itself, or in a list on the other door, where there is one."""
        world = self.world
        member, nudge = world.get(Member, told.member), world.store.get(Nudge, told.id)
        if nudge is None or not member.active:
            return
        accounts = world.store.find(Identity, "member", member.id)
        account = world.chance.choice(accounts)
        platform = account.id.partition(":")[0]
        card = delivery.sent_id if platform == delivery.platform else "list"
        here = Address(platform, account.place)
        message = Message(world.id("k"), account.id, here, world.now, press="x", card=card)
        say = Speech(member.language, member.zone)
        desk = Desk(*(Visible(world.store, member), world.now, lambda: world.id("w"), member, say))
        try:
            outcome = pressing.pressed(message, desk, f"{act}:{told.id}")
        except Refusal:
            world.found.counts["presses that came too late"] += 1
            return
        world.does(list(outcome.changes), f"{platform}:{card}")
        world.found.counts[f"pressed {act}"] += 1
