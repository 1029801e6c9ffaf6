"""What ``rapport check`` looks at: settings, store, clock, disk, and the platforms' own word."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import control
from bot.auditing import audited, is_end, short
from bot.backups import backups_in
from bot.control import Asked
from bot.finding import Finding
from bot.reaching import platforms
from bot.saying import say
from bot.settings import Settings
from storage import chain
from storage.folder import begun
from storage.meter import Progress, unseen
from storage.records import Did
from storage.store import Unwritable
from storage.trouble import Trouble, reason

if TYPE_CHECKING:
    from bot.house import House

ROOM = 200 * 1024 * 1024
"""Bytes of free disk below which we say so."""

OLD = timedelta(days=2)
"""The age of the newest backup beyond which we say so."""

_AUDIT, _LONG = 60.0, 600.0
"""Seconds in which a running service has surely looked through the audit, and through all it holds.
"""


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Say what was found; the exit status tells whether anything hurts."""
    if options.since and not is_end(options.since):
        raise Trouble(
            "After --since comes what an earlier `rapport check` said the audit ends with."
        )
    findings = asyncio.run(all_of(settings, options.since))
    if options.mend:
        findings.append(mended(settings))
    if options.json:
        say(json.dumps([finding.plain() for finding in findings]))
    else:
        say("\n".join(finding.line() for finding in findings))
    return int(any(finding.hurts for finding in findings))


async def all_of(settings: Settings, since: str = "") -> list[Finding]:
    """Everything that can be found out from here, whether or not the service is running.

    *since* is where the audit ended once, as this said then.
    """
    findings = [Finding("settings", problem, hurts=True) for problem in settings.problems]
    findings = findings or [Finding("settings", "nothing wrong with them")]
    findings += [_key(settings), *await _store(settings, since), disk(settings)]
    findings.append(backups(settings, datetime.now(UTC)))
    return findings + await platforms(settings)


def _nothing_yet(settings: Settings) -> bool:
    """Whether there is nothing to look at, where looking must not begin it either."""
    data = settings.data
    if not os.path.lexists(data):
        return True
    return data.is_dir() and os.access(data, os.R_OK | os.X_OK) and not begun(data)


def _key(settings: Settings) -> Finding:
    if settings.key or settings.passphrase:
        source = "RAPPORT_KEY" if settings.key else "a passphrase"
        return Finding("key", f"taken from {source}; make sure that you have it written elsewhere")
    file = settings.key_file
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return Finding("key", f"{file} is not there yet; it is made with the first message")
    except OSError as error:
        return Finding("key", f"{file} cannot be looked at: {reason(error)}", hurts=True)
    if mode & 0o077:
        return Finding("key", f"others can read it. Run: chmod 600 {file}", hurts=True)
    return Finding("key", f"{file}; keep a copy of it elsewhere")


async def _store(settings: Settings, since: str) -> list[Finding]:
    path = control.socket_path(settings.data)
    asked = {"do": "health", "since": since, "by": control.account()}
    try:
        told = await asyncio.to_thread(control.ask, path, asked, _AUDIT)
        if told is not None:
            return _running(told)
    except Trouble as trouble:
        return [Finding("service", str(trouble), hurts=True)]
    if _nothing_yet(settings):
        return [Finding("store", f"{settings.data} holds none yet; the first start makes it")]
    if settings.problems:
        # A key that is set and cannot be read is not to be taken for another.
        return [Finding("store", "not looked at as long as a setting is wrong", hurts=True)]
    try:
        return await _alone(settings, asked)
    except Trouble as trouble:
        return [Finding("store", str(trouble), hurts=True)]


def _running(told: Asked) -> list[Finding]:
    """What a running service said of itself."""
    states: dict[str, list[str]] = told.get("states", {"it": ["gave no answer"]})
    wrong = [f"{what} {state[0]}" for what, state in states.items() if state[0] != "ok"]
    service = Finding("service", "; ".join(wrong) or "running and well", hurts=bool(wrong))
    return [service, _audit(told.get("audit", ""), told.get("end", ""))]


async def _alone(settings: Settings, asked: Asked) -> list[Finding]:
    """What there is to find in a store that nobody holds; raises `Trouble`."""
    # Loading the store takes the whole house; a check of tokens alone should not.
    from bot.house import opened  # noqa: PLC0415

    async with opened(settings) as house:
        behind = house.behind()
        clock = Finding("clock", f"this machine's says a time before {behind}", hurts=True)
        audit = _audit(*await _audited(asked, house))
        await _looked(asked, house)
        return [_told(house.store.findings), audit, *((clock,) if behind else ())]


async def health(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """What each part of a running service last said of itself."""
    wrong, end = await _audited(asked, house)
    await _looked(asked, house)
    states = house.health.states()
    told = {what: [one.state, one.at.isoformat()] for what, one in states.items()}
    return {"states": told, "audit": wrong, "end": end}


async def _audited(asked: Asked, house: House) -> tuple[str, str]:
    """What is wrong with the audit, in words, and where it ends."""
    end = short(chain.end(house.store))
    folder = house.keeper.settings.backups
    return await audited(house.store, folder, str(asked.get("since", ""))), end


async def _looked(asked: Asked, house: House) -> None:
    from bot.operating import noted_now_and_then  # noqa: PLC0415  # As above.

    # A disk that refuses is told by what was looked at.
    with suppress(Unwritable):
        await noted_now_and_then(asked, house, Did.CHECKED, "check")


def mended(settings: Settings) -> Finding:
    """What was erased of the files that nothing refers to."""
    from bot.operating import through  # noqa: PLC0415  # As above.

    if _nothing_yet(settings):
        return Finding("files", "there are none yet")
    if settings.problems:
        return Finding("files", "not looked at as long as a setting is wrong", hurts=True)
    try:
        told = through({"do": "mend"}, settings, mend, _LONG)
    except (Trouble, Unwritable) as trouble:
        told = {"error": str(trouble)}
    if "erased" not in told:
        return Finding("files", str(told.get("error", "no answer")), hurts=True)
    return Finding("files", f"{told['erased']} that nothing refers to were erased")


async def mend(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """Erase the files that nothing refers to, a day old at least."""
    from bot.operating import noted  # noqa: PLC0415  # As above.

    try:
        erased = await house.orphans.now()
        await noted(asked, house, Did.CHECKED, "mend")
    except Unwritable as trouble:
        return {"error": str(trouble)}
    return {"erased": erased}


def _audit(wrong: str, end: str) -> Finding:
    words = "every line is there, as it was written"
    if end:
        words += f"; it ends with {end} (`rapport check --since {end}` says later if it goes on)"
    return Finding("audit", wrong or words, hurts=bool(wrong))


def backups(settings: Settings, now: datetime) -> Finding:
    """Whether there is a backup of these days, where any are to be made by themselves."""
    folder = settings.backups
    if os.path.lexists(folder) and not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)):
        return Finding("backups", f"{folder} is not a folder that can be looked into", hurts=True)
    newest = max(backups_in(folder), default=None)
    if not settings.backup_keep:
        return Finding("backups", "none are made by themselves; `rapport backup` makes one")
    if newest is None:
        return Finding("backups", f"none in {folder} yet; `rapport run` makes them")
    words = f"the newest in {folder} is of {newest:%d %B %Y, %H:%M} UTC"
    return Finding("backups", words, hurts=now - newest > OLD)


def _told(findings: Any) -> Finding:
    return Finding("store", " ".join(findings) or "opens, and is whole", hurts=bool(findings))


def disk(settings: Settings, room: int = ROOM) -> Finding:
    """Whether there are at least *room* bytes free where the store is, or will be."""
    folder = settings.data
    while not (os.path.lexists(folder) and os.access(folder, os.X_OK)):
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Finding("disk", f"{free // 1024**2} MB free at {folder}", hurts=free < room)
