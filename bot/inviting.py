"""Invitations from the command line, through the running service or straight into the store."""

from __future__ import annotations

import argparse
import asyncio
import json

from bot import ids
from bot.commit import Commit
from bot.control import Asked, named
from bot.demo.folder import refuse
from bot.handling import Clock
from bot.house import House
from bot.operating import through
from bot.reaching import deep_link
from bot.saying import say
from bot.settings import Settings
from storage import chain
from storage.meter import Progress, unseen
from storage.records import OPERATOR, Did, Role
from storage.store import Store
from storage.trouble import Trouble


def invite(options: argparse.Namespace, settings: Settings) -> int:
    """Let one person in, by a token that is shown once."""
    refuse(settings)
    asked: Asked = {"do": "invite", "name": options.name, "role": options.role}
    told = through(asked, settings, invited_to)
    if "token" not in told:
        raise Trouble(f"No invitation was made: {told.get('error', 'no answer')}.")
    told["telegram"] = asyncio.run(deep_link(settings, told["token"]))
    say(json.dumps(told) if options.json else _told(options.name, told))
    return 0


def _told(name: str, told: Asked) -> str:
    token = told["token"]
    telegram = told["telegram"] or f"write to the bot: /start {token}"
    return "\n".join(
        (
            f"An invitation for {name} ({told['role']}). It works once, for {told['hours']} hours,",
            "and is shown only now. Send it over a channel you trust.",
            "",
            f"  Telegram:  {telegram}",
            f"  Slack:     /rapport start {token}",
        )
    )


async def invited(asked: Asked, *, store: Store, commit: Commit, clock: Clock) -> Asked:
    """Make the invitation that *asked* names (``name``, ``role``) and tell its token, once."""
    from handlers import enrol  # noqa: PLC0415  # A service may run for weeks and invite nobody.

    token = ids.new_secret()
    try:
        role = Role(str(asked.get("role")))
        name = str(asked.get("name", ""))
        change = enrol.invite(name, role, OPERATOR, token=token, now=clock())
    except ValueError as error:
        return {"error": str(error)}
    line = chain.line(store, clock(), named(asked), Did.INVITED, "invite", ())
    await commit(store.apply([change, *line]))
    hours = int(enrol.VALID.total_seconds() // 3600)
    return {"token": token, "hours": hours, "role": role.value}


async def invited_to(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """The same, in an open house."""
    return await invited(asked, store=house.store, commit=house.commit, clock=house.clock)
