"""Telegram's calls: the secret before anything else, yes only after the disk."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.doubles.telegram import Fault, TelegramDouble
from tests.doubles.ways import FakeWays
from tests.telegram_rig import Rig, rig

SECRET = "made-up_secret"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def called(
    double: TelegramDouble, house: FakeWays | None = None, secret: str = SECRET
) -> AsyncIterator[tuple[Rig, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    async with rig(double, house, webhook_url=url, webhook_port=port, webhook_secret=secret) as run:
        yield run, url


async def test_updates_come_by_call_and_are_confirmed_after_the_disk() -> None:
    async with TelegramDouble() as double, called(double) as (run, url):
        await run.amina.says("by call")
        await run.house.sees(1)
        await double.until(lambda: double.updates.confirmed == [101])
        assert double.updates.webhook["url"] == url
        assert double.updates.webhook["secret_token"] == SECRET
        assert not double.updates.dropped
        assert double.called("getUpdates") == []


async def test_a_refusing_disk_is_told_no_and_tried_again() -> None:
    house = FakeWays()
    house.refuse(2)
    async with TelegramDouble() as double, called(double, house) as (run, _):
        await run.amina.says("again")
        await double.until(lambda: bool(double.updates.confirmed))
        assert double.updates.delivery_statuses == [503, 503, 200]
        assert house.texts == ["again"]


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET.upper(), SECRET + "x", "é"])
async def test_a_wrong_secret_is_refused_before_anything_is_read(given: str | None) -> None:
    async with TelegramDouble() as double, called(double) as (run, url):
        await run.house.until(lambda: "ok" in run.house.said("webhook"))
        headers = {} if given is None else {HEADER: given}
        async with aiohttp.ClientSession() as session:
            for body in (b"{", b'{"update_id": 1}', b"x" * 900_000):
                async with session.post(url, data=body, headers=headers) as answer:
                    assert answer.status == 403
        assert run.house.accepted == []
        assert run.house.said("update") == []


JUNK = [(b"{", 400), (b"\xff\xfe", 400), (b"[]", 200), (b"null", 200), (b'{"update_id": 1}', 200)]


@pytest.mark.parametrize(("body", "status"), JUNK)
async def test_junk_with_the_right_secret_holds_nothing_up(body: bytes, status: int) -> None:
    async with TelegramDouble() as double, called(double) as (run, url):
        await run.house.until(lambda: "ok" in run.house.said("webhook"))
        async with (
            aiohttp.ClientSession(headers={HEADER: SECRET}) as session,
            session.post(url, data=body) as answer,
        ):
            assert answer.status == status
        assert run.house.accepted == []


async def test_without_a_secret_of_its_own_one_is_made_up() -> None:
    async with TelegramDouble() as double, called(double, secret="") as (run, _):
        await run.amina.says("hello")
        await run.house.sees(1)
        assert len(double.updates.webhook["secret_token"]) >= 32


async def test_a_port_in_use_is_tried_again_until_it_is_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        options = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_port": port}
        async with TelegramDouble() as double, rig(double, **options) as run:
            await run.house.until(lambda: "fault" in run.house.said("poll"))
            taken.close()
            await run.amina.says("at last")
            await run.house.sees(1)


async def test_telegram_is_told_where_to_call_until_it_listens() -> None:
    async with TelegramDouble() as double:
        double.fail("setWebhook", Fault(status=502), Fault(retry_after=1), Fault(cut="before"))
        async with called(double) as (run, _):
            await run.amina.says("at last")
            await run.house.sees(1)
            assert "NetworkError" in run.house.said("webhook")
