"""What people do in Slack reaches the house as one message each, on both transports."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.chat import Address, Card, Message, Reply
from tests.slack_link import MODES, Link, link

HOME = Address("slack", "U1")
both = pytest.mark.parametrize("mode", MODES)


async def one(linked: Link) -> Message:
    await linked.slack.settle()
    (message,) = await linked.house.sees(1)
    return message


@both
async def test_a_direct_message_is_accepted_and_then_acknowledged(mode: str) -> None:
    async with link(mode) as linked:
        stamp = await linked.amina.says("met col yusuf at cp north & signed <nothing>")
        message = await one(linked)
        assert message.text == "met col yusuf at cp north & signed <nothing>"
        assert message.sender == "slack:U1"
        assert message.place == Address("slack", "U1")
        assert message.id == f"DU1/{stamp}"
        assert (message.name, message.language) == ("Amina", "en-GB")
        assert abs(message.at.timestamp() - float(stamp)) < 0.001
        assert message.private
        assert linked.slack.sent[0].attempts == ["ok"]


@both
async def test_an_edit_names_the_message_it_replaces(mode: str) -> None:
    async with link(mode) as linked:
        stamp = await linked.amina.says("trucks on Tuesday")
        await linked.slack.settle()
        await linked.amina.edits(stamp, "trucks on Wednesday")
        linked.amina.unfurled(stamp)
        await linked.slack.settle()
        first, second = linked.house.accepted
        assert (second.text, second.edits, first.id) == ("trucks on Wednesday", first.id, first.id)
        assert first.key != second.key


@both
async def test_our_own_posts_and_bots_are_not_listened_to(mode: str) -> None:
    async with link(mode) as linked:
        place = {"channel": "DU1", "channel_type": "im", "type": "message", "ts": "1.1"}
        linked.slack.event(place | {"user": "UBOT", "text": "ours", "bot_id": "B1"})
        linked.slack.event(place | {"bot_id": "B2", "subtype": "bot_message", "text": "other"})
        linked.slack.event(place | {"user": "U1", "subtype": "channel_join", "text": "joined"})
        linked.slack.event({"type": "reaction_added", "user": "U1"})
        await linked.slack.settle()
        assert linked.house.accepted == []
        assert all(sent.acked for sent in linked.slack.sent)


@both
async def test_in_a_channel_only_what_mentions_us_is_heard(mode: str) -> None:
    async with link(mode) as linked:
        await linked.amina.in_channel("C1", "let us have lunch", mention=False)
        stamp = await linked.amina.in_channel("C1", "history yusuf")
        message = await one(linked)
        assert (message.text, message.private, message.addressed) == ("history yusuf", False, True)
        assert message.id == f"C1/{stamp}"
        assert message.place == Address("slack", "U1")


@both
@pytest.mark.parametrize(("typed", "heard"), [("history yusuf", "history yusuf"), ("", "/help")])
async def test_the_slash_command_is_a_message(mode: str, typed: str, heard: str) -> None:
    async with link(mode) as linked:
        await linked.amina.commands("/rapport", typed)
        message = await one(linked)
        assert (message.text, message.private) == (heard, True)
        assert linked.amina.ephemerals == []


@both
async def test_a_command_in_a_channel_is_answered_in_private_and_says_so(mode: str) -> None:
    async with link(mode) as linked:
        await linked.amina.commands("/rapport", "history yusuf", channel="C1")
        message = await one(linked)
        assert message.place == Address("slack", "U1")
        assert linked.amina.ephemerals == ["I answer you in our private chat."]
        assert linked.slack.channel("C1").posts == []


@both
async def test_save_as_agreement_carries_the_words_their_author_and_time(mode: str) -> None:
    async with link(mode) as linked:
        hana = linked.slack.person("U2", "Hana")
        await hana.in_channel("C1", "he said yes to fuel", mention=False)
        post = linked.slack.channel("C1").posts[-1]
        await linked.amina.shortcut("save_agreement", message=post)
        message = await one(linked)
        assert (message.press, message.text) == ("shortcut:agreement", "he said yes to fuel")
        assert message.sender == "slack:U1"
        assert message.forwarded is not None
        assert message.forwarded.author == "Hana"
        assert message.forwarded.at == datetime.fromtimestamp(float(post.ts), UTC)
        assert message.id == f"C1/{post.ts}"


@both
async def test_log_a_meeting_brings_a_right_to_open_a_form(mode: str) -> None:
    async with link(mode) as linked:
        await linked.amina.shortcut("log_meeting")
        message = await one(linked)
        assert (message.press, message.trigger != "") == ("shortcut:log", True)


@both
async def test_opening_the_home_is_told_each_time_and_the_messages_tab_gets_prompts(
    mode: str,
) -> None:
    async with link(mode) as linked:
        await linked.amina.opens_home()
        await linked.amina.opens_home()
        await linked.amina.opens_home("messages")
        await linked.slack.settle()
        assert [message.opened for message in linked.house.accepted] == [True, True]
        await linked.amina.until(lambda: bool(linked.amina.prompts))
        assert {"title": "What can you do for me?", "message": "help"} in linked.amina.prompts


@both
async def test_names_and_links_in_a_message_are_shown_as_what_they_are(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.person("U2", "Hana")
        await linked.amina.says(
            "with <@U2> in <#C1|north>, see <http://evil.example|https://icrc.org>"
            " and <http://a.example/?x=1&amp;y=2> <mailto:a@b.example|a@b.example> <!here>",
            raw=True,
        )
        message = await one(linked)
        assert message.text == (
            "with @Hana in #north, see https://icrc.org (http://evil.example)"
            " and http://a.example/?x=1&y=2 a@b.example @here"
        )


@both
async def test_a_name_that_cannot_be_looked_up_holds_nothing_up(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.fail("users.info", status=503, times=-1)
        await linked.amina.says("with <@U2>", raw=True)
        assert (await one(linked)).text == "with @U2"


@both
async def test_an_answer_in_a_thread_names_our_card(mode: str) -> None:
    async with link(mode) as linked:
        card = await linked.chat.send(Reply(HOME, Card("When was it")), "d1", repeat=False)
        await linked.amina.says("on tuesday", thread=card.partition("/")[2])
        message = await one(linked)
        assert (message.text, message.card) == ("on tuesday", card)


async def test_messages_of_one_person_keep_their_order() -> None:
    async with link("socket") as linked:
        said = [f"message {number}" for number in range(30)]
        for text in said:
            await linked.amina.says(text)
        await linked.slack.settle()
        assert linked.house.texts == said
        assert len(linked.slack.called("users.info")) == 1
