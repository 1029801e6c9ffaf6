"""``rapport audit``: who did what and when, for the operator, without whom or what it was about."""

from __future__ import annotations

import argparse
import asyncio
import json
from contextlib import suppress

from bot.auditing import audited, short
from bot.control import Asked
from bot.house import House
from bot.operating import noted_now_and_then, through
from bot.saying import say
from bot.settings import Settings
from storage import chain
from storage.meter import Progress, unseen
from storage.records import ITSELF, OPERATOR, Audit, Did, Member
from storage.store import Book, Unwritable
from storage.trouble import Trouble

PATIENCE = 600.0
"""Seconds in which a running service has surely looked through all its lines."""
AT_ONCE = 200
"""Lines that are read before others have their turn."""

_DID = {
    Did.SAW: "looked at somebody",
    Did.CHANGED: "changed something",
    Did.ERASED: "erased something",
    Did.TOOK: "took out a file",
    Did.TOLD: "was reminded",
    Did.INVITED: "made an invitation",
    Did.JOINED: "joined the team",
    Did.REMOVED: "took somebody off the team",
    Did.READMITTED: "took somebody back",
    Did.BACKED_UP: "made a backup",
    Did.RESTORED: "brought a backup back",
    Did.ROTATED: "changed the key",
    Did.CHECKED: "looked whether all is well",
}
"""What each kind of act is called here."""


def audit(options: argparse.Namespace, settings: Settings) -> int:
    """Say whether the audit holds, and its latest lines; status 1 where it does not hold."""
    if not settings.data.exists():
        raise Trouble(f"{settings.data} is not there yet; the first start makes it.")
    asked: Asked = {"do": "audit", "last": options.last}
    told = through(asked, settings, looked_through, PATIENCE)
    if "lines" not in told:
        raise Trouble(f"The audit cannot be shown: {told.get('error', 'no answer')}.")
    say(json.dumps(told) if options.json else "\n".join(_told(told)))
    return int(bool(told["wrong"]))


async def looked_through(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """Whether every line is as it was written, and the latest of them: when, who and which act."""
    wrong = await audited(house.store, house.keeper.settings.backups)
    end, count = chain.end(house.store), house.store.count(Audit)
    last = int(end.partition(":")[0] or 0)
    # A disk that refuses keeps nobody from looking.
    with suppress(Unwritable):
        await noted_now_and_then(asked, house, Did.CHECKED, "audit")
    asked_for = int(asked.get("last") or 0)
    first = max(last - count, last - asked_for if asked_for > 0 else 0)
    lines = []
    for number in range(first + 1, last + 1):
        if (line := house.store.get(Audit, chain.id_of(number))) is not None:
            lines.append(_plain(line, house.store))
        if not number % AT_ONCE:
            await asyncio.sleep(0)
    return {"wrong": wrong, "kept": count, "end": short(end), "lines": lines}


def _plain(line: Audit, book: Book) -> Asked:
    """One line without whom it is about: the operator has no business with that."""
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "member": "".join(sign for sign in _who(line.member, book) if sign.isprintable()),
        "did": line.did.value,
        "by": line.what,
    }


def _who(id: str, book: Book) -> str:
    if id == ITSELF:
        return "Rapport, by itself"
    kind, _, account = id.partition(":")
    if kind == OPERATOR:
        return f"the operator {account}".rstrip()
    member = book.get(Member, id)
    return member.name if member else id


def _told(told: Asked) -> list[str]:
    lines = [_line(one) for one in told["lines"]]
    wrong = told["wrong"]
    state = f"Wrong: {wrong}." if wrong else "Every line is there, as it was written."
    end = f"It ends with {told['end']}." if told["end"] else "Nothing was written down yet."
    return [*lines, *([""] if lines else []), state, f"{told['kept']} lines are kept. {end}"]


def _line(one: Asked) -> str:
    when = one["at"][:16].replace("T", " ")
    return f"{when} UTC  {one['member']}: {_DID[Did(one['did'])]} ({one['by']})"
