from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import checks, reaching
from bot.house import opened
from bot.settings import Settings, SlackSettings, TelegramSettings
from storage import chain
from storage.records import Audit, Did, Setting, removed
from tests.fakes import NOON

KNOWN = {"1:test", "xoxb-test", "xapp-test"}
LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"


@asynccontextmanager
async def platforms(date: str = "") -> AsyncIterator[str]:
    """Both platforms on one address, knowing only `KNOWN` tokens; *date* is what they say it is."""

    async def telegram(request: web.Request) -> web.Response:
        known = request.match_info["token"].removeprefix("bot") in KNOWN
        told = {"ok": True, "result": {"username": "rapport_test_bot"}} if known else {"ok": False}
        return web.json_response(told, headers={"Date": date} if date else None)

    async def slack(request: web.Request) -> web.Response:
        known = request.headers["Authorization"].removeprefix("Bearer ") in KNOWN
        return web.json_response({"ok": True} if known else {"ok": False, "error": "invalid_auth"})

    server = web.Application()
    server.router.add_post("/{token}/getMe", telegram)
    server.router.add_post("/api/{method}", slack)
    async with TestServer(server) as serving:
        yield str(serving.make_url("")).rstrip("/")


def settings_at(address: str, folder: Path, *, token: str = "") -> Settings:
    telegram = TelegramSettings(token or "1:test", address)
    slack = SlackSettings(token or "xoxb-test", token or "xapp-test", api_url=f"{address}/api/")
    return Settings(data=folder / "data", key_file=folder / "key", telegram=telegram, slack=slack)


async def wrong(settings: Settings) -> list[str]:
    return [finding.line() for finding in await checks.all_of(settings) if finding.hurts]


async def test_tokens_that_are_known_are_said_to_be(tmp_path: Path) -> None:
    async with platforms() as address:
        found = await checks.all_of(settings_at(address, tmp_path))
    assert [finding.line() for finding in found if finding.hurts] == []
    words = "\n".join(finding.line() for finding in found)
    assert "@rapport_test_bot" in words
    assert "takes SLACK_BOT_TOKEN" in words
    assert "takes SLACK_APP_TOKEN" in words


async def test_tokens_that_are_not_known_are_named_and_not_quoted(tmp_path: Path) -> None:
    async with platforms() as address:
        lines = "\n".join(await wrong(settings_at(address, tmp_path, token="9:other")))
    for setting in ("TELEGRAM_BOT_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        assert setting in lines
    assert "9:other" not in lines


async def test_a_clock_that_is_off_is_found(tmp_path: Path) -> None:
    async with platforms(LONG_AGO) as address:
        lines = await wrong(settings_at(address, tmp_path))
    assert [line.split(":")[0] for line in lines] == ["NO  clock"]


async def test_a_clock_behind_what_the_store_has_seen_is_found(tmp_path: Path) -> None:
    settings = replace(
        settings_at("", tmp_path), telegram=TelegramSettings(), slack=SlackSettings()
    )
    async with opened(settings) as house:
        await house.tick()
        assert house.health.states()["clock"].state == "ok"
        assert house.store.get(Setting, "service:seen") is not None
    assert await wrong(settings) == []
    async with opened(settings, lambda: house.clock().replace(year=2999)) as future:
        await future.tick()
    assert [line.split(":")[0] for line in await wrong(settings)] == ["NO  clock"]


async def test_an_invitation_carries_the_bots_own_address(tmp_path: Path) -> None:
    async with platforms() as address:
        settings = settings_at(address, tmp_path)
        assert await reaching.deep_link(settings, "T0k") == (
            "https://t.me/rapport_test_bot?start=T0k"
        )
        assert await reaching.deep_link(settings_at(address, tmp_path, token="9:x"), "T0k") == ""
    assert await reaching.deep_link(settings, "T0k") == ""


@pytest.mark.parametrize("room", [0, 2**62])
async def test_a_full_disk_is_found_before_it_hurts(tmp_path: Path, room: int) -> None:
    found = checks.disk(Settings(data=tmp_path / "not/yet/there"), room)
    assert found.hurts is (room > 0)
    assert str(tmp_path) in found.words


async def test_an_audit_that_was_tampered_with_is_found(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", key_file=tmp_path / "key")
    async with opened(settings) as house:
        for _ in range(3):
            changes = chain.line(house.store, NOON, "amal", Did.SAW, "history", ["c1"])
            house.store.apply(changes)
    assert "every line is there" in str(await checks.all_of(settings))
    async with opened(settings) as house:
        house.store.apply([removed(house.store.all(Audit)[1])])
    assert "line 2 of the audit is missing" in "".join(await wrong(settings))


def test_a_backup_that_is_too_old_is_said(tmp_path: Path) -> None:
    settings = Settings(backups=tmp_path, backup_keep=30)
    assert not checks.backups(settings, NOON).hurts
    (tmp_path / "rapport-2026-03-17T110000Z.backup").touch()
    assert not checks.backups(settings, NOON).hurts
    assert checks.backups(settings, NOON + timedelta(days=3)).hurts
    assert "none are made" in checks.backups(Settings(backups=tmp_path), NOON).words
