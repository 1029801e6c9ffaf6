"""The updates a bot has yet to confirm, given out by long poll or by webhook."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import aiohttp

from tests.doubles.telegram_limits import OTHER_POLL, UNDER_WEBHOOK, Refused, check_secret

_ALL = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")


class Updates:
    """Keeps every update until it is confirmed, however often the bot dies in between."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.pending: list[dict[str, Any]] = []
        self.confirmed: list[int] = []
        """Ids the bot acknowledged, in order: by a higher offset or a webhook's 200."""
        self.conflicts = 0
        self.polls = 0
        self.dropped = False
        """Whether the bot ever asked for its backlog to be thrown away."""
        self.allowed: tuple[str, ...] = _ALL
        self.webhook: dict[str, Any] = {}
        self.first_retry = 0.02
        """Seconds before a webhook is tried again; doubles up to fifty times that."""
        self.delivery_statuses: list[int] = []
        """What the webhook answered, delivery by delivery; 0 where it could not be reached."""
        self._next = 100
        self._arrived = asyncio.Event()
        self._poll: object = None
        self._changed = changed
        self._courier: asyncio.Task[None] | None = None

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update; its id, or 0 where the bot did not ask for that kind."""
        if kind not in self.allowed:
            return 0
        self._next += 1
        self.add_raw({"update_id": self._next, kind: content})
        return self._next

    def add_raw(self, update: dict[str, Any]) -> None:
        """Queue an update exactly as it is, whatever its id and shape."""
        self.pending.append(update)
        self._arrived.set()

    def restart_ids(self, at: int) -> None:
        """Number what comes next from *at*, as Telegram does after a silent week."""
        self._next = at - 1

    async def poll(self, offset: int, limit: int, hold: float) -> list[dict[str, Any]]:
        """Hold until something comes; a newer poll ends this one with a conflict."""
        if self.webhook.get("url"):
            self.conflicts += 1
            raise Refused(UNDER_WEBHOOK, 409)
        self.polls += 1
        mine = self._poll = object()
        self._arrived.set()
        self._arrived = asyncio.Event()
        self._confirm(offset)
        self._changed()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(hold, 50)):
                while not self.pending and self._poll is mine:
                    self._arrived.clear()
                    await self._arrived.wait()
        if self._poll is not mine:
            self.conflicts += 1
            self._changed()
            raise Refused(OTHER_POLL, 409)
        return self.pending[: max(1, min(limit, 100))]

    def _confirm(self, offset: int) -> None:
        """Forget what came before *offset*; tdlib takes one that lies far off for none."""
        if offset < 0:
            self.confirmed += [update["update_id"] for update in self.pending[:offset]]
            self.pending = self.pending[offset:]
        if 0 < offset <= self._next + 10:
            gone = [update for update in self.pending if update["update_id"] < offset]
            self.confirmed += [update["update_id"] for update in gone]
            self.pending = [update for update in self.pending if update not in gone]

    def set_webhook(self, asked: dict[str, Any]) -> None:
        check_secret(asked.get("secret_token", ""))
        self.webhook = asked
        if asked.get("url") and (self._courier is None or self._courier.done()):
            self._courier = asyncio.ensure_future(self._carry())
        self._arrived.set()

    def release(self) -> None:
        """End every held poll and delivery."""
        self._poll = None
        self._arrived.set()
        if self._courier is not None:
            self._courier.cancel()
            self._courier = None

    async def _carry(self) -> None:
        wait = self.first_retry
        async with aiohttp.ClientSession() as session:
            while self.webhook.get("url"):
                if not self.pending:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                update = self.pending[0]
                status = await self._deliver(session, update)
                self.delivery_statuses.append(status)
                if 200 <= status < 300:
                    self.pending.remove(update)
                    self.confirmed.append(update["update_id"])
                    wait = self.first_retry
                    self._changed()
                    continue
                self._changed()
                await asyncio.sleep(wait)
                wait = min(wait * 2, self.first_retry * 50)

    async def _deliver(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> int:
        headers = {}
        if self.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook["secret_token"]
        try:
            async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0
