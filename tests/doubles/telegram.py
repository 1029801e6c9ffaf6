"""A Bot API on loopback: strict about Telegram's limits, with faults to inject, seen by people."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.doubles.telegram_limits import Refused
from tests.doubles.telegram_people import Person, Room, Seen
from tests.doubles.telegram_updates import Updates
from tests.doubles.telegram_wire import Fault, application

__all__ = ["Fault", "Person", "Room", "Seen", "TelegramDouble"]


OURS = "1:test"
"""The token of a bot that exists nowhere."""

BOT = {"is_bot": True, "first_name": "Rapport", "username": "rapport_test_bot"}


class TelegramDouble:
    """One bot's Bot API. ``await start()``, point ``TelegramSettings.api_url`` to ``url``."""

    def __init__(self, token: str = OURS, *, strict_rates: bool = True) -> None:
        self.token = token
        self.revoked = False
        self.strict_rates = strict_rates
        """Whether sends above ~1/s a chat, 20/min a group and 30/s overall are answered 429."""
        self.reactions = True
        """Whether reactions are allowed in the chats."""
        self.old = False
        """Whether everything is too old to be deleted."""
        self.me = {**BOT, "id": int(token.partition(":")[0])}
        self.updates = Updates(self.wake)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """(method, parameters) of every call, in order, getUpdates among them."""
        self.delay: Callable[[], float] = lambda: 0.0
        """Seconds that a call takes to come, and as many anew for its answer."""
        self.floods = 0
        """How many calls were answered 429 because of the rates, not as an injected fault."""
        self.files: dict[str, tuple[bytes, int]] = {}
        self.menus: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.threads: set[int] = set()
        self.answered: list[str] = []
        """Callback queries that were answered in time."""
        self.url = ""
        self._rooms: dict[int, Room] = {}
        self._queries: set[str] = set()
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._sends: deque[float] = deque()
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Future[None]] = set()
        self.stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; what was queued and said before is still there."""
        self.stopping.clear()
        app = application(self)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        if self.updates.webhook.get("url"):
            self.updates.set_webhook(self.updates.webhook)
        return self

    async def stop(self) -> None:
        self.stopping.set()
        self.updates.release()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def person(self, id: int, first_name: str = "Amina", language_code: str = "en") -> Person:
        """Somebody with a private chat with the bot; the same one for the same id."""
        user = {"id": id, "is_bot": False, "first_name": first_name, "language_code": language_code}
        return Person(self, user, self._rooms.setdefault(id, Room(id)))

    def group(self, id: int, title: str = "Harbour team", type: str = "supergroup") -> Room:
        """A group the bot sits in; ids of groups are negative."""
        return self._rooms.setdefault(id, Room(id, type, title))

    def migrate(self, room: Room, to: int) -> Room:
        """Make a supergroup of *room*, under another id."""
        room.moved_to = to
        return self.group(to, room.title)

    def fail(self, method: str, *faults: Fault, times: int = 1) -> None:
        """Let the next calls of *method* go wrong, one fault each; ``*`` is any but getUpdates."""
        self._faults[method.lower()].extend(faults * times)

    def heal(self) -> None:
        """Take back every fault not yet used."""
        self._faults.clear()

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of *method*."""
        return [asked for name, asked in self.calls if name.lower() == method.lower()]

    async def until(self, true: Callable[[], bool], *, seconds: float = 10.0) -> None:
        """Return as soon as *true* holds; raises ``TimeoutError`` with the last calls."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(true)
        except TimeoutError:
            raise TimeoutError(f"last calls: {[name for name, _ in self.calls[-8:]]}") from None

    def new_message_id(self) -> int:
        return next(self._numbers)

    def new_query(self) -> str:
        query = f"q{next(self._numbers)}"
        self._queries.add(query)
        return query

    def expire_queries(self) -> None:
        """Every button pressed so far has waited too long for its answer."""
        self._queries.clear()

    def take_query(self, query: str) -> bool:
        if query not in self._queries:
            return False
        self._queries.discard(query)
        self.answered.append(query)
        return True

    def keep_file(self, data: bytes, size: int) -> dict[str, str]:
        id = f"f{next(self._numbers)}"
        self.files[id] = (data, size)
        return {"file_id": id, "file_unique_id": f"u{id}"}

    def room(self, asked: dict[str, Any]) -> Room:
        """The chat that is meant, unless the bot may not write there."""
        room = self._rooms.get(int(asked.get("chat_id", 0)))
        if room is None:
            raise Refused("chat not found")
        if room.moved_to:
            words = "group chat was upgraded to a supergroup chat"
            raise Refused(words, migrate_to_chat_id=room.moved_to)
        if room.blocked:
            raise Refused(room.blocked, 403)
        return room

    def count_send(self, room: Room) -> None:
        """Refuse what is faster than Telegram lets a bot be."""
        if not self.strict_rates:
            return
        now = asyncio.get_running_loop().time()
        while self._sends and self._sends[0] <= now - 1:
            self._sends.popleft()
        room.sends = [at for at in room.sends if at > now - 60]
        recent = sum(at > now - 3 for at in room.sends)
        if len(self._sends) >= 30 or recent >= 3 or (room.id < 0 and len(room.sends) >= 20):
            self.floods += 1
            raise Refused("retry after 1", 429, retry_after=1)
        self._sends.append(now)
        room.sends.append(now)

    def shown(self, room: Room, seen: Seen) -> dict[str, Any]:
        """A message of the bot's as the Bot API gives it back."""
        base = {"message_id": seen.id, "from": self.me, "chat": room.face, "date": 1_700_000_000}
        if seen.file is not None:
            return base | {"caption": seen.text}
        return base | {"text": seen.text, "entities": seen.entities}

    def fault(self, method: str) -> Fault:
        """What goes wrong with this call; nothing, most of the time."""
        for name in (method, "*") if method != "getupdates" else (method,):
            if self._faults[name]:
                return self._faults[name].popleft()
        return Fault()

    def wake(self) -> None:
        task = asyncio.ensure_future(self._notify())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()
