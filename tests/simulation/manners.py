"""What must hold of every card that leaves, worked out from the world and the clock alone.

Three readings of PRODUCT section 5 that the checks rest on:

- *At most a daily number*: every card counts that the person did not ask for by the hour, the
  weekly digest among them. What cannot wait (a promise, an agreement's end, a meeting, a feast on
  its last day) may go beyond the number, and then on one card at a time.
- *The usual hour* holds for everything else than the digest, which has an hour of its own. Not
  at the usual hour comes only what says that it is late, and what is due when somebody comes to
  stand in or changes their own hours, or what somebody else's doors did not take: that is said at
  once, within the hours they allow. What nobody could be told when it was due is said as soon as
  they are heard of; a quarter of an hour later it says that it is late.
- *Never two about one counterpart within five days unless a promise is due*: what has a day of its
  own in the records (promise, agreement, meeting, life event) comes on it. A check-in and a
  question after an agreement keep five days from everything but a promise; greetings and thanks,
  which have days of their own too, from one another and from check-ins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.nudging.series import LOOKS
from storage.records import Meeting, Nudge, Reason, Rhythm
from tests.simulation.world import DAY, MINUTE, START, Said, World

SOFT = {
    *(Reason.CHECKIN, Reason.SINCE, Reason.THANKS, Reason.OCCASION),
    *(Reason.CONFIRM, Reason.REVIEW, Reason.LEGAL),
}
OF_NO_DAY = {Reason.CHECKIN, Reason.SINCE}
PROMISES = {Reason.OURS, Reason.THEIRS}
PRESSING = {*PROMISES, Reason.ENDING, Reason.STEP, Reason.SOON}
SERIES = {Reason.DIGEST, Reason.MISSED, *LOOKS}
"""Cards about many things: they have no counterpart of their own to be told of with others."""
PROMPT = 90
"""Seconds in which a tick says what is due."""


class Manners:
    """Looks at every card as it leaves."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._cards: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
        self._first_to: dict[str, str] = {}
        self._lately: defaultdict[str, list[tuple[datetime, Nudge]]] = defaultdict(list)
        """When something was said about a counterpart, and what."""

    def check(self, said: Sequence[Said]) -> None:
        """All that left in one step."""
        for one in said:
            self._check_hours(one)
            self._check_number(one)
            for nudge in one.nudges:
                self._check_nudge(nudge, one)
        self._check_flood(said)

    def _check_hours(self, said: Said) -> None:
        world, here = self.world, said.here
        world.holds("nothing to who has left", said.member.active, said)
        if said.asked:
            return
        rhythm = world.get(Rhythm, said.member.id)
        quiet = here.time() >= rhythm.quiet_from or here.time() < rhythm.quiet_to
        world.holds("none in quiet hours", not quiet, said)
        world.holds("none on a day off", here.weekday() in said.member.week, said)
        if not said.marked and not self._just_handed(said):
            hour = max(rhythm.hour, rhythm.quiet_to)
            if hour >= rhythm.quiet_from:
                hour = rhythm.quiet_to
            digest = said.nudges[0].reason is Reason.DIGEST
            if digest and rhythm.quiet_to <= rhythm.digest_hour < rhythm.quiet_from:
                hour = rhythm.digest_hour
            usual = datetime.combine(said.here.date(), hour)
            fact = self._prompt(usual, said)
            world.holds("the usual hour, whatever the clocks do", fact, said)

    def _prompt(self, wall: datetime, said: Said) -> bool:
        """Whether it came as the member's clock on the wall showed that, or right after a stop."""
        moment = wall.replace(tzinfo=ZoneInfo(said.member.zone)).astimezone(UTC)
        late = (said.at - moment).total_seconds()
        return 0 <= late <= PROMPT + self.world.was_away(moment, said.at)

    def _just_handed(self, said: Said) -> bool:
        """Whether all of it is due and has just come to this member, or to these hours."""
        world = self.world
        for nudge in said.nudges:
            patient = nudge.reason in SOFT and not self._presses(nudge, said)
            if patient and nudge.id not in world.refused | world.unreached:
                return False
            handed = world.handed.get(nudge.id, START - DAY)
            changed = world.changed.get(said.member.id, START - DAY)
            since = max(handed, changed)
            away = world.was_away(since, said.at)
            if (said.at - since).total_seconds() > PROMPT + away:
                return False
        return True

    def _check_number(self, said: Said) -> None:
        if said.asked:
            return
        day = said.member.id, said.here.date()
        cap = self.world.get(Rhythm, said.member.id).cap
        pressing = any(self._presses(one, said) for one in said.nudges)
        self._cards[day].add(said.key)
        number = len(self._cards[day])
        if number > cap and pressing:
            self.world.found.counts["beyond the number, since it is due"] += 1
            return
        self.world.holds("at most a daily number", number <= cap, (cap, said))

    def _presses(self, nudge: Nudge, said: Said) -> bool:
        """What is worth nothing on the next working day: what is due, a feast on its last day."""
        if nudge.reason is not Reason.OCCASION:
            return nudge.reason in PRESSING
        days = (said.here.date() + n * DAY for n in range(1, 8))
        return next(day for day in days if day.weekday() in said.member.week) > nudge.day

    def unsaid(self, said: Said) -> None:
        """That card never arrived, so that nobody was troubled by it."""
        self._cards[said.member.id, said.here.date()].discard(said.key)
        for nudge in said.nudges:
            self.world.refused.add(nudge.id)
            known = self._lately[nudge.counterpart]
            self._lately[nudge.counterpart] = [one for one in known if one[1] is not nudge]

    def _check_flood(self, said: Sequence[Said]) -> None:
        """What is more than a day late comes together."""
        late: Counter[str] = Counter()
        for one in said:
            if len(one.nudges) == 1 and one.nudges[0].reason not in SERIES:
                first = one.nudges[0].was_due or one.nudges[0].due_at
                late[one.member.id] += one.at - first > DAY
        for member, times in late.items():
            self.world.holds("no flood after a day", times <= 1, (member, times))

    def _check_nudge(self, nudge: Nudge, said: Said) -> None:
        world = self.world
        first = self._first_to.setdefault(nudge.id, said.member.id)
        told = world.told_about[nudge.about]
        before = [one for one in told if one is not said and nudge.id in _ids(one)]
        again = [one for one in before if one.delivered]
        world.holds("one person for one thing", first == said.member.id or not again, nudge)
        world.holds("never before its time", said.at >= nudge.due_at, nudge)
        late = said.at - (nudge.was_due or nudge.due_at) > 15 * MINUTE
        world.holds("late says that it is late", said.marked or not late, nudge)
        if nudge.held_until is not None:
            self._check_held(nudge, nudge.held_until, said)
        if nudge.counterpart:
            self._check_counterpart(nudge, said)

    def _check_held(self, nudge: Nudge, held: datetime, said: Said) -> None:
        """Put off to an hour on the wall, whatever the clocks and zones do since."""
        moved = self.world.changed.get(said.member.id, START)
        recent = said.at - moved <= timedelta(seconds=PROMPT)
        exact = self._prompt(held.replace(tzinfo=None), said)
        handed = nudge.id in self.world.handed
        fact = said.marked or exact or recent or handed
        self.world.holds("put off to the hour they chose", fact, nudge)

    def _check_counterpart(self, nudge: Nudge, said: Said) -> None:
        world, one = self.world, nudge.counterpart
        lately = [
            other
            for at, other in self._lately[one]
            if said.at - at < 5 * DAY and _occasion(other) != _occasion(nudge)
        ]
        self._lately[one].append((said.at, nudge))
        if nudge.reason not in SOFT or nudge.asked:
            return
        silent = world.is_silent(one, said.here.date())
        world.holds("nothing cheerful in mourning or repair", not silent, nudge)
        if nudge.reason in OF_NO_DAY:
            close = [other for other in lately if other.reason not in PROMISES]
        else:
            close = [other for other in lately if other.reason in SOFT]
        world.holds("five days between two about one", not close, (nudge, close[-1:]))
        met = [m.on for m in world.store.find(Meeting, "counterpart", one)]
        if nudge.reason is Reason.CHECKIN and met:
            quiet = (said.here.date() - max(met)).days
            world.holds("no check-in soon after a contact", quiet >= 20, nudge)


def _ids(said: Said) -> set[str]:
    return {one.id for one in said.nudges}


def _occasion(nudge: Nudge) -> str:
    """What it is at bottom, however often it was put off."""
    return nudge.origin or nudge.id
