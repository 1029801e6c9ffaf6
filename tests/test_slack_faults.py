"""Slack at its worst: what is acknowledged was kept, what was not comes again."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import pytest

from handlers.chat import Address, Card, Reply
from tests.doubles.ways import FakeWays
from tests.slack_link import MODES, Link, double, joined, link

both = pytest.mark.parametrize("mode", MODES)


@both
async def test_what_the_disk_refuses_is_not_acknowledged_and_comes_again(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.ack_seconds = 0.3
        linked.house.refuse(2)
        await linked.amina.says("met col yusuf")
        await linked.slack.settle()
        assert linked.house.texts == ["met col yusuf"]
        assert linked.slack.sent[0].attempts[-1] == "ok"
        assert linked.house.refused == 2


@both
async def test_a_button_the_disk_refuses_is_not_acknowledged(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.ack_seconds = 0.3
        linked.house.refuse(-1)
        sent = await linked.amina.commands("/rapport", "history")
        assert not sent.acked
        assert linked.house.accepted == []


@both
async def test_a_late_acknowledgement_brings_repeats_and_one_effect(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.ack_seconds = 0.2
        linked.house.hold = asyncio.Event()
        await linked.amina.says("met col yusuf")
        await linked.slack.until(lambda: len(linked.slack.sent[0].attempts) >= 2)
        linked.house.hold.set()
        await linked.slack.settle()
        await linked.house.until(lambda: len(linked.house.accepted) == 1)
        assert linked.slack.sent[0].attempts[-1] == "ok"
        assert linked.house.repeated


@both
async def test_the_same_event_after_a_restart_has_the_same_key(mode: str) -> None:
    async with double(mode) as slack:
        house = FakeWays()
        async with joined(slack, house) as linked:
            await linked.amina.says("met col yusuf")
            await slack.settle()
        async with joined(slack, house):
            assert await slack.repeat(slack.sent[0])
        assert (len(house.accepted), len(house.repeated)) == (1, 1)


@both
async def test_an_event_seen_first_as_a_second_retry_is_handled(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.ack_seconds = 0.1
        linked.house.refuse(1)
        await linked.amina.says("only the retry is left")
        await linked.slack.until(lambda: bool(linked.slack.sent[0].attempts))
        assert await linked.slack.repeat(linked.slack.sent[0], 2)
        assert linked.house.texts == ["only the retry is left"]


async def hears(linked: Link, text: str) -> None:
    await linked.amina.says(text)
    await linked.house.until(lambda: text in linked.house.texts)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_when_slack_asks_for_a_new_connection_it_gets_one(reason: str) -> None:
    async with link("socket") as linked:
        await hears(linked, "before")
        await linked.slack.sockets.disconnect(reason)
        await linked.slack.until(lambda: linked.slack.sockets.upgrades == 2)
        await hears(linked, "after")
        assert reason in linked.house.said("socket")


async def test_a_link_switched_off_is_told_and_taken_up_again() -> None:
    async with link("socket") as linked:
        await hears(linked, "before")
        await linked.slack.sockets.disconnect("link_disabled")
        await linked.house.until(lambda: "down" in linked.house.said("socket"))
        assert "link_disabled" in linked.house.said("socket")
        linked.slack.sockets.enabled = True
        await hears(linked, "after")


async def test_a_cut_cable_is_noticed() -> None:
    async with link("socket") as linked:
        await hears(linked, "before")
        linked.slack.sockets.cut()
        await linked.slack.until(lambda: linked.slack.sockets.upgrades >= 2)
        await hears(linked, "after")


async def test_a_dead_ticket_and_refused_upgrades_do_not_leave_us_deaf() -> None:
    async with double("socket") as slack:
        slack.sockets.dead_tickets = 1
        slack.sockets.refusals = 2
        async with joined(slack) as linked:
            await hears(linked, "at last")
        assert slack.sockets.upgrades >= 3


@pytest.mark.parametrize(
    "how", [{"status": 503}, {"error": "ratelimited", "status": 429, "wait": 1}]
)
async def test_trouble_getting_a_ticket_passes(how: dict[str, object]) -> None:
    async with double("socket") as slack:
        slack.fail("apps.connections.open", **how)  # type: ignore[arg-type]  # A table's row.
        async with joined(slack) as linked:
            await hears(linked, "at last")


@both
@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive"])
async def test_a_refused_token_shuts_this_side_and_nothing_else(mode: str, error: str) -> None:
    async with double(mode) as slack:
        slack.fail("auth.test", error, times=-1)
        slack.ack_seconds, slack.hasten = 0.02, 10_000
        async with joined(slack) as linked:
            await linked.house.until(lambda: ("auth", error) in linked.house.reports)
            await linked.amina.says("nobody hears this")
            await slack.settle()
            assert linked.house.accepted == []
        assert len(slack.called("auth.test")) == 1


async def test_a_refused_app_token_is_told_and_not_tried_again() -> None:
    async with double("socket") as slack:
        slack.fail("apps.connections.open", "invalid_auth", times=-1)
        async with joined(slack) as linked:
            await linked.house.until(lambda: ("socket", "invalid_auth") in linked.house.reports)
            tries = len(slack.called("apps.connections.open"))
        assert len(slack.called("apps.connections.open")) == tries


async def test_without_a_network_at_the_start_it_keeps_trying() -> None:
    async with double("socket") as slack:
        slack.fail("auth.test", cut="before", times=2)
        async with joined(slack) as linked:
            await hears(linked, "at last")
        assert linked.house.said("auth") == ["network", "network", "ok"]


async def test_a_name_that_slack_does_not_tell_delays_only_the_first() -> None:
    async with link("socket") as linked:
        linked.slack.fail("users.info", "internal_error", times=-1)
        for number in range(5):
            await hears(linked, f"message {number}")
        assert len(linked.slack.called("users.info")) == 1


async def test_answers_need_no_address_that_wears_out() -> None:
    async with link("socket") as linked:
        sent = await linked.amina.commands("/rapport", "history yusuf", channel="C1")
        async with aiohttp.ClientSession() as session:
            for left in (5, 4, 3, 2, 1, 0):
                url = sent.payload["response_url"]
                async with session.post(url, json={"text": "x"}) as answer:
                    assert answer.status == (200 if left else 404)
        reply = Reply(Address("slack", "U1"), Card("History"))
        assert await linked.chat.send(reply, "d1", repeat=False)
        assert linked.amina.cards[0].plain == "History"


@both
async def test_no_token_ticket_name_or_text_is_logged(
    mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with double(mode) as slack:
        slack.ack_seconds = 0.3
        slack.sockets.refusals = 1
        async with joined(slack) as linked:
            linked.house.refuse(1)
            await linked.amina.says("the secret of Amina")
            await linked.house.until(lambda: bool(linked.house.accepted))
            await slack.settle()
    told = caplog.text
    for secret in ("xoxb-", "xapp-", "s-test", "ticket", "secret of", "Amina"):
        assert secret not in told
    assert "Unwritable" in told
