"""What ``rapport check`` looks at: settings, store, clock, disk, and the platforms' own word."""

from __future__ import annotations

import asyncio
import shutil
import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

from bot import control
from bot.backups import backups_in
from bot.control import Asked
from bot.settings import Settings
from storage import chain
from storage.meter import Progress, unseen
from storage.records import Did
from storage.store import Book, Unwritable
from storage.values import dataclass

if TYPE_CHECKING:
    from bot.house import House

ROOM = 200 * 1024 * 1024
"""Bytes of free disk below which we say so."""

APART = timedelta(minutes=5)
"""How far our clock and a platform's may be apart."""

OLD = timedelta(days=2)
"""The age of the newest backup beyond which we say so."""

_PATIENCE = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words for the operator."""

    what: str
    words: str
    hurts: bool = False

    def line(self) -> str:
        """As it is printed."""
        return f"{'NO  ' if self.hurts else 'ok  '}{self.what}: {self.words}"

    def plain(self) -> dict[str, Any]:
        """As a script reads it."""
        return {"what": self.what, "ok": not self.hurts, "words": self.words}


Ask = Callable[[aiohttp.ClientSession], Awaitable[list[Finding]]]


async def all_of(settings: Settings) -> list[Finding]:
    """Everything that can be found out from here, whether or not the service is running."""
    findings = [Finding("settings", problem, hurts=True) for problem in settings.problems]
    findings = findings or [Finding("settings", "nothing wrong with them")]
    findings += [_key(settings), *await _store(settings), disk(settings)]
    findings.append(backups(settings, datetime.now(UTC)))
    return findings + await _platforms(settings)


def _key(settings: Settings) -> Finding:
    if settings.key or settings.passphrase:
        source = "RAPPORT_KEY" if settings.key else "a passphrase"
        return Finding("key", f"taken from {source}; make sure that you have it written elsewhere")
    file = settings.key_file
    if not file.exists():
        return Finding("key", f"{file} is not there yet; it is made with the first message")
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        return Finding("key", f"others can read it. Run: chmod 600 {file}", hurts=True)
    return Finding("key", f"{file}; keep a copy of it elsewhere")


async def _store(settings: Settings) -> list[Finding]:
    # Loading the store takes the whole house; a check of tokens alone should not.
    from bot.house import opened  # noqa: PLC0415
    from storage.trouble import Trouble  # noqa: PLC0415

    path, asked = control.socket_path(settings.data), {"do": "health", "by": control.account()}
    if (told := await asyncio.to_thread(control.ask, path, asked)) is not None:
        wrong = [f"{what} {state[0]}" for what, state in told.items() if state[0] != "ok"]
        return [Finding("service", "; ".join(wrong) or "running and well", hurts=bool(wrong))]
    if not settings.data.exists():
        return [Finding("store", f"{settings.data} is not there yet; the first start makes it")]
    try:
        async with opened(settings) as house:
            behind = house.behind()
            clock = Finding("clock", f"this machine's says a time before {behind}", hurts=True)
            audit = _audit(await audited(house.store))
            await _looked(asked, house)
            return [_told(house.store.findings), audit, *((clock,) if behind else ())]
    except Trouble as trouble:
        return [Finding("store", str(trouble), hurts=True)]


async def health(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """What each part of a running service last said of itself."""
    house.health.report("audit", await audited(house.store) or "ok")
    await _looked(asked, house)
    states = house.health.states()
    return {what: [one.state, one.at.isoformat()] for what, one in states.items()}


async def _looked(asked: Asked, house: House) -> None:
    from bot.operating import noted_now_and_then  # noqa: PLC0415  # As above.

    # A disk that refuses is told by what was looked at.
    with suppress(Unwritable):
        await noted_now_and_then(asked, house, Did.CHECKED, "check")


async def audited(book: Book) -> str:
    """What is wrong with the audit, in words; empty where every line is as it was written."""
    for number, wrong in enumerate(chain.broken(book)):
        if wrong:
            return wrong
        if not number % 100:
            # Others have their turn: it may be long.
            await asyncio.sleep(0)
    return ""


def _audit(wrong: str) -> Finding:
    return Finding("audit", wrong or "every line is there, as it was written", hurts=bool(wrong))


def backups(settings: Settings, now: datetime) -> Finding:
    """Whether there is a backup of these days, where any are to be made by themselves."""
    newest = max(backups_in(settings.backups), default=None)
    if not settings.backup_keep:
        return Finding("backups", "none are made by themselves; `rapport backup` makes one")
    if newest is None:
        return Finding("backups", f"none in {settings.backups} yet; `rapport run` makes them")
    words = f"the newest in {settings.backups} is of {newest:%d %B %Y, %H:%M} UTC"
    return Finding("backups", words, hurts=now - newest > OLD)


def _told(findings: Any) -> Finding:
    return Finding("store", " ".join(findings) or "opens, and is whole", hurts=bool(findings))


def disk(settings: Settings, room: int = ROOM) -> Finding:
    """Whether there are at least *room* bytes free where the store is, or will be."""
    folder = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Finding("disk", f"{free // 1024**2} MB free at {folder}", hurts=free < room)


async def _platforms(settings: Settings) -> list[Finding]:
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
