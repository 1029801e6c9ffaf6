"""Invitations from the command line, through the running service or straight into the store."""

from __future__ import annotations

from bot import ids
from bot.commit import Commit
from bot.control import Asked, named
from bot.handling import Clock
from bot.house import House
from handlers import enrol
from storage import chain
from storage.meter import Progress, unseen
from storage.records import OPERATOR, Did, Role
from storage.store import Store


async def invited(asked: Asked, *, store: Store, commit: Commit, clock: Clock) -> Asked:
    """Make the invitation that *asked* names (``name``, ``role``) and tell its token, once."""
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
