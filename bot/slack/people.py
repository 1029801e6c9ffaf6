"""Who the people of a workspace are, as far as Slack tells: a name and a language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import FAILURES, reason
from bot.slack.text import whole
from storage.values import dataclass

_PATIENCE = 0.7
"""Seconds: an event has three to be acknowledged in, and a name is only a courtesy."""
_REST = 30.0
"""Seconds in which nobody is looked up after Slack did not answer, so that no event waits."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a locale such as ``fr-FR``; empty where Slack did not tell."""

    name: str = ""
    locale: str = ""


class People:
    """Looks people up once each and remembers them while the service runs."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, Person] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._resting_until = 0.0

    async def know(self, users: Iterable[str]) -> None:
        """Look up those not yet known; whoever cannot be found in time stays unknown."""
        if asyncio.get_running_loop().time() < self._resting_until:
            return
        # One look-up a person: whoever waits for it goes on in the order they came.
        looks = [self._look(user) for user in users if user not in self._known]
        await asyncio.gather(*looks)

    def _look(self, user: str) -> asyncio.Future[None]:
        if user not in self._looking:
            self._looking[user] = asyncio.create_task(self._find(user))
        return asyncio.shield(self._looking[user])

    def person(self, user: str) -> Person:
        """What is known of a user id."""
        return self._known.get(user, Person())

    def named(self, user: str) -> str:
        """``@name``, with the bare id where the name is not known."""
        return f"@{self.person(user).name or user}"

    async def _find(self, user: str) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                told = (await self._client.users_info(user=user, include_locale=True))["user"]
        except FAILURES as error:
            if reason(error) != "user_not_found":
                self._resting_until = asyncio.get_running_loop().time() + _REST
            return
        finally:
            del self._looking[user]
        profile = told.get("profile") or {}
        name = profile.get("display_name") or profile.get("real_name") or told.get("real_name")
        self._known[user] = Person(whole(name or told.get("name", "")), told.get("locale", ""))
