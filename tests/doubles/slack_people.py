"""People of the double's workspace: what they do in Slack, and what they see there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.doubles.slack_lines import Sent
from tests.doubles.slack_rules import Block, buttons, escaped
from tests.doubles.slack_world import RESPONSES, Channel, Post, Shared, View

if TYPE_CHECKING:
    from tests.doubles.slack import SlackDouble


class Person:
    """One person, whose conversation with the bot is *talk*."""

    def __init__(self, double: SlackDouble, id: str, name: str, locale: str) -> None:
        self.double = double
        self.id = id
        self.name = name
        self.locale = locale
        self.gone = False
        """Deactivated: Slack lets nobody write to them."""
        self.modals: list[View] = []
        self.home: View | None = None
        self.ephemerals: list[str] = []
        self.prompts: list[dict[str, str]] = []

    @property
    def talk(self) -> Channel:
        """The conversation with the bot."""
        return self.double.world.talk(self.id)

    @property
    def chat(self) -> list[Post]:
        """Every message of that conversation as it stands now, the oldest first."""
        return self.talk.posts

    @property
    def cards(self) -> list[Post]:
        """What the bot wrote in it."""
        return [post for post in self.chat if post.user == self.double.bot]

    @property
    def modal(self) -> View | None:
        """The form on top, if one is open."""
        return self.modals[-1] if self.modals else None

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Return as soon as *true* holds of what they see; raises ``TimeoutError`` with it."""
        try:
            await self.double.until(true, seconds)
        except TimeoutError:
            seen = "\n---\n".join(f"{post.user}: {post.plain}" for post in self.chat)
            raise TimeoutError(f"{self.id} sees:\n{seen}") from None

    async def says(self, text: str, *, raw: bool = False, thread: str = "") -> str:
        """Write to the bot; returns the message's ts. *raw* text is already in Slack's markup."""
        post = Post(self.double.stamp(), self.id, text if raw else escaped(text), thread=thread)
        self.talk.posts.append(post)
        parent = {"parent_user_id": self.double.bot} if thread else {}
        self._message(post.told() | parent)
        await self.double.changed()
        return post.ts

    async def shares(self, author: str, text: str, stamp: str, comment: str = "") -> str:
        """Forward what *author* wrote at *stamp* to the bot; returns the message's ts."""
        post = Post(self.double.stamp(), self.id, escaped(comment))
        self.talk.posts.append(post)
        first = {"author_name": author, "text": escaped(text), "ts": stamp, "is_share": True}
        first |= {"is_msg_unfurl": True, "from_url": "https://field.example/p1"}
        self._message(post.told() | {"attachments": [first]})
        await self.double.changed()
        return post.ts

    async def presses_late(self, stamp: str, block: Block, button: Block) -> Sent:
        """Press what a card showed a moment ago, as on a slow line."""
        post = self.card(stamp)
        container = {"type": "message", "message_ts": post.ts, "channel_id": self.talk.id}
        more = {"container": container, "message": post.told(), "channel": {"id": self.talk.id}}
        return await self._acts(more | self._response_url(), block, button)

    async def edits(self, stamp: str, text: str) -> Sent:
        """Change what they wrote."""
        post = next(post for post in self.chat if post.ts == stamp and post.user == self.id)
        before = post.told()
        post.text, post.edited = escaped(text), self.double.stamp()
        return self._changed(post.told(), before)

    def unfurled(self, stamp: str) -> Sent:
        """Slack adds a preview to their message, and tells of it as of an edit."""
        told = next(post.told() for post in self.chat if post.ts == stamp)
        return self._changed(told | {"attachments": [{"text": "a preview"}]}, told)

    def _changed(self, now: dict[str, Any], before: dict[str, Any]) -> Sent:
        told = {"subtype": "message_changed", "message": now, "previous_message": before}
        return self._message(told | {"ts": self.double.stamp(), "hidden": True})

    def _message(self, told: dict[str, Any]) -> Sent:
        place = {"type": "message", "channel": self.talk.id, "channel_type": "im"}
        return self.double.event(told | place)

    async def uploads(
        self, name: str, content: bytes, mime: str, comment: str = "", **more: Any
    ) -> str:
        """Share a file with the bot; returns the message's ts."""
        file = Shared(self.double.name("F"), name, mime, content, **more)
        self.double.world.files[file.id] = file
        post = Post(self.double.stamp(), self.id, escaped(comment))
        self.talk.posts.append(post)
        told = file.told(self.double.root)
        if file.bare:
            told = {"id": file.id, "file_access": "check_file_info"}
        self._message(post.told() | {"subtype": "file_share", "files": [told]})
        await self.double.changed()
        return post.ts

    async def in_channel(self, channel: str, text: str, *, mention: bool = True) -> str:
        """Write in a channel, to the bot where *mention*; returns the message's ts."""
        place = self.double.channel(channel, self.id)
        words = f"<@{self.double.bot}> {escaped(text)}" if mention else escaped(text)
        post = Post(self.double.stamp(), self.id, words)
        place.posts.append(post)
        if mention:
            self.double.event(post.told() | {"type": "app_mention", "channel": channel})
        await self.double.changed()
        return post.ts

    async def presses(self, card: str, label: str) -> Sent:
        """Press a button of a card, ``""`` for the last that has it.

        Raises ``LookupError`` where it is not there now.
        """
        post = self.card(card, label)
        return await self.presses_late(post.ts, *_found(post.blocks, label))

    async def presses_home(self, label: str) -> Sent:
        """Press a button of the bot's page."""
        if self.home is None:
            raise LookupError("no home was published")
        block, button = _found(self.home.shown["blocks"], label)
        container = {"type": "view", "view_id": self.home.id}
        return await self._acts({"container": container, "view": self.home.told()}, block, button)

    def card(self, card: str = "", label: str = "") -> Post:
        """A card by its ts or id, or the last one that has such a button."""
        stamp = card.rpartition("/")[2]
        for post in reversed(self.cards):
            if post.ts == stamp or (not stamp and (not label or label in post.buttons)):
                return post
        raise LookupError(f"no card {card} with {label!r}")

    async def _acts(self, more: dict[str, Any], block: Block, button: Block) -> Sent:
        kept = ("type", "action_id", "text", "value", "style", "url")
        action = {name: button[name] for name in kept if name in button}
        action |= {"block_id": block.get("block_id", "b"), "action_ts": self.double.stamp()}
        told = self._acting("block_actions") | more | {"actions": [action]}
        return await self._settled(self.double.tell("interactive", told))

    async def commands(self, command: str, text: str = "", *, channel: str = "") -> Sent:
        """Type a slash command, in the bot's conversation unless *channel* is named."""
        place = self.double.channel(channel, self.id) if channel else self.talk
        about = {"command": command, "text": escaped(text), "trigger_id": self.trigger()}
        who = {"user_id": self.id, "user_name": self.id.lower(), "team_id": self.double.team}
        where = {"channel_id": place.id, "api_app_id": "A1"} | self._response_url()
        sent = await self._settled(self.double.tell("command", about | who | where))
        if sent.answer.get("text"):
            self.ephemerals.append(sent.answer["text"])
        return sent

    async def shortcut(self, callback: str, *, message: Post | None = None) -> Sent:
        """Use a shortcut, of a message where one is given."""
        told = self._acting("message_action" if message else "shortcut")
        told |= {"callback_id": callback, "action_ts": self.double.stamp()}
        if message:
            told |= {"message": message.told(), "channel": {"id": self._where(message)}}
        return await self._settled(self.double.tell("interactive", told))

    def _where(self, message: Post) -> str:
        channels = self.double.world.channels.values()
        return next(channel.id for channel in channels if message in channel.posts)

    async def submits(self, values: dict[str, str], *, twice: bool = False) -> Sent:
        """Send the open form with *values* put in, by field name; it closes once acknowledged.

        Raises ``LookupError`` where none is open or it has no such field or option.
        """
        if self.modal is None:
            raise LookupError("no form is open")
        view = self.modal
        fields = {b["block_id"]: b["element"] for b in view.shown["blocks"] if b["type"] == "input"}
        if missing := set(values) - set(fields):
            raise LookupError(f"no field {missing}")
        filled = view.values | values
        state = {name: {e["action_id"]: _state(e, filled[name])} for name, e in fields.items()}
        told = self._acting("view_submission") | {"response_urls": []}
        told |= {"view": view.told() | {"state": {"values": state}}}
        extra = [self.double.tell("interactive", told)] if twice else []
        sent = await self._settled(self.double.tell("interactive", told))
        for other in extra:
            await self._settled(other)
        if sent.acked and view in self.modals:
            self.modals.remove(view)
            await self.double.changed()
        return sent

    async def opens_home(self, tab: str = "home") -> Sent:
        """Open the bot's page, or its messages."""
        told = {"type": "app_home_opened", "user": self.id, "channel": self.talk.id, "tab": tab}
        return self.double.event(told | {"event_ts": self.double.stamp()})

    def trigger(self) -> str:
        """A right to open a form, for three seconds."""
        name = self.double.name("trigger")
        self.double.world.triggers[name] = self.id, time.monotonic()
        return name

    def _acting(self, kind: str) -> dict[str, Any]:
        user = {"id": self.id, "username": self.id.lower(), "team_id": self.double.team}
        about = {"team": {"id": self.double.team, "domain": "field"}, "api_app_id": "A1"}
        return {"type": kind, "user": user, "token": "t", "trigger_id": self.trigger()} | about

    def _response_url(self) -> dict[str, str]:
        name = self.double.name("response")
        self.double.world.responses[name] = self.id, RESPONSES
        return {"response_url": f"{self.double.root}/response/{name}"}

    async def _settled(self, sent: Sent) -> Sent:
        await sent.done.wait()
        return sent


def _found(blocks: list[Block], label: str) -> tuple[Block, Block]:
    there = buttons(blocks)
    if label not in there:
        raise LookupError(f"no button {label!r} among {list(there)}")
    return there[label]


def _state(element: Block, value: str) -> dict[str, Any]:
    if element["type"] == "plain_text_input":
        if len(value) > element.get("max_length", 3000):
            raise LookupError("more than the field takes")
        return {"type": element["type"], "value": value or None}
    chosen = [option for option in element["options"] if option["value"] == value]
    if value and not chosen:
        raise LookupError(f"no option {value!r}")
    return {"type": element["type"], "selected_option": chosen[0] if chosen else None}
