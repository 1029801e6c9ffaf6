"""The Telegram double is as strict as Telegram: what it lets through, Telegram would take."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.doubles.telegram import Fault, TelegramDouble


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[TelegramDouble, aiohttp.ClientSession]]:
    async with TelegramDouble() as double, aiohttp.ClientSession() as session:
        yield double, session


async def ask(
    double: TelegramDouble, session: aiohttp.ClientSession, method: str, **asked: Any
) -> tuple[int, Any]:
    async with session.post(f"{double.url}/bot{double.token}/{method}", json=asked) as answer:
        told = await answer.json()
        return answer.status, told.get("result", told.get("description"))


BUTTON = {"text": "Save", "callback_data": "s:1"}
REFUSED = [
    ({"text": " "}, "message text is empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "incorrect end"),
    ({"text": "😀", "entities": [{"type": "bold", "offset": 1, "length": 1}]}, "middle"),
    (
        {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 1}] * 101},
        "ENTITIES_TOO_LONG",
    ),
    ({"text": "a", "keyboard": [[{"text": "x", "callback_data": "é" * 33}]]}, "BUTTON_DATA"),
    ({"text": "a", "keyboard": [[BUTTON] * 9]}, "BUTTON_ROW"),
    ({"text": "a", "keyboard": [[BUTTON]] * 101}, "too many buttons"),
    ({"text": "a", "keyboard": [[{"text": "c", "copy_text": {"text": "a" * 257}}]]}, "COPY_TEXT"),
    ({"text": "a", "keyboard": [[{"text": "u", "url": "javascript:1"}]]}, "wrong protocol"),
    ({"text": "a", "chat_id": 99}, "chat not found"),
    ({"text": "a", "reply_parameters": {"message_id": 77}}, "replied not found"),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED)
async def test_what_telegram_refuses_the_double_refuses(asked: dict[str, Any], words: str) -> None:
    async with serving() as (double, session):
        amina = double.person(7)
        keyboard = asked.pop("keyboard", None)
        markup = {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}
        status, told = await ask(
            double, session, "sendMessage", **{"chat_id": 7, **markup, **asked}
        )
        assert status == 400
        assert words in told
        assert amina.cards == []


async def test_an_update_is_kept_until_a_higher_offset_confirms_it() -> None:
    async with serving() as (double, session):
        amina = double.person(7)
        await amina.says("one")
        await amina.says("two")
        _, first = await ask(double, session, "getUpdates")
        _, again = await ask(double, session, "getUpdates")
        assert [update["message"]["text"] for update in again] == ["one", "two"]
        _, rest = await ask(double, session, "getUpdates", offset=first[0]["update_id"] + 1)
        assert [update["message"]["text"] for update in rest] == ["two"]
        assert double.updates.confirmed == [first[0]["update_id"]]
        _, last = await ask(double, session, "getUpdates", offset=-1)
        assert last == rest


async def test_a_second_poller_ends_the_first_with_a_conflict() -> None:
    async with serving() as (double, session):
        held = asyncio.ensure_future(ask(double, session, "getUpdates", timeout=20))
        await double.until(lambda: double.updates.polls == 1)
        await ask(double, session, "getUpdates")
        status, words = await held
        assert status == 409
        assert "terminated by other getUpdates" in words
        await ask(double, session, "setWebhook", url="http://127.0.0.1:9/")
        status, words = await ask(double, session, "getUpdates")
        assert status == 409
        assert "webhook is active" in words


async def test_a_fourth_message_in_three_seconds_is_too_many() -> None:
    async with serving() as (double, session):
        double.person(7)
        statuses = [
            (await ask(double, session, "sendMessage", chat_id=7, text=str(n)))[0] for n in range(4)
        ]
        assert statuses == [200, 200, 200, 429]
        assert double.floods == 1


async def test_a_lost_answer_leaves_the_message_standing() -> None:
    async with serving() as (double, session):
        amina = double.person(7)
        double.fail("sendMessage", Fault(cut="before"), Fault(cut="after"))
        for _ in range(2):
            with pytest.raises(aiohttp.ClientError):
                await ask(double, session, "sendMessage", chat_id=7, text="once")
        assert [card.text for card in amina.cards] == ["once"]


async def test_a_press_is_answered_once_and_not_too_late() -> None:
    async with serving() as (double, session):
        amina = double.person(7)
        markup = {"inline_keyboard": [[BUTTON]]}
        _, card = await ask(
            double, session, "sendMessage", chat_id=7, text="a", reply_markup=markup
        )
        query = await amina.presses(card["message_id"], "Save")
        with pytest.raises(AssertionError, match="Delete"):
            await amina.presses(card["message_id"], "Delete")
        assert (await ask(double, session, "answerCallbackQuery", callback_query_id=query))[
            0
        ] == 200
        again = await ask(double, session, "answerCallbackQuery", callback_query_id=query)
        assert "query is too old" in again[1]
