"""In a group the bot hears only what is said to it, by a person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.telegram_rig import rig

ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
OVERHEARD: list[tuple[str, dict[str, Any]]] = [
    ("just talking", {}),
    ("/start@other_bot now", {}),
    ("@other_bot hello", {}),
    ("mail me at a@rapport_test_bot", {"entities": []}),
    ("/start", {**ANONYMOUS, "sender_chat": {"id": -5, "type": "supergroup", "title": "x"}}),
    ("/start", {"from": {"id": 3, "is_bot": True, "first_name": "Another bot"}}),
    ("/start", {"sender_chat": {"id": -6, "type": "channel", "title": "News"}}),
]
ADDRESSED: list[tuple[str, dict[str, Any], str]] = [
    ("/due", {}, "/due"),
    ("/due@rapport_test_bot now", {}, "/due now"),
    ("/due@Rapport_Test_Bot", {}, "/due"),
    ("what is due, @rapport_test_bot?", {}, "what is due, @rapport_test_bot?"),
    ("😀 @Rapport_test_bot", {}, "😀 @Rapport_test_bot"),
]


@pytest.mark.parametrize(("text", "extra"), OVERHEARD)
async def test_what_is_not_said_to_us_is_not_heard(text: str, extra: dict[str, Any]) -> None:
    async with rig() as run:
        group = run.double.group(-5)
        await run.amina.in_group(group).says(text, **extra)
        await run.amina.says("privately")
        await run.house.sees(1)
        await run.double.until(lambda: len(run.double.updates.confirmed) == 2)
        assert run.house.texts == ["privately"]


@pytest.mark.parametrize(("text", "extra", "heard"), ADDRESSED)
async def test_what_is_said_to_us_is_heard(text: str, extra: dict[str, Any], heard: str) -> None:
    async with rig() as run:
        group = run.double.group(-5)
        await run.amina.in_group(group).says(text, **extra)
        (message,) = await run.house.sees(1)
        assert message.text == heard
        assert (message.private, message.addressed) == (False, True)
        assert (message.sender, message.place.place) == ("telegram:7", "-5")


async def test_a_mention_by_name_and_a_reply_are_said_to_us() -> None:
    async with rig() as run:
        group = run.double.group(-5)
        there = run.amina.in_group(group)
        named = {"type": "text_mention", "offset": 0, "length": 7, "user": run.double.me}
        await there.says("Rapport, hello", entities=[named])
        ours = {"message_id": 4, "chat": group.face, "date": 1, "from": run.double.me}
        await there.says("yes", reply_to_message=ours)
        await run.house.sees(2)
        assert run.house.texts == ["Rapport, hello", "yes"]


async def test_a_topic_is_part_of_the_place() -> None:
    async with rig() as run:
        there = run.amina.in_group(run.double.group(-5))
        await there.says("/due", message_thread_id=12, is_topic_message=True)
        await there.says("/due", message_thread_id=12)
        first, second = await run.house.sees(2)
        assert (first.place.thread, second.place.thread) == ("12", "")


async def test_comings_and_goings_are_passed_over() -> None:
    async with rig() as run:
        there = run.amina.in_group(run.double.group(-5))
        await there.says("", new_chat_members=[run.double.me])
        await there.says("", new_chat_title="Another name")
        await there.says("", migrate_to_chat_id=-1005)
        await run.amina.says("", pinned_message=None)
        await run.amina.says("after")
        await run.double.until(lambda: len(run.double.updates.confirmed) == 5)
        assert run.house.texts == ["after"]
