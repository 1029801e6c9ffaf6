"""What we listen to: every payload is put on disk as a message before Slack is told yes."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Ways
from bot.slack.errors import FAILURES
from bot.slack.events import PLATFORM, to_message
from bot.slack.files import Files
from bot.slack.people import People
from bot.slack.text import mentioned
from handlers.chat import Message
from handlers.words import doors
from handlers.words.speech import Speech, language_of

LOG = logging.getLogger("rapport.slack")
_ALL = re.compile(".*")
_REMEMBERED = 1_000
"""Keys whose files need not be fetched again when Slack repeats an event."""

Body = Mapping[str, Any]


class Ears:
    """Translates what comes in and hands it on; it does nothing else with it."""

    def __init__(self, client: AsyncWebClient, ways: Ways, files: Files) -> None:
        self.me = ""
        """Our own user id, once Slack has told us."""
        self._client = client
        self._ways = ways
        self._files = files
        self._people = People(client)
        self._fetched: OrderedDict[str, asyncio.Task[bool]] = OrderedDict()
        self._errands: set[asyncio.Task[None]] = set()

    async def hear(self, body: Body, ack: Callable[..., Awaitable[Any]]) -> None:
        """Accept what *body* says, then acknowledge it; where the disk refuses, do neither."""
        await self._people.know(_about(body))
        me = self.me or _ourselves(body)
        message = to_message(body, datetime.now(UTC), me=me, named=self._people.named)
        if message:
            await self._accept(message, body)
        elif (event := body.get("event", {})).get("tab") == "messages" and self._ways.is_member(
            _account(event["user"])
        ):
            self._errand(self._prompt(event))
        elsewhere = "command" in body and not str(body.get("channel_id", "")).startswith("D")
        if elsewhere and not self._ways.is_guest(_account(body["user_id"])):
            await ack(text=self._speech(body["user_id"])(doors.ANSWERED_IN_PRIVATE))
        else:
            await ack()

    async def close(self) -> None:
        """Drop what is under way: what was not acknowledged, Slack will send again."""
        tasks = [*self._fetched.values(), *self._errands]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self, message: Message, body: Body) -> None:
        person = self._people.person(message.sender.partition(":")[2])
        message = replace(message, name=person.name, language=person.locale)
        shared = (body.get("event") or body.get("message") or {}).get("files") or []
        if not shared:
            await self._ways.accept(message)
            return
        # A large file takes longer than Slack waits: the repeats then share the one fetch.
        task = self._fetched.get(message.key)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._with_files(message, shared))
            self._fetched[message.key] = task
            while len(self._fetched) > _REMEMBERED:
                self._fetched.popitem(last=False)
        await asyncio.shield(task)

    async def _with_files(self, message: Message, shared: list[Body]) -> bool:
        files = await self._files.taken(shared, message.sender)
        return await self._ways.accept(replace(message, files=files))

    async def _prompt(self, event: Body) -> None:
        """Put first things to say in the person's messages tab, as far as Slack lets us."""
        say = self._speech(event["user"])
        prompts = [
            {"title": say(title), "message": message} for message, title in doors.PROMPTS.items()
        ]
        try:
            await self._client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], title=say(doors.PROMPTS_TITLE), prompts=prompts
            )
        except FAILURES as error:
            LOG.info("no suggested prompts: %s", type(error).__name__)

    def _speech(self, user: str) -> Speech:
        return Speech(language_of(self._people.person(user).locale))

    def _errand(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


def _account(user: str) -> str:
    return f"{PLATFORM}:{user}"


def _about(body: Body) -> set[str]:
    """The ids of the users a payload is by, or mentions."""
    event, chosen = body.get("event") or {}, body.get("message") or {}
    by = body.get("user_id") or (body.get("user") or {}).get("id") or event.get("user")
    said = (event.get("message") or event).get("text") or body.get("text") or ""
    if body.get("type") == "block_actions":
        # There the message is our own card.
        chosen = {}
    author = chosen.get("user") or (event.get("message") or {}).get("user")
    users = {by, author, *mentioned(said), *mentioned(chosen.get("text") or "")}
    return {user for user in users if user}


def _ourselves(body: Body) -> str:
    """Our user id as an event names it, before Slack has told us otherwise."""
    given = body.get("authorizations") or [{}]
    return str(given[0].get("user_id", "")) if given[0].get("is_bot") else ""


def build(ears: Ears, signing_secret: str, bolt_client: AsyncWebClient) -> AsyncApp:
    """The Bolt app: one listener for everything, run before the acknowledgement."""

    async def authorize() -> AuthorizeResult:
        # Bolt's own way asks Slack, and acknowledges the event where that fails.
        return AuthorizeResult(enterprise_id=None, team_id=None)

    async def on_error(error: Exception) -> None:
        LOG.error("an event was not taken, Slack will repeat it: %s", type(error).__name__)

    app = AsyncApp(
        # Bolt sets the level of the logger of this name to that of its own.
        name="rapport.slack.bolt",
        logger=silent("rapport.slack.bolt"),
        client=bolt_client,
        authorize=authorize,
        signing_secret=signing_secret,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )
    app.error(on_error)
    for listen in (app.event, app.action, app.command, app.shortcut, app.view):
        listen(_ALL)(ears.hear)
    return app


def silent(name: str) -> logging.Logger:
    """A logger for a library whose lines may hold texts, tickets or addresses."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.CRITICAL + 1)
    return logger
