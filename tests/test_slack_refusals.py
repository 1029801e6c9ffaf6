"""What Slack refuses has one plain outcome each, and nobody's words ping anybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.drawing import plain
from handlers.chat import (
    Address,
    Button,
    Card,
    Code,
    DeliveryError,
    Field,
    Form,
    Items,
    Line,
    Quote,
    Reply,
    Text,
)
from tests.slack_link import Link, link

HOME = Address("slack", "U1")
CARD = Card("Meeting with Col. Yusuf", (Line("Where", "Checkpoint North"),))


async def show(linked: Link, reply: Reply, delivery: str = "d1") -> str:
    return await linked.chat.send(reply, delivery, repeat=False)


@pytest.mark.parametrize(
    ("error", "permanent", "unreachable"),
    [
        ("channel_not_found", True, False),
        ("not_in_channel", True, False),
        ("account_inactive", True, True),
        ("user_disabled", True, True),
        ("cannot_dm_bot", True, True),
        ("missing_scope", True, False),
        ("msg_too_long", True, False),
        ("invalid_blocks", True, False),
        ("internal_error", False, False),
        ("service_unavailable", False, False),
    ],
)
async def test_each_refusal_has_its_outcome(error: str, permanent: bool, unreachable: bool) -> None:
    async with link("socket") as linked:
        linked.slack.fail("chat.postMessage", error)
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        why = told.value
        assert (why.reason, why.permanent, why.unreachable) == (error, permanent, unreachable)
        assert CARD.title not in repr(why) + repr(why.__cause__)


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked"])
async def test_cards_are_kept_while_our_token_is_refused(error: str) -> None:
    async with link("socket") as linked:
        linked.slack.fail("chat.postMessage", error)
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        assert not told.value.permanent
        assert told.value.wait >= 60
        assert await show(linked, Reply(HOME, CARD))


async def test_too_many_posts_wait_as_long_as_slack_asks() -> None:
    async with link("socket") as linked:
        linked.slack.fail("chat.postMessage", "ratelimited", status=429, wait=7)
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        assert (told.value.wait, told.value.permanent) == (7.0, False)
        assert await show(linked, Reply(HOME, CARD))


@pytest.mark.parametrize("how", [{"status": 503}, {"status": 502}, {"cut": "before"}])
async def test_a_broken_answer_is_only_passing(how: dict[str, str]) -> None:
    async with link("socket") as linked:
        linked.slack.fail("chat.postMessage", **how)
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        assert (told.value.permanent, told.value.lost) == (False, True)
        assert linked.amina.cards == []


async def test_somebody_who_left_is_unreachable() -> None:
    async with link("socket") as linked:
        linked.amina.gone = True
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        assert told.value.unreachable


BAD = [
    case["text"]
    for case in json.loads((Path(__file__).parent / "data/bad_inputs.json").read_text("utf-8"))
    if case["id"] in ("B40", "B41", "B43", "B44", "B46")
]


@pytest.mark.parametrize("text", ["<!channel> <@U1>", "<https://a.example|x>", "@U1", *BAD])
async def test_nobodys_words_ping_or_link(text: str) -> None:
    async with link("socket") as linked:
        await linked.amina.says(text)
        (message,) = await linked.house.sees(1)
        assert message.text == text
        everywhere = (Line(text, text), Items(text, (text,)), Text(text), Quote(text), Code(text))
        button = Button(text, "x:1")
        card = Card(text, everywhere, (button,), hint=text)
        form = Form("x:1", text, (Field("f", text, text, options=()),), text, text)
        id = await show(linked, Reply(HOME, card))
        await show(linked, Reply(HOME, card, replaces=id), "d2")
        await show(linked, Reply(HOME, card, page=True))
        await show(linked, Reply(HOME, card, form=form, trigger=linked.amina.trigger()))
        assert linked.amina.cards[0].plain == plain(card)
        assert linked.slack.pings == []
        assert linked.slack.unfurled == []


async def test_the_double_does_see_a_ping() -> None:
    async with link("socket") as linked:
        client = linked.chat._client
        await client.chat_postMessage(channel="U1", text="<!channel> hello <@U1>")
        assert linked.slack.pings == ["!channel", "@U1"]
