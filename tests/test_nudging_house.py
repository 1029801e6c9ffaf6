"""Nudges through the real outbox: said once, whenever the power goes; and a clock that leaps."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.nudging import Nudger
from bot.pulse import REMEMBERED, Pulse
from bot.slip import Slip
from bot.unkept import TOLD_EVERY
from handlers.chat import DeliveryError
from handlers.nudging.planning import replanned
from storage import chain
from storage.records import (
    Audit,
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Did,
    Member,
    Nudge,
    Passage,
    Rhythm,
    Role,
    Side,
    Stage,
    Status,
    added,
)
from storage.store import Unwritable
from tests.doubles.disk import FailingDisk
from tests.fakes import NOON, said, settle
from tests.house import AMAL, Disk, House

DUE = datetime(2026, 3, 18, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def planned(house: House, owner: str = AMAL.id) -> None:
    """A promise that is due in three days, so that it comes up tomorrow morning."""
    now = house.clock.now
    one = Counterpart("c", "Yusuf", owner, deputies=(AMAL.id,))
    day = now.date()
    promise = Commitment("p", "c", "", Side.US, "send plates", day, due=day + timedelta(days=3))
    changes = [added(one), added(promise)]
    house.store.apply([*changes, *replanned(house.store, changes, now).changes])
    house.store.flush()


def nudger(house: House, slip: Slip | None = None) -> Nudger:
    return Nudger(
        *(house.store, house.outbox),
        commit=house.commit,
        clock=house.clock,
        timer=house.clock.timer,
        slip=slip,
    )


@pytest.mark.parametrize("flushes", range(8))
async def test_a_nudge_is_said_once_whenever_the_power_goes(flushes: int) -> None:
    disk = Disk()
    house = House(disk)
    planned(house)
    house.clock.advance((DUE - house.clock.now).total_seconds())
    disk.left = flushes
    house.chat.powered = lambda: disk.left >= 0
    async with house.lived_in():
        with suppress(Unwritable):
            await nudger(house).tick()
        await settle()
    disk.left = 2**62
    house.build()
    async with house.lived_in():
        await nudger(house).tick()
        await house.clock.pass_time(60)
        await nudger(house).tick()
        await settle()
    marked = sum(repeat for _, _, _, repeat in house.chat.log)
    assert len(house.chat.shown) - marked == 1
    assert marked <= 1
    (sent,) = [one for one in house.store.all(Nudge) if one.stage is Stage.SENT]
    assert sent.about == "p"


async def test_what_was_due_while_everything_stood_still_comes_late_once_and_it_is_told() -> None:
    house, told = House(), dict[str, str]()
    planned(house)
    house.clock.advance((DUE - house.clock.now).total_seconds() - 5)
    watch = nudger(house)
    stands = [10.0]

    async def sleep(seconds: float) -> None:
        house.clock.advance(seconds + (stands.pop() if stands else 0.0))

    pulse = Pulse(house.clock.timer, told.__setitem__, sleep)
    async with house.lived_in():
        await watch.tick()
        assert house.chat.shown == []
        await pulse.beat()
        assert told == {"loop": "everything stood still for 10 seconds"}
        for _ in range(3):
            await watch.tick()
            await settle()
            await pulse.beat()
            assert "still" in told["loop"]
        assert len(house.chat.shown) == 1
        house.clock.advance(REMEMBERED)
        await pulse.beat()
    assert told == {"loop": "ok"}


def refusing(owner: str = AMAL.id) -> tuple[Disk, House]:
    """A house whose disk takes nothing from now on, a moment before something is due."""
    disk = Disk()
    house = House(disk)
    planned(house, owner)
    house.clock.advance((DUE - house.clock.now).total_seconds())
    disk.full = True
    return disk, house


async def test_while_the_disk_refuses_what_is_due_is_said_once_and_written_down_after() -> None:
    disk, house = refusing()
    watch = nudger(house)
    async with house.lived_in():
        for _ in range(4):
            await watch.tick()
            await settle()
            house.clock.advance(1800)
        assert len(house.chat.shown) == 1
        assert disk.count(Delivery) == 0
        disk.full = False
        for _ in range(2):
            await watch.tick()
            await settle()
            house.clock.advance(25)
    house.build()
    async with house.lived_in():
        await nudger(house).tick()
        await settle()
    assert len(house.chat.shown) == 1
    (nudge,) = (one for one in disk.all(Nudge) if one.about == "p" and one.sent_at)
    assert nudge.stage is Stage.SENT
    (delivery,) = disk.all(Delivery)
    assert (delivery.state, delivery.sent_id) == (Passage.SENT, "m1")


async def test_what_a_deputy_was_told_while_the_disk_refused_is_in_the_audit_afterwards() -> None:
    disk, house = refusing(owner="boris")
    today = house.clock.now.date()
    away = Rhythm("boris", away_from=today, away_until=today + timedelta(days=9))
    disk.full = False
    disk.flush(disk.apply([added(Member("boris", "Boris")), added(away)]))
    disk.full = True
    watch = nudger(house)
    async with house.lived_in():
        await watch.tick()
        disk.full = False
        await watch.tick()
        await settle()
    (line,) = disk.all(Audit)
    assert (line.did, line.member, line.about) == (Did.TOLD, AMAL.id, ("c",))


async def test_what_cannot_be_sent_while_the_disk_refuses_is_sent_when_it_can_be() -> None:
    disk, house = refusing()
    watch = nudger(house)
    house.chat.failures = [DeliveryError("away")]
    async with house.lived_in():
        await watch.tick()
        assert house.chat.shown == []
        disk.full = False
        await watch.tick()
        await settle()
    assert len(house.chat.shown) == 1


async def test_what_may_have_arrived_while_the_disk_refused_is_asked_for_afterwards() -> None:
    disk, house = refusing()
    watch = nudger(house)
    house.chat.losses = [DeliveryError("no answer", lost=True)]
    async with house.lived_in():
        await watch.tick()
        disk.full = False
        await watch.tick()
        await settle()
    assert len(house.chat.shown) == 1
    assert house.chat.asked


async def test_where_something_changed_meanwhile_what_was_said_is_not_said_again() -> None:
    disk, house = refusing()
    watch = nudger(house)
    async with house.lived_in():
        await watch.tick()
        disk.full = False
        # Somebody settles another thing about it before the next tick.
        (nudge,) = (one for one in disk.all(Nudge) if one.about == "p" and one.due_at <= DUE)
        disk.apply([Change(nudge, replace(nudge, tries=1))])
        for _ in range(3):
            await watch.tick()
            await settle()
    assert len(house.chat.shown) == 1


async def test_those_who_lead_the_team_are_told_once_a_day_that_nothing_can_be_kept() -> None:
    disk, house = refusing()
    amal = house.store.get(Member, AMAL.id)
    assert amal is not None
    disk.full = False
    disk.flush(disk.apply([Change(amal, replace(amal, role=Role.COORDINATOR))]))
    disk.full = True
    watch = nudger(house)
    async with house.lived_in():
        for _ in range(3):
            await watch.tick()
            await watch.unkept.alarm()
    assert sum("Nothing can be kept" in title for title in house.chat.titles) == 1
    assert len(house.chat.titles) == 2


async def test_whoever_writes_while_the_disk_refuses_is_told_once_an_hour() -> None:
    _, house = refusing()
    unkept = nudger(house).unkept
    async with house.lived_in():
        for seconds in (0, 60, TOLD_EVERY.total_seconds()):
            house.clock.advance(seconds)
            await unkept.not_kept(said("met Idris"))
        await unkept.not_kept(said("hello", sender="fake:stranger"))
        await unkept.not_kept(replace(said("met Idris", sender="fake:amal"), private=False))
    assert ["cannot keep what you wrote" in title for title in house.chat.titles] == [True, True]


async def test_who_is_told_of_somebody_whose_relation_another_leads_is_written_down() -> None:
    house = House()
    today = house.clock.now.date()
    away = Rhythm("boris", away_from=today, away_until=today + timedelta(days=9))
    house.store.apply([added(Member("boris", "Boris")), added(away)])
    planned(house, owner="boris")
    house.clock.advance((DUE - house.clock.now).total_seconds())
    async with house.lived_in():
        for _ in range(2):
            await nudger(house).tick()
            await settle()
    assert len(house.chat.shown) == 1
    (line,) = house.store.all(Audit)
    assert (line.did, line.member, line.about) == (Did.TOLD, AMAL.id, ("c",))
    assert list(chain.broken(house.store)) == [""]


async def test_a_clock_that_leaps_is_not_believed_at_once() -> None:
    house = House()
    planned(house)
    watch = nudger(house)
    async with house.lived_in():
        assert await watch.tick()
        house.clock.now += timedelta(days=365)
        assert not await watch.tick()
        house.clock.now -= timedelta(days=365)
        assert not await watch.tick()
        await settle()
        assert house.chat.shown == []
        house.clock.advance(700)
        assert await watch.tick()


async def ticked(house: House, slip: Slip, seconds: float = 60) -> None:
    """A run of the service: started anew, one tick, stopped."""
    house.build()
    async with house.lived_in():
        await nudger(house, slip).tick()
        await settle()
    house.clock.advance(seconds)


@pytest.mark.parametrize("remembers", [True, False])
async def test_what_was_said_while_the_disk_refused_comes_again_only_as_a_repeat(
    remembers: bool, tmp_path: Path
) -> None:
    disk, house = refusing()
    house.chat.remembers = remembers
    note = tmp_path / "slip"
    Slip(note).keep_room()
    await ticked(house, Slip(note))
    assert [repeat for *_, repeat in house.chat.log] == [False]
    # Started anew while the disk still refuses, and again once it is well.
    await ticked(house, Slip(note))
    disk.full = False
    for _ in range(3):
        await ticked(house, Slip(note))
    marks = [repeat for *_, repeat in house.chat.log]
    # Slack is asked for that very card and has it; Telegram cannot be asked, so it says so.
    assert marks == ([False] if remembers else [False, True, True])
    assert house.chat.asked or not remembers
    (sent,) = [one for one in disk.all(Nudge) if one.about == "p" and one.sent_at]
    assert sent.stage is Stage.SENT


async def test_what_comes_on_another_card_after_the_restart_says_that_it_may_be_a_repeat(
    tmp_path: Path,
) -> None:
    disk, house = refusing()
    disk.full = False
    promise = Commitment("q", "c", "", Side.US, "send fuel", NOON.date(), due=DUE.date() + 2 * DAY)
    promises = [replace(promise, id=f"q{n}") for n in range(5)]
    made = [added(one) for one in promises]
    disk.flush(disk.apply([*made, *replanned(disk, made, NOON).changes]))
    disk.full = True
    note = tmp_path / "slip"
    Slip(note).keep_room()
    await ticked(house, Slip(note))
    disk.full = False
    kept = [Change(promises[0], replace(promises[0], status=Status.KEPT))]
    disk.flush(disk.apply([*kept, *replanned(disk, kept, house.clock.now).changes]))
    await ticked(house, Slip(note))
    assert ["things are due" in title for title in house.chat.titles] == [True, True]
    assert [repeat for *_, repeat in house.chat.log] == [False, True]


async def test_what_is_due_after_the_restart_is_no_repeat(tmp_path: Path) -> None:
    disk, house = refusing()
    note = tmp_path / "slip"
    Slip(note).keep_room()
    house.chat.remembers = False
    await ticked(house, Slip(note))
    disk.full = False
    house.build()
    async with house.lived_in():
        watch = nudger(house, Slip(note))
        for _ in range(2):
            await watch.tick()
            await settle()
            assert Slip(note).is_marked
            house.clock.advance(43_200)
        await watch.tick()
        await settle()
        # By now all that could come again has come; the next run is in no doubt.
        assert not Slip(note).is_marked
        house.clock.advance(86_400)
        await watch.tick()
        await settle()
    told = [repeat for *_, repeat in house.chat.log]
    assert told[:2] == [False, True]
    assert len(told) > 2
    assert not any(told[2:])


async def test_a_disk_that_is_well_again_in_time_leaves_no_doubt(tmp_path: Path) -> None:
    disk, house = refusing()
    slip = Slip(tmp_path / "slip")
    slip.keep_room()
    watch = nudger(house, slip)
    async with house.lived_in():
        await watch.tick()
        assert Slip(tmp_path / "slip").is_marked
        disk.full = False
        await watch.tick()
        await settle()
    assert not Slip(tmp_path / "slip").is_marked


def test_the_slip_takes_no_more_room_than_was_kept(tmp_path: Path) -> None:
    place = tmp_path / "slip"
    Slip(place).keep_room()
    before = place.stat().st_size, place.stat().st_ino
    assert Slip(place).mark()
    assert (place.stat().st_size, place.stat().st_ino) == before
    assert Slip(place).is_marked
    assert place.stat().st_mode & 0o777 == 0o600


def test_where_one_disk_takes_nothing_the_other_place_is_tried(tmp_path: Path) -> None:
    broken = FailingDisk()
    broken.broken = frozenset({"write"})
    assert not Slip(tmp_path / "a", files=broken).mark()
    nowhere = tmp_path / "gone" / "slip"
    slip = Slip(nowhere, tmp_path / "b")
    slip.keep_room()
    assert slip.mark()
    assert Slip(nowhere, tmp_path / "b").is_marked
    slip.clear()
    assert not Slip(nowhere, tmp_path / "b").is_marked
    # A link that somebody laid there is not followed.
    (tmp_path / "other").write_bytes(b"said\n")
    (tmp_path / "c").symlink_to(tmp_path / "other")
    assert not Slip(tmp_path / "c").is_marked
    assert not Slip(tmp_path / "c").mark()
