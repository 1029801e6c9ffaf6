"""Whether the platforms can be reached, take our tokens, and have the same time as we."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.finding import Finding
from bot.settings import Settings

APART = timedelta(minutes=5)
"""How far our clock and a platform's may be apart."""

_PATIENCE = aiohttp.ClientTimeout(total=10)

Ask = Callable[[aiohttp.ClientSession], Awaitable[list[Finding]]]


async def platforms(settings: Settings) -> list[Finding]:
    """What each platform whose token is set says to us."""
    asks: list[Ask] = []
    if settings.telegram.token:
        asks.append(lambda session: _telegram(settings, session))
    if settings.slack.bot_token:
        asks.append(lambda session: _slack(settings, session))
    if not asks:
        words = "no token is set; `rapport chat` works without, `rapport run` does not"
        return [Finding("platforms", words)]
    async with aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session:
        found = await asyncio.gather(*(ask(session) for ask in asks))
    return [finding for findings in found for finding in findings]


async def _telegram(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    telegram = settings.telegram
    told, clock = await _asked(session, f"{telegram.api_url}/bot{telegram.token}/getMe", {})
    if told is None:
        return [Finding("Telegram", f"cannot be reached at {telegram.api_url}", hurts=True)]
    if not told.get("ok"):
        words = "does not know TELEGRAM_BOT_TOKEN. Copy it again from @BotFather"
        return [Finding("Telegram", words, hurts=True), *clock]
    name = told.get("result", {}).get("username", "the bot")
    return [Finding("Telegram", f"answers, and knows us as @{name}"), *clock]


async def deep_link(settings: Settings, token: str) -> str:
    """The address that opens our Telegram bot with *token*; empty where Telegram is not there."""
    telegram = settings.telegram
    if not telegram.token:
        return ""
    async with aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session:
        told, _ = await _asked(session, f"{telegram.api_url}/bot{telegram.token}/getMe", {})
    name = told.get("result", {}).get("username", "") if told and told.get("ok") else ""
    return f"https://t.me/{name}?start={token}" if name else ""


async def _slack(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    slack = settings.slack
    calls = {"SLACK_BOT_TOKEN": ("auth.test", slack.bot_token)}
    if slack.app_token and not slack.http_port:
        calls["SLACK_APP_TOKEN"] = ("apps.connections.open", slack.app_token)
    findings: list[Finding] = []
    for setting, (method, token) in calls.items():
        headers = {"Authorization": f"Bearer {token}"}
        told, clock = await _asked(session, f"{slack.api_url}{method}", headers)
        if told is None:
            return [Finding("Slack", f"cannot be reached at {slack.api_url}", hurts=True)]
        if told.get("ok"):
            findings += [Finding("Slack", f"answers, and takes {setting}"), *clock]
        else:
            words = f"does not take {setting}: {told.get('error', 'no reason given')}"
            findings += [Finding("Slack", words, hurts=True), *clock]
    return findings


async def _asked(
    session: aiohttp.ClientSession, url: str, headers: dict[str, str]
) -> tuple[dict[str, Any] | None, list[Finding]]:
    """The platform's answer, ``None`` where there was none, and what its clock says of ours."""
    try:
        async with session.post(url, headers=headers) as response:
            told = await response.json(content_type=None)
            return (told if isinstance(told, dict) else None), _clock(response.headers.get("Date"))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None, []


def _clock(date: str | None) -> list[Finding]:
    try:
        there = datetime.strptime(date or "", "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    except ValueError:
        return []
    apart = abs(datetime.now(UTC) - there)
    if apart < APART:
        return []
    minutes = int(apart.total_seconds() // 60)
    return [Finding("clock", f"this machine's is {minutes} minutes off", hurts=True)]
