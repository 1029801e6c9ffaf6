"""Cards reach Telegram once, whole and within its limits, or it is said plainly why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.telegram import announce, connect
from handlers.chat import (
    Address,
    Button,
    Card,
    Code,
    Items,
    Line,
    Quote,
    Reply,
    Text,
)
from handlers.words import doors
from handlers.words.speech import Speech
from tests.doubles.telegram import Fault, TelegramDouble
from tests.doubles.ways import FakeWays
from tests.telegram_rig import QUICK, reply, rig, settings


async def test_a_card_is_shown_with_its_title_bold_and_its_buttons_below() -> None:
    async with rig() as run:
        id = await run.chat.send(reply(), "d1", repeat=False)
        (card,) = run.amina.cards
        assert str(card.id) == id
        assert card.text == "Meeting with Yusuf\nWhen: Tue 17 March\n\nIs this right?"
        assert card.styled("bold") == ["Meeting with Yusuf", "When:"]
        assert card.keyboard[0][0]["style"] == "primary"
        assert card.labels == ["Save", "Edit", "Drop"]
        assert not card.preview


HOSTILE = ["<b>bold</b>", "*a* _b_ [c](tg://user?id=1)", "&amp; & <", "{0.__class__}", "@everyone"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_persons_text_is_never_markup(text: str) -> None:
    async with rig() as run:
        card = Card(text, (Quote(text), Line(text, text), Items(text, (text,)), Code(text)))
        await run.chat.send(Reply(Address("telegram", "7"), card), "d1", repeat=False)
        shown = run.amina.cards[0]
        assert shown.text.count(text) == 7
        assert shown.styled("blockquote") == [text]
        assert shown.styled("code") == [text]
        assert not any("parse_mode" in asked for asked in run.double.called("sendMessage"))


async def test_a_card_takes_the_place_of_an_earlier_one() -> None:
    async with rig() as run:
        id = await run.chat.send(reply("first"), "d1", repeat=False)
        again = await run.chat.send(reply("second", replaces=id), "d2", repeat=False)
        same = await run.chat.send(reply("second", replaces=id), "d3", repeat=True)
        assert again == same == id
        (card,) = run.amina.cards
        assert card.text.endswith("second")
        assert card.edits == 1


async def test_a_long_card_comes_in_parts_with_the_buttons_under_the_last() -> None:
    async with rig() as run:
        id = await run.chat.send(reply("word " * 2000), "d1", repeat=False)
        cards = run.amina.cards
        assert len(cards) == 3
        assert [bool(card.keyboard) for card in cards] == [False, False, True]
        assert str(cards[-1].id) == id


async def test_a_repeat_says_so_in_its_first_line_and_an_edit_does_not() -> None:
    async with rig() as run:
        id = await run.chat.send(reply("long " * 2000), "d1", repeat=True)
        first, *rest = run.amina.cards
        assert first.text.startswith(f"{doors.REPEATED}\nMeeting with Yusuf")
        assert first.styled("bold")[0] == "Meeting with Yusuf"
        assert not any(doors.REPEATED in card.text for card in rest)
        await run.chat.send(reply("now", replaces=id), "d2", repeat=True)
        assert doors.REPEATED not in run.amina.cards[-1].text


async def test_a_card_is_taken_away_and_its_words_where_it_has_grown_old() -> None:
    async with rig() as run:
        young = await run.chat.send(reply("young"), "d1", repeat=False)
        old = await run.chat.send(reply("old"), "d2", repeat=False)
        away = replace(reply(gone=True), card=Card("·"))
        assert await run.chat.send(replace(away, replaces=young), "d3", repeat=False) == ""
        assert [card.id for card in run.amina.cards] == [int(old)]
        run.double.old = True
        assert await run.chat.send(replace(away, replaces=old), "d4", repeat=False) == ""
        (card,) = run.amina.cards
        assert (card.text, card.keyboard) == ("·", [])
        for gone in (young, "x", "999"):
            assert await run.chat.send(replace(away, replaces=gone), "d5", repeat=False) == ""


async def test_a_tick_is_a_thumb_and_nothing_where_that_cannot_be() -> None:
    async with rig() as run:
        id = await run.amina.says("noted?")
        assert await run.chat.send(reply(tick=str(id)), "d1", repeat=False) == ""
        assert run.amina.log[0].reactions == ["👍"]
        for gone in ("999", "x"):
            assert await run.chat.send(reply(tick=gone), gone, repeat=False) == ""
        run.double.reactions = False
        assert await run.chat.send(reply(tick=str(id)), "d4", repeat=False) == ""
        assert run.amina.cards == []


async def test_a_page_is_not_for_telegram() -> None:
    async with rig() as run:
        assert await run.chat.send(reply(page=True), "d1", repeat=False) == ""
        assert run.amina.cards == []
        assert await run.chat.sent(reply(), "d1") is None


async def test_an_answer_quotes_what_it_answers_and_arrives_where_that_is_gone() -> None:
    async with rig() as run:
        id = await run.amina.says("this one")
        await run.chat.send(reply(quotes=str(id)), "d1", repeat=False)
        await run.chat.send(reply(quotes="999"), "d2", repeat=False)
        assert [card.answers for card in run.amina.cards] == [id, 0]


async def test_a_closed_topic_is_answered_beside_it() -> None:
    async with rig() as run:
        run.double.group(-5)
        run.double.threads.add(3)
        card = reply().card
        for thread in ("3", "4"):
            there = Reply(Address("telegram", "-5", thread), card)
            assert await run.chat.send(there, thread, repeat=False)
        log = run.double.group(-5).log
        assert [card.thread for card in log] == [3, 0]


async def test_a_file_goes_with_its_card() -> None:
    async with rig() as run:
        run.house.blobs["b1"] = b"%PDF-1.7 made up"
        with_file = reply(file="b1", file_name="agreement.pdf")
        id = await run.chat.send(with_file, "d1", repeat=True)
        (card,) = run.amina.cards
        assert (card.file, card.file_name) == (b"%PDF-1.7 made up", "agreement.pdf")
        assert card.text.startswith(doors.REPEATED)
        assert card.labels == ["Save", "Edit", "Drop"]
        assert id == str(card.id)


async def test_a_long_card_and_a_file_come_as_two_and_a_lost_file_is_said() -> None:
    async with rig() as run:
        run.house.blobs["b1"] = b"made up"
        id = await run.chat.send(reply("word " * 400, file="b1"), "d1", repeat=False)
        text, file = run.amina.cards
        assert (str(text.id), file.file, text.file) == (id, b"made up", None)
        await run.chat.send(reply(file="gone"), "d2", repeat=False)
        assert run.amina.cards[-1].text.endswith(doors.FILE_GONE)


async def test_copy_and_link_buttons_are_drawn_where_telegram_can() -> None:
    buttons = (
        Button("Copy", copy="x" * 256),
        Button("Too long", copy="x" * 257),
        Button("Map", url="https://example.org/a?b=c"),
        Button("Chat", url="tg://resolve?domain=example"),
        Button("Text", url="sms:+100"),
        Button("Trap", url="javascript:alert(1)"),
    )
    async with rig() as run:
        card = Card("Draft", (Code("x" * 257),), buttons)
        await run.chat.send(Reply(Address("telegram", "7"), card), "d1", repeat=False)
        assert run.amina.cards[0].labels == ["Copy", "Map", "Chat"]


async def test_an_empty_card_is_still_a_message() -> None:
    async with rig() as run:
        for number, card in enumerate((Card(""), Card(" ", (Text("\n" * 5000),)))):
            sent = Reply(Address("telegram", "7"), card)
            assert await run.chat.send(sent, str(number), repeat=False)


async def test_the_menu_is_set_for_every_language_and_a_failure_is_only_reported() -> None:
    menus = {"": [("help", "What I can do")], "fr": [("help", "Ce que je sais faire")]}
    async with TelegramDouble() as double, rig(double) as run:
        bot = run.chat.line.bot
        await announce(bot, menus, run.house.ways.report)
        scope = "all_private_chats"
        assert double.menus[(scope, "")] == [{"command": "help", "description": "What I can do"}]
        assert set(double.menus) == {(scope, ""), (scope, "fr")}
        await announce(bot, {"": [("Not A Command", "x")]}, run.house.ways.report)
        assert run.house.said("menu") == ["BadRequest"]


async def test_a_menu_that_hangs_keeps_nobody_waiting() -> None:
    house = FakeWays()
    async with TelegramDouble() as double:
        double.fail("setMyCommands", Fault(slow=60))
        menus = {"": [("help", "What I can do")]}
        async with connect(settings(double), house.ways, menus, pace=QUICK):
            await double.person(7).says("hello")
            await house.sees(1)
            await double.until(lambda: len(double.called("setMyCommands")) == 1)


async def test_the_words_on_a_repeat_fit_the_room_kept_for_them() -> None:
    for language in ("en", "fr", "es", "ar"):
        assert len(Speech(language)(doors.REPEATED)) < 90
