"""Who hears, by which door, when owners are away or out of reach; what is redrawn, what waits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import pytest

from handlers.chat import Address, Message, Reply
from handlers.desk import Desk
from handlers.nudging import pressing
from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Identity,
    Member,
    Nudge,
    Observance,
    Passage,
    Presence,
    Reason,
    Record,
    Reminder,
    Rhythm,
    Side,
    Stage,
    added,
)

R = TypeVar("R", bound=Record)

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SARA, KARIM = Member("sara", "Sara", zone="UTC"), Member("karim", "Karim", zone="UTC")


@dataclass
class Office:
    """Sara leads Yusuf on both platforms; Karim, on Slack alone, stands in."""

    now: datetime = MONDAY
    shut: set[str] = field(default_factory=set)
    cards: list[tuple[str, Reply]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = MemoryStore()
        one = Counterpart("yusuf", "Yusuf", "sara", ("karim",), added_at=self.now)
        accounts = [
            Identity("telegram:sara", "sara", "sara"),
            Identity("slack:sara", "sara", "sara"),
            Identity("slack:karim", "karim", "karim"),
        ]
        self.does(*map(added, (SARA, KARIM, *accounts, one)))

    def does(self, *changes: Change) -> tuple[Reply, ...]:
        planned = replanned(self.store, changes, self.now)
        self.store.apply([*changes, *planned.changes])
        return planned.replies

    def puts(self, record: Record) -> None:
        self.does(added(record))

    def promise(self, days: int) -> None:
        today = self.now.date()
        self.puts(Commitment("p", "yusuf", "", Side.THEM, "fuel", today, due=today + days * DAY))

    def tick(self, now: datetime, state: Passage = Passage.SENT) -> list[str]:
        """Whom the cards of this tick went to, by which door; *state* is what became of Sara's.

        The weekly overview always arrives, and is left out here.
        """
        self.now, new = now, []
        for _ in range(5):
            told = due(self.store, now, is_open=lambda one: one.id not in self.shut)
            for key, reply in told.cards:
                number = len(self.cards) + 1
                whole = key.startswith("digest:")
                became = Passage.SENT if whole or reply.to.place != "sara" else state
                to, sent_id = reply.to, f"x{number}" if became is Passage.SENT else ""
                made = Delivery(f"d{number}", to.platform, to.place, now, "", number, answers=key)
                made = replace(made, state=became, sent_id=sent_id)
                self.store.apply([added(made)])
                self.cards.append((key, reply))
                new += [] if whole else [f"{to.platform}:{to.place}"]
            self.store.apply(told.changes)
        return new

    def press(self, what: str, account: str) -> tuple[Reply, ...]:
        """A press on a list that stands on that account, not on the card itself."""
        platform, _, place = account.partition(":")
        member = self.store.get(Member, place)
        assert member is not None
        message = Message("k", account, Address(platform, place), self.now, press="x", card="list")
        say = Speech(member.language, member.zone)
        desk = Desk(Visible(self.store, member), self.now, lambda: "new", member, say)
        outcome = pressing.pressed(message, desk, what)
        planned = replanned(self.store, outcome.changes, self.now, pressed=f"{platform}:list")
        self.store.apply([*outcome.changes, *planned.changes])
        return planned.replies

    def nudge(self, about: str) -> Nudge:
        found = [one for one in self.store.all(Nudge) if one.about == about]
        return max(found, key=lambda one: (one.stage is not Stage.PLANNED, one.day))


def nine(day: int) -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=UTC) + day * DAY


def test_the_owner_hears_by_the_door_last_used() -> None:
    office = Office()
    office.puts(Presence("sara", office.now.date(), "slack:sara"))
    office.promise(1)
    assert office.tick(nine(1)) == ["slack:sara"]


def test_a_door_that_is_shut_is_gone_round_by_the_other() -> None:
    office = Office(shut={"telegram:sara"})
    office.promise(1)
    assert office.tick(nine(1)) == ["slack:sara"]


def test_a_card_that_did_not_arrive_comes_by_the_other_door() -> None:
    office = Office()
    office.promise(1)
    assert office.tick(nine(1), Passage.FAILED)[:2] == ["telegram:sara", "slack:sara"]


def test_a_card_in_doubt_for_a_quarter_of_an_hour_leaves_by_the_other_door_marked() -> None:
    office = Office()
    office.promise(1)
    assert office.tick(nine(1), Passage.CLAIMED) == ["telegram:sara"]
    assert office.tick(nine(1) + 10 * MINUTE) == []
    assert office.tick(nine(1) + 16 * MINUTE) == ["slack:sara"]
    assert "was due" in str(office.cards[-1][1].card)


def test_a_deputy_hears_while_the_owner_is_away() -> None:
    office = Office()
    today = office.now.date()
    office.puts(Rhythm("sara", away_from=today, away_until=today + 5 * DAY))
    office.promise(1)
    assert office.tick(nine(1)) == ["slack:karim"]


def test_a_deputy_hears_once_the_owner_has_been_silent_for_a_week() -> None:
    office = Office()
    office.puts(Presence("sara", office.now.date(), "telegram:sara"))
    office.puts(Presence("karim", office.now.date() + 8 * DAY, "slack:karim"))
    office.promise(9)
    assert office.tick(nine(9)) == ["slack:karim"]


def test_where_no_door_to_the_owner_is_left_the_deputy_hears_now_and_the_owner_next_time() -> None:
    office = Office()
    today = office.now.date()
    office.promise(1)
    office.puts(Presence("sara", today, "", lost=("telegram:sara", "slack:sara")))
    assert office.tick(nine(1)) == ["slack:karim"]


def test_where_every_door_fails_the_deputy_hears_now_and_the_owner_next_time() -> None:
    office = Office()
    office.promise(1)
    tried = office.tick(nine(1), Passage.UNREACHABLE)
    assert tried == ["telegram:sara", "slack:sara", "slack:karim"]
    seen = office.store.get(Presence, "sara")
    assert seen is not None
    office.now = nine(1) + HOUR
    office.does(Change(seen, replace(seen, account="slack:sara", lost=())))
    assert office.tick(nine(1) + HOUR) == ["slack:sara"]
    assert "Karim" in str(office.cards[-1][1].card)


def test_what_is_due_does_not_wait_for_doors_that_stay_shut_but_a_check_in_does() -> None:
    office = Office(shut={"telegram:sara", "slack:sara"})
    office.promise(1)
    assert office.tick(nine(1)) == []
    assert office.tick(nine(1) + 16 * MINUTE) == ["slack:karim"]
    checkin = next(one for one in office.store.all(Nudge) if one.reason is Reason.CHECKIN)
    office.tick(checkin.due_at + HOUR)
    waiting = office.store.get(Nudge, checkin.id)
    assert waiting is not None
    assert (waiting.stage, waiting.member) == (Stage.PLANNED, "sara")


def test_nobody_else_is_told_that_somebody_missed_something() -> None:
    office = Office()
    office.promise(1)
    office.tick(nine(1), Passage.UNREACHABLE)
    seen = office.store.get(Presence, "sara")
    assert seen is not None
    office.now = nine(1) + HOUR
    office.does(Change(seen, replace(seen, account="slack:sara", lost=())))
    assert office.tick(nine(1) + HOUR, Passage.UNREACHABLE) == ["slack:sara", "telegram:sara"]
    missed = [one for one in office.store.all(Nudge) if one.reason is Reason.MISSED]
    assert [(one.member, one.stage) for one in missed] == [("sara", Stage.UNREACHED)]


def test_what_waited_for_several_members_comes_to_each_on_one_card() -> None:
    office = Office()
    lina = Member("lina", "Lina", zone="UTC")
    office.does(added(lina), added(Identity("telegram:lina", "lina", "lina")))
    for day in range(3):
        for member in ("sara", "karim", "lina"):
            on = office.now.date() + day * DAY
            id = f"{member}{day}"
            office.puts(Reminder(id, member, "call", on, office.now, at=time(9)))
    told = office.tick(nine(4))
    assert sorted(told) == ["slack:karim", "telegram:lina", "telegram:sara"]


def test_shut_doors_of_many_keep_nobody_else_from_hearing() -> None:
    office = Office()
    for n in range(100):
        member = Member(f"m{n}", f"Member {n}", zone="UTC")
        office.does(added(member), added(Identity(f"telegram:m{n}", f"m{n}", f"m{n}")))
        office.shut.add(f"telegram:m{n}")
        office.puts(Reminder(f"r{n}", f"m{n}", "call", office.now.date(), office.now, at=time(8)))
    office.puts(Reminder("r", "sara", "call", office.now.date(), office.now, at=time(9)))
    done: frozenset[str] = frozenset()
    cards: list[Reply] = []
    while True:
        told = due(
            *(office.store, nine(0)),
            is_open=lambda one: one.id not in office.shut,
            told_already=done,
        )
        cards += [reply for _, reply in told.cards]
        assert told.members
        assert len(told.members) < 100
        office.store.apply(told.changes)
        done |= told.members
        if not told.more:
            break
    assert [one.to.place for one in cards] == ["sara"]


@pytest.mark.parametrize("account", ["slack:sara", "telegram:sara"])
def test_what_is_settled_on_one_door_is_redrawn_on_the_other(account: str) -> None:
    office = Office()
    office.promise(1)
    office.tick(nine(1))
    replies = office.press(f"kept:{office.nudge('p').id}", account)
    assert [(one.to.platform, one.replaces) for one in replies] == [("telegram", "x1")]


def test_a_reminder_that_is_done_on_one_door_is_redrawn_on_the_other() -> None:
    office = Office()
    office.puts(Reminder("r", "sara", "call", office.now.date(), office.now, at=time(9)))
    office.tick(nine(0))
    replies = office.press(f"done:{office.nudge('r').id}", "slack:sara")
    assert [(one.to.platform, one.replaces) for one in replies] == [("telegram", "x1")]


def test_a_check_in_that_was_put_off_comes_at_the_hour_they_chose() -> None:
    office = Office()
    checkin = next(one for one in office.store.all(Nudge) if one.reason is Reason.CHECKIN)
    office.tick(checkin.due_at)
    office.press(f"put:e:{checkin.id}", "telegram:sara")
    evening = checkin.due_at.replace(hour=18)
    assert office.tick(evening - MINUTE) == []
    assert office.tick(evening) == ["telegram:sara"]


def test_a_feast_that_falls_into_an_outage_is_told_late() -> None:
    office = Office()
    office.puts(Observance("o", "yusuf", "christmas"))
    feast = next(one for one in office.store.all(Nudge) if one.reason is Reason.OCCASION)
    back = feast.due_at + 3 * DAY
    office.store.apply(looked_over(office.store, ["sara", "yusuf"], back).changes)
    told = office.tick(back + 4 * DAY)
    assert "telegram:sara" in told
    assert office.store.get(Nudge, feast.id) != feast


def test_feasts_of_many_on_one_day_come_on_one_card_beyond_the_number_of_the_day() -> None:
    office = Office()
    office.puts(Rhythm("sara", cap=3))
    for n in range(9):
        office.puts(Counterpart(f"c{n}", f"Name {n}", "sara", added_at=office.now))
        office.puts(Observance(f"o{n}", f"c{n}", "christmas"))
    feasts = [one for one in office.store.all(Nudge) if one.reason is Reason.OCCASION]
    # Everything before has been dealt with.
    for one in office.store.due(Nudge, feasts[0].due_at - MINUTE):
        office.store.apply([Change(one, replace(one, stage=Stage.SKIPPED))])
    office.tick(feasts[0].due_at)
    told = [office.store.get(Nudge, one.id) for one in feasts]
    assert len({one.card for one in told if one}) == 1
    assert {one.told_on for one in told if one} == {date(2026, 12, 25)}


def test_the_overview_counts_to_the_number_of_the_day() -> None:
    office = Office()
    office.puts(Rhythm("sara", cap=1, digest_day=0, digest_hour=time(8)))
    for n in range(3):
        office.puts(Counterpart(f"c{n}", f"Name {n}", "sara", added_at=office.now - 90 * DAY))
    office.promise(3)
    office.tick(MONDAY + 2 * HOUR)
    office.tick(nine(0))
    assert [key.partition(":")[0] for key, _ in office.cards] == ["digest"]


class Torn(MemoryStore):
    """A store in which what was said to one counterpart cannot be read any more."""

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        if kind is Commitment and value == "torn":
            raise LookupError("torn")
        return super().find(kind, index, value)


def test_trouble_with_what_is_due_to_one_member_keeps_nobody_else_from_hearing() -> None:
    office = Office()
    today = office.now.date()
    office.puts(Reminder("r", "karim", "call", today, office.now, at=time(9)))
    torn = Torn([*office.store.all(Member), *office.store.all(Identity), *office.store.all(Nudge)])
    for record in (*office.store.all(Counterpart), *office.store.all(Reminder)):
        torn.put(record)
    away = Rhythm("sara", away_from=today, away_until=today + DAY)
    broken = Counterpart("torn", "Torn", "sara", ("karim",))
    lost = Nudge("checkin:torn:1", "sara", Reason.CHECKIN, "torn", today, MONDAY, "torn")
    for record in (away, broken, lost):
        torn.put(record)
    told = due(torn, nine(0))
    assert [key for key, _ in told.cards if key.startswith("reminder")]
    assert {str(fault.error) for fault in told.faults} == {"torn"}
    assert "torn" in {fault.about for fault in told.faults}
    assert {"sara", "karim"} <= told.members
