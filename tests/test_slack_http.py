"""Signed HTTP: only what Slack signed in time comes in, and nothing else leaves a trace."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest

from tests.slack_link import joined, link


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


async def test_slack_may_check_that_the_address_is_ours() -> None:
    async with link("http") as linked:
        body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
        assert await linked.slack.requests.post(body) == (200, '{"challenge": "abc"}')
        assert (await linked.slack.requests.post(body, secret="x"))[0] == 401


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


async def test_a_taken_port_is_told_at_once() -> None:
    async with link("http") as linked:
        port = int(linked.slack.events_url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(OSError, match="address already in use"):
            async with joined(linked.slack, http_port=port):
                pass
