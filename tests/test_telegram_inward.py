"""What people do on Telegram becomes messages, each once, whatever breaks in between."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.telegram import connect
from bot.telegram.poll import HEARD, OFFSET
from tests.doubles.telegram import Fault, TelegramDouble
from tests.doubles.ways import FakeWays
from tests.telegram_rig import QUICK, Rig, reply, rig, settings


async def confirmed(run: Rig, count: int) -> None:
    await run.double.until(lambda: len(run.double.updates.confirmed) >= count)


async def test_a_text_arrives_with_who_where_and_when() -> None:
    async with rig() as run:
        id = await run.amina.says("Met Yusuf at the port")
        (message,) = await run.house.sees(1)
        assert message.key == f"tg:1:message:7:{id}"
        assert (message.sender, message.place.place) == ("telegram:7", "7")
        assert (message.text, message.id, message.name) == (
            "Met Yusuf at the port",
            str(id),
            "Amina",
        )
        assert (message.language, message.private, message.card) == ("en", True, "")
        assert message.at.utcoffset() == timedelta(0)
        await confirmed(run, 1)
        assert run.chat.username == "rapport_test_bot"


async def test_only_the_four_kinds_we_read_are_asked_for_and_no_backlog_is_dropped() -> None:
    async with rig() as run:
        await run.double.until(lambda: run.double.updates.polls > 0)
        kinds = {"message", "edited_message", "callback_query", "my_chat_member"}
        assert set(run.double.updates.allowed) == kinds
        assert not run.double.updates.dropped


async def test_a_press_is_answered_and_names_its_card() -> None:
    async with rig() as run:
        card = int(await run.chat.send(reply(), "d1", repeat=False))
        query = await run.amina.presses(card, "Edit")
        (message,) = await run.house.sees(1)
        assert (message.press, message.card) == ("e:1", str(card))
        assert message.key == f"tg:1:press:7:{card}:{query}"
        await run.double.until(lambda: run.double.answered == [query])


async def test_a_press_too_old_to_be_answered_is_still_taken() -> None:
    double = await TelegramDouble().start()
    amina = double.person(7)
    query = await amina.presses_data(5, "s:1")
    double.expire_queries()
    async with rig(double) as run:
        (message,) = await run.house.sees(1)
        assert message.key.endswith(query)
        await confirmed(run, 1)
    await double.stop()


async def test_an_edit_names_what_it_replaces_and_each_edit_has_its_own_key() -> None:
    async with rig() as run:
        id = await run.amina.says("On 17 March")
        await run.amina.edits(id, "On 18 March")
        await run.amina.edits(id, "On 19 March")
        messages = await run.house.sees(3)
        assert [message.edits for message in messages] == ["", str(id), str(id)]
        assert messages[2].text == "On 19 March"
        assert len({message.key for message in messages}) == 3


async def test_a_reply_to_our_card_names_it_and_a_reply_to_another_does_not() -> None:
    async with rig() as run:
        card = int(await run.chat.send(reply(), "d1", repeat=False))
        ours = {"message_id": card, "chat": run.amina.room.face, "date": 1, "from": run.double.me}
        theirs = ours | {"from": run.amina.user}
        await run.amina.says("to you", reply_to_message=ours)
        await run.amina.says("to me", reply_to_message=theirs)
        first, second = await run.house.sees(2)
        assert (first.card, second.card) == (str(card), "")


ORIGINS: list[tuple[dict[str, Any], str]] = [
    ({}, "Yusuf"),
    ({"type": "user", "sender_user": {"id": 9, "is_bot": False, "first_name": "Omar"}}, "Omar"),
    ({"type": "chat", "sender_chat": {"id": -5, "type": "group", "title": "Port"}}, "Port"),
    (
        {
            "type": "channel",
            "chat": {"id": -6, "type": "channel", "title": "News"},
            "message_id": 3,
        },
        "News",
    ),
    ({"type": "of_tomorrow"}, ""),
]


@pytest.mark.parametrize(("origin", "author"), ORIGINS)
async def test_a_forward_keeps_its_author_and_hour(origin: dict[str, Any], author: str) -> None:
    said_at = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)
    async with rig() as run:
        await run.amina.forwards("We agree", "Yusuf", said_at, **origin)
        (message,) = await run.house.sees(1)
        assert message.forwarded is not None
        assert (message.forwarded.author, message.forwarded.at) == (author, said_at)


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


async def test_the_order_within_a_chat_is_kept_and_chats_do_not_wait_for_each_other() -> None:
    async with TelegramDouble() as double:
        people = [double.person(id) for id in (7, 8, 9)]
        for number in range(20):
            for person in people:
                await person.says(str(number))
        async with rig(double) as run:
            await run.house.sees(60)
            for person in people:
                sender = f"telegram:{person.id}"
                said = [m.text for m in run.house.accepted if m.sender == sender]
                assert said == [str(number) for number in range(20)]


async def test_the_same_message_under_a_new_number_has_the_same_key() -> None:
    async with rig() as run:
        id = await run.amina.says("once")
        await run.house.sees(1)
        seen = run.amina.room.message(id)
        assert seen is not None
        run.double.updates.add("message", seen.raw)
        await run.house.until(lambda: len(run.house.repeated) == 1)
        assert run.house.texts == ["once"]


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


STRANGE: list[Any] = [
    {"update_id": 9001, "message": {}},
    {"update_id": 9001, "message": {"message_id": "x", "date": "soon", "chat": 3}},
    {"update_id": 9001, "message": {"message_id": 1, "date": 10**15, "chat": {"id": 7}}},
    {"update_id": 9001, "callback_query": {"id": "1"}},
    {"update_id": 9001, "of_tomorrow": {"a": 1}},
    {"update_id": 9001, "message": None},
    {"update_id": 9001},
]


@pytest.mark.parametrize("strange", STRANGE)
async def test_what_cannot_be_understood_is_confirmed_and_stops_nobody(strange: Any) -> None:
    async with rig() as run:
        run.double.updates.restart_ids(9002)
        run.double.updates.add_raw(strange)
        await run.amina.says("next")
        await run.house.sees(1)
        await confirmed(run, 2)
        assert run.house.texts == ["next"]


async def test_unknown_fields_are_passed_over() -> None:
    async with rig() as run:
        await run.amina.says("hello", of_tomorrow={"deep": [1]}, link_preview_options={})
        await run.house.sees(1)
        assert run.house.texts == ["hello"]


async def test_a_lone_surrogate_is_taken_and_can_be_shown_again() -> None:
    async with rig() as run:
        await run.amina.says("half \ud83d of it", entities=[])
        (message,) = await run.house.sees(1)
        assert message.text == "half \ufffd of it"
        await run.chat.send(reply("raw \ud83d too"), "d1", repeat=False)
        assert "raw \ufffd too" in run.amina.cards[0].text


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
