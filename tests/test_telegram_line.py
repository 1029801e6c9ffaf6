"""Whatever breaks between Telegram and the disk, each message is taken, and taken once."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram import connect
from bot.telegram.poll import HEARD, OFFSET
from tests.doubles.telegram import Fault, TelegramDouble
from tests.doubles.ways import FakeWays
from tests.telegram_rig import QUICK, Rig, reply, rig, settings


async def confirmed(run: Rig, count: int) -> None:
    await run.double.until(lambda: len(run.double.updates.confirmed) >= count)


async def test_only_the_four_kinds_we_read_are_asked_for_and_no_backlog_is_dropped() -> None:
    async with rig() as run:
        await run.double.until(lambda: run.double.updates.polls > 0)
        kinds = {"message", "edited_message", "callback_query", "my_chat_member"}
        assert set(run.double.updates.allowed) == kinds
        assert not run.double.updates.dropped


async def test_a_restart_before_the_confirmation_brings_the_messages_again() -> None:
    async with TelegramDouble() as double:
        amina = double.person(7)
        house = FakeWays()
        house.hold = asyncio.Event()
        async with rig(double, house):
            await amina.says("one")
            await amina.says("two")
            await double.until(lambda: double.updates.polls > 0)
        assert double.updates.confirmed == []
        assert house.accepted == []
        house.hold = None
        async with rig(double, house) as run:
            await run.house.sees(2)
            assert run.house.texts == ["one", "two"]
            await confirmed(run, 2)


async def test_a_restart_after_the_disk_and_before_the_confirmation_repeats_under_one_key() -> None:
    async with TelegramDouble() as double:
        house, amina = FakeWays(), double.person(7)
        double.fail("getUpdates", Fault(), Fault(status=502), times=1)
        double.fail("getUpdates", Fault(status=502), times=50)
        await amina.says("one")
        async with rig(double, house):
            await house.sees(1)
        assert double.updates.confirmed == []
        double.heal()
        house.facts.clear()
        async with rig(double, house) as run:
            await confirmed(run, 1)
        assert (house.texts, len(house.repeated)) == (["one"], 1)


async def test_nothing_is_confirmed_while_the_disk_refuses() -> None:
    async with TelegramDouble() as double:
        house, amina = FakeWays(), double.person(7)
        house.refuse(-1)
        async with rig(double, house) as run:
            await amina.says("one")
            await house.until(lambda: house.refused >= 3)
            assert double.updates.confirmed == []
            assert "unwritable" in house.said("poll")
            house.refuse(0)
            await confirmed(run, 1)
            assert house.texts == ["one"]


@pytest.mark.parametrize("days", [5, 7])
async def test_numbers_that_begin_again_lower_are_still_received(days: int) -> None:
    house = FakeWays()
    at = datetime.now(UTC) - timedelta(days=days)
    house.facts[OFFSET] = f"900000 {at.isoformat()}"
    async with TelegramDouble() as double:
        amina = double.person(7)
        double.updates.restart_ids(50)
        await amina.says("after a silent week")
        async with rig(double, house) as run:
            await house.sees(1)
            await confirmed(run, 1)
            asked = [int(call["offset"]) for call in double.called("getUpdates")]
            assert asked[0] == (900000 if days < 6 else 0)
            assert house.facts[OFFSET].startswith("51 ")


async def test_a_week_of_silence_while_running_drops_the_offset() -> None:
    house = FakeWays()
    time = datetime(2026, 3, 1, tzinfo=UTC)
    async with TelegramDouble() as double:
        amina = double.person(7)
        shown = replace(settings(double), poll_seconds=1)
        async with connect(shown, house.ways, pace=QUICK, now=lambda: time):
            await amina.says("one")
            await double.until(lambda: double.updates.confirmed == [101])
            time += timedelta(days=7)
            polls = len(double.called("getUpdates"))
            await double.until(lambda: len(double.called("getUpdates")) > polls)
            assert double.called("getUpdates")[-1]["offset"] == "0"
            await amina.says("two")
            await house.sees(2)
            assert house.said("gap") == [f"2026-03-01T00:00:00+00:00 {time.isoformat()}"]


async def test_an_absence_longer_than_telegram_keeps_updates_is_said() -> None:
    house = FakeWays()
    before = datetime.now(UTC) - timedelta(hours=25)
    house.facts[HEARD] = before.isoformat()
    async with rig(house=house):
        await house.until(lambda: bool(house.said("gap")))
        assert house.said("gap")[0].startswith(before.isoformat())


async def test_twenty_bad_answers_lose_nothing() -> None:
    async with TelegramDouble() as double:
        double.fail("getUpdates", Fault(status=502), times=20)
        await double.person(7).says("through the storm")
        async with rig(double) as run:
            await run.house.sees(1)
            assert "NetworkError" in run.house.said("poll")


async def test_a_cut_poll_and_a_flood_are_survived() -> None:
    async with TelegramDouble() as double:
        double.fail("getUpdates", Fault(cut="before"), Fault(retry_after=1), Fault(cut="after"))
        await double.person(7).says("still here")
        async with rig(double) as run:
            await run.house.sees(1)
            assert "asked to wait" in run.house.said("poll")


async def test_a_dead_line_is_rebuilt() -> None:
    async with rig() as run:
        await run.double.until(lambda: run.double.updates.polls > 1)
        run.double.fail("getUpdates", Fault(status=502), times=30)
        await run.amina.says("wake the poll")
        await run.house.until(lambda: "rebuilt" in run.house.said("poll"))
        run.double.heal()
        await run.amina.says("after the rebuild")
        await run.house.sees(2)
        assert await run.chat.send(reply(), "d1", repeat=False)


async def test_telegram_away_at_the_start_is_tried_until_it_is_there() -> None:
    double = TelegramDouble()
    await double.start()
    port = int(double.url.rpartition(":")[2])
    shown = settings(double)
    await double.stop()
    house = FakeWays()
    async with connect(shown, house.ways, pace=QUICK) as chat:
        assert chat.username == ""
        assert "NetworkError" in house.said("poll")
        await double.start(port)
        await double.person(7).says("here at last")
        await house.sees(1)
        assert chat.username == "rapport_test_bot"
    await double.stop()


async def test_a_second_poller_raises_an_alarm_and_both_go_on() -> None:
    async with rig() as run, rig(run.double) as other:
        await run.house.until(lambda: "conflict" in run.house.said("poll"))
        await run.amina.says("to one of the two")
        await confirmed(run, 1)
        assert {*run.house.texts, *other.house.texts} == {"to one of the two"}


async def test_the_name_of_the_bot_is_remembered_for_links() -> None:
    async with rig() as run:
        await run.house.until(lambda: run.house.facts.get("username") == "rapport_test_bot")
        assert run.chat.username == "rapport_test_bot"


async def test_a_refused_token_stops_this_door_and_says_so() -> None:
    async with TelegramDouble() as double:
        double.revoked = True
        async with rig(double) as run:
            assert run.house.said("poll") == ["unauthorised"]
    async with rig() as run:
        await run.double.until(lambda: run.double.updates.polls > 0)
        run.double.revoked = True
        await run.amina.says("too late")
        await run.house.until(lambda: "unauthorised" in run.house.said("poll"))


async def test_a_webhook_left_behind_is_taken_down_so_that_polling_works() -> None:
    async with TelegramDouble() as double:
        double.updates.webhook = {"url": "http://127.0.0.1:9/old"}
        await double.person(7).says("hello")
        async with rig(double) as run:
            await run.house.sees(1)
        assert not double.updates.dropped


async def test_no_token_and_no_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with TelegramDouble("1:test-marker") as double:
        async with rig(double) as run:
            await run.amina.says("secret-marker")
            run.double.fail("sendMessage", Fault(status=502))
            with pytest.raises(Exception, match="not reached") as failed:
                await run.chat.send(reply("card-marker"), "d1", repeat=False)
            double.updates.add_raw({"update_id": 9001, "message": {"text": "secret-marker"}})
            await run.house.sees(1)
            double.revoked = True
            await run.house.until(lambda: "unauthorised" in run.house.said("poll"))
        assert failed.value.__suppress_context__
    ours = [r for r in caplog.records if not r.name.startswith(("aiohttp", "asyncio"))]
    assert not [r for r in ours if "marker" in r.getMessage() + str(r.exc_info)]
