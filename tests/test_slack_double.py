"""The double is as strict as Slack, so that what passes here passes there."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles import slack_rules as rules
from tests.slack_link import double, free_port, joined


def words(text: str = "x", kind: str = "plain_text") -> dict[str, str]:
    return {"type": kind, "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": words(), "action_id": "a", "value": "v"} | more


def actions(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "elements": list(buttons)}]


def rich(text: str) -> dict[str, Any]:
    leaf = {"type": "text", "text": text}
    section = {"type": "rich_text_section", "elements": [leaf]}
    return {"type": "rich_text", "elements": [section]}


SECTION = {"type": "section", "text": words()}
GOOD = [
    [SECTION] * 50,
    actions(*(button(action_id=f"{n}") for n in range(25))),
    actions(button(text=words("x" * 75), value="v" * 2000, action_id="a" * 255)),
    [rich("x" * 3000)],
    [{"type": "header", "text": words("x" * 150)}],
]
BAD = [
    [SECTION] * 51,
    [{"type": "section"}],
    [{"type": "section", "text": words("")}],
    [{"type": "section", "text": words("x" * 3001)}],
    [{"type": "section", "fields": [words()] * 11}],
    [{"type": "section", "fields": [words("x" * 2001)]}],
    [SECTION | {"block_id": "b"}] * 2,
    [SECTION | {"block_id": "b" * 256}],
    [{"type": "header", "text": words("x" * 151)}],
    [{"type": "context", "elements": [words()] * 11}],
    [{"type": "input", "label": words(), "element": {"type": "plain_text_input"}}],
    [{"type": "video"}],
    actions(),
    actions(*(button(action_id=f"{n}") for n in range(26))),
    actions(button(), button()),
    actions(button(text=words("x" * 76))),
    actions(button(text=words("x", "mrkdwn"))),
    actions(button(value="v" * 2001)),
    actions(button(action_id="a" * 256)),
    actions(button(style="red")),
    actions(button(url="tel:1")),
    [rich("")],
    [rich("x" * 3001)],
    [{"type": "rich_text", "elements": []}],
]


@pytest.mark.parametrize("blocks", GOOD)
def test_what_slack_takes_is_taken(blocks: list[dict[str, Any]]) -> None:
    rules.check_blocks(blocks)


@pytest.mark.parametrize("blocks", BAD)
def test_what_slack_refuses_is_refused(blocks: list[dict[str, Any]]) -> None:
    with pytest.raises(rules.SlackError, match="invalid_blocks"):
        rules.check_blocks(blocks)


@pytest.mark.parametrize(
    ("params", "pings"),
    [
        ({"text": "<!channel>"}, True),
        ({"text": "<!here|here> <@U1>"}, True),
        ({"text": "<!subteam^S1>"}, True),
        ({"text": "<https://a.example|b>"}, True),
        ({"text": "@channel", "link_names": True}, True),
        ({"text": "@channel", "parse": "full"}, True),
        ({"blocks": [{"type": "section", "text": words("<@U1>", "mrkdwn")}]}, True),
        ({"blocks": [{"type": "context", "elements": [words("<@U1>", "mrkdwn")]}]}, True),
        ({"blocks": [{"type": "section", "text": words("<@U1>")}]}, False),
        ({"blocks": [rich("<!channel>")]}, False),
        ({"text": "@channel &lt;!channel&gt; a < b > c"}, False),
    ],
)
def test_a_ping_is_seen_wherever_it_is(params: dict[str, Any], pings: bool) -> None:
    assert bool(rules.live(params)) is pings


async def refused(client: AsyncWebClient, method: str, **params: Any) -> str:
    with pytest.raises(SlackApiError) as told:
        await client.api_call(method, json=params)
    return str(told.value.response["error"])


async def test_the_web_api_refuses_in_slacks_words() -> None:
    async with double("socket") as slack, aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.bot_token, base_url=slack.url, session=session)
        other = AsyncWebClient("xoxb-2-test", base_url=slack.url, session=session)
        slack.channel("C9", bot=False)
        posted = await client.chat_postMessage(channel="U1", text="x")
        amina, there = slack.person("U1"), {"channel": posted["channel"], "ts": posted["ts"]}
        theirs = {"channel": posted["channel"], "ts": await amina.says("mine")}
        assert await refused(other, "auth.test") == "invalid_auth"
        assert await refused(client, "chat.getPermalink") == "unknown_method"
        assert await refused(client, "chat.postMessage", channel="C8", text="x") == (
            "channel_not_found"
        )
        assert await refused(client, "chat.postMessage", channel="C9", text="x") == "not_in_channel"
        assert await refused(client, "chat.postMessage", channel="U1") == "no_text"
        assert await refused(client, "chat.postMessage", text="x") == "invalid_arguments"
        assert await refused(client, "chat.update", **theirs, text="x") == "cant_update_message"
        assert await refused(client, "chat.update", **there, text="x" * 4001) == "msg_too_long"
        assert await refused(client, "chat.update", **(there | {"channel": "U1"}), text="x") == (
            "channel_not_found"
        )
        long = [rich("x" * 3000)] * 5
        assert await refused(client, "chat.postMessage", channel="U1", blocks=long) == (
            "msg_blocks_too_long"
        )
        slack.scopes.remove("chat:write")
        assert await refused(client, "chat.postMessage", channel="U1", text="x") == "missing_scope"


async def test_a_trigger_is_good_once_and_for_three_seconds() -> None:
    async with double("socket") as slack, aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.bot_token, base_url=slack.url, session=session)
        view = {"type": "modal", "title": words(), "blocks": [SECTION]}
        trigger, amina = slack.person("U1").trigger(), slack.person("U1")
        await client.views_open(trigger_id=trigger, view=view)
        assert amina.modal is not None
        assert await refused(client, "views.open", trigger_id=trigger, view=view) == (
            "exchanged_trigger_id"
        )
        assert await refused(client, "views.open", trigger_id="x", view=view) == (
            "invalid_trigger_id"
        )
        slack.world.trigger_seconds = -1
        assert await refused(client, "views.open", trigger_id=amina.trigger(), view=view) == (
            "expired_trigger_id"
        )


async def test_posts_are_paced_for_each_channel() -> None:
    async with double("socket") as slack, aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.bot_token, base_url=slack.url, session=session)
        slack.person("U2")
        for _ in range(20):
            await client.chat_postMessage(channel="U1", text="x")
        with pytest.raises(SlackApiError) as told:
            await client.chat_postMessage(channel="U1", text="x")
        assert told.value.response["error"] == "ratelimited"
        assert told.value.response.headers["Retry-After"] == "1"
        await client.chat_postMessage(channel="U2", text="x")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_what_nobody_acknowledges_is_tried_four_times(mode: str) -> None:
    async with double(mode, hasten=10_000) as slack:
        slack.ack_seconds = 0.05
        slack.events_url = f"http://127.0.0.1:{free_port()}/slack/events"
        await slack.person("U1").says("is anybody there")
        await slack.settle()
        (sent,) = slack.sent
        assert (sent.attempts, sent.acked) == (["connection_failed"] * 4, False)


async def test_an_address_of_the_socket_is_good_for_one_connection() -> None:
    async with double("socket") as slack, aiohttp.ClientSession() as session:
        address = slack.sockets.ticket()
        async with session.ws_connect(address) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(address)


async def test_pressing_what_is_not_there_is_an_error() -> None:
    async with double("socket") as slack, joined(slack) as linked:
        with pytest.raises(LookupError):
            await linked.amina.presses("", "Save")
        with pytest.raises(LookupError):
            await linked.amina.submits({})
