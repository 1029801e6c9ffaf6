"""Nudges through the real outbox: said once, whenever the power goes; and a clock that leaps."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.nudging import Nudger
from handlers.nudging.planning import replanned
from storage import chain
from storage.records import (
    Audit,
    Commitment,
    Counterpart,
    Did,
    Member,
    Nudge,
    Rhythm,
    Side,
    Stage,
    added,
)
from storage.store import Unwritable
from tests.fakes import settle
from tests.house import AMAL, Disk, House

DUE = datetime(2026, 3, 18, 9, tzinfo=UTC)


def planned(house: House, owner: str = AMAL.id) -> None:
    """A promise that is due in three days, so that it comes up tomorrow morning."""
    now = house.clock.now
    one = Counterpart("c", "Yusuf", owner, deputies=(AMAL.id,))
    day = now.date()
    promise = Commitment("p", "c", "", Side.US, "send plates", day, due=day + timedelta(days=3))
    changes = [added(one), added(promise)]
    house.store.apply([*changes, *replanned(house.store, changes, now).changes])
    house.store.flush()


def nudger(house: House) -> Nudger:
    return Nudger(
        *(house.store, house.outbox),
        commit=house.commit,
        clock=house.clock,
        timer=house.clock.timer,
    )


@pytest.mark.parametrize("flushes", range(8))
async def test_a_nudge_is_said_once_whenever_the_power_goes(flushes: int) -> None:
    disk = Disk()
    house = House(disk)
    planned(house)
    house.clock.advance((DUE - house.clock.now).total_seconds())
    disk.left = flushes
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
