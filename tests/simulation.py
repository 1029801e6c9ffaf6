"""Years of a team's life on a clock that jumps from one thing to the next, watched at every step.

The engine under test is pure, so all of the world is here: members in their zones, counterparts,
promises kept and not, doors that fail, a service that stops and starts, clocks that change. What
must hold is worked out from the world alone, never by asking the engine.
"""

from __future__ import annotations

import heapq
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo, available_timezones

from handlers.chat import Card, Reply, Text
from handlers.nudging import presence
from handlers.nudging.closing import Planned
from handlers.nudging.due import Told, due
from handlers.nudging.planning import looked_over, replanned
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
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
    Observance,
    Passage,
    Presence,
    Reason,
    Reminder,
    Rhythm,
    Side,
    Stage,
    Status,
    TrustEvent,
    added,
)
from storage.store import Book

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
SOFT = {Reason.CHECKIN, Reason.SINCE, Reason.THANKS, Reason.OCCASION}
ASKED = {Reason.SOON, Reason.REMINDER}
WEEKS = ((0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (5, 6, 0, 1, 2), (0, 1, 2, 3, 4, 5))
FEASTS = ("eid-al-fitr", "christmas")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Plan = Callable[[Book, Sequence[Change], datetime], Planned]
Tick = Callable[[MemoryStore, datetime, Callable[[Identity], bool]], Told]


def plans(book: Book, changes: Sequence[Change], now: datetime) -> Planned:
    """The engine's own planning."""
    return replanned(book, changes, now)


def ticks(store: MemoryStore, now: datetime, is_open: Callable[[Identity], bool]) -> Told:
    """The engine's own tick."""
    return due(store, now, is_open=is_open)


@dataclass
class Said:
    """A card as it left: to whom, when on their own clock, and whether it says that it is late."""

    key: str
    nudges: list[Nudge]
    member: Member
    at: datetime
    marked: bool

    @property
    def here(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.member.zone))


@dataclass
class World:
    """A team, its counterparts, and all that happens to them."""

    zones: Sequence[str]
    seed: int = 1
    people: int = 4
    plan: Plan = plans
    tick: Tick = ticks
    trouble: bool = True
    """Whether doors fail and the service stops."""
    now: datetime = START
    said: list[Said] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.store = MemoryStore()
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order, self._ids = count(), count(1)
        self.down_until = self.now
        self.shut: dict[str, datetime] = {}
        self.silent: dict[str, date] = {}
        self.last_soft: dict[str, tuple[datetime, str]] = {}
        self.day_cards: Counter[tuple[str, date]] = Counter()
        self.bundles: Counter[tuple[str, date]] = Counter()
        self.delivered: Counter[str] = Counter()
        self._keys: set[str] = set()
        self._meant: dict[str, str] = {}
        """Whom each nudge was meant for before the tick that said it."""
        self.told_to: dict[str, str] = {}
        for number, zone in enumerate(self.zones):
            self._member(number, zone)
        for number in range(len(self.zones)):
            for place in range(self.people):
                self._counterpart(number, place)

    # The world ------------------------------------------------------------------------------

    def _id(self, kind: str) -> str:
        return f"{kind}{next(self._ids)}"

    def _member(self, number: int, zone: str) -> None:
        id = f"m{number}"
        member = Member(id, id, zone=zone, week=self.chance.choice(WEEKS), enrolled_at=self.now)
        hour = time(self.chance.randint(7, 11), self.chance.choice((0, 15, 30)))
        rhythm = Rhythm(id, quiet_from=time(self.chance.choice((20, 21, 22))), hour=hour, cap=4)
        accounts = [Identity(f"telegram:{id}", id, id)]
        if number % 2:
            accounts.append(Identity(f"slack:{id}", id, id))
        self.does([added(member), added(rhythm), *map(added, accounts)])
        for step in range(1, 365 * 2, 3):
            self.at(self.now + step * DAY + self._some(hours=14), lambda: self._writes(id))
        if number % 3 == 0:
            self.at(self.now + self._some(days=600), lambda: self._moves(id))
        hours: tuple[tuple[str, time | None], ...] = (("month", time(12, 5)), ("year", None))
        for every, at in hours:
            on = date(2026, 1, 31) if every == "month" else date(2026, 2, 28)
            self.does(
                [
                    added(
                        Reminder(
                            *(self._id("r"), id, "call", on, self.now),
                            at=at,
                            every=every,
                            day=31 if every == "month" else 29,
                        )
                    )
                ]
            )
        self.at(self.now + self._some(days=600), lambda: self._leaves(id))

    def _leaves(self, id: str) -> None:
        """Away for a while; whoever stands in hears meanwhile."""
        rhythm, today = self._get(Rhythm, id), self.now.date()
        away = replace(rhythm, away_from=today, away_until=today + 9 * DAY)
        self.does([Change(rhythm, away)])
        self.counts["absences"] += 1

    def _counterpart(self, number: int, place: int) -> None:
        owner, deputy = f"m{number}", f"m{(number + 1) % len(self.zones)}"
        id = f"c{number}-{place}"
        introducer = "Hajj Musa" if place == 0 else ""
        one = Counterpart(
            *(id, f"Name {id}", owner, (deputy,)), introducer=introducer, added_at=self.now
        )
        made: list[Change] = [added(one)]
        if place == 1:
            made += [added(Observance(self._id("o"), id, code)) for code in FEASTS]
        self.does(made)
        for _ in range(14):
            when = self.now + self._some(days=700)
            self.at(when, lambda: self._meets(id))

    def _some(self, *, days: int = 0, hours: int = 0) -> timedelta:
        return timedelta(minutes=self.chance.randint(1, days * 1440 + hours * 60))

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), what))

    def does(self, changes: list[Change]) -> None:
        """What somebody tells, with all that follows from it, in one step."""
        planned = self.plan(self.store, changes, self.now)
        self.store.apply([*changes, *planned.changes])

    def _writes(self, id: str) -> None:
        member = self._get(Member, id)
        account = f"{'slack' if self.chance.random() < 0.3 else 'telegram'}:{id}"
        if self.store.get(Identity, account) is None:
            account = f"telegram:{id}"
        self.does(list(presence.seen(self.store, member, account, self.now)))

    def _moves(self, id: str) -> None:
        member = self._get(Member, id)
        self.does([Change(member, replace(member, zone=self.chance.choice(self.zones)))])
        self.counts["zone changes"] += 1

    def _meets(self, id: str) -> None:
        """A meeting, and now and then what comes of one."""
        one = self._get(Counterpart, id)
        owner = self._get(Member, one.owner)
        today = self.now.astimezone(ZoneInfo(owner.zone)).date()
        met = Meeting(self._id("g"), id, owner.id, today, "met", self.now, zone=owner.zone)
        made: list[Change] = [added(met)]
        dice = self.chance.random()
        ahead = today + timedelta(days=self.chance.randint(4, 40))
        if dice < 0.5:
            side = self.chance.choice((Side.US, Side.THEM))
            promise = Commitment(self._id("p"), id, met.id, side, "plates", today, due=ahead)
            made.append(added(promise))
            if self.chance.random() < 0.6:
                self.at(self.now + self._some(days=50), lambda: self._keeps(promise.id))
        elif dice < 0.65:
            made.append(
                added(Agreement(self._id("a"), id, met.id, "trucks", 1, today, until=ahead))
            )
        elif dice < 0.8:
            hour = self.chance.choice((None, time(11), time(2, 30), time(16, 45)))
            made.append(added(NextStep(self._id("s"), id, met.id, "tea", ahead, hour)))
        elif dice < 0.85:
            made.append(added(LifeEvent(self._id("l"), id, owner.id, Event.DEATH, today)))
            self.silent[id] = max(self.silent.get(id, today), today + 40 * DAY)
        elif dice < 0.9:
            made.append(added(TrustEvent(self._id("t"), id, met.id, "breach", "angry", today)))
            self.silent[id] = max(self.silent.get(id, today), today + 14 * DAY)
        self.does(made)
        self.counts["meetings"] += 1

    def _keeps(self, id: str) -> None:
        promise = self._get(Commitment, id)
        self.does([Change(promise, replace(promise, status=Status.KEPT))])

    def _get(self, kind: type, id: str):  # type: ignore[no-untyped-def]  # Any kind of record.
        found = self.store.get(kind, id)
        assert found is not None
        return found

    # Time -----------------------------------------------------------------------------------

    def run(self, until: datetime) -> None:
        """Let the world live until then."""
        day = self.now.date()
        while True:
            waiting = self.store.due(Nudge, until)
            times = [self._events[0][0]] if self._events else []
            times += [waiting[0].due_at] if waiting else []
            upcoming = min(times, default=until)
            if upcoming >= until:
                return
            self.now = max(
                self.now, upcoming, self.down_until if not self._before(upcoming) else upcoming
            )
            self._happen()
            if self.now >= self.down_until:
                self.now += timedelta(seconds=self.chance.randint(0, 25))
                self._ticked()
            if self.now.date() != day:
                day = self.now.date()
                self._new_day()

    def _before(self, when: datetime) -> bool:
        """Whether the next thing is a person's doing, which does not wait for the service."""
        return bool(self._events) and self._events[0][0] <= when

    def _happen(self) -> None:
        while self._events and self._events[0][0] <= self.now:
            _, _, what = heapq.heappop(self._events)
            what()

    def _new_day(self) -> None:
        """The engine looks everything over once a day; now and then the service or a door stops."""
        ids = [one.id for kind in (Member, Counterpart) for one in self.store.all(kind)]
        self.store.apply(
            looked_over(self.store, ids[:: self.chance.randint(1, 3)], self.now).changes
        )
        if not self.trouble:
            return
        if self.chance.random() < 0.04:
            self.down_until = self.now + self._some(hours=60)
            self.counts["stops"] += 1
        if self.chance.random() < 0.05:
            self.shut[self.chance.choice(("telegram", "slack"))] = self.now + self._some(hours=20)
            self.counts["shut doors"] += 1

    def _is_open(self, identity: Identity) -> bool:
        return self.shut.get(identity.id.partition(":")[0], self.now) <= self.now

    def _ticked(self) -> None:
        """A tick, or several while there is more; then the doors carry what is owed."""
        self._meant = {one.id: one.member for one in self.store.due(Nudge, self.now)}
        for _ in range(50):
            told = self.tick(self.store, self.now, self._is_open)
            for fault in told.faults:
                raise fault
            if not told.changes:
                break
            owed = [self._delivery(key, reply) for key, reply in told.cards]
            self.store.apply([*told.changes, *map(added, owed)])
            for delivery, (key, reply) in zip(owed, told.cards, strict=True):
                self._check_said(key, reply)
                self._carry(delivery)
        self.counts["ticks"] += 1
        self._check_nothing_left()

    def _delivery(self, key: str, reply: Reply) -> Delivery:
        number = next(self._ids)
        to = reply.to
        return Delivery(f"d{number}", to.platform, to.place, self.now, "", number, answers=key)

    def _carry(self, delivery: Delivery) -> None:
        """It arrives, or arrives in doubt, or does not; a later tick sees what became of it."""
        dice = self.chance.random() if self.trouble else 0.0
        if dice < 0.92:
            self._end(delivery, Passage.SENT)
        elif dice < 0.95:
            claimed = replace(delivery, state=Passage.CLAIMED, tries=1)
            self.store.apply([Change(delivery, claimed)])
            self.at(self.now + self._some(hours=2), lambda: self._end(claimed, Passage.SENT))
            self.counts["lost answers"] += 1
        elif dice < 0.98:
            self.at(self.now + self._some(hours=1), lambda: self._end(delivery, Passage.SENT))
            self.at(self.now + 16 * MINUTE, lambda: None)
            self.counts["held cards"] += 1
        else:
            state = Passage.FAILED if dice < 0.99 else Passage.UNREACHABLE
            self._end(delivery, state)
            self.counts[str(state)] += 1

    def _end(self, delivery: Delivery, state: Passage) -> None:
        now = self.store.get(Delivery, delivery.id)
        if now is None or now.state not in (Passage.OWED, Passage.CLAIMED):
            return
        self.store.apply(
            [Change(now, replace(now, state=state, sent_id="x" if state is Passage.SENT else ""))]
        )
        if state is Passage.SENT:
            for nudge in self._told_by(delivery.answers):
                self.delivered[nudge.id] += 1
                if self.delivered[nudge.id] > 1:
                    self.fails("said twice", nudge)

    def _told_by(self, key: str) -> list[Nudge]:
        return [one for one in self.store.find(Nudge, "card", key) if one.reason is not Reason.LATE]

    # What must hold -------------------------------------------------------------------------

    def fails(self, what: str, about: object = "") -> None:
        self.wrong[what] += 1
        self.examples.setdefault(what, f"{self.now:%Y-%m-%d %H:%M} {about!r}")

    def _check_said(self, key: str, reply: Reply) -> None:
        nudges = self._told_by(key)
        member = self._get(Member, nudges[0].member)
        marked = any(isinstance(p, Text) and "was due" in p.text for p in reply.card.parts)
        said = Said(key, nudges, member, self.now, marked or key.startswith("late:"))
        self.said.append(said)
        self.counts["cards"] += 1
        self._check_hours(said)
        self._check_day(said)
        for nudge in nudges:
            self._check_one(nudge, said, reply.card)

    def _check_hours(self, said: Said) -> None:
        rhythm, here = self._get(Rhythm, said.member.id), said.here
        if said.nudges[0].asked:
            return
        quiet = here.time() >= rhythm.quiet_from or here.time() < rhythm.quiet_to
        if quiet:
            self.fails("in quiet hours", said)
        if here.weekday() not in said.member.week:
            self.fails("on a day off", said)
        # The usual hour holds, whatever the clocks do; it is told late or at an hour of its own.
        hour = datetime.combine(here.date(), rhythm.hour, here.tzinfo).astimezone(UTC)
        own = any(one.reason is Reason.DIGEST or self._in_place(one) for one in said.nudges)
        back = rhythm.away_until is not None and here.date() - rhythm.away_until <= 2 * DAY
        on_time = timedelta(0) <= self.now - hour <= 15 * MINUTE
        if not (said.marked or own or back or on_time):
            self.fails("not at the usual hour", said)

    def _in_place(self, nudge: Nudge) -> bool:
        """Whether it was handed over just now, or goes to who stands in: said as soon as may be."""
        if self._meant.get(nudge.id) != nudge.member:
            return True
        one = self.store.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
        return one is not None and one.owner != nudge.member

    def _check_day(self, said: Said) -> None:
        day = (said.member.id, said.here.date())
        asked = all(one.asked for one in said.nudges)
        if asked:
            return
        if said.key in self._keys or said.nudges[0].reason is Reason.DIGEST:
            return
        self._keys.add(said.key)
        self.day_cards[day] += 1
        bundle = said.key.startswith("late:")
        self.bundles[day] += bundle
        cap = self._get(Rhythm, said.member.id).cap
        if self.day_cards[day] - self.bundles[day] > cap:
            self.fails("too many in a day", said)

    def _check_one(self, nudge: Nudge, said: Said, card: Card) -> None:
        first_told = self.told_to.setdefault(nudge.id, said.member.id)
        if first_told != said.member.id and self.delivered[nudge.id]:
            # Told again to somebody else only where the first never got it.
            self.fails("told to two people", nudge)
        if self.delivered[nudge.id]:
            self.fails("said again", nudge)
        first = nudge.was_due or nudge.due_at
        if self.now - first > 15 * MINUTE and not said.marked:
            self.fails("late and does not say so", nudge)
        if self.now < nudge.due_at:
            self.fails("before its time", nudge)
        if nudge.reason in SOFT:
            self._check_soft(nudge, said)

    def _check_soft(self, nudge: Nudge, said: Said) -> None:
        one = nudge.counterpart
        if one in self.silent and said.here.date() <= self.silent[one]:
            self.fails("cheerful in a time of silence", nudge)
        last, other = self.last_soft.get(one, (START - 9 * DAY, nudge.id))
        if other != nudge.id and self.now - last < 5 * DAY:
            self.fails("twice within five days", nudge)
        self.last_soft[one] = self.now, nudge.id
        met = [m.on for m in self.store.find(Meeting, "counterpart", one)]
        if nudge.reason is Reason.CHECKIN and met and (said.here.date() - max(met)).days < 20:
            self.fails("though they spoke lately", nudge)

    def _check_nothing_left(self) -> None:
        """After a tick nothing waits that could have been said."""
        for nudge in self.store.due(Nudge, self.now):
            doors = self.store.find(Identity, "member", nudge.member)
            seen = self.store.get(Presence, nudge.member)
            lost = seen.lost if seen else ()
            if any(self._is_open(one) for one in doors if one.id not in (*lost, *nudge.doors)):
                self.fails("left lying", nudge)

    def check_at_end(self) -> None:
        """What can only be told from the whole: no week without a digest, no promise forgotten."""
        self._check_digests()
        self._check_series()
        self._check_feasts()
        for promise in self.store.all(Commitment):
            owner = self._get(Counterpart, promise.counterpart).owner
            zone = ZoneInfo(self._get(Member, owner).zone)
            ended = self.now.astimezone(zone).date()
            if promise.due is None or promise.status is not Status.OPEN:
                continue
            if promise.due + 12 * DAY < ended and not self._was_told(promise.id, promise.due):
                self.fails("a promise forgotten", promise)
            self.counts["promises left open"] += 1

    def _was_told(self, about: str, day: date) -> bool:
        told = self.store.find(Nudge, "about", about)
        return any(
            one.day > day and one.stage in (Stage.SENT, Stage.OWED, Stage.SETTLED, Stage.UNREACHED)
            for one in told
        )

    def _check_series(self) -> None:
        """A reminder for the 31st comes once in every month, at its hour."""
        for reminder in self.store.all(Reminder):
            told = self.store.find(Nudge, "about", reminder.id)
            days = [one.day for one in told if one.stage is not Stage.PLANNED]
            if len({(day.year, day.month) for day in days}) != len(days):
                self.fails("a reminder twice", reminder)
            lived = (self.now - START).days / (30.5 if reminder.every == "month" else 365)
            if len(days) < lived - 2 - self.counts["stops"] * 0.2:
                self.fails("a reminder forgotten", (reminder, days))
            self.counts["reminders"] += len(days)

    def _check_feasts(self) -> None:
        """A feast of one year is told at most once, and not when it is over."""
        seen: Counter[tuple[str, int]] = Counter()
        for nudge in self.store.all(Nudge):
            if nudge.reason is Reason.OCCASION and nudge.told_on is not None:
                seen[nudge.about, nudge.day.year] += 1
                if nudge.told_on > nudge.day + 4 * DAY or nudge.told_on < nudge.day - 5 * DAY:
                    self.fails("a feast at the wrong time", nudge)
        if any(times > 1 for times in seen.values()):
            self.fails("a feast twice", seen.most_common(1))
        self.counts["feasts"] += len(seen)

    def _check_digests(self) -> None:
        weeks: dict[str, set[int]] = defaultdict(set)
        for nudge in self.store.all(Nudge):
            if nudge.reason is Reason.DIGEST and nudge.stage is not Stage.PLANNED:
                weeks[nudge.member].add((nudge.day - date(2026, 1, 5)).days // 7)
        lived = (self.now - START).days // 7 - 2
        for member in self.store.all(Member):
            missed = lived - len(weeks[member.id])
            # A service that is down for all of a digest day, or a week that begins on another
            # day after a move, is told the week after.
            if missed > self.counts["stops"] + 2:
                self.fails("weeks without a digest", (member.id, missed))
            self.counts["digest weeks"] += len(weeks[member.id])


def told(world: World) -> str:
    """What was found, as counts."""
    lines = [f"{what}: {times}" for what, times in sorted(world.counts.items())]
    lines += [
        f"WRONG {what}: {times}; {world.examples[what][:300]}"
        for what, times in world.wrong.items()
    ]
    return "\n".join(lines)


def lived(zones: Sequence[str], seed: int, days: int = 730) -> tuple[Counter[str], Counter[str]]:
    """The counts and the wrongs of a world of *zones* after *days*."""
    world = World(zones, seed)
    world.run(START + timedelta(days=days))
    world.check_at_end()
    return world.counts, world.wrong


def main() -> None:
    """Every zone there is, six to a team, for two years: ``python -m tests.simulation``."""
    zones = sorted(available_timezones() - {"Factory", "localtime"})
    teams = [zones[place::100] for place in range(100)]
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for more, failed in pool.map(lived, teams, range(100)):
            counts += more
            wrong += failed
    sys.stdout.write(f"{len(zones)} zones\n{dict(counts)}\nwrong: {dict(wrong)}\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
