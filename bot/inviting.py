"""Invitations from the command line, through the running service or straight into the store."""

from __future__ import annotations

from bot import ids
from bot.commit import Commit
from bot.control import Asked
from bot.handling import Clock
from storage.records import Role
from storage.store import Store

OPERATOR = "operator"
"""Who invites from the command line, where a member's id would stand."""


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
    await commit(store.apply([change]))
    hours = int(enrol.VALID.total_seconds() // 3600)
    return {"token": token, "hours": hours, "role": role.value}
