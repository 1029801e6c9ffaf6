"""Slack at its worst: what is acknowledged was kept, what was not comes again."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest

from tests.doubles.ways import FakeWays
from tests.slack_link import MODES, Link, double, free_port, joined, link

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
        assert len(linked.slack.sent[0].attempts) == 3
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


def event(text: str = "signed") -> bytes:
    told = {"type": "message", "channel_type": "im", "user": "U1", "channel": "DU1", "ts": "9.1"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev9", "event_time": 9}
    return json.dumps(body | {"event": told | {"text": text}}).encode()


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({}, 200),
        ({"skew": -290.0}, 200),
        ({"skew": -360.0}, 401),
        ({"skew": 360.0}, 401),
        ({"secret": "another"}, 401),
        ({"headers": {"X-Slack-Signature": "v0=é"}}, 401),
        ({"headers": {"X-Slack-Signature": ""}}, 401),
        ({"headers": {"X-Slack-Request-Timestamp": "soon"}}, 401),
        ({"headers": {"X-Slack-Request-Timestamp": "9" * 400}}, 401),
        ({"kind": "text/plain"}, 415),
    ],
)
async def test_only_what_slack_signed_in_time_comes_in(how: dict[str, object], status: int) -> None:
    async with link("http") as linked:
        answered, _ = await linked.slack.requests.post(event(), **how)  # type: ignore[arg-type]  # A table's row.
        assert answered == status
        assert len(linked.house.accepted) == (status == 200)


async def test_a_replay_has_one_effect() -> None:
    async with link("http") as linked:
        for _ in range(3):
            assert (await linked.slack.requests.post(event()))[0] == 200
        assert (len(linked.house.accepted), len(linked.house.repeated)) == (1, 2)


JUNK = [b"", b"{", b"[]", b"null", b"\xff\xfe", b"payload=%7B", b"payload=[]", b"a=b", b"[" * 9000]


@pytest.mark.parametrize("body", JUNK)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_junk_is_turned_away_without_a_trace(
    body: bytes, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with link("http") as linked:
        headers = {"Content-Type": kind}
        async with aiohttp.ClientSession() as session:
            address = linked.slack.events_url
            async with session.post(address, data=body, headers=headers) as answer:
                assert (answer.status, await answer.text()) == (401, "")
        signed, _ = await linked.slack.requests.post(body, kind)
        assert signed in (200, 400, 404)
        assert linked.house.accepted == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_huge_body_is_turned_away() -> None:
    async with link("http") as linked:

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(40):
                yield b"x" * 100_000

        async with aiohttp.ClientSession() as session:
            for data in (io.BytesIO(b"x" * 3_000_000), endless()):
                async with session.post(linked.slack.events_url, data=data) as answer:
                    assert answer.status == 413


async def test_signed_but_senseless_payloads_do_no_harm() -> None:
    async with link("http") as linked:
        for told in ({"type": "event_callback"}, {"type": "view_submission"}, {"type": "x"}):
            body = urlencode({"payload": json.dumps(told)}).encode()
            status, text = await linked.slack.requests.post(
                body, "application/x-www-form-urlencoded"
            )
            assert status in (200, 404, 500)
            assert "Traceback" not in text
        assert linked.house.accepted == []


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
            await asyncio.sleep(0)
        assert len(slack.called("apps.connections.open")) == tries


async def test_without_a_network_at_the_start_it_keeps_trying() -> None:
    async with double("socket") as slack:
        slack.fail("auth.test", cut="before", times=2)
        async with joined(slack) as linked:
            await hears(linked, "at last")
        assert linked.house.said("auth") == ["network", "network", "ok"]


async def test_a_taken_port_is_told_at_once() -> None:
    async with link("http") as linked:
        port = int(linked.slack.events_url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(OSError, match="address already in use"):
            async with joined(linked.slack, http_port=port):
                pass
        assert free_port()


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
