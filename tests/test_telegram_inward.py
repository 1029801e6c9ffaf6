"""What people do on Telegram becomes messages, each in its order and under its own key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.doubles.telegram import Fault, TelegramDouble
from tests.telegram_rig import Rig, reply, rig


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


async def test_a_slow_file_keeps_its_sender_in_order_and_holds_up_nobody_else() -> None:
    async with TelegramDouble() as double:
        amina, bilal = double.person(7), double.person(8)
        double.fail("download", Fault(slow=0.3))
        await amina.sends_file("document", b"made up", caption="first")
        await amina.says("second")
        await bilal.says("meanwhile")
        async with rig(double) as run:
            await run.house.sees(3)
            assert run.house.texts == ["meanwhile", "first", "second"]


async def test_the_same_message_under_a_new_number_has_the_same_key() -> None:
    async with rig() as run:
        id = await run.amina.says("once")
        await run.house.sees(1)
        seen = run.amina.room.message(id)
        assert seen is not None
        run.double.updates.add("message", seen.raw)
        await run.house.until(lambda: len(run.house.repeated) == 1)
        assert run.house.texts == ["once"]


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
